// What can be done to a list, a label or a section, for their menus.
import Archive from '@lucide/svelte/icons/archive'
import ArchiveRestore from '@lucide/svelte/icons/archive-restore'
import Pencil from '@lucide/svelte/icons/pencil'
import Trash2 from '@lucide/svelte/icons/trash-2'
import type { Label, List, Section } from '#lib/tasks/model.ts'
import type { Shelf } from '#lib/tasks/shelf.svelte.ts'
import type { Namings } from './naming.svelte.ts'

export type PlaceAction = {
  name: string
  Icon: typeof Pencil
  run: () => void
  danger?: true
}

export type Tools = { shelf: Shelf; namings: Namings }

export function listActions(list: List, { shelf, namings }: Tools): PlaceAction[] {
  return [
    { name: 'Change', Icon: Pencil, run: () => namings.list(list) },
    list.archived
      ? { name: 'Bring back', Icon: ArchiveRestore, run: () => void shelf.archive(list, false) }
      : { name: 'Archive', Icon: Archive, run: () => void shelf.archive(list, true) },
    { name: 'Delete', Icon: Trash2, danger: true, run: () => void shelf.removeList(list) },
  ]
}

export function labelActions(label: Label, { shelf, namings }: Tools): PlaceAction[] {
  return [
    { name: 'Change', Icon: Pencil, run: () => namings.label(label) },
    { name: 'Delete', Icon: Trash2, danger: true, run: () => void shelf.removeLabel(label) },
  ]
}

export function sectionActions(section: Section, { shelf, namings }: Tools): PlaceAction[] {
  return [
    { name: 'Rename', Icon: Pencil, run: () => namings.section(section.listId, section) },
    { name: 'Delete', Icon: Trash2, danger: true, run: () => void shelf.removeSection(section) },
  ]
}
