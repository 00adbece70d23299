// Are the ports we are about to use free, and which variable moves each of them?
import type { StackConfig } from './config.ts'
import { isPortFree } from './ports.ts'
import { runningServer } from './postgres/postmaster.ts'
import { SetupError } from './setup-error.ts'

/** @throws SetupError with one line for each port that is taken. */
export async function requireFreePorts(config: StackConfig, postgres: string): Promise<void> {
  const wanted = [
    { variable: 'WEB_PORT', ...config.web },
    { variable: 'API_PORT', ...config.api },
  ]
  const embedded = config.tasks.url === undefined || config.auth.url === undefined
  if (embedded && runningServer(postgres)?.port !== config.postgresPort) {
    wanted.push({ variable: 'POSTGRES_PORT', host: '127.0.0.1', port: config.postgresPort })
  }
  const taken: string[] = []
  for (const { variable, host, port } of wanted) {
    if (await isPortFree(host, port)) continue
    const other = String(port < 65_000 ? port + 10 : port - 10)
    taken.push(
      `Port ${String(port)} is taken by another program. ` +
        `Fix: set ${variable} to a free one, for example ${variable}=${other}`,
    )
  }
  if (taken.length > 0) throw new SetupError(taken)
}
