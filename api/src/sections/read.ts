import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { read } from '../db/read.ts'
import type { SectionRow } from '../db/schema.ts'
import { requireRow } from '../model/precondition.ts'

/**
 * The owner's sections, of one list or of all that are not in the trash: list by list, each list's in
 * their order. `seq`: see TaskPage.
 */
export async function listSections(
  database: Database,
  owner: UserId,
  listId: string | undefined,
): Promise<{ rows: SectionRow[]; seq: number }> {
  const [[state], lists, sections] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
    statements.allLists.execute({ owner }),
    statements.allSections.execute({ owner }),
  ])
  const byList = Map.groupBy(sections, (row) => row.listId)
  const rows = lists
    .filter(({ id, deletedAt }) => deletedAt === null && (listId === undefined || id === listId))
    .flatMap(({ id }) => byList.get(id) ?? [])
  return { rows, seq: state?.seq ?? 0 }
}

/** The owner's section `id`, or NOT_FOUND; in a list in the trash it is not here. */
export async function getSection(
  database: Database,
  owner: UserId,
  id: string,
): Promise<SectionRow> {
  const [[section], lists] = await read(database, owner, (statements) => [
    statements.get.section.execute({ owner, id }),
    statements.allLists.execute({ owner }),
  ])
  const list = lists.find((one) => one.id === section?.listId)
  return requireRow('section', list?.deletedAt === null ? section : undefined, undefined)
}
