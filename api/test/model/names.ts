// Turns drawn numbers into operations that mostly make sense, by what has been asked for so far. It
// knows no answers, so that a seed always leads to the same operations.
import { v7 as uuidv7 } from 'uuid'
import type { Kind as AnyKind } from '../../src/db/kinds.ts'
import type { Operation } from './operation.ts'

/** One operation as it is drawn: what to do, and numbers to choose by. */
export interface Draw {
  /** To finish is to update: mostly what comes back. */
  readonly type: Operation['type'] | 'finishTask'
  readonly picks: readonly [number, number, number, number]
  /** Of a batch. */
  readonly parts: readonly Draw[]
}

/** The greatest number to choose by. */
export const MAX_PICK = 7

/** The last number that makes a task come back. */
export const RECURRING = 5
const EVERY_DAY = {
  due: { kind: 'date', date: '2030-03-01' },
  recurrence: { rule: 'FREQ=DAILY', from: 'due', except: [] },
} as const

const TITLES = ['milk', 'bread', 'Milk', 'tax return']

/** What others name, or what has a place. */
export type Kind = Exclude<AnyKind, 'filter' | 'calendar' | 'setting'>

export class Names {
  /** Another person's. */
  readonly #foreign: Readonly<Record<Kind, string>>
  /** Oldest first. */
  readonly #ids: Record<Kind, string[]> = { task: [], list: [], section: [], label: [] }
  readonly #trashed: Record<'task' | 'list', string[]> = { task: [], list: [] }
  readonly #recurring: string[] = []
  /** The list that a task or a section was last meant to be in. */
  readonly #lists = new Map<string, string | null>()

  constructor(foreign: Readonly<Record<Kind, string>>) {
    this.#foreign = foreign
    this.#lists.set(foreign.section, foreign.list)
  }

