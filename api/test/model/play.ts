// One sequence: an owner of its own, three clients, and what they have asked for and were told.
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import type { UserId } from '../../src/auth/user-id.ts'
import type { Database } from '../../src/db/database.ts'
import { Follower } from './follower.ts'
import { fingerprint, readTruth } from './journal.ts'
import { judge, judgeCopy } from './judge.ts'
import { Names, RECURRING } from './names.ts'
import type { Draw } from './names.ts'
import type { Operation } from './operation.ts'
import { send } from './request.ts'
import type { Manner, Request } from './request.ts'
import type { Stage } from './stage.ts'

/** An operation as a client of the sequence does it. */
export interface Act extends Draw {
  readonly manner: Manner
  /** Says in If-Match which version it starts from, as far as it knows. */
  readonly isMatched: boolean
  /** Of an undo: so many changes back, as far as anybody was told; none: the last. */
  readonly back: number | undefined
}

interface Client {
  readonly follower: Follower
  /** What it has begun and not finished. */
  writes: Promise<unknown>
  reads: Promise<unknown>
  /** What it will send once it is back; undefined: it is there. */
  queue: { operation: Operation; act: Act }[] | undefined
}

export const CLIENTS = 3

const nothing = { picks: [0, 0, 0, 0], parts: [] } as const

/** A list with a section, a label, and five tasks, four of them one below another. */
const OPENING: Act = {
  ...nothing,
  type: 'batch',
  parts: [
    { ...nothing, type: 'createList' },
    { ...nothing, type: 'createSection' },
    { ...nothing, type: 'createLabel' },
    { type: 'createTask', picks: [0, 0, 0, 0], parts: [] },
    // It comes back every day, with the others below it.
    { type: 'createTask', picks: [2, 0, 0, RECURRING], parts: [] },
    { type: 'createTask', picks: [3, 0, 0, 1], parts: [] },
    { type: 'createTask', picks: [3, 0, 0, 1], parts: [] },
    { type: 'createTask', picks: [3, 0, 0, 1], parts: [] },
  ],
  manner: 'keyed',
  isMatched: false,
  back: undefined,
}

export class Play {
  readonly owner = `owner-${uuidv7()}` as UserId
  readonly stage: Stage
  #database: Database
  readonly #clients: Client[]
  readonly #names: Names
  readonly #requests: Request[] = []
  /** Newest last, as they were told. */
  readonly #changes: number[] = []
  #clock = 0

  constructor(stage: Stage) {
    this.stage = stage
    this.#database = stage.direct
    stage.gate.calm()
    this.#names = new Names(stage.bystander.ids)
    this.#clients = Array.from({ length: CLIENTS }, () => {
      const follower = new Follower(this.owner)
      const idle = Promise.resolve()
      return { follower, writes: idle, reads: idle, queue: undefined }
    })
  }

  /** Something to work on: without it most of what is drawn finds nothing. Calm: nothing can break. */
  async begin({ isCalm }: { readonly isCalm: boolean }): Promise<void> {
    this.act(0, OPENING)
    await this.settle()
    if (!isCalm) this.#database = this.stage.gated
  }

  /** Begins it, or keeps it for later when the client is offline. */
  act(client: number, act: Act): void {
    const actor = this.#client(client)
    const operation = this.#names.resolve(act)
    // Offline, it starts from what it knows now.
    if (actor.queue === undefined)
      this.#begin(actor, () => this.#refine(actor, operation, act), act)
    else actor.queue.push({ operation: this.#refine(actor, operation, act), act })
  }

  leave(client: number): void {
    this.#client(client).queue ??= []
  }

  /** Sends what was kept, in its order, and then reads what it missed. */
  sync(client: number): void {
    const actor = this.#client(client)
    this.#flush(actor)
    actor.reads = actor.reads.then(async () => {
      await actor.writes
      await actor.follower.follow(this.#database, { pages: Infinity, limit: 50 })
    })
  }

  #flush(actor: Client): void {
    const queue = actor.queue ?? []
    actor.queue = undefined
    for (const { operation, act } of queue) {
      const manner = act.manner === 'plain' ? 'keyed' : act.manner
      this.#begin(actor, () => operation, { ...act, manner })
    }
  }

  /** Begins to read what has changed, while others write. */
  read(client: number, pages: number, limit: number): void {
    const actor = this.#client(client)
    actor.reads = actor.reads.then(() => actor.follower.follow(this.#database, { pages, limit }))
  }

  /** Waits until nothing is under way; then throws what has failed, if anything. */
  async settle(): Promise<void> {
    const under = this.#clients.flatMap(({ writes, reads }) => [writes, reads])
    for (const one of await Promise.allSettled(under)) {
      if (one.status === 'rejected') throw one.reason
    }
  }

  /** Everybody comes back, nothing breaks any more; then all must be as the model says. */
  async end(): Promise<void> {
    this.stage.gate.calm()
    for (const client of this.#clients) this.#flush(client)
    await this.settle()
    const { truth, bystander } = this.stage
    const stored = await readTruth(truth, this.owner)
    judge(this.owner, this.#requests, stored)
    for (const [index, { follower }] of this.#clients.entries()) {
      await follower.follow(this.#database, { pages: Infinity, limit: 50 })
      judgeCopy(follower.rows, stored, `client ${index}`)
    }
    const anew = new Follower(this.owner)
    await anew.follow(this.#database, { pages: Infinity, limit: 9 })
    judgeCopy(anew.rows, stored, 'a new client')
    expect(await fingerprint(truth, bystander.owner)).toBe(bystander.fingerprint)
  }

  get requests(): readonly Request[] {
    return this.#requests
  }

  #client(index: number): Client {
    const client = this.#clients[index % CLIENTS]
    if (client === undefined) throw new Error('there is no such client')
    return client
  }

  #begin(actor: Client, operation: () => Operation, { manner }: Act): void {
    actor.writes = actor.writes.then(async () => {
      const request: Request = {
        tag: `r${this.#requests.length}`,
        operation: operation(),
        manner,
        startedAt: (this.#clock += 1),
        endedAt: Infinity,
        outcome: { type: 'unknown' },
      }
      this.#requests.push(request)
      const outcome = await send(this.#database, this.owner, request)
      request.outcome = outcome
      if (outcome.type !== 'unknown') request.endedAt = this.#clock += 1
      if (outcome.type === 'done' && outcome.change !== null) this.#changes.push(outcome.change)
    })
  }

  #refine({ follower }: Client, operation: Operation, { isMatched, back }: Act): Operation {
    if (operation.type === 'undo') {
      return { ...operation, change: back === undefined ? undefined : this.#changes.at(-1 - back) }
    }
    if (!isMatched || !('id' in operation) || operation.type.startsWith('create')) return operation
    const known = [...follower.rows].find(([key]) => key.endsWith(` ${operation.id}`))
    return { ...operation, version: known?.[1].version } as Operation
  }
}
