import { Assembly } from '../assembly.ts'
import type { Reading } from '../assembly.ts'
import { itemsOf, keyOf, membersOf, textOf } from '../members.ts'
import type { Members } from '../members.ts'
import type { ReadOptions } from '../options.ts'
import { readJson } from '../read-text.ts'
import { TransferError } from '../transfer-error.ts'
import { readTask } from './task.ts'
import { unzipFile } from './unzip.ts'

/**
 * Reads the export of a Vikunja account: a zip archive with data.json in it, or that file alone.
 * Projects become lists, buckets sections, comments part of the notes. TRANSFER_UNREADABLE,
 * TRANSFER_TOO_MUCH.
 */
export function readVikunja(bytes: Uint8Array, options: ReadOptions): Reading {
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b
  const projects = readJson(isArchive ? unzipFile(bytes, 'data.json') : bytes)
  if (!Array.isArray(projects)) {
    throw new TransferError('TRANSFER_UNREADABLE', 'data.json must be an array of projects.')
  }
  const assembly = new Assembly('warning')
  for (const [index, value] of projects.entries()) {
    const place = { pointer: `/${index}` }
    const project = membersOf(value)
    if (project === undefined) {
      assembly.errors.add(place, 'It is not a project.')
      continue
    }
    addProject(assembly, place, project, options)
  }
  return assembly.finish()
}

function addProject(
  assembly: Assembly,
  place: { pointer: string },
  project: Members,
  options: ReadOptions,
): void {
  const list = `list ${place.pointer}`
  const archived = project['is_archived'] === true
  assembly.addList(place, { key: list, name: textOf(project['title']) || 'Vikunja', archived })
  const buckets = new Map<string, string>()
  for (const [at, value] of itemsOf(project['buckets']).entries()) {
    const bucket = membersOf(value)
    const id = keyOf(bucket?.['id'])
    if (bucket === undefined || id === undefined) continue
    const key = `section ${place.pointer} ${id}`
    const name = textOf(bucket['title']) || 'Bucket'
    assembly.addSection({ pointer: `${place.pointer}/buckets/${at}` }, { key, list, name })
    buckets.set(id, key)
  }
  const tasks = itemsOf(project['tasks']).map((value, at) => ({
    task: membersOf(value),
    place: { pointer: `${place.pointer}/tasks/${at}` },
  }))
  tasks.sort((a, b) => positionOf(a.task) - positionOf(b.task))
  for (const { task, place } of tasks) {
    if (task === undefined) {
      assembly.errors.add(place, 'It is not a task.')
      continue
    }
    const labels = itemsOf(task['labels']).flatMap(
      (label) => assembly.labelNamed(place, textOf(membersOf(label)?.['title'])) ?? [],
    )
    const { draft, warnings } = readTask(task, options)
    for (const warning of warnings) assembly.warnings.add(place, warning)
    const section = buckets.get(keyOf(task['bucket_id']) ?? '') ?? null
    assembly.addTask(place, { ...draft, key: draft.key ?? place.pointer, list, section, labels })
  }
}

/** Zero in exports that keep positions elsewhere: then the order of the file is theirs. */
function positionOf(task: Members | undefined): number {
  const position = task?.['position']
  return typeof position === 'number' && Number.isFinite(position) ? position : 0
}
