/** The two users, A who has something and B who wants it, and whoever else asks. */
import { randomBytes } from 'node:crypto'
import type { Message } from '../http/exchange.ts'
import type { Json } from '../openapi/document.ts'
import type { Operation } from '../openapi/operations.ts'
import { carry } from './credentials.ts'
import type { Carrier } from './credentials.ts'
import { readJwt } from './jwt.ts'

/** Puts credentials into a message, or leaves them out. */
export interface Voice {
  /** As reports call it: `A`, `B`, `nobody`. */
  name: string
  /** Whose data this voice may hear. */
  hears: 'A' | 'B' | undefined
  dress: (message: Message, operation: Operation) => Message | Promise<Message>
}

export interface Person extends Voice {
  name: 'A' | 'B'
  hears: 'A' | 'B'
  /** Stands in whatever this person writes, and in nothing that anybody else does. */
  mark: string
  token: () => Promise<string>
}

export const nobody: Voice = { name: 'nobody', hears: undefined, dress: (message) => message }

export function newPerson(
  name: 'A' | 'B',
  token: () => Promise<string>,
  carrierOf: (operation: Operation) => Carrier | undefined,
): Person {
  return {
    ...{ name, hears: name, token },
    mark: `canary${name.toLowerCase()}${randomBytes(5).toString('hex')}`,
    dress: async (message, operation) => {
      const carrier = carrierOf(operation)
      return carrier === undefined ? message : carry(carrier, message, await token())
    },
  }
}

/** What a token says about its user, where it says anything. */
export function claimsOf(token: string): Record<string, Json> {
  return readJwt(token)?.payload ?? {}
}
