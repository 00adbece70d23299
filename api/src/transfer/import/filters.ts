import { generateNKeysBetween } from 'fractional-indexing'
import { allFilters } from '../../db/write/loads.ts'
import type { Workspace } from '../../db/write/workspace.ts'
import type { Plan } from './plan.ts'

/** Makes the saved filters that are not there, by id, or by name and meaning; how many it were. */
export function putFilters(workspace: Workspace, plan: Plan): number {
  const rows = workspace.select(allFilters)
  const known = new Set(rows.map(identityOf))
  const added = plan.document.filters.filter((filter) => {
    const isKnown = plan.isOurs(filter.key)
      ? workspace.find('filter', filter.key) !== undefined
      : known.has(identityOf(filter))
    known.add(identityOf(filter))
    return !isKnown
  })
  const last = workspace.positions(allFilters).at(-1) ?? null
  const positions = generateNKeysBetween(last, null, added.length)
  added.forEach(({ key, name, filter }, index) => {
    const position = positions[index] ?? ''
    workspace.put('filter', { id: plan.idOf(key), name, filter, position })
  })
  return added.length
}

function identityOf({ name, filter }: { readonly name: string; readonly filter: string }): string {
  return JSON.stringify([name, filter])
}
