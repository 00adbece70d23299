import type { SectionRow } from '../db/schema.ts'
import { byId, tasksOfSection } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import type { Target } from '../model/precondition.ts'
import { requireSection } from './update.ts'

/** Takes a section away; its tasks stay in the list. NOT_FOUND, then CHANGED. */
export function deleteSection(target: Target): Mutation<SectionRow> {
  const { id } = target
  return {
    foresee: [byId('section', id), tasksOfSection(id)],
    work(workspace) {
      const section = requireSection(workspace, target)
      for (const task of workspace.select(tasksOfSection(id))) {
        workspace.put('task', { ...task, sectionId: null })
      }
      workspace.remove('section', id)
      return section
    },
  }
}
