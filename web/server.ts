// The production entry of web: configuration → SvelteKit's build → server. node server.ts
import { existsSync } from 'node:fs'
import { ADAPTER_HEADERS, createServer, type Handler } from './server/app.ts'
import { shutDownOnSignal } from './server/shutdown.ts'
import { ConfigError, loadConfig, type Config } from './src/lib/server/config/load.ts'
import { createLogger } from './src/lib/server/log.ts'

function readConfig(): Config {
  try {
    return loadConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(`web: ${error.message}`)
    process.exit(1)
  }
}

const config = readConfig()
const build = new URL('./build/handler.js', import.meta.url)
if (!existsSync(build)) {
  console.error('web: there is no build yet; run: npm run build -w web')
  process.exit(1)
}

// Some of Better Auth's checks are off in other modes. adapter-node reads the rest when imported;
// 64 KiB is more than any form of ours.
Object.assign(process.env, ADAPTER_HEADERS, { NODE_ENV: 'production', BODY_SIZE_LIMIT: '64K' })
const { handler } = (await import(build.href)) as { handler: Handler }

const logger = createLogger(config.LOG_LEVEL)
const server = createServer(config, handler, logger)
server.once('error', (error: NodeJS.ErrnoException) => {
  const where = `${config.WEB_HOST}:${String(config.WEB_PORT)}`
  console.error(`web: WEB_HOST, WEB_PORT: can't listen on ${where} (${error.code ?? 'unknown'})`)
  process.exit(1)
})
server.listen(config.WEB_PORT, config.WEB_HOST, () => {
  logger.info('listening', { host: config.WEB_HOST, port: config.WEB_PORT })
})
shutDownOnSignal(server, logger)
