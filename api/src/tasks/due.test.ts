import { describe, expect, it } from 'vitest'
import { fromDueColumns, toDueColumns } from './due.ts'
import type { Due } from './due.ts'

describe('a due moment', () => {
  it.each<Due | null>([
    null,
    { kind: 'date', date: '2028-02-29' },
    { kind: 'date', date: '0001-01-01' },
    { kind: 'floating', dateTime: '2026-03-29T02:30:00' },
    { kind: 'zoned', dateTime: '2026-03-29T02:30:00', timeZone: 'Europe/Berlin' },
    { kind: 'zoned', dateTime: '9999-12-31T23:59:59', timeZone: 'UTC' },
  ])('comes back as it was typed: %j', (due) => {
    expect(fromDueColumns(toDueColumns(due))).toEqual(due)
  })
})
