import type { z } from 'zod'
import { Assembly } from '../assembly.ts'
import type { Reading } from '../assembly.ts'
import type { Place } from '../findings.ts'
import { itemsOf, membersOf } from '../members.ts'
import { readJson } from '../read-text.ts'
import { TransferError } from '../transfer-error.ts'
import { addTaskItem } from './items.ts'
import {
  FilterItem,
  LabelItem,
  ListItem,
  SectionItem,
  SettingsItem,
  TaskItem,
  check,
} from './schema.ts'
import { FORMAT, FORMAT_VERSION } from './write-json.ts'

const MEMBERS = ['lists', 'sections', 'labels', 'filters', 'tasks'] as const
const KNOWN = new Set<string>(['format', 'version', 'settings', ...MEMBERS])

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
  const settings = file['settings'] ?? null
  if (settings !== null) {
    take(assembly, { pointer: '/settings', value: settings }, SettingsItem, (place, item) => {
      assembly.addSettings(place, item)
    })
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

type Member = (typeof MEMBERS)[number]

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
    take(assembly, { pointer: `/${member}/${index}`, value }, schema, (place, item) => {
      add(place, item, index)
    })
  }
}

/** Hands over what is as it should be; the rest is told where it stands. */
function take<Shape extends z.ZodRawShape>(
  assembly: Assembly,
  { pointer, value }: { readonly pointer: string; readonly value: unknown },
  schema: z.ZodObject<Shape>,
  add: (place: Place, item: z.output<z.ZodObject<Shape>>) => void,
): void {
  const checked = check(schema, value)
  if ('fault' in checked) {
    const { path, detail } = checked.fault
    assembly.errors.add({ pointer: pointer + path.map(pointerTo).join('') }, detail)
    return
  }
  for (const name of Object.keys(membersOf(value) ?? {})) {
    if (!(name in schema.shape)) {
      assembly.warnings.add({ pointer: pointer + pointerTo(name) }, NOT_KNOWN)
    }
  }
  add({ pointer }, checked.item)
}

/** RFC 6901 §3; a long name is cut, for it is the sender's. */
function pointerTo(name: PropertyKey): string {
  return `/${String(name).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`
}
