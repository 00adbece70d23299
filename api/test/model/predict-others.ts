import type { Of } from './predict-tasks.ts'
import { required } from './predict-tasks.ts'
import type { Moment } from './predict.ts'
import { PLACED, Refused } from './state.ts'
import type { State } from './state.ts'

const record = ({ owner, seq, now }: Moment) => {
  return { ownerId: owner, createdAt: now, updatedAt: now, version: seq }
}

export function createList(next: State, { id, name }: Of<'createList'>, moment: Moment): void {
  if (next.get('list', id) !== undefined) throw new Refused('ID_TAKEN')
  const trash = { deletedAt: null, deletedBy: null }
  const said = { id, name, color: 'gray', archived: false, position: PLACED }
  next.set('list', { ...record(moment), ...said, ...trash })
  next.order.push({ rule: 'last', kind: 'list', ids: [id] })
}

export function updateList(next: State, { id, version, name, after }: Of<'updateList'>): void {
  const list = required(next.live('list', id), version)
  if (typeof after === 'string' && after !== id && next.live('list', after) === undefined) {
    throw new Refused('REFERENCE_REFUSED')
  }
  const isMoved = after !== undefined && after !== id
  const position = isMoved ? PLACED : list.position
  next.change('list', id, { name: name ?? list.name, position })
  if (isMoved) next.order.push({ rule: 'after', kind: 'list', id, neighbour: after })
}

export function deleteList(next: State, { id, version }: Of<'deleteList'>, { seq, now }: Moment) {
  required(next.live('list', id), version)
  const trash = { deletedAt: now, deletedBy: seq }
  next.change('list', id, trash)
  for (const task of next.all('task')) {
    if (task.listId === id && task.deletedAt === null) next.change('task', task.id, trash)
  }
}

export function createSection(next: State, operation: Of<'createSection'>, moment: Moment): void {
  const { id, listId } = operation
  if (next.get('section', id) !== undefined) throw new Refused('ID_TAKEN')
  if (next.live('list', listId) === undefined) throw new Refused('REFERENCE_REFUSED')
  next.set('section', { ...record(moment), id, listId, name: 'a section', position: PLACED })
  next.order.push({ rule: 'last', kind: 'section', ids: [id] })
}

export function updateSection(next: State, operation: Of<'updateSection'>): void {
  const { id, version, name, after } = operation
  const section = required(sectionIn(next, id), version)
  const isMoved = after !== undefined && after !== id
  if (isMoved && after !== null && next.get('section', after)?.listId !== section.listId) {
    throw new Refused('REFERENCE_REFUSED')
  }
  const position = isMoved ? PLACED : section.position
  next.change('section', id, { name: name ?? section.name, position })
  if (isMoved) next.order.push({ rule: 'after', kind: 'section', id, neighbour: after })
}

export function deleteSection(next: State, { id, version }: Of<'deleteSection'>): void {
  required(sectionIn(next, id), version)
  next.remove('section', id)
  for (const task of next.all('task')) {
    if (task.sectionId === id) next.change('task', task.id, { sectionId: null })
  }
}

/** Not there while its list is in the trash. */
function sectionIn(next: State, id: string) {
  const section = next.get('section', id)
  return section && next.live('list', section.listId) && section
}

export function createLabel(next: State, { id, name }: Of<'createLabel'>, moment: Moment): void {
  if (next.get('label', id) !== undefined) throw new Refused('ID_TAKEN')
  requireFreeName(next, name, id)
  next.set('label', { ...record(moment), id, name, nameKey: name.toLowerCase(), color: 'gray' })
}

export function updateLabel(next: State, { id, version, name }: Of<'updateLabel'>): void {
  required(next.get('label', id), version)
  requireFreeName(next, name, id)
  next.change('label', id, { name, nameKey: name.toLowerCase() })
}

export function deleteLabel(next: State, { id, version }: Of<'deleteLabel'>): void {
  required(next.get('label', id), version)
  next.remove('label', id)
  for (const { id: taskId, labelIds } of next.all('task')) {
    next.change('task', taskId, { labelIds: labelIds.filter((one) => one !== id) })
  }
}

function requireFreeName(next: State, name: string, id: string): void {
  const isTaken = next
    .all('label')
    .some((label) => label.id !== id && label.name.toLowerCase() === name.toLowerCase())
  if (isTaken) throw new Refused('NAME_TAKEN')
}
