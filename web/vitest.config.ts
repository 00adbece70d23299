// Unit tests of web: they need Svelte's compiler for the classes that hold state.
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [svelte()],
  test: {
    name: 'web',
    include: ['{src,server,scripts}/**/*.test.ts'],
    mockReset: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
})
