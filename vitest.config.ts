// Unit tests of every package, in one run.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{api,stack}/**/*.test.ts', 'web/{src,server,scripts}/**/*.test.ts'],
    allowOnly: false,
    retry: 0,
    mockReset: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
})
