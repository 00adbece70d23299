// A new signing key now, not when it is due: node scripts/rotate-keys.ts [--leaked]. Takes web's own
// variables. Whatever servers run take up what it leaves in the database.
import { parseArgs } from 'node:util'
import { createAuth } from '../src/lib/server/auth/create.ts'
import { tendKeys, type Tended } from '../src/lib/server/auth/key-rotation.ts'
import { ConfigError, loadConfig } from '../src/lib/server/config/load.ts'
import { openDatabase } from '../src/lib/server/db/open.ts'
import { createLogger } from '../src/lib/server/log.ts'

try {
  const { leaked } = parseArgs({ options: { leaked: { type: 'boolean', default: false } } }).values
  const tended = await rotate(leaked)
  console.log(leaked ? afterLeak(tended) : begun(tended))
} catch (error) {
  console.error(`rotate-keys: ${describe(error)}`)
  process.exitCode = 1
}

async function rotate(leaked: boolean): Promise<Tended> {
  const config = loadConfig(process.env)
  if (config.AUTH_MODE === 'shared-secret') {
    throw new ConfigError('AUTH_MODE is shared-secret: there are no keys, change the secret')
  }
  const database = openDatabase({
    url: config.AUTH_DATABASE_URL,
    poolSize: 1,
    statementTimeoutMs: config.AUTH_DATABASE_STATEMENT_TIMEOUT_MS,
  })
  try {
    // Nobody writes to anybody because of a key.
    const nothing = () => Promise.reject(new Error('no mail is sent from here'))
    const post = { send: nothing, withdraw: nothing }
    const auth = createAuth(config, { db: database.db, logger: createLogger('silent'), post })
    return await tendKeys({ auth, db: database.db, times: config }, leaked ? 'leaked' : 'now')
  } finally {
    await database.close()
  }
}

function begun({ made, signsFrom }: Tended): string {
  if (signsFrom === undefined)
    return `key ${String(made)} is published and signs: it is the only one`
  const key = made === undefined ? 'a new key was published before' : `key ${made} is published now`
  return `${key} and signs from ${signsFrom.toISOString()}`
}

function afterLeak({ made, withdrawn }: Tended): string {
  return (
    `key ${String(made)} is published and signs; withdrawn: ${String(withdrawn)}\n` +
    'each api refuses what they have signed within its JWKS_REFRESH_SECONDS, at once after a restart'
  )
}

/** A failed query's own message quotes the query; its cause says why. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'failed'
  const { code, message } = (error.cause ?? error) as Error & { code?: string }
  return error.cause === undefined ? message : (code ?? 'the database failed')
}
