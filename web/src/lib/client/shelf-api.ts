// The operations on lists, sections and labels as the app needs them.
import type { HoldfastClient } from '@holdfast/contracts/client'
import type { Label, List, Section } from '../tasks/model.ts'
import { answer, must, sending, type Answer } from './answers.ts'

/** The operations on one kind of thing. */
export type RowsApi<Row, Input> = {
  all(): Promise<Answer<Row[]>>
  create(input: Input): Promise<Answer<Row>>
  update(row: Row, patch: Partial<Input>): Promise<Answer<Row>>
  remove(row: Row): Promise<Answer<null>>
}

export type ListInput = Pick<List, 'name' | 'color'> & Partial<Pick<List, 'archived'>>
export type LabelInput = Pick<Label, 'name' | 'color'>
export type SectionInput = Pick<Section, 'listId' | 'name'>

export type ShelfApi = {
  lists: RowsApi<List, ListInput>
  labels: RowsApi<Label, LabelInput>
  sections: RowsApi<Section, SectionInput>
  /** Takes one change back. */
  undo(change: number): Promise<Answer<null>>
}

export function createShelfApi(client: HoldfastClient): ShelfApi {
  return {
    lists: {
      all: () => answer(client.GET('/v1/lists'), (page) => must(page).items),
      create: (body) => answer(client.POST('/v1/lists', { body }), must),
      update: ({ id, version }, body) =>
        answer(
          client.PATCH('/v1/lists/{listId}', {
            params: { path: { listId: id } },
            body,
            ...sending({ version }),
          }),
          must,
        ),
      remove: ({ id, version }) =>
        answer(
          client.DELETE('/v1/lists/{listId}', {
            params: { path: { listId: id } },
            ...sending({ version }),
          }),
          () => null,
        ),
    },
    labels: {
      all: () => answer(client.GET('/v1/labels'), (page) => must(page).items),
      create: (body) => answer(client.POST('/v1/labels', { body }), must),
      update: ({ id, version }, body) =>
        answer(
          client.PATCH('/v1/labels/{labelId}', {
            params: { path: { labelId: id } },
            body,
            ...sending({ version }),
          }),
          must,
        ),
      remove: ({ id, version }) =>
        answer(
          client.DELETE('/v1/labels/{labelId}', {
            params: { path: { labelId: id } },
            ...sending({ version }),
          }),
          () => null,
        ),
    },
    sections: {
      all: () => answer(client.GET('/v1/sections'), (page) => must(page).items),
      create: (body) => answer(client.POST('/v1/sections', { body }), must),
      update: ({ id, version }, { name }) =>
        answer(
          client.PATCH('/v1/sections/{sectionId}', {
            params: { path: { sectionId: id } },
            body: name === undefined ? {} : { name },
            ...sending({ version }),
          }),
          must,
        ),
      remove: ({ id, version }) =>
        answer(
          client.DELETE('/v1/sections/{sectionId}', {
            params: { path: { sectionId: id } },
            ...sending({ version }),
          }),
          () => null,
        ),
    },
    undo: (change) => answer(client.POST('/v1/undo', { body: { change } }), () => null),
  }
}
