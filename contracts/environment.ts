/** What the launcher tells the suite. The suite knows the api by these variables and by openapi.yaml alone. */
import { fileURLToPath } from 'node:url'

export type Runtime = 'node' | 'bun' | 'deno'

export interface Environment {
  /** Origin of the api under test, without a trailing slash. */
  apiBaseUrl: string
  /** The same api in AUTH_MODE=shared-secret. */
  secretApiBaseUrl: string
  /** The same api with a pool of one database connection. */
  pool1ApiBaseUrl: string
  /** The value of BETTER_AUTH_SECRET that the shared-secret api runs with. */
  sharedSecret: string
  /** Where the suite's own issuer listens; its issuer string follows from it. */
  issuerPort: number
  /** Read-only role on the tasks database that sees every owner's rows. */
  inspectDatabaseUrl: string
  /** The api's log, one JSON object a line. */
  apiLogFile: string
  /** That of the api in shared-secret mode. */
  secretApiLogFile: string
  /** The process of the api under test. */
  apiPid: number
  /** Starts one more api: the program and its arguments. */
  apiCommand: readonly string[]
  /** For those: a database as in production, of which the apis under test know nothing. */
  serviceDatabaseUrl: string
  /** The origins behind which an api runs already; one behind another starts when it is asked. */
  runningApiBaseUrls: readonly string[]
  runtime: Runtime
  /** openapi.yaml. */
  openApiFile: string
  /** The same as JSON, which takes less time to read. */
  openApiJson: string
}

const runtimes: readonly Runtime[] = ['node', 'bun', 'deno']
let loaded: Environment | undefined

export function environment(): Environment {
  loaded ??= load(process.env)
  return loaded
}

function load(variables: NodeJS.ProcessEnv): Environment {
  const need = (name: string): string => {
    const value = variables[name]
    if (!value) throw new Error(`${name} is not set: start this suite with its launcher`)
    return value
  }
  const runtime = runtimes.find((name) => name === (variables['RUNTIME'] ?? 'node'))
  if (!runtime) throw new Error(`RUNTIME must be one of ${runtimes.join(', ')}`)
  return {
    apiBaseUrl: need('API_BASE_URL'),
    secretApiBaseUrl: need('SECRET_API_BASE_URL'),
    pool1ApiBaseUrl: need('POOL1_API_BASE_URL'),
    sharedSecret: need('SHARED_SECRET'),
    issuerPort: Number(need('ISSUER_PORT')),
    inspectDatabaseUrl: need('INSPECT_DATABASE_URL'),
    apiLogFile: need('API_LOG_FILE'),
    secretApiLogFile: need('SECRET_API_LOG_FILE'),
    apiPid: Number(need('API_PID')),
    apiCommand: JSON.parse(need('API_COMMAND')) as string[],
    serviceDatabaseUrl: need('SERVICE_DATABASE_URL'),
    runningApiBaseUrls: need('RUNNING_API_BASE_URLS').split(' '),
    runtime,
    openApiJson: need('OPENAPI_JSON'),
    openApiFile:
      variables['OPENAPI_FILE'] ?? fileURLToPath(new URL('../openapi.yaml', import.meta.url)),
  }
}

/** `iss` of every good token: the suite's own issuer. */
export function issuerOrigin(): string {
  return `http://127.0.0.1:${String(environment().issuerPort)}`
}

export const audience = 'holdfast-api'
/** The one origin that the api under test allows by CORS_ORIGINS. */
export const allowedOrigin = 'https://app.holdfast.test'
export const foreignOrigin = 'https://evil.example'
