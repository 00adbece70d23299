// The operations on the trash as the app needs them.
import type { components, HoldfastClient } from '@holdfast/contracts/client'
import type { Trashed } from '../tasks/model.ts'
import { answer, must, sending, type Answer } from './answers.ts'

export type TrashApi = {
  /** The latest first, how many there are in all, and for how many days each is kept. */
  read(): Promise<Answer<{ items: Trashed[]; total: number; keptDays: number }>>
  restore(what: Trashed): Promise<Answer<null>>
  /** For good. */
  purge(what: Trashed): Promise<Answer<null>>
  empty(): Promise<Answer<null>>
}

/** As many as the api tells at once. */
const limit = 200

export function createTrashApi(client: HoldfastClient): TrashApi {
  return {
    read: () =>
      answer(client.GET('/v1/trash', { params: { query: { limit } } }), (trash) => {
        const { items, total, keptDays } = must(trash)
        return { total, keptDays, items: items.map(toTrashed) }
      }),
    restore: ({ kind, id, version }) => {
      const sent = sending({ version })
      return kind === 'task'
        ? answer(
            client.POST('/v1/trash/tasks/{taskId}/restore', {
              params: { path: { taskId: id } },
              ...sent,
            }),
            () => null,
          )
        : answer(
            client.POST('/v1/trash/lists/{listId}/restore', {
              params: { path: { listId: id } },
              ...sent,
            }),
            () => null,
          )
    },
    purge: ({ kind, id, version }) => {
      const sent = sending({ version })
      return kind === 'task'
        ? answer(
            client.DELETE('/v1/trash/tasks/{taskId}', {
              params: { path: { taskId: id } },
              ...sent,
            }),
            () => null,
          )
        : answer(
            client.DELETE('/v1/trash/lists/{listId}', {
              params: { path: { listId: id } },
              ...sent,
            }),
            () => null,
          )
    },
    empty: () => answer(client.DELETE('/v1/trash'), () => null),
  }
}

type Item = components['schemas']['Trash']['items'][number]

function toTrashed(item: Item): Trashed {
  if (item.kind === 'task') {
    const { id, title, version, deletedAt, updatedAt } = item.task
    return { kind: 'task', id, name: title, version, deletedAt: deletedAt ?? updatedAt }
  }
  const { id, name, version, deletedAt, updatedAt } = item.list
  return { kind: 'list', id, name, version, deletedAt: deletedAt ?? updatedAt }
}
