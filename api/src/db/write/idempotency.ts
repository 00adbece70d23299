/**
 * Requests that name themselves (draft-ietf-httpapi-idempotency-key-header): the answer is kept in
 * the transaction of its change, so that neither is ever there without the other.
 */
import { createHash } from 'node:crypto'
import type { UserId } from '../../auth/user-id.ts'
import { settle } from '../settle.ts'
import type { Slot } from '../slot.ts'
import { AGE_KEY } from '../upkeep/aging.ts'
import type { Writer } from './apply.ts'
import { orLost, reachAll } from './reach.ts'

export interface RequestKey {
  /** The Idempotency-Key as it came. */
  readonly key: string
  /** All that makes the request what it is: operation, path, body. */
  readonly request: string
}

/** An answer that can be given again, byte for byte. */
export interface KeptAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Null: no body. */
  readonly body: string | null
}

export type IdempotencyErrorCode = 'KEY_REUSED' | 'KEY_IN_FLIGHT'

/** KEY_REUSED: that key came with another request. KEY_IN_FLIGHT: the first one is not done yet. */
export class IdempotencyError extends Error {
  override name = 'IdempotencyError'
  readonly code: IdempotencyErrorCode

  constructor(code: IdempotencyErrorCode) {
    super(code)
    this.code = code
  }
}

/** Begins the transaction and takes the key until its end, or refuses at once: KEY_IN_FLIGHT. */
export async function claimKey(
  slot: Slot,
  owner: UserId,
  key: RequestKey,
  patience?: number,
): Promise<void> {
  const [, , claimed] = await settle([
    slot.begin('default'),
    slot.setOwner(owner, patience),
    slot.run<{ free: boolean }>(CLAIM, [`${owner} ${digest(key.key)}`]),
  ])
  if (claimed[0]?.free === true) return
  throw new IdempotencyError('KEY_IN_FLIGHT')
}

/** The answer that was kept for this very request. KEY_REUSED when the key came with another. */
export async function findAnswer(
  slot: Slot,
  owner: UserId,
  key: RequestKey,
): Promise<KeptAnswer | undefined> {
  const [[kept]] = await settle([
    slot.statements.getAnswer.execute({ owner, key: digest(key.key) }),
  ])
  if (kept === undefined) return undefined
  if (kept.fingerprint === digest(key.request)) return kept.answer as KeptAnswer
  throw new IdempotencyError('KEY_REUSED')
}

/** Keeps the answer; one that is over a day old makes room. */
export function keepAnswer(key: RequestKey, answer: KeptAnswer) {
  const values = [digest(key.key), digest(key.request), JSON.stringify(answer)]
  return (slot: Slot, { owner }: Writer): Promise<unknown> =>
    orLost(slot.run(KEEP, [owner, ...values]))
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

const CLAIM = `select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as free`

const KEEP = `with ${AGE_KEY},
  ${reachAll(
    `insert into idempotency_keys (owner_id, key, fingerprint, answer, created_at)
    values ($1, $2, $3, $4::text::json, now())
    on conflict (owner_id, key) do update set
      fingerprint = excluded.fingerprint, answer = excluded.answer, created_at = excluded.created_at
    where idempotency_keys.owner_id = $1
    returning key`,
    '1',
  )}`
