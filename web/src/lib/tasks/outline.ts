// A list as an outline: tasks under their parents, sections one after the other.
import type { Section } from './model.ts'
import type { TaskRecord } from './task-record.svelte.ts'
import { deepest } from './task.ts'

/** A task at its depth; what stands under it follows it. */
export type Line = { record: TaskRecord; depth: number }

/** The tasks of one section; the first block is what is in none. */
export type Block = { section: Section | null; lines: Line[] }

/** @param records in their order */
export function outline(records: readonly TaskRecord[], sections: readonly Section[]): Block[] {
  const shown = new Set(records.map(({ id }) => id))
  const roots: TaskRecord[] = []
  const under = new Map<string, TaskRecord[]>()
  for (const record of records) {
    const { parentId } = record.task
    if (parentId === null || !shown.has(parentId)) roots.push(record)
    else under.set(parentId, [...(under.get(parentId) ?? []), record])
  }
  const known = new Set(sections.map(({ id }) => id))
  const linesOf = (record: TaskRecord, depth: number): Line[] => [
    { record, depth },
    ...(depth < deepest
      ? (under.get(record.id) ?? []).flatMap((child) => linesOf(child, depth + 1))
      : []),
  ]
  const blockOf = (section: Section | null): Block => ({
    section,
    lines: roots
      .filter(({ task }) => {
        const id = task.sectionId !== null && known.has(task.sectionId) ? task.sectionId : null
        return id === (section?.id ?? null)
      })
      .flatMap((record) => linesOf(record, 0)),
  })
  return [blockOf(null), ...sections.map(blockOf)]
}
