/** The api's log, as an operator reads it: one JSON object a line. */
import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { environment } from '../environment.ts'

export interface LogMark {
  file: string
  /** Tells the file from the one that takes its name when it has grown too large. */
  inode: number
  offset: number
}

export interface LogLine {
  text: string
  members: Record<string, unknown>
}

/** Where the log ends now: what a test did stands behind this place. */
export function markLog(file = environment().apiLogFile): LogMark {
  const { ino: inode, size: offset } = statSync(file)
  return { file, inode, offset }
}

/** Complete lines written since the mark. */
export function logSince({ file, inode, offset }: LogMark): LogLine[] {
  const hasMoved = statSync(file, { throwIfNoEntry: false })?.ino !== inode
  // A log that is full goes on in a new file, and its one old generation is kept as `.1`.
  const text = hasMoved ? read(`${file}.1`, offset) + read(file, 0) : read(file, offset)
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ text: line, members: parse(line) }))
}

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Lines by the ids that stand in them: request ids are found by value, not by a member's name. */
export function linesById(lines: readonly LogLine[]): Map<string, LogLine[]> {
  const found = new Map<string, LogLine[]>()
  for (const line of lines) {
    for (const id of new Set(line.text.match(uuids))) {
      found.set(id, [...(found.get(id) ?? []), line])
    }
  }
  return found
}

function read(file: string, offset: number): string {
  if (!existsSync(file)) return ''
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(descriptor).size - offset))
    const length = readSync(descriptor, bytes, 0, bytes.length, offset)
    return bytes.toString('utf8', 0, length)
  } finally {
    closeSync(descriptor)
  }
}

function parse(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    return {}
  }
}
