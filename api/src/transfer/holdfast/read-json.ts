import type { z } from 'zod'
import { Assembly } from '../assembly.ts'
import type { Reading } from '../assembly.ts'
import type { Place } from '../findings.ts'
import { itemsOf, membersOf } from '../members.ts'
import { readJson } from '../read-text.ts'
import { TransferError } from '../transfer-error.ts'
import { addTaskItem } from './items.ts'
import { FilterItem, LabelItem, ListItem, SectionItem, TaskItem, check } from './schema.ts'
import { FORMAT, FORMAT_VERSION } from './write-json.ts'

const KNOWN = new Set(['format', 'version', 'lists', 'sections', 'labels', 'filters', 'tasks'])

/** Reads what {@link writeJson} writes, or a hand wrote like it. TRANSFER_UNREADABLE, TRANSFER_TOO_MUCH. */
export function readHoldfastJson(bytes: Uint8Array): Reading {
  const file = membersOf(readJson(bytes))
  if (file?.['format'] !== FORMAT || file['version'] !== FORMAT_VERSION) {
    throw new TransferError(
      'TRANSFER_UNREADABLE',
      `The file must be an object with "format": "${FORMAT}" and "version": ${FORMAT_VERSION}.`,
    )
  }
  const assembly = new Assembly('error')
  for (const member of Object.keys(file)) {
    if (!KNOWN.has(member)) assembly.warnings.add({ pointer: pointerTo(member) }, NOT_KNOWN)
  }
  each(assembly, file, 'lists', ListItem, (place, { id, ...list }) => {
    assembly.addList(place, { key: id, ...list })
  })
  each(assembly, file, 'sections', SectionItem, (place, { id, listId, name }) => {
    assembly.addSection(place, { key: id, list: listId, name })
  })
  each(assembly, file, 'labels', LabelItem, (place, { id, ...label }) => {
    assembly.addLabel(place, { key: id, ...label })
  })
  each(assembly, file, 'filters', FilterItem, (place, { id, ...filter }) => {
    assembly.addFilter(place, { key: id, ...filter })
  })
  each(assembly, file, 'tasks', TaskItem, (place, item, index) => {
    addTaskItem(assembly, place, { ...item, id: item.id ?? `item ${index}` })
  })
  return assembly.finish()
}

const NOT_KNOWN = 'It is not known here and was left out.'

type Member = 'lists' | 'sections' | 'labels' | 'filters' | 'tasks'

function each<Shape extends z.ZodRawShape>(
  assembly: Assembly,
  file: Readonly<Record<string, unknown>>,
  member: Member,
  schema: z.ZodObject<Shape>,
  add: (place: Place, item: z.output<z.ZodObject<Shape>>, index: number) => void,
): void {
  const given = file[member]
  if (given !== undefined && !Array.isArray(given)) {
    throw new TransferError('TRANSFER_UNREADABLE', `"${member}" must be an array.`)
  }
  for (const [index, value] of itemsOf(given).entries()) {
    const pointer = `/${member}/${index}`
    const checked = check(schema, value)
    if ('fault' in checked) {
      const { path, detail } = checked.fault
      assembly.errors.add({ pointer: pointer + path.map(pointerTo).join('') }, detail)
      continue
    }
    for (const name of Object.keys(membersOf(value) ?? {})) {
      if (!(name in schema.shape)) {
        assembly.warnings.add({ pointer: pointer + pointerTo(name) }, NOT_KNOWN)
      }
    }
    add({ pointer }, checked.item, index)
  }
}

/** RFC 6901 §3; a long name is cut, for it is the sender's. */
function pointerTo(name: PropertyKey): string {
  return `/${String(name).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`
}
