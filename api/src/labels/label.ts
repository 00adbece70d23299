import { labelNamed } from '../db/write/loads.ts'
import type { Workspace } from '../db/write/workspace.ts'
import type { Color } from '../lists/list.ts'
import { RefusalError } from '../model/refusal-error.ts'

/** What its owner may say of a label. */
export interface LabelFields {
  readonly name: string
  readonly color: Color
}

/** Names are one when they differ in case or in how their characters are composed. */
export function nameKeyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

/** Throws NAME_TAKEN when another label of the owner's has this name. */
export function requireFreeName(workspace: Workspace, nameKey: string, id: string): void {
  if (workspace.select(labelNamed(nameKey)).some((label) => label.id !== id)) {
    throw new RefusalError('NAME_TAKEN')
  }
}
