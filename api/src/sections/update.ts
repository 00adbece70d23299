import { generateKeyBetween } from 'fractional-indexing'
import type { SectionRow } from '../db/schema.ts'
import { byId, sectionsOf } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import type { Workspace } from '../db/write/workspace.ts'
import { requireRow } from '../model/precondition.ts'
import type { Target } from '../model/precondition.ts'
import { refuseReference } from '../model/refusal-error.ts'

export interface SectionUpdate extends Target {
  readonly name?: string | undefined
  /** The section of the same list to stand right after; null: before all others. */
  readonly after?: string | null | undefined
}

/** Changes a section, its place in its list included. NOT_FOUND, then CHANGED, then REFERENCE_REFUSED. */
export function updateSection({ id, expected, name, after }: SectionUpdate): Mutation<SectionRow> {
  return {
    foresee: [byId('section', id)],
    work(workspace) {
      const section = requireSection(workspace, { id, expected })
      const position =
        after === undefined ? section.position : positionIn(workspace, section, after)
      return workspace.put('section', { ...section, name: name ?? section.name, position })
    },
  }
}

/** What is in a list in the trash is not there either. */
export function requireSection(workspace: Workspace, { id, expected }: Target): SectionRow {
  const section = workspace.find('section', id)
  const list = section && workspace.find('list', section.listId)
  return requireRow('section', list?.deletedAt === null ? section : undefined, expected)
}

function positionIn(workspace: Workspace, section: SectionRow, after: string | null): string {
  if (after === section.id) return section.position
  const before = after === null ? undefined : workspace.find('section', after)
  if (after !== null && before?.listId !== section.listId) {
    throw refuseReference('/after', 'names nothing of yours in this list')
  }
  const others = workspace
    .positions(sectionsOf(section.listId))
    .filter((position) => position !== section.position && position > (before?.position ?? ''))
  return generateKeyBetween(before?.position ?? null, others[0] ?? null)
}
