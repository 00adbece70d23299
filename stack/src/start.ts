// `npm start` and `npm run dev`: the whole of Holdfast on this machine, until Ctrl-C.
import { loadConfig } from './config.ts'
import { shown } from './data-directory.ts'
import { withEnvFile } from './environment.ts'
import { consoleReport, seconds } from './report.ts'
import { SetupError } from './setup-error.ts'
import { startStack } from './stack.ts'

const watch = process.argv.includes('--watch')
const report = consoleReport()
process.exitCode = await main()

async function main(): Promise<number> {
  const started = performance.now()
  const stopRequest = listenForStop()
  try {
    const env = withEnvFile(process.env)
    const config = loadConfig(env)
    report.line(`Holdfast on Node ${process.versions.node}${watch ? ', watching for changes' : ''}`)
    const stack = await startStack({
      ...{ env, config, report, watch },
      durable: true,
      signal: stopRequest,
    })
    report.line(
      `\nHoldfast is ready after ${seconds(performance.now() - started)}: ${config.publicUrl}\n` +
        `Data and logs: ${shown(config.dataDir)}. Ctrl-C stops everything.`,
    )
    const failure = await Promise.race([stack.failed, aborted(stopRequest)])
    if (failure !== undefined) report.problem(failure.text, failure.details)
    await stack.stop()
    report.line(failure === undefined ? 'Stopped.' : 'Everything else is stopped.')
    return failure === undefined ? 0 : 1
  } catch (error) {
    if (stopRequest.aborted) {
      report.line('Stopped.')
      return 0
    }
    if (!(error instanceof SetupError)) throw error
    error.lines.forEach((line, index) => {
      report.problem(line, index === error.lines.length - 1 ? error.details : [])
    })
    return 1
  }
}

/**
 * Ctrl-C reaches us from the terminal and once more through npm, so only a second one that comes
 * later means "now". A signal to npm alone ends the shell between npm and us, and no more.
 */
function listenForStop(): AbortSignal {
  const controller = new AbortController()
  let firstAt = 0
  const stop = () => {
    if (controller.signal.aborted) {
      if (Date.now() - firstAt > 1_000) process.exit(1)
      return
    }
    firstAt = Date.now()
    report.line('\nStopping…')
    controller.abort()
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop)
  if (process.env['npm_lifecycle_event'] !== undefined) onParentGone(stop)
  return controller.signal
}

function onParentGone(stop: () => void): void {
  const parent = process.ppid
  const watcher = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watcher)
    stop()
  }, 500)
  watcher.unref()
}

async function aborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return undefined
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(undefined)
    })
  })
}
