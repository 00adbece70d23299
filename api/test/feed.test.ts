import { describe, expect, it } from 'vitest'
import { EXPECTED, add, addList, database, newOwner, root } from './task-world.ts'
import { run } from './writing.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { readFeed, readPresent } from '../src/changes/feed.ts'
import { deleteList } from '../src/lists/delete.ts'

const TOO_OLD = { code: 'CURSOR_TOO_OLD' }
const INVALID = { code: 'CURSOR_INVALID' }

/** All that is to be read from `cursor` on, page by page. */
async function readAll(owner: UserId, limit: number, cursor?: string) {
  const seen: string[] = []
  for (let hasMore = true; hasMore;) {
    const page = await readFeed(database, owner, { cursor, limit })
    seen.push(...page.items.map(({ kind, id }) => `${kind} ${id}`))
    ;({ cursor, hasMore } = page)
  }
  return { seen, cursor }
}

describe('the feed', () => {
  it('brings each row once at its newest version, over pages, also within one change', async () => {
    const owner = newOwner()
    const list = await addList(owner)
    for (let made = 0; made < 12; made += 1) await add(owner, { listId: list.id })
    await run(database, owner, deleteList({ id: list.id, ...EXPECTED }))
    // One by one, a page also ends between two kinds of one change.
    for (const limit of [1, 2, 5]) {
      const { seen } = await readAll(owner, limit)
      expect([seen.length, new Set(seen).size]).toEqual([13, 13])
    }
    const { cursor } = await readAll(owner, 5)
    expect((await readFeed(database, owner, { cursor, limit: 5 })).items).toEqual([])
    const foreign = readFeed(database, newOwner(), { cursor, limit: 5 })
    await expect(foreign).rejects.toMatchObject(INVALID)
  })

  describe('when some of what is gone was forgotten', () => {
    async function forgetful() {
      const owner = newOwner()
      for (let made = 0; made < 6; made += 1) await add(owner)
      const begin = await readFeed(database, owner, { limit: 2 })
      await add(owner)
      const present = await readPresent(database, owner)
      const forget = (from: number) => root`
        update owners set feed_from = ${from} where owner_id = ${owner}`
      return { owner, begin, present, forget }
    }

    it('lets who begins come to the end, however much that was', async () => {
      const { owner, forget } = await forgetful()
      await forget(7)
      expect((await readAll(owner, 2)).seen).toHaveLength(7)
    })

    it('lets who is on the way go on, as long as they have seen none of it', async () => {
      const { owner, begin, present, forget } = await forgetful()
      await forget(6)
      expect((await readAll(owner, 2, begin.cursor)).seen).toHaveLength(5)
      await forget(7)
      expect((await readAll(owner, 2, present.cursor)).seen).toEqual([])
    })

    it('refuses who may have seen it', async () => {
      const { owner, begin, present, forget } = await forgetful()
      await forget(7)
      const late = readFeed(database, owner, { cursor: begin.cursor, limit: 2 })
      await expect(late).rejects.toMatchObject(TOO_OLD)
      await forget(8)
      const later = readFeed(database, owner, { cursor: present.cursor, limit: 2 })
      await expect(later).rejects.toMatchObject(TOO_OLD)
    })
  })
})
