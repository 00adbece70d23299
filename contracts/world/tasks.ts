/** Tasks as the suite arranges them. */
import { randomBytes } from 'node:crypto'
import { jsonOf } from '../http/exchange.ts'
import type { Exchange } from '../http/exchange.ts'
import { withJson } from './people.ts'
import type { Caller, Person } from './people.ts'

export type Due =
  | null
  | { kind: 'date'; date: string }
  | { kind: 'floating'; dateTime: string }
  | { kind: 'zoned'; dateTime: string; timeZone: string }

export interface Task {
  id: string
  title: string
  notes: string
  priority: 'none' | 'low' | 'medium' | 'high'
  status: 'open' | 'done'
  completedAt: string | null
  due: Due
  position: string
  createdAt: string
  updatedAt: string
  version: number
}

export interface TaskList {
  items: Task[]
  nextCursor: string | null
}

export interface Me {
  subject: string
  tasks: { open: number; done: number; total: number }
}

export function taskOf(exchange: Exchange): Task {
  return jsonOf(exchange) as Task
}

export function taskListOf(exchange: Exchange): TaskList {
  return jsonOf(exchange) as TaskList
}

export function meOf(exchange: Exchange): Me {
  return jsonOf(exchange) as Me
}

export async function createTask(caller: Caller, body: Record<string, unknown>): Promise<Task> {
  const exchange = await caller.send(withJson('POST', '/v1/tasks', body))
  // No `expect`: arranging happens a thousand times a run, and each one would be a reported step.
  if (exchange.status !== 201) throw new Error(`no task was created: ${exchange.text}`)
  return taskOf(exchange)
}

/** UUIDv7 (RFC 9562 §5.7) of this moment. */
export function newTaskId(at = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at, 0, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The same three tasks for each person, but for the canary. */
export async function giveTasks(person: Person): Promise<Task[]> {
  const titles = ['Water the plants', 'Call the plumber', 'Renew the passport']
  const tasks: Task[] = []
  for (const [index, title] of titles.entries()) {
    tasks.push(
      await createTask(person, {
        title: `${title} ${person.canary}`,
        notes: `${title}: see ${person.canary}`,
        priority: 'high',
        due: { kind: 'date', date: `2027-01-0${String(index + 1)}` },
      }),
    )
  }
  return tasks
}
