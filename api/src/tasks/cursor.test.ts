import { describe, expect, it } from 'vitest'
import { checkSeal, readCursor, writeCursor } from './cursor.ts'

const KEY = '5b0f3a1e-8a52-4f0e-9a55-1c2d3e4f5a6b'
const question = { sort: 'created', order: 'desc', status: 'open', text: 'plants' } as const
const position = { key: '2026-11-20 08:15:30.123+00', id: '01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07' }
const cursor = writeCursor(KEY, question, position)

const invalid = expect.objectContaining({ code: 'CURSOR_INVALID' }) as Error

describe('a cursor', () => {
  it('brings back the position for the same person and list', () => {
    expect(checkSeal(KEY, question, readCursor(cursor))).toEqual(position)
  })

  it('holds for this list alone', () => {
    const others = [
      { ...question, sort: 'due' },
      { ...question, order: 'asc' },
      { ...question, status: 'done' },
      { ...question, status: undefined },
      { ...question, text: undefined },
      { ...question, priority: 0 },
      { ...question, dueAfter: '2026-11-20' },
      { ...question, dueBefore: '2026-11-20' },
    ] as const
    for (const other of others) {
      expect(() => checkSeal(KEY, other, readCursor(cursor))).toThrow(invalid)
    }
  })

  it('holds for this person alone', () => {
    expect(() => checkSeal(crypto.randomUUID(), question, readCursor(cursor))).toThrow(invalid)
    expect(() => checkSeal(undefined, question, readCursor(cursor))).toThrow(invalid)
  })

  it('bears no change of any character', () => {
    for (let at = 0; at < cursor.length; at++) {
      const other = cursor[at] === 'A' ? 'B' : 'A'
      const changed = cursor.slice(0, at) + other + cursor.slice(at + 1)
      expect(() => checkSeal(KEY, question, readCursor(changed))).toThrow(invalid)
    }
  })

  it.each(['', 'x', 'e30', 'W10', 'WzEsMiwzXQ', `${cursor}=`, `${cursor} `, cursor.slice(0, -3)])(
    'is not %j',
    (text) => {
      expect(() => checkSeal(KEY, question, readCursor(text))).toThrow(invalid)
    },
  )
})
