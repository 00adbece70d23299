// Moves in an outline: where a step, or dropping beside another task, brings a task.
import type { Block, Line } from './outline.ts'
import { between } from './position.ts'
import type { Target, TaskRecord } from './task-record.svelte.ts'
import { deepest } from './task.ts'

export type Step = 'up' | 'down' | 'in' | 'out'

/** A target, with the position to show the task at meanwhile. */
export type Spot = { target: Target; position: string }

/** Where one step brings a task; null when there is no such step. */
export function stepFrom(blocks: readonly Block[], id: string, step: Step): Spot | null {
  const block = blocks.find(({ lines }) => lines.some(({ record }) => record.id === id))
  const line = block?.lines.find(({ record }) => record.id === id)
  if (block === undefined || line === undefined) return null
  const siblings = siblingsOf(block, line)
  const at = siblings.indexOf(line.record)
  if (step === 'up') return stepUp(blocks, block, line, siblings, at)
  if (step === 'down') {
    const next = siblings[at + 1]
    if (next !== undefined) return after(next, siblings[at + 2])
    const below = blocks[blocks.indexOf(block) + 1]
    return line.depth === 0 && below !== undefined ? intoSection(below, line, 'first') : null
  }
  if (step === 'in') {
    const parent = siblings[at - 1]
    if (parent === undefined || line.depth + heightOf(block, line) >= deepest) return null
    return under(block, parent)
  }
  const parent = block.lines.find(({ record }) => record.id === line.record.task.parentId)
  if (parent === undefined || line.depth === 0) return null
  const uncles = siblingsOf(block, parent)
  return after(parent.record, uncles[uncles.indexOf(parent.record) + 1])
}

/** Where a task is when it is dropped beside another one; null on itself or what stands under it. */
export function dropSpot(
  blocks: readonly Block[],
  id: string,
  over: string,
  edge: 'before' | 'after',
): Spot | null {
  const block = blocks.find(({ lines }) => lines.some(({ record }) => record.id === over))
  const at = block?.lines.findIndex(({ record }) => record.id === over) ?? -1
  const line = block?.lines[at]
  if (block === undefined || line === undefined || isWithin(block, line, id)) return null
  const siblings = siblingsOf(block, line)
  const place = siblings.indexOf(line.record)
  if (edge === 'before') return before(line.record, siblings[place - 1])
  const child = block.lines[at + 1]
  // Right below a parent is before its first child.
  if (child !== undefined && child.depth > line.depth) {
    return child.record.id === id ? null : before(child.record)
  }
  return after(line.record, siblings[place + 1])
}

/** To the beginning of a section. */
export function sectionSpot(blocks: readonly Block[], id: string, section: string): Spot | null {
  const block = blocks.find((candidate) => candidate.section?.id === section)
  const line = blocks.flatMap(({ lines }) => lines).find(({ record }) => record.id === id)
  return block === undefined || line === undefined ? null : intoSection(block, line, 'first')
}

/** Where a task stands, to put it back there. */
export function spotOf(blocks: readonly Block[], id: string): Spot | null {
  const block = blocks.find(({ lines }) => lines.some(({ record }) => record.id === id))
  const line = block?.lines.find(({ record }) => record.id === id)
  if (block === undefined || line === undefined) return null
  const siblings = siblingsOf(block, line)
  const at = siblings.indexOf(line.record)
  const { position } = line.record.task
  const [previous, next] = [siblings[at - 1], siblings[at + 1]]
  if (previous !== undefined) return { ...after(previous), position }
  if (next !== undefined) return { ...before(next), position }
  return { target: placeOf(line.record), position }
}

function isWithin(block: Block, line: Line, id: string): boolean {
  let above: Line | undefined = line
  while (above !== undefined) {
    if (above.record.id === id) return true
    const parentId: string | null = above.record.task.parentId
    const from: Line = above
    above = block.lines.find(
      ({ record, depth }) => record.id === parentId && depth === from.depth - 1,
    )
  }
  return false
}

function stepUp(
  blocks: readonly Block[],
  block: Block,
  line: Line,
  siblings: readonly TaskRecord[],
  at: number,
): Spot | null {
  const previous = siblings[at - 1]
  if (previous !== undefined) return before(previous, siblings[at - 2])
  const above = blocks[blocks.indexOf(block) - 1]
  return line.depth === 0 && above !== undefined ? intoSection(above, line, 'last') : null
}

/** Before another task, as its sibling. @param previous what stands before that one */
export function before(next: TaskRecord, previous?: TaskRecord): Spot {
  const position = between(previous?.task.position ?? '', next.task.position)
  return { target: { ...placeOf(next), before: next.id }, position }
}

/** After another task, as its sibling. @param next what stands after that one */
export function after(previous: TaskRecord, next?: TaskRecord): Spot {
  const position = between(previous.task.position, next?.task.position ?? null)
  return { target: { ...placeOf(previous), after: previous.id }, position }
}

/** As the last one under a task. */
export function under(block: Block, parent: TaskRecord): Spot {
  const last = block.lines.filter(({ record }) => record.task.parentId === parent.id).at(-1)
  if (last !== undefined) return after(last.record)
  const { listId, sectionId, position } = parent.task
  return { target: { listId, sectionId, parentId: parent.id }, position: between(position, null) }
}

/** To the near end of a neighbouring section. */
function intoSection(block: Block, { record }: Line, end: 'first' | 'last'): Spot {
  const roots = block.lines.filter(({ depth }) => depth === 0)
  const neighbour = roots.at(end === 'first' ? 0 : -1)?.record
  if (neighbour !== undefined) return end === 'first' ? before(neighbour) : after(neighbour)
  const { listId, position } = record.task
  return { target: { listId, sectionId: block.section?.id ?? null, parentId: null }, position }
}

function siblingsOf(block: Block, { record, depth }: Line): TaskRecord[] {
  return block.lines
    .filter(
      (line) =>
        line.depth === depth && (depth === 0 || line.record.task.parentId === record.task.parentId),
    )
    .map((line) => line.record)
}

/** How many levels stand under a line. */
function heightOf(block: Block, line: Line): number {
  const from = block.lines.indexOf(line) + 1
  let deepestBelow = line.depth
  for (const { depth } of block.lines.slice(from)) {
    if (depth <= line.depth) break
    deepestBelow = Math.max(deepestBelow, depth)
  }
  return deepestBelow - line.depth
}

function placeOf({ task }: TaskRecord): Target {
  const { listId, sectionId, parentId } = task
  return { listId, sectionId, parentId }
}
