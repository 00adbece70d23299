import { allLabels } from '../../db/write/many-loads.ts'
import type { Workspace } from '../../db/write/workspace.ts'
import { nameKeyOf } from '../../labels/label.ts'
import type { Plan, Put } from './plan.ts'

/** Makes the labels that are not there, by id or by name: there is one of each name. */
export function putLabels(workspace: Workspace, plan: Plan): Put {
  const byName = new Map(workspace.select(allLabels).map(({ id, nameKey }) => [nameKey, id]))
  const places = new Map<string, string>()
  let made = 0
  for (const { key, name, color } of plan.document.labels) {
    const nameKey = nameKeyOf(name)
    const own = plan.isOurs(key) ? workspace.find('label', key)?.id : undefined
    const known = own ?? byName.get(nameKey)
    const id = known ?? plan.idOf(key)
    places.set(key, id)
    if (known !== undefined) continue
    workspace.put('label', { id, name, nameKey, color })
    byName.set(nameKey, id)
    made++
  }
  return { places, made }
}
