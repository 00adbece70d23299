// How web is built: SvelteKit with the Node adapter, one build for every host (no origin baked in).
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { contentSecurityPolicy } from './server/content-security-policy.ts'

export default defineConfig({
  plugins: [
    tailwindcss(),
    sveltekit({
      adapter: adapter({ precompress: true }),
      csp: { mode: 'nonce', directives: contentSecurityPolicy },
      // The variables are described in one file at the root of the repository: .env.example.
      env: { dir: '..' },
      version: { pollInterval: 0 },
    }),
  ],
})
