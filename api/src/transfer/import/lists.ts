import { generateNKeysBetween } from 'fractional-indexing'
import { allLists } from '../../db/write/loads.ts'
import { allSections } from '../../db/write/many-loads.ts'
import type { Workspace } from '../../db/write/workspace.ts'
import type { Places, Plan, Put } from './plan.ts'
import { trashOf } from './trash.ts'

/**
 * Makes the lists that are not there: one of ours is known by its id, another by its name. `wanted`
 * are those that tasks will be put into; a list of another product that has nothing new is not made.
 */
export function putLists(workspace: Workspace, plan: Plan, wanted: ReadonlySet<string>): Put {
  const live = workspace.select(allLists).filter(({ deletedAt }) => deletedAt === null)
  const byName = new Map(live.map(({ id, name }) => [name, id]).reverse() as [string, string][])
  const places = new Map<string, string>()
  const added = plan.document.lists.flatMap((list) => {
    const { key, name } = list
    const isOurs = plan.isOurs(key)
    const own = isOurs ? workspace.find('list', key) : undefined
    // What is in the trash is the same only for what comes into the trash as well.
    const isSame = own !== undefined && (own.deletedAt === null || list.deletedAt !== null)
    const known = isOurs ? (isSame ? own.id : undefined) : byName.get(name)
    if (known === undefined && !isOurs && !wanted.has(key)) return []
    // Its own id may lie in the trash.
    const id = known ?? (own === undefined ? plan.idOf(key) : plan.spareOf(key))
    places.set(key, id)
    if (known !== undefined) return []
    // What is in the trash is nobody's list to be put into.
    if (!isOurs && list.deletedAt === null) byName.set(name, id)
    return [{ ...list, id }]
  })
  const last = workspace.positions(allLists).at(-1) ?? null
  const positions = generateNKeysBetween(last, null, added.length)
  added.forEach(({ id, name, color, archived, deletedAt }, index) => {
    const position = positions[index] ?? ''
    const trash = trashOf(workspace, deletedAt)
    workspace.put('list', { id, name, color, archived, position, ...trash })
  })
  return { places, made: added.length }
}

/** Makes the sections that are not there, each at the end of its list. */
export function putSections(workspace: Workspace, plan: Plan, lists: Places): Put {
  const rows = workspace.select(allSections)
  const byName = new Map(rows.map(({ id, listId, name }) => [nameIn(listId, name), id]))
  const ends = new Map<string, string>()
  for (const { listId, position } of rows) {
    if (position > (ends.get(listId) ?? '')) ends.set(listId, position)
  }
  const places = new Map<string, string>()
  let made = 0
  for (const { key, list, name } of plan.document.sections) {
    const listId = lists.get(list)
    if (listId === undefined) continue
    const own = plan.isOurs(key) ? workspace.find('section', key) : undefined
    const named = plan.isOurs(key) ? undefined : byName.get(nameIn(listId, name))
    const known = own?.listId === listId ? own.id : named
    const id = known ?? (own === undefined ? plan.idOf(key) : plan.spareOf(key))
    places.set(key, id)
    if (known !== undefined) continue
    const [position = ''] = generateNKeysBetween(ends.get(listId) ?? null, null, 1)
    workspace.put('section', { id, listId, name, position })
    ends.set(listId, position)
    byName.set(nameIn(listId, name), id)
    made++
  }
  return { places, made }
}

function nameIn(listId: string, name: string): string {
  return `${listId} ${name}`
}
