/** People the suite invents: each test has its own, so no test needs another one's order or data. */
import { randomUUID } from 'node:crypto'
import { environment } from '../environment.ts'
import { plantCanary, refuseCanaries } from '../http/canaries.ts'
import { openConnection } from '../http/exchange.ts'
import type { Connection, Exchange, HeaderList, Message } from '../http/exchange.ts'
import { judgeStanding } from '../http/standing.ts'
import { keyMint, token } from '../issuer/mint.ts'
import { standingKey } from '../issuer/keys.ts'

let shared: Connection | undefined

function sharedConnection(): Connection {
  shared ??= openConnection(32)
  return shared
}

export interface Caller {
  /** Sends, judges the answer by everything that always holds, and returns it. */
  send(message: Message): Promise<Exchange>
}

export interface Person extends Caller {
  name: string
  /** The `sub` of this person's tokens. */
  subject: string
  /** Stands in this person's titles and notes; nobody else may ever receive it. */
  canary: string
  /** One token for a few requests, then another, as a client has it. */
  token(): string
  bearer(): readonly [string, string]
}

/** Sends as somebody (or nobody) over a connection; no header is added. */
export async function sendAs(
  subject: string | undefined,
  message: Message,
  { origin = environment().apiBaseUrl, connection = sharedConnection(), isBroken = false } = {},
): Promise<Exchange> {
  const exchange = await connection.exchange(origin, message)
  refuseCanaries(exchange.head, subject)
  refuseCanaries(exchange.bytes, subject)
  judgeStanding(message, exchange, isBroken)
  return exchange
}

export const nobody: Caller = { send: (message) => sendAs(undefined, message) }

/** So often a token comes again, so that the api meets most as known and some as new. */
const usesOfToken = 4

export function newPerson(name: string, origin?: string): Person {
  const subject = randomUUID()
  let current = ''
  let uses = 0
  const canary = `CANARY-${name}-${randomUUID()}`
  plantCanary(canary, subject)
  const bearer = (): readonly [string, string] => ['Authorization', `Bearer ${person.token()}`]
  const person: Person = {
    name,
    subject,
    canary,
    token: () => {
      if (uses % usesOfToken === 0) current = token(keyMint(standingKey('ed-1')), subject)
      uses += 1
      return current
    },
    bearer,
    send: (message) =>
      sendAs(
        subject,
        { ...message, headers: [bearer(), ...(message.headers ?? [])] },
        origin === undefined ? {} : { origin },
      ),
  }
  return person
}

export function get(target: string, headers: HeaderList = []): Message {
  return { method: 'GET', target, headers }
}

export function withJson(
  method: string,
  target: string,
  body: unknown,
  headers: HeaderList = [],
): Message {
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
  return {
    method,
    target,
    headers: [['Content-Type', type], ...headers],
    body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
  }
}
