/** Process entry: config → database → app → serve. SIGTERM drains. No logic. */
import { createEndSession } from './auth/end-session.ts'
import { createKeySet } from './auth/key-set.ts'
import { Revocations } from './auth/revocations.ts'
import { sharedSecretKeys } from './auth/shared-secret.ts'
import type { KeySource } from './auth/signed-token.ts'
import { createVerifier } from './auth/verifier.ts'
import { ConfigError } from './config-error.ts'
import { loadConfig } from './config.ts'
import type { AuthConfig, Config } from './config.ts'
import { openDatabase } from './db/database.ts'
import { openRevocationStore } from './db/revocations/store.ts'
import type { RevocationStore } from './db/revocations/store.ts'
import { DatabaseRoleError } from './db/role-check.ts'
import { EventHub } from './events/hub.ts'
import { createApp } from './http/app.ts'
import { createLog } from './log.ts'
import type { Log } from './log.ts'
import { RateLimiter } from './rate-limiter.ts'
import { serve } from './server/serve.ts'
import { scheduleUpkeep } from './upkeep/schedule.ts'

const DRAIN_MS = 10_000
const BACKGROUND = { poolSize: 2, poolWaitMs: 30_000, name: 'background' }

function readConfig(): Config {
  try {
    return loadConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigError) stop(error.message)
    throw error
  }
}

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

async function openKeys(auth: AuthConfig, log: Log): Promise<KeySource> {
  if (auth.mode === 'shared-secret') return sharedSecretKeys(auth.secret, auth.olderSecrets)
  return createKeySet({
    url: auth.jwksUrl,
    refreshMs: auth.refreshMs,
    cooldownMs: auth.cooldownMs,
    staleMs: auth.staleMs,
    onEvent: (event) => {
      if (event.type === 'loaded') log.info({ keys: event.keys }, 'the key set is loaded')
      else log.warn({ reason: event.reason }, 'the key set cannot be fetched')
    },
  })
}

/** Resolves when no token of an ended session passes any more, or when that can't be told yet. */
function followRevocations(
  store: RevocationStore,
  revocations: Revocations,
  log: Log,
): Promise<void> {
  return store.follow({
    onRevocation: (revocation) => {
      revocations.add(revocation)
    },
    onRead: () => {
      revocations.markRead()
      revocations.prune(Date.now() / 1000)
    },
    onEvent: (event) => {
      if (event.type === 'failed') log.warn(event, 'the list of ended sessions cannot be read')
      else log.info(event, 'ended sessions are being followed')
    },
  })
}

const config = readConfig()
const log = createLog(config.logLevel)
const keys = await openKeys(config.auth, log)
const database = openDatabase(config.database)
// For what no request waits for.
const background = openDatabase({ ...config.database, ...BACKGROUND })
const {
  heartbeatMs,
  database: { url, prepare },
} = config
const events = new EventHub({ database: background, url, prepare, heartbeatMs })
const revocations = new Revocations()
revocations.onAdded(() => {
  events.judgeSoon()
})
const revocationStore = openRevocationStore(config.database)
const trust = { keys, revocations, issuer: config.issuer, audience: config.audience }
const app = createApp({
  database,
  verifier: createVerifier(trust),
  sessions: {
    end: createEndSession({ ...trust, record: (revocation) => revocationStore.record(revocation) }),
    isReady: () => revocations.isReady(),
  },
  events,
  limiter: new RateLimiter({ perMinute: config.requestsPerMinute }),
  log,
  quotas: config.quotas,
  trashDays: config.ages.trashDays,
  corsOrigins: config.corsOrigins,
})

// A database that is not there yet is waited for (readyz says so); one that is not safe is not used.
await database.check().catch((error: unknown) => {
  if (error instanceof DatabaseRoleError) stop(`DATABASE_URL: ${error.message}`)
  log.warn('the database does not answer yet')
})

await followRevocations(revocationStore, revocations, log)

const server = await serve((request) => app.fetch(request), config).catch((error: unknown) =>
  stop(
    `API_HOST, API_PORT: cannot listen there (${(error as { code?: string }).code ?? 'unknown'})`,
  ),
)
log.info({ host: config.host, port: server.port, mode: config.auth.mode }, 'the api is listening')

const upkeep = scheduleUpkeep({
  ...{ url, prepare, ages: config.ages, everyMs: config.upkeepMs },
  openDatabase: () => openDatabase({ ...config.database, poolSize: 1, name: 'upkeep' }),
  onRun: (outcome) => {
    log.info(outcome, 'what is too old was forgotten')
  },
})

let isDraining = false

/** Finishes what is in flight; a second signal, or ten seconds, end it at once. */
async function drain(signal: string): Promise<void> {
  if (isDraining) process.exit(1)
  isDraining = true
  log.info({ signal }, 'draining')
  const deadline = setTimeout(() => process.exit(1), DRAIN_MS)
  keys.close()
  await Promise.all([events.close(), upkeep.close(), server.drain()])
  await Promise.all([database.close(), background.close(), revocationStore.close()])
  clearTimeout(deadline)
  log.flush(() => process.exit(0))
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void drain(signal))
