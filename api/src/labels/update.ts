import type { LabelRow } from '../db/schema.ts'
import { byId } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import { requireRow } from '../model/precondition.ts'
import type { Target } from '../model/precondition.ts'
import { nameKeyOf, requireFreeName } from './label.ts'
import type { LabelFields } from './label.ts'

export interface LabelUpdate extends Target {
  /** Members that are absent keep their value. */
  readonly patch: { readonly [Field in keyof LabelFields]?: LabelFields[Field] | undefined }
}

/** Changes a label. NOT_FOUND, then CHANGED, then NAME_TAKEN. */
export function updateLabel({ id, expected, patch }: LabelUpdate): Mutation<LabelRow> {
  return {
    foresee: [byId('label', id)],
    work(workspace) {
      const label = requireRow('label', workspace.find('label', id), expected)
      const { name = label.name, color = label.color } = patch
      const nameKey = nameKeyOf(name)
      if (nameKey !== label.nameKey) requireFreeName(workspace, nameKey, id)
      return workspace.put('label', { ...label, name, nameKey, color })
    },
  }
}
