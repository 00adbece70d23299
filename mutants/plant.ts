// Planting: edits put into texts. An edit whose place has moved is an error that names its hole.
import type { Edit, Hole, PlacedEdit } from './hole.ts'
import type { ApiSource } from './source/api-source.ts'

export class PlantError extends Error {
  override name = 'PlantError'
  readonly code: 'PLACE_MOVED' | 'EDITS_OVERLAP' | 'NOTHING_CHANGED'

  constructor(code: PlantError['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** The texts of the files that a hole changes, by their path below the api's `src`. */
export function plant(hole: Hole, api: ApiSource): Map<string, string> {
  const planted = new Map<string, string>()
  for (const [file, edits] of Map.groupBy(hole.edits, (edit) => edit.file)) {
    const before = api.text(file)
    const after = apply(
      before,
      edits.flatMap((edit) => place(edit, before, hole)),
      hole,
    )
    if (after === before)
      throw new PlantError('NOTHING_CHANGED', `${hole.id}: ${file} stays as it is`)
    planted.set(file, after)
  }
  if (planted.size === 0) throw new PlantError('NOTHING_CHANGED', `${hole.id} has no edits`)
  return planted
}

function place(edit: Edit | PlacedEdit, text: string, hole: Hole): PlacedEdit[] {
  if ('start' in edit) return [edit]
  const { file, find, replace, times = 1 } = edit
  const pattern = find.trim().split(/\s+/).map(escape).join('\\s+')
  const found = [...text.matchAll(new RegExp(pattern, 'g'))]
  if (found.length !== times) {
    throw new PlantError(
      'PLACE_MOVED',
      `${hole.id}: expected ${times} place(s) in api/src/${file} that read\n    ${find.trim()}\n  and found ${found.length}. Point the hole at where this is now.`,
    )
  }
  return found.map((match) => ({
    file,
    start: match.index,
    end: match.index + match[0].length,
    replace,
  }))
}

function apply(text: string, edits: readonly PlacedEdit[], hole: Hole): string {
  let result = text
  let behind = text.length
  for (const { start, end, replace, file } of edits.toSorted((a, b) => b.start - a.start)) {
    if (end > behind)
      throw new PlantError('EDITS_OVERLAP', `${hole.id}: two edits of ${file} overlap`)
    result = result.slice(0, start) + replace + result.slice(end)
    behind = start
  }
  return result
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
