/** Says a request in somebody's voice, and watches everything that comes back. */
import type { Message } from '../http/exchange.ts'
import type { Operation } from '../openapi/operations.ts'
import { departures } from '../openapi/validator.ts'
import { messageOf, succeeded } from './ask.ts'
import type { Ask } from './ask.ts'
import { sharedCacheFault } from './cache-rule.ts'
import type { Carrier } from './credentials.ts'
import { curlOf, shownAnswer, shownMessage } from './evidence.ts'
import type { Ledger } from './ledger.ts'
import type { Mask } from './mask.ts'
import { nobody } from './person.ts'
import type { Person, Voice } from './person.ts'
import type { Reply, Wire } from './wire.ts'

export interface Heard {
  voice: Voice
  ask: Ask
  /** As it was sent, credentials included. */
  message: Message
  reply: Reply
  /** What of A's stands in it that the request did not bring: empty for A. */
  foreign: string[]
}

export interface SendOptions {
  /** Changes the message before credentials are added. */
  change?: (message: Message) => Message
  /** It is not the operation as documented: the answer is not compared with the contract. */
  odd?: boolean
  /** Whoever asks judges what of A's is in the answer. */
  quiet?: boolean
}

export interface SpeakerParts {
  wire: Wire
  ledger: Ledger
  mask: Mask
  carrierOf: (operation: Operation) => Carrier | undefined
  people: { a: Person; b: Person }
  /** Sent with every request. */
  headers: readonly (readonly [string, string])[]
}

export class Speaker {
  readonly #parts: SpeakerParts
  readonly #secrets = new Map<string, string>()
  readonly #listeners: ((heard: Heard) => void)[] = []

  constructor(parts: SpeakerParts) {
    this.#parts = parts
    this.addSecret(parts.people.a.mark, 'words that only A wrote')
  }

  /** Nobody but A may hear this; what is short or plain stands in too many other texts. */
  addSecret(secret: string, label: string): void {
    if (secret.length >= 10 && /\d/.test(secret)) this.#secrets.set(secret, label)
  }

  /** B was let to use it as a name of B's own, so it stands in B's answers by right. */
  dropSecret(secret: string): void {
    this.#secrets.delete(secret)
  }

  onReply(listener: (heard: Heard) => void): void {
    this.#listeners.push(listener)
  }

  async send(voice: Voice, ask: Ask, options: SendOptions = {}): Promise<Heard> {
    const { change = (message: Message): Message => message } = options
    const plain = change(messageOf(ask))
    const prefix = this.#parts.wire.origin.pathname.replace(/\/$/, '')
    const bare = {
      ...plain,
      target: prefix + plain.target,
      headers: [...this.#parts.headers, ...(plain.headers ?? [])],
    }
    const message = await voice.dress(bare, ask.operation)
    const reply = await this.#parts.wire.send(message)
    const foreign = voice.hears === 'A' ? [] : this.#foreignIn(reply, plain)
    const heard = { voice, ask, message, reply, foreign }
    for (const listen of this.#listeners) listen(heard)
    this.#watch(heard, options)
    return heard
  }

  /** How a report shows this exchange; `instead` is the one that it is compared with. */
  evidence(
    heard: Heard,
    instead?: Heard,
  ): {
    sent: string
    got: string
    curl: string
    instead?: string
  } {
    const { mask, wire } = this.#parts
    const show = ({ voice, message, reply }: Heard) => ({
      sent: `${voice.name}: ${shownMessage(message, mask)}`,
      got: shownAnswer(reply, mask),
    })
    const other = instead === undefined ? undefined : show(instead)
    return {
      ...show(heard),
      curl: curlOf(heard.message, wire.origin.origin, mask),
      ...(other === undefined ? {} : { instead: `${other.sent}\n→ ${other.got}` }),
    }
  }

  #foreignIn({ head, text }: Reply, message: Message): string[] {
    const answer = `${head}\n${text}`
    const headers = (message.headers ?? []).map(([, value]) => value)
    const target = decoded(message.target)
    const asked = [message.target, target, ...headers, message.body?.toString() ?? ''].join('\n')
    return [...this.#secrets]
      .filter(([secret]) => answer.includes(secret) && !asked.includes(secret))
      .map(([, label]) => label)
  }

  #watch(heard: Heard, { odd = false, quiet = false }: SendOptions): void {
    const { ledger } = this.#parts
    const { operation } = heard.ask
    const { reply, voice, foreign } = heard
    if (!odd) {
      for (const wrong of conformance(operation, reply)) ledger.warn(operation, wrong)
    }
    if (!quiet && foreign.length > 0) {
      ledger.find(operation, {
        ...{ check: operation.secured ? 'foreign-data' : 'public-by-mistake', part: 'isolation' },
        place: 'answer',
        detail: `${voice.name} was sent ${foreign.join(' and ')}`,
        ...this.evidence(heard),
      })
    }
    this.#watchCredentials(heard)
  }

  #watchCredentials(heard: Heard): void {
    const { ledger, people, carrierOf } = this.#parts
    const { reply, voice, message, ask } = heard
    const { operation } = ask
    const carrier = carrierOf(operation)
    if (!operation.secured || carrier === undefined || voice === nobody) return
    const said = [...(message.headers ?? []).map(([, value]) => value), message.target]
    const words = said
      .flatMap((value) => value.split(/[\s=&?]+/))
      .filter((word) => word.length > 15)
    const person = voice === people.a || voice === people.b
    const token = words.find((word) => isSecret(word) && reply.text.includes(word))
    if (person && token !== undefined && this.#parts.mask.hide(token) !== token) {
      ledger.find(operation, {
        ...{ check: 'credentials-echoed', part: 'surface', place: 'answer' },
        detail: `the answer to ${voice.name} repeats its token`,
        ...this.evidence(heard),
      })
    }
    const reads = message.method === 'GET' || message.method === 'HEAD'
    const fault = person && reads && succeeded(reply) && sharedCacheFault(reply, carrier)
    if (typeof fault === 'string') {
      ledger.find(operation, {
        ...{ check: 'shared-cache', part: 'surface', place: 'Cache-Control', detail: fault },
        ...this.evidence(heard),
      })
    }
  }
}

function conformance(operation: Operation, reply: Reply): string[] {
  try {
    return departures(operation, reply).map((wrong) => `${reply.status}: ${wrong}`)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return [`${reply.status}: the contract can't be used to judge it: ${said}`]
  }
}

function isSecret(word: string): boolean {
  return /^[\w.~+/-]+=*$/.test(word)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
