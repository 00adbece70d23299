import ICAL from 'ical.js'
import { Assembly } from '../assembly.ts'
import type { Reading } from '../assembly.ts'
import type { ReadOptions } from '../options.ts'
import { readUtf8 } from '../read-text.ts'
import { readCalendars } from './lines.ts'
import type { Component } from './lines.ts'
import { readTodo } from './todo.ts'
import { readZones } from './zones.ts'
import type { ZoneSource } from './zones.ts'

/**
 * Reads the tasks (VTODO) of an iCalendar file (RFC 5545); each calendar of it becomes a list.
 * TRANSFER_UNREADABLE, TRANSFER_TOO_MUCH.
 */
export function readICalendar(bytes: Uint8Array, options: ReadOptions): Reading {
  const assembly = new Assembly('warning')
  for (const [index, { name, components }] of readCalendars(readUtf8(bytes)).entries()) {
    const list = `list ${index}`
    const title = name === undefined ? '' : unescapeText(name)
    assembly.addList(
      { line: 1 },
      { key: list, name: title.trim() || (options.listName ?? 'Calendar') },
    )
    const zones = readZones(components)
    const todos = components.filter((component) => component.name === 'VTODO')
    const other = components.find(({ name }) => name !== 'VTODO' && name !== 'VTIMEZONE')
    if (other !== undefined) {
      assembly.warnings.add({ line: other.begin }, 'Only tasks (VTODO) are taken.')
    }
    const read = todos.flatMap((todo) => {
      const source = {
        zones,
        timeZone: options.timeZone,
        warn: (detail: string) => assembly.warnings.add({ line: todo.begin }, detail),
      }
      const draft = parse(assembly, todo, source)
      return draft === undefined ? [] : [{ todo, draft }]
    })
    read.sort((a, b) => a.draft.order - b.draft.order)
    for (const { todo, draft } of read) {
      const place = { line: todo.begin }
      const labels = draft.categories.flatMap((word) => assembly.labelNamed(place, word) ?? [])
      assembly.addTask(place, { ...draft.task, list, labels })
    }
  }
  return assembly.finish()
}

function parse(assembly: Assembly, { begin, lines }: Component, source: ZoneSource) {
  try {
    const todo = new ICAL.Component(ICAL.parse(lines.join('\r\n')) as unknown[])
    return readTodo(todo, { ...source, begin })
  } catch {
    assembly.errors.add({ line: begin }, 'The task is not what RFC 5545 calls a VTODO.')
    return undefined
  }
}

/** RFC 5545 §3.3.11 */
function unescapeText(text: string): string {
  return text.replace(/\\([\\;,nN])/g, (_, escaped: string) =>
    escaped.toLowerCase() === 'n' ? '\n' : escaped,
  )
}
