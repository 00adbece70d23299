import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { readSeq } from '../tasks/list.ts'
import { REVALIDATE, answerEmpty, answerJson } from './answer.ts'
import type { AppContext } from './environment.ts'
import { isNoneMatch, sequenceTag, versionTag } from './etag.ts'

/** One thing with its version, or 304 when that is what the client has. */
export function answerVersion(context: AppContext, body: { version: number }): Response {
  const tag = versionTag(body.version)
  const about = { etag: tag, 'cache-control': REVALIDATE }
  return isNoneMatch(context.req.header('if-none-match'), tag)
    ? answerJson(context, 200, body, about)
    : answerEmpty(context, 304, about)
}

interface Asked {
  readonly context: AppContext
  readonly database: Database
  readonly user: UserId
}

interface SequenceAnswer {
  readonly seq: number
  /** The time that the body rests on, when it would be another one later. */
  readonly asOf?: string
  readonly body: unknown
  readonly headers?: Record<string, string>
}

/**
 * What is computed from all of an owner's rows, or 304 while none has changed: that costs one key
 * look-up. `isRisky`: the request must be judged before anything is said about its answer.
 */
export async function answerSequence(
  { context, database, user }: Asked,
  read: () => Promise<SequenceAnswer>,
  { isRisky = false } = {},
): Promise<Response> {
  const cached = context.req.header('if-none-match')
  const about = (seq: number, asOf?: string) => {
    return { etag: sequenceTag(user, seq, asOf), 'cache-control': REVALIDATE }
  }
  if (cached !== undefined && !isRisky) {
    const known = about(await readSeq(database, user))
    if (!isNoneMatch(cached, known.etag)) return answerEmpty(context, 304, known)
  }
  const { seq, asOf, body, headers } = await read()
  const current = about(seq, asOf)
  if (!isNoneMatch(cached, current.etag)) return answerEmpty(context, 304, current)
  return answerJson(context, 200, body, { ...current, ...headers })
}
