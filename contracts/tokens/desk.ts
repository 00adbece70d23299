/** Where attempts are handed in one after the other: one connection that has to outlive all of them. */
import { expect } from '@playwright/test'
import { environment } from '../environment.ts'
import { isEventStream } from '../http/body.ts'
import { openConnection } from '../http/exchange.ts'
import type { Exchange, Message } from '../http/exchange.ts'
import { token } from '../issuer/mint.ts'
import { head, hostOf, openRaw, requestWith } from '../raw/socket.ts'
import { markLog } from '../world/api-log.ts'
import type { LogMark } from '../world/api-log.ts'
import { sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { inspector } from '../world/rows.ts'
import { profileFaults } from './profiles.ts'
import type { Profile } from './profiles.ts'
import { bearer, mintsOf } from './row.ts'
import type { AuthMode } from './row.ts'

export interface Desk {
  /** The database's clock before the first attempt. */
  opened: string
  mark: LogMark
  judge(message: Message, profile: Profile, lines?: readonly string[]): Promise<Judgement>
  /** Fails unless the connection carried everything and still serves a good token. */
  close(): Promise<void>
}

interface Judgement {
  wrong: string[]
  exchange?: Exchange
}

export async function openDesk(person: Person, mode: AuthMode): Promise<Desk> {
  const origin = originOf(mode)
  const connection = openConnection()
  let mayBeClosed = true
  let reopened = 0
  const good = (): string => token(mintsOf(mode)[0], person.subject)
  const note = (message: Message, answer: Exchange): void => {
    if (!answer.reusedConnection && !mayBeClosed) reopened += 1
    mayBeClosed = closesBehind(message, answer)
  }
  const judge = async (
    message: Message,
    profile: Profile,
    lines?: readonly string[],
  ): Promise<Judgement> => {
    try {
      const receiver = profile === 'OK' ? person.subject : undefined
      if (lines) return await judgeVerbatim(origin, { message, profile, lines, person, good })
      const exchange = await sendAs(receiver, message, { origin, connection })
      note(message, exchange)
      return { wrong: profileFaults(profile, exchange), exchange }
    } catch (error) {
      return { wrong: [error instanceof Error ? error.message : String(error)] }
    }
  }
  // An api that starts when it is first asked uses the database then.
  await (await fetch(`${origin}/healthz`)).arrayBuffer()
  return {
    opened: await inspector().now(),
    mark: markLog(logOf(mode)),
    judge,
    close: async () => {
      const message = { method: 'GET', target: '/v1/me', headers: bearer('', good()).headers }
      expect((await judge(message, 'OK')).wrong, 'a good token after the bad ones').toEqual([])
      expect(reopened, 'connections that a refusal closed').toBe(0)
      connection.close()
    },
  }
}

export function originOf(mode: AuthMode): string {
  return mode === 'jwks' ? environment().apiBaseUrl : environment().secretApiBaseUrl
}

export function logOf(mode: AuthMode): string {
  return mode === 'jwks' ? environment().apiLogFile : environment().secretApiLogFile
}

/**
 * A stream keeps its connection until we leave both. Deno closes a connection on which a refused
 * body was left unread; the others read it away.
 */
function closesBehind({ body }: Message, { headers }: Pick<Exchange, 'headers'>): boolean {
  const isUnread = environment().runtime === 'deno' && body !== undefined
  return isUnread || isEventStream(headers['content-type'])
}

interface Verbatim {
  message: Message
  profile: Profile
  lines: readonly string[]
  person: Person
  good: () => string
}

/** The request with these lines in its head; the next one on the connection, with a good token, succeeds. */
async function judgeVerbatim(
  origin: string,
  { message, profile, lines, person, good }: Verbatim,
): Promise<Judgement> {
  const connection = openRaw(origin)
  const receiver = profile === 'OK' ? { receiver: person.subject } : {}
  try {
    const { status, ...rest } = await connection.exchange(
      [requestWith(origin, message, lines)],
      receiver,
    )
    if (status === undefined) return { wrong: ['the connection was closed without an answer'] }
    const exchange = { ...rest, status }
    const wrong = profileFaults(profile, exchange)
    if (wrong.length > 0 || closesBehind(message, exchange)) return { wrong, exchange }
    const next = head('GET /v1/me HTTP/1.1', [hostOf(origin), `Authorization: Bearer ${good()}`])
    const after = await connection.exchange([next], { receiver: person.subject })
    if (after.status === 200) return { wrong, exchange }
    return { wrong: [`a good token behind it got ${String(after.status)}`], exchange }
  } finally {
    connection.close()
  }
}