  resolve({ type, picks: [a, b, c, d], parts }: Draw): Operation {
    switch (type) {
      case 'createTask': {
        const labelIds = d % 3 === 0 ? [this.#pick('label', c)] : []
        const place = this.#place(a, b)
        // Now and then an id that was there before, or is.
        const id = this.#name('task', d === MAX_PICK ? this.#pick('task', c) : uuidv7())
        this.#lists.set(id, place.listId ?? null)
        const timed = d === RECURRING ? EVERY_DAY : {}
        if (d === RECURRING) this.#recurring.push(id)
        return { type, id, title: TITLES[b % 4] ?? '', labelIds, ...place, ...timed }
      }
      case 'updateTask':
        return { type, id: this.#pick('task', a), patch: this.#patch(this.#pick('task', a), b, c) }
      case 'moveTask':
        return { type, id: this.#pick('task', a), ...this.#move(this.#pick('task', a), b, c) }
      case 'finishTask': {
        const id = newest(this.#recurring, a) ?? this.#pick('task', b)
        return { type: 'updateTask', id, patch: { status: b === MAX_PICK ? 'open' : 'done' } }
      }
      case 'deleteTask': {
        const id = this.#pick('task', a)
        this.#trashed.task.push(id)
        return { type, id }
      }
      case 'restoreTask':
      case 'purgeTask':
        return { type, id: newest(this.#trashed.task, a) ?? this.#pick('task', b) }
      case 'createList':
        return { type, id: this.#name('list', uuidv7()), name: TITLES[a % 4] ?? '' }
      case 'updateList':
        return { type, id: this.#pick('list', a), ...this.#another('list', b, c) }
      case 'deleteList': {
        const id = this.#pick('list', a)
        this.#trashed.list.push(id)
        return { type, id }
      }
      case 'restoreList':
      case 'purgeList':
        return { type, id: newest(this.#trashed.list, a) ?? this.#pick('list', b) }
      case 'createSection': {
        const listId = this.#pick('list', a)
        const id = this.#name('section', uuidv7())
        this.#lists.set(id, listId)
        return { type, id, listId }
      }
      case 'updateSection':
        return { type, id: this.#pick('section', a), ...this.#another('section', b, c) }
      case 'deleteSection':
        return { type, id: this.#pick('section', a) }
      case 'createLabel':
        return { type, id: this.#name('label', uuidv7()), name: TITLES[a % 4] ?? '' }
      case 'updateLabel':
        return { type, id: this.#pick('label', a), name: TITLES[b % 4] ?? '' }
      case 'deleteLabel':
        return { type, id: this.#pick('label', a) }
      case 'emptyTrash':
        return { type }
      case 'undo':
        return { type }
      case 'batch': {
        const operations = parts.map((part) => this.#asPart(this.resolve(part)))
        return { type, isAtomic: a % 2 === 0, operations }
      }
    }
  }

  /** In a batch nothing comes back: which of the new tasks is whose next one would be a guess. */
  #asPart(operation: Operation): Operation {
    if (operation.type !== 'updateTask' || !this.#recurring.includes(operation.id)) return operation
    return { ...operation, patch: { ...operation.patch, status: undefined } }
  }

  #name(kind: Kind, id: string): string {
    this.#ids[kind] = [...this.#ids[kind].filter((one) => one !== id), id]
    return id
  }

  /** 0 is the newest; the greatest is another person's. */
  #pick(kind: Kind, pick: number): string {
    const own = pick === MAX_PICK ? undefined : newest(this.#ids[kind], pick)
    return own ?? this.#foreign[kind]
  }

  #place(way: number, pick: number) {
    if (way % 4 === 0) return {}
    if (way % 4 === 1) return { listId: this.#pick('list', pick) }
    if (way % 4 === 2) return this.#inSection(pick)
    // Mostly the newest, so that trees grow deep.
    const parentId = this.#pick('task', pick < 4 ? 0 : pick)
    return { parentId, listId: this.#lists.get(parentId) ?? null }
  }

  #inSection(pick: number) {
    const sectionId = this.#pick('section', pick)
    return { sectionId, listId: this.#lists.get(sectionId) ?? null }
  }

  #patch(id: string, way: number, pick: number) {
    const ways = [
      () => ({ title: TITLES[pick % 4] ?? '' }),
      () => ({ status: pick % 2 === 0 ? 'done' : 'open' }) as const,
      () => ({ labelIds: [this.#pick('label', pick)] }),
      () => ({ labelIds: [], priority: 'high' }) as const,
      () => this.#remember(id, { listId: pick % 3 === 0 ? null : this.#pick('list', pick) }),
      () => this.#remember(id, this.#inSection(pick)),
      () => this.#below(id, pick),
      () => ({ parentId: null, notes: TITLES[pick % 4] ?? '' }),
    ]
    return ways[way % ways.length]?.() ?? {}
  }

  #move(id: string, way: number, pick: number) {
    const beside = this.#pick('task', pick)
    const ways = [
      () => ({ to: this.#remember(id, { listId: way < 5 ? null : this.#pick('list', pick) }) }),
      () => ({ to: this.#below(id, pick) }),
      () => ({ to: { parentId: null } }),
      () => ({ to: {}, before: beside }),
      () => ({ to: {}, after: beside }),
    ]
    if (way % ways.length > 2) this.#remember(id, { listId: this.#lists.get(beside) ?? null })
    return ways[way % ways.length]?.() ?? { to: {} }
  }

  #below(id: string, pick: number) {
    const parentId = this.#pick('task', pick)
    return this.#remember(id, { parentId, listId: this.#lists.get(parentId) ?? null })
  }

  #remember<Place extends { listId: string | null }>(id: string, place: Place): Place {
    this.#lists.set(id, place.listId)
    return place
  }

  #another(kind: 'list' | 'section', way: number, pick: number) {
    if (way % 3 === 0) return { name: TITLES[pick % 4] ?? '' }
    return { after: way % 3 === 1 ? null : this.#pick(kind, pick) }
  }
}

function newest(ids: readonly string[], pick: number): string | undefined {
  return ids.length === 0 ? undefined : ids[ids.length - 1 - (pick % ids.length)]
}
