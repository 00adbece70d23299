import type { ListRow, TaskRow } from '../db/schema.ts'

type Trashed = Pick<TaskRow | ListRow, 'deletedAt' | 'deletedBy'>

/** True for what one change put into the trash at one time: an import brings in what went at several. */
export function wentTogether(one: Trashed, other: Trashed | undefined): boolean {
  return one.deletedBy === other?.deletedBy && one.deletedAt === other.deletedAt
}
