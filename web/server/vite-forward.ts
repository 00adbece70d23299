// The same forwarding in `vite dev` as in production, so that development has one origin, too.
import { randomUUID } from 'node:crypto'
import { loadEnv, type Plugin } from 'vite'
import { readers } from '../src/lib/server/config/variables.ts'
import { clientAddress } from './client-address.ts'
import { createForwarder } from './forward.ts'
import { routeTarget } from './forward-path.ts'
import { sendProblem } from './problem.ts'

/** @param envDir where the `.env` files are */
export function forwardToApi(envDir: string): Plugin {
  return {
    name: 'holdfast-forward-to-api',
    apply: 'serve',
    configureServer(server) {
      const env = { ...loadEnv(server.config.mode, envDir, ''), ...process.env }
      const apiUrl = new URL(readers.API_URL(env['API_URL']))
      const publicUrl = new URL(readers.PUBLIC_URL(env['PUBLIC_URL']))
      const basePath = apiUrl.pathname.replace(/\/$/, '')
      const { forward } = createForwarder({ apiUrl })
      server.middlewares.use((req, res, next) => {
        const target = routeTarget(req.url ?? '', basePath)
        const id = randomUUID()
        if (target.kind === 'forward') {
          const from = { clientAddress: clientAddress(req, null), publicUrl }
          forward(req, res, { id, path: target.path, ...from })
        } else if (target.kind === 'malformed') sendProblem(res, 'malformed-request', { id })
        else if (req.url === '/healthz') res.end('{"status":"ok"}')
        else next()
      })
    },
  }
}
