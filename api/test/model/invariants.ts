// What is true of an owner's rows at every moment, whatever was asked.
import type { TaskRow } from '../../src/db/schema.ts'
import { MAX_DEPTH } from '../../src/model/references.ts'
import { PLACED } from './state.ts'
import type { State } from './state.ts'

/** What is wrong, in words; nothing when all is well. */
export function violations(state: State): string[] {
  return [
    ...state.all('task').flatMap((task) => wrongIn(state, task)),
    ...state.all('section').flatMap(({ id, listId }) => {
      return state.get('list', listId) === undefined ? [`section ${id} is in no list`] : []
    }),
    ...twice('task position', state.all('task').map(placeOf)),
    ...twice('list position', state.all('list').map(placeOf)),
    ...twice('section position', state.all('section').map(placeOf)),
    ...twice(
      'label name',
      state.all('label').map(({ nameKey }) => nameKey),
    ),
  ]
}

function wrongIn(state: State, task: TaskRow): string[] {
  const { id, listId, sectionId, parentId, labelIds, deletedAt } = task
  const isLive = deletedAt === null
  const [list, parent] = [state.get('list', listId), state.get('task', parentId)]
  const depth = state.depthOf(task)
  const checks: [boolean, string][] = [
    [listId !== null && list === undefined, 'is in a list that is not there'],
    [isLive && listId !== null && list?.deletedAt !== null, 'lives in a list in the trash'],
    [
      sectionId !== null && state.get('section', sectionId)?.listId !== listId,
      'is in a section of no or another list',
    ],
    [parentId !== null && parent === undefined, 'is below a task that is not there'],
    [parent !== undefined && parent.listId !== listId, 'is in another list than its parent'],
    [isLive && parent !== undefined && parent.deletedAt !== null, 'lives below a trashed task'],
    [depth === Infinity, 'is below itself'],
    [depth > MAX_DEPTH, 'is too deep'],
    [
      labelIds.some((one) => state.get('label', one) === undefined),
      'has a label that is not there',
    ],
    [new Set(labelIds).size !== labelIds.length, 'has a label twice'],
  ]
  return checks.flatMap(([isWrong, what]) => (isWrong ? [`task ${id} ${what}`] : []))
}

function placeOf(row: { position: string; listId?: string | null }): string {
  return row.position === PLACED ? '' : `${row.listId ?? ''} ${row.position}`
}

function twice(what: string, keys: readonly string[]): string[] {
  const given = keys.filter((key) => key !== '')
  return new Set(given).size === given.length ? [] : [`a ${what} is there twice`]
}
