import type { Context, Hono } from 'hono'
import type { Identity } from '../auth/claims.ts'
import type { Verifier } from '../auth/verifier.ts'
import type { Database } from '../db/database.ts'
import type { Usage } from '../db/write/usage.ts'
import type { EventHub } from '../events/hub.ts'
import type { Log } from '../log.ts'
import type { RateLimiter } from '../rate-limiter.ts'

/** What the application is built from; `main.ts` wires it. */
export interface Services {
  readonly database: Database
  readonly verifier: Verifier
  readonly sessions: {
    /** Ends what a logout token names, here and on every replica, for good. */
    readonly end: (logoutToken: string) => Promise<void>
    /** True when it is known which sessions have ended. */
    readonly isReady: () => boolean
  }
  /** How many requests each person may still send. */
  readonly limiter: Pick<RateLimiter, 'take' | 'perMinute'>
  /** What each person may have. */
  readonly quotas: Usage
  /** After how many days what is in the trash is deleted for good. */
  readonly trashDays: number
  /** Streams of what changes. */
  readonly events: Pick<EventHub, 'begin'>
  readonly log: Log
  /** Origins that browsers may call from, beside our own. */
  readonly corsOrigins: readonly string[]
}

/** What is known of one request on its way through. */
export interface RequestFacts {
  services: Services
  requestId: string
  /** Set by require-user: every secured operation has it. */
  identity: Identity
  /** CORS headers that every answer to this request carries, errors included. */
  corsHeaders: Record<string, string>
  /** The path template and the reason code, for the log. */
  route: string | undefined
  reason: string | undefined
}

export interface AppEnv {
  Variables: RequestFacts
}

export type AppContext = Context<AppEnv>
export type App = Hono<AppEnv>
