// How web is built: SvelteKit with the Node adapter, one build for every host (no origin baked in).
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, loadEnv } from 'vite'
import { contentSecurityPolicy } from './server/content-security-policy.ts'
import { forwardToApi } from './server/vite-forward.ts'
import { readers } from './src/lib/server/config/variables.ts'

/** The variables are described in one file at the root of the repository: .env.example. */
const ENV_DIR = '..'

export default defineConfig(({ mode }) => {
  const env = { ...loadEnv(mode, ENV_DIR, 'WEB_'), ...process.env }
  return {
    server: {
      host: readers.WEB_HOST(env['WEB_HOST']),
      port: readers.WEB_PORT(env['WEB_PORT']),
      strictPort: true,
    },
    plugins: [
      forwardToApi(ENV_DIR),
      tailwindcss(),
      sveltekit({
        adapter: adapter({ precompress: true }),
        csp: { mode: 'nonce', directives: contentSecurityPolicy },
        env: { dir: ENV_DIR },
        version: { pollInterval: 0 },
      }),
    ],
  }
})
