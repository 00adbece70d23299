/** Rows as the contract shows them: the one place where the two meet. */
import type { AnyRow, Kind, RowOf } from '../db/kinds.ts'
import { toCalendarWire } from './calendars/wire.ts'
import { toFilterWire } from './filters/wire.ts'
import { toLabelWire } from './labels/wire.ts'
import { toListWire } from './lists/wire.ts'
import { toSectionWire } from './sections/wire.ts'
import { toSettingsWire } from './settings/wire.ts'
import { toTaskWire } from './tasks/wire.ts'

const WIRES: { readonly [K in Kind]: (row: RowOf[K]) => object } = {
  task: toTaskWire,
  list: toListWire,
  section: toSectionWire,
  label: toLabelWire,
  setting: toSettingsWire,
  filter: toFilterWire,
  calendar: toCalendarWire,
}

export function toWire(kind: Kind, row: AnyRow): object {
  return (WIRES[kind] as (row: AnyRow) => object)(row)
}
