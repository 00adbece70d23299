// The one auth instance of the process, made on first use and kept through hot reloads.
import type { EventBook } from '../account/security-events.ts'
import { getConfig } from '../config/current.ts'
import { openDatabase, type AuthDatabase, type OpenDatabase } from '../db/open.ts'
import { createClosingTokens } from '../deletion/closing-tokens.ts'
import { startDeletions, type DeletionWork } from '../deletion/work.ts'
import { createLogger, type Logger } from '../log.ts'
import { openMailRoom, type MailRoom } from '../mail/room.ts'
import { createAuth, type Auth } from './create.ts'
import { startKeyRotation } from './key-rotation.ts'
import { createKnownBrowsers } from './limits/known-browser.ts'
import { createLimiter, type Limiter } from './limits/limiter.ts'
import { createLogoutTokens } from './logout-tokens.ts'
import { startLogoutDelivery, type LogoutDelivery } from './logout-delivery.ts'
import { startMaintenance } from './maintenance.ts'
import { secretsOf } from './secrets.ts'
import { keepSecondFactorsSealed } from './second-factor/seals.ts'

interface Instance {
  auth: Auth
  limit: Limiter
  database: OpenDatabase
  mail: MailRoom
  logger: Logger
  /** Set once the first page or `init` has asked for it. */
  stopMaintenance?: () => void
  stopKeyRotation?: () => void
  stopSecondFactorSeals?: () => void
  logoutDelivery?: LogoutDelivery
  deletions?: DeletionWork
}

const KEY = Symbol.for('holdfast.web.auth')
const slots = globalThis as { [KEY]?: Instance | undefined }

function instance(): Instance {
  const existing = slots[KEY]
  if (existing) return existing
  const config = getConfig()
  const logger = createLogger(config.LOG_LEVEL)
  const database = openDatabase({
    url: config.AUTH_DATABASE_URL,
    poolSize: config.AUTH_DATABASE_POOL_SIZE,
    statementTimeoutMs: config.AUTH_DATABASE_STATEMENT_TIMEOUT_MS,
  })
  const mail = openMailRoom(config, database.db, logger)
  const auth = createAuth(config, { db: database.db, logger, post: mail.post })
  const limit = createLimiter(config, database.db)
  const created = { auth, limit, database, mail, logger }
  slots[KEY] = created
  return created
}

export const getAuth = (): Auth => instance().auth
export const getLimiter = (): Limiter => instance().limit
export const getDatabase = (): AuthDatabase => instance().database.db
export const getEventBook = (): EventBook => ({ db: getDatabase(), logger: getLogger() })
export const getMailRoom = (): MailRoom => instance().mail
export const getLogger = (): Logger => instance().logger

/** Called when the server starts: refuses a bad configuration, and keeps keys and rows in order. */
export function startAuth(): void {
  const running = instance()
  const { auth, logger } = running
  const { db } = running.database
  const config = getConfig()
  running.mail.start()
  running.stopMaintenance ??= startMaintenance(db, logger)
  running.stopSecondFactorSeals ??= keepSecondFactorsSealed({ auth, db }, logger)
  if (config.AUTH_MODE === 'jwks') {
    running.stopKeyRotation ??= startKeyRotation({ auth, db, times: config }, logger)
  }
  running.logoutDelivery ??= startLogoutDelivery({
    db,
    apiUrl: config.API_URL,
    signLogoutToken: createLogoutTokens(config, auth, db),
    logger,
  })
  running.deletions ??= startDeletions({
    db,
    post: running.mail.post,
    accountOf: createKnownBrowsers(secretsOf(config).current, false).accountOf,
    publicUrl: config.PUBLIC_URL,
    apiUrl: config.API_URL,
    signClosingToken: createClosingTokens(config, auth, db),
    logger,
  })
}

/** A session or an account may have just ended: the api is told now and not at the next round. */
export function tellApiSoon(): void {
  slots[KEY]?.logoutDelivery?.wake()
  slots[KEY]?.deletions?.wake()
}

export async function stopAuth(): Promise<void> {
  const running = slots[KEY]
  if (!running) return
  slots[KEY] = undefined
  running.stopMaintenance?.()
  running.stopKeyRotation?.()
  running.stopSecondFactorSeals?.()
  await Promise.all([
    running.logoutDelivery?.stop(),
    running.deletions?.stop(),
    running.mail.stop(),
  ])
  await running.database.close()
}
