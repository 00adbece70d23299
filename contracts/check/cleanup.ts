/** Deletes what the run has made, where the contract says how, and lists what stays. */
import { children } from '../openapi/document.ts'
import { evaluate } from '../openapi/expression.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { messageOf, spokenOf, succeeded } from './ask.ts'
import type { Ask } from './ask.ts'
import type { Contract } from './contract.ts'
import type { Ledger } from './ledger.ts'
import type { Mask } from './mask.ts'
import { madeBy, originsOf } from './origins.ts'
import type { Person } from './person.ts'
import type { Heard, Speaker } from './speaker.ts'

interface Made {
  /** What names it in reports. */
  title: string
  /** How to delete it; undefined when the contract has no way. */
  removal: Ask | undefined
  /** Its maker first. */
  owners: Person[]
}

export class Cleanup {
  readonly #contract: Contract
  readonly #speaker: Speaker
  readonly #people: { a: Person; b: Person }
  readonly #mask: Mask
  readonly #made = new Map<string, Made>()

  constructor(contract: Contract, speaker: Speaker, people: { a: Person; b: Person }, mask: Mask) {
    this.#mask = mask
    this.#contract = contract
    this.#speaker = speaker
    this.#people = people
    speaker.onReply((heard) => {
      this.#note(heard)
    })
  }

  /** Whoever asked, whatever succeeded: also what should have been refused leaves something. */
  #note({ ask, message, reply, voice }: Heard): void {
    const { operation } = ask
    const creates =
      operation.method === 'POST' || (operation.method === 'PUT' && reply.status === 201)
    if (!creates || message.method !== operation.method || !succeeded(reply)) return
    const removals = this.#removalsOf(ask, { message, reply })
    const { a, b } = this.#people
    const owners = voice.hears === 'B' ? [b, a] : [a, b]
    // An action without anything to take away, like marking as read, answers without an id.
    if (removals.length === 0 && !names(operation)) return
    const told = reply.headers['location'] ?? this.#mask.hide(reply.text).slice(0, 120)
    const title = `${nameOf(operation)} as ${voice.name}: ${told}`
    const [removal] = removals
    const key = removal === undefined ? title : messageOf(removal).target
    // Who takes it away first must not miss that two people have one of the same id.
    this.#made.set(`${voice.hears ?? ''} ${key}`, { title, removal, owners })
  }

  #removalsOf(ask: Ask, { message, reply }: Pick<Heard, 'message' | 'reply'>): Ask[] {
    const spoken = spokenOf(ask, message, reply)
    const { operations } = this.#contract
    return operations
      .filter(({ method }) => method === 'DELETE')
      .flatMap((operation): Ask[] => {
        const places = operation.parameters.filter(({ in: place }) => place === 'path')
        const path: Record<string, string> = {}
        for (const place of places.toReversed()) {
          const last = place === places.at(-1)
          const source =
            originsOf(operation, place, operations).find(
              (one) => one.operation.id === ask.operation.id,
            ) ?? (last && isAlike(ask, operation) ? madeBy(ask.operation, place)[0] : undefined)
          const value = source ? evaluate(source.value, spoken) : ask.path[place.name]
          if (typeof value === 'string' || typeof value === 'number')
            path[place.name] = String(value)
        }
        const told = places.length > 0 && places.every(({ name }) => path[name] !== undefined)
        // What PUT has made stands where it was put.
        const puts = ask.operation.method === 'PUT' && operation.template === ask.operation.template
        const makes = puts || Object.entries(path).some(([name, value]) => ask.path[name] !== value)
        return told && makes ? [{ operation, path, query: {}, headers: {} }] : []
      })
      .sort((one, other) => one.operation.template.length - other.operation.template.length)
  }

  /** The newest first, so that what lies in something goes before it. */
  async run(ledger: Ledger): Promise<void> {
    for (const made of [...this.#made.values()].reverse()) {
      const outcome = await this.#remove(made).catch((error: unknown) => String(error))
      if (outcome !== undefined) ledger.leftBehind.push(`${made.title} (${outcome})`)
    }
  }

  async #remove({ removal, owners }: Made): Promise<string | undefined> {
    if (removal === undefined) return 'the contract has no way to delete it'
    let said = ''
    for (const owner of owners) {
      const { reply } = await this.#speaker.send(owner, removal, { quiet: true })
      if (succeeded(reply)) return undefined
      if (reply.status !== 404 && reply.status !== 410) said = `DELETE answered ${reply.status}`
    }
    // Nobody has it any more: the checks deleted it themselves.
    return said === '' ? undefined : said
  }
}

/** `POST /projects/{projectId}/notes` makes what `DELETE /notes/{noteId}` takes away. */
function isAlike({ operation: maker }: Ask, removal: Operation): boolean {
  const collection = removal.template.replace(/\/\{[^/]+\}$/, '')
  return maker.template.split('/').at(-1) === collection.split('/').at(-1)
}

/** True when the answer names something new: a Location, or an id in the body's schema. */
function names(operation: Operation): boolean {
  return [...operation.responses].some(
    ([status, response]) => status === '201' || children(response, 'headers').has('Location'),
  )
}
