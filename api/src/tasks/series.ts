/** Tasks that come back: what their use cases have in common. */
import { v7 as uuidv7 } from 'uuid'
import type { TaskRow } from '../db/schema.ts'
import { byId, childrenOf } from '../db/write/loads.ts'
import type { Workspace } from '../db/write/workspace.ts'
import { byBytes } from '../db/write/workspace.ts'
import { lastPosition, positionBeside } from '../model/positions.ts'
import { RefusalError } from '../model/refusal-error.ts'
import { SETTINGS_ID, readSettings } from '../settings/settings.ts'
import { hasNext } from './recurrence/next.ts'
import type { Clock } from './recurrence/next.ts'
import { moveSchedule, nextOccurrence } from './recurrence/next-occurrence.ts'
import type { Occurrence, Schedule } from './recurrence/next-occurrence.ts'
import { readSchedule, toScheduleColumns } from './schedule.ts'

/** What {@link ownClock} needs to see. */
export const settingsRow = byId('setting', SETTINGS_ID)

/** The moment of this change, in the owner's time zone. */
export function ownClock(workspace: Workspace): Clock {
  const { timeZone } = readSettings(workspace.find('setting', SETTINGS_ID))
  return { moment: momentOfChange(workspace), timeZone }
}

/** PostgreSQL's text in UTC, like `2026-11-20 08:15:30.123+00`. */
function momentOfChange({ context: { now } }: Workspace): number {
  return Date.parse(`${now.slice(0, -3).replace(' ', 'T')}Z`)
}

/** Throws RULE_REFUSED when nothing can ever follow the due moment, however long the series is. */
export function requireNext(workspace: Workspace, { due, recurrence }: Schedule): void {
  if (recurrence === null || hasNext({ due, recurrence }, ownClock(workspace))) return
  throw new RefusalError('RULE_REFUSED', {
    pointer: '/recurrence/rule',
    detail: 'must bring a day after the one on which it is due',
  })
}

/**
 * Makes the next occurrence of a task that is done now, right after it in its list. The occurrence
 * that is over is over with everything below it; its subtasks are there again, open, as many days
 * later. Undefined when it was the last.
 */
export function continueSeries(workspace: Workspace, done: TaskRow): TaskRow | undefined {
  const clock = ownClock(workspace)
  const next = nextOccurrence(readSchedule(done), clock)
  if (next === undefined) return undefined
  const made = workspace.putNew('task', {
    ...done,
    id: uuidv7(),
    ...toScheduleColumns(next.schedule),
    completedAt: null,
    externalId: null,
    position: positionBeside(workspace, done, 'after'),
  })
  copyBelow(workspace, { from: done, to: made, days: next.days, clock })
  return made
}

/** The task itself at its next occurrence, its subtasks open again; nothing counts as done. */
export function advanceSeries(workspace: Workspace, task: TaskRow, next: Occurrence): TaskRow {
  const clock = ownClock(workspace)
  moveBelow(workspace, { from: task, days: next.days, clock })
  return workspace.put('task', { ...task, ...toScheduleColumns(next.schedule) })
}

interface Move {
  readonly from: TaskRow
  readonly days: number
  readonly clock: Clock
}

function copyBelow(workspace: Workspace, { from, to, days, clock }: Move & { to: TaskRow }): void {
  for (const child of subtasksOf(workspace, from)) {
    const copy = workspace.putNew('task', {
      ...child,
      id: uuidv7(),
      parentId: to.id,
      ...toScheduleColumns(moveSchedule(readSchedule(child), days, clock)),
      completedAt: null,
      externalId: null,
      position: lastPosition(workspace, to.listId),
    })
    copyBelow(workspace, { from: child, to: copy, days, clock })
    const completedAt = child.completedAt ?? workspace.context.now
    workspace.put('task', { ...child, completedAt })
  }
}

function moveBelow(workspace: Workspace, { from, days, clock }: Move): void {
  for (const child of subtasksOf(workspace, from)) {
    moveBelow(workspace, { from: child, days, clock })
    const schedule = moveSchedule(readSchedule(child), days, clock)
    workspace.put('task', { ...child, ...toScheduleColumns(schedule), completedAt: null })
  }
}

/** In their order; without past occurrences of a subtask that comes back by itself. */
function subtasksOf(workspace: Workspace, { id }: TaskRow): TaskRow[] {
  return workspace
    .select(childrenOf(id))
    .filter(({ deletedAt }) => deletedAt === null)
    .filter(({ completedAt, recurrence }) => completedAt === null || recurrence === null)
    .sort((one, other) => byBytes(one.position, other.position))
}
