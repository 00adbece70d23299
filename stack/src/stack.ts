// The whole of Holdfast on this machine: what `npm start` runs, and the end-to-end tests with it.
import type { Environment, StackConfig } from './config.ts'
import { openDataDirectory } from './data-directory.ts'
import { openDatabases } from './databases.ts'
import { echoErrors } from './echo.ts'
import { localUrl } from './environment.ts'
import { requireFreePorts } from './ports-check.ts'
import type { Cluster } from './postgres/cluster.ts'
import { stopOrphans } from './process/service.ts'
import type { Service } from './process/service.ts'
import { lastWords, waitUntilReady } from './ready.ts'
import type { Report } from './report.ts'
import { resolveRuntime } from './runtimes.ts'
import { startApi, startWeb } from './services.ts'
import type { ServicesOptions } from './services.ts'
import { ensureWebBuild } from './web-build.ts'

export interface StackOptions {
  readonly env: Environment
  readonly config: StackConfig
  readonly report: Report
  readonly watch: boolean
  /** `false` only where the data is thrown away afterwards. */
  readonly durable: boolean
  /** Aborted when a person wants it to stop, also while it is still starting. */
  readonly signal: AbortSignal
}

export interface Failure {
  readonly text: string
  readonly details: readonly string[]
}

export interface Stack {
  /** Settles with what happened when a part goes away that nobody asked to. */
  readonly failed: Promise<Failure>
  stopApi(): Promise<void>
  /** Starts the api again and waits until it is ready. */
  startApi(): Promise<void>
  /** Stops web as a new version would, and waits until it is ready again. */
  restartWeb(): Promise<void>
  /** Where accounts are kept, as web connects. */
  authDatabaseUrl(): string
  stop(): Promise<void>
}

/**
 * Starts everything and resolves when it is ready. When it can't, or is asked to stop, everything
 * that had started is stopped before this rejects.
 * @throws SetupError
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const run = new Run(options)
  const stop = () => {
    void run.stop()
  }
  options.signal.addEventListener('abort', stop, { once: true })
  try {
    await run.start()
    return run
  } catch (error) {
    await run.stop()
    throw error
  }
}

class Run implements Stack {
  readonly failed: Promise<Failure>
  readonly #options: StackOptions
  readonly #data
  readonly #fail: (failure: Failure) => void
  readonly #services = new Map<string, Service>()
  readonly #abort = new AbortController()
  #started: Promise<void> = Promise.resolve()
  #isReady = false
  #servicesOptions: ServicesOptions | undefined
  #cluster: Cluster | undefined
  #stopping: Promise<void> | undefined

  constructor(options: StackOptions) {
    this.#options = options
    this.#data = openDataDirectory(options.config.dataDir)
    const { promise, resolve } = Promise.withResolvers<Failure>()
    this.failed = promise
    this.#fail = resolve
  }

  start(): Promise<void> {
    this.#started = this.#startAll()
    return this.#started
  }

  async #startAll(): Promise<void> {
    const { env, config, report, watch, durable } = this.#options
    const orphans = await stopOrphans(this.#data.recordedServices())
    if (orphans > 0)
      report.line(`  Stopped ${String(orphans)} processes left over from a killed run`)
    await requireFreePorts(config, this.#data.postgres)

    const { signal } = this.#abort
    const [databases, runtime] = await this.#together([
      openDatabases({
        ...{ env, config, report, durable, signal, data: this.#data },
        onCluster: (cluster) => {
          this.#watchCluster(cluster)
        },
      }),
      resolveRuntime(config.runtime, signal),
      watch ? Promise.resolve() : this.#buildWeb(),
    ])
    this.#servicesOptions = {
      ...{ env, config, data: this.#data, databases, runtime, watch },
      onLine: echoErrors(report, { everything: watch, isReady: () => this.#isReady }),
    }
    await report.step('api and web are ready', async () => {
      // web first: the api fetches its key set from there.
      await this.#startWeb()
      await this.startApi()
    })
    this.#isReady = true
  }

  /** All of them, or the first failure once the others have been called off and are over. */
  async #together<T extends readonly unknown[]>(tasks: {
    readonly [K in keyof T]: Promise<T[K]>
  }): Promise<T> {
    try {
      return await Promise.all(tasks)
    } catch (error) {
      this.#abort.abort()
      await Promise.allSettled(tasks)
      throw error
    }
  }

  async startApi(): Promise<void> {
    const options = this.#ready()
    const service = this.#keep(startApi(options))
    await waitUntilReady(service, `${localUrl(options.config.api)}/readyz`)
  }

  async #startWeb(): Promise<void> {
    const options = this.#ready()
    const service = this.#keep(startWeb(options))
    await waitUntilReady(service, `${localUrl(options.config.web)}/healthz`)
  }

  async restartWeb(): Promise<void> {
    const web = this.#services.get('web')
    this.#services.delete('web')
    await web?.stop()
    await this.#startWeb()
  }

  authDatabaseUrl(): string {
    return this.#ready().databases.authUrl
  }

  async stopApi(): Promise<void> {
    const api = this.#services.get('api')
    this.#services.delete('api')
    await api?.stop()
  }

  /** The services drain first, while their databases are still there. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll()
    return this.#stopping
  }

  async #stopAll(): Promise<void> {
    this.#abort.abort()
    await this.#stopServices()
    // What was still on its way up has now failed, or is up and has to be stopped as well.
    await this.#started.catch(() => undefined)
    await this.#stopServices()
    await this.#cluster?.stop()
    this.#data.recordServices([])
    this.#data.release()
  }

  async #stopServices(): Promise<void> {
    await Promise.all([...this.#services.values()].map((service) => service.stop()))
  }

  async #buildWeb(): Promise<void> {
    await this.#options.report.step(
      (built) => (built ? 'web is built' : 'web is built already'),
      () => ensureWebBuild(this.#options.env, this.#abort.signal),
    )
  }

  #ready(): ServicesOptions {
    if (this.#servicesOptions === undefined) throw new Error('the databases are not open yet')
    return this.#servicesOptions
  }

  #requireNotStopping(): void {
    if (this.#stopping !== undefined) throw new Error('stopped while starting')
  }

  #watchCluster(cluster: Cluster): void {
    this.#cluster = cluster
    void cluster.exited.then((how) => {
      if (this.#stopping !== undefined) return
      this.#fail({
        text: `PostgreSQL stopped by itself (${how}). It said:`,
        details: cluster.recentLog(),
      })
    })
  }

  #keep(service: Service): Service {
    this.#requireNotStopping()
    this.#services.set(service.name, service)
    this.#data.recordServices([...this.#services.values()])
    void service.exited.then((how) => {
      if (this.#stopping !== undefined || this.#services.get(service.name) !== service) return
      this.#fail({
        text: `${service.name} stopped by itself (${how}). It said:`,
        details: lastWords(service),
      })
    })
    return service
  }
}
