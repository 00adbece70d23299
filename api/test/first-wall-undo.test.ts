// Undo looks at one's own rows alone, whoever else has the same ids and places.
import { describe, expect, it } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { addListAs, rowsOf } from './open-wall.ts'
import { EXPECTED, add, database, newOwner, stateOf } from './task-world.ts'
import { run } from './writing.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { undoChange } from '../src/changes/undo.ts'
import { createLabel } from '../src/labels/create.ts'
import { deleteLabel } from '../src/labels/delete.ts'
import { createList } from '../src/lists/create.ts'
import { deleteList } from '../src/lists/delete.ts'
import { updateList } from '../src/lists/update.ts'
import { createFilter } from '../src/saved-filters/create.ts'
import { updateFilter } from '../src/saved-filters/update.ts'
import { createSection } from '../src/sections/create.ts'
import { deleteSection } from '../src/sections/delete.ts'
import { listSections } from '../src/sections/read.ts'
import { updateSection } from '../src/sections/update.ts'
import { deleteTask } from '../src/tasks/delete.ts'
import { updateTask } from '../src/tasks/update.ts'
import { purgeList, purgeTask } from '../src/trash/purge.ts'

describe('with the first wall alone', () => {
  describe('undo', () => {
    const CONFLICT = { code: 'UNDO_CONFLICT' }

    it('takes back what was made, whoever uses the same', async () => {
      const [listId, sectionId, labelId] = [uuidv7(), uuidv7(), uuidv7()]
      const owner = newOwner()
      const make = async (who: UserId) => {
        await addListAs(who, listId)
        await run(database, who, createSection({ id: sectionId, listId, name: 'a section' }))
        await run(database, who, createLabel({ id: labelId, name: 'a label', color: 'gray' }))
      }
      const other = newOwner()
      await make(other)
      await add(other, { listId, sectionId, labelIds: [labelId] })
      await make(owner)
      // Label, section, list: the newest first.
      for (let left = 3; left > 0; left -= 1) await run(database, owner, undoChange())
      expect(await stateOf(owner)).toEqual([])
    })

    it('goes back to nothing that only others have', async () => {
      const [listId, labelId, parentId] = [uuidv7(), uuidv7(), uuidv7()]
      const make = async (who: UserId) => {
        await addListAs(who, listId)
        await run(database, who, createLabel({ id: labelId, name: 'a label', color: 'gray' }))
        await add(who, { id: parentId })
      }
      const [owner, other] = [newOwner(), newOwner()]
      await make(other)
      await make(owner)
      const patched = async (fields: Parameters<typeof add>[1], patch: object) => {
        const { id } = await add(owner, fields)
        return run(database, owner, updateTask({ id, ...EXPECTED, patch }))
      }
      const changes = [
        await patched({ labelIds: [labelId] }, { labelIds: [] }),
        await patched({ parentId }, { parentId: null }),
        await patched({ listId }, { listId: null }),
      ]
      const section = await run(database, owner, createSection({ listId, name: 'a section' }))
      await run(database, owner, deleteSection({ id: section.id, ...EXPECTED }))
      const { seq: unsectioned } = await listSections(database, owner, listId)
      await run(database, owner, deleteLabel({ id: labelId, ...EXPECTED }))
      await run(database, owner, deleteTask({ id: parentId, ...EXPECTED }))
      await run(database, owner, purgeTask({ id: parentId, ...EXPECTED }))
      await run(database, owner, deleteList({ id: listId, ...EXPECTED }))
      await run(database, owner, purgeList({ id: listId, ...EXPECTED }))
      for (const version of [...changes.map((one) => one.version), unsectioned]) {
        await expect(run(database, owner, undoChange(version))).rejects.toMatchObject(CONFLICT)
      }
    })

    it('goes back to no section that only others have', async () => {
      const [listId, sectionId] = [uuidv7(), uuidv7()]
      const [other, owner] = [newOwner(), newOwner()]
      for (const who of [other, owner]) {
        await addListAs(who, listId)
        await run(database, who, createSection({ id: sectionId, listId, name: 'a section' }))
      }
      const { id } = await add(owner, { listId, sectionId })
      const change = updateTask({ id, ...EXPECTED, patch: { sectionId: null } })
      const { version } = await run(database, owner, change)
      await run(database, owner, deleteSection({ id: sectionId, ...EXPECTED }))
      await expect(run(database, owner, undoChange(version))).rejects.toMatchObject(CONFLICT)
    })

    it('gives back the place that only others have taken', async () => {
      const listId = uuidv7()
      const places = async (who: UserId) => {
        const rows = await rowsOf(who, ['lists', 'sections', 'filters'])
        return rows.map((row) => /"position": "[^"]*"/.exec(row)?.[0])
      }
      const [other, owner] = [newOwner(), newOwner()]
      const made = []
      for (const who of [other, owner]) {
        await addListAs(who, listId)
        const next = await run(
          database,
          who,
          createList({ name: 'next', color: 'gray', archived: false }),
        )
        const sections = []
        const filters = []
        for (const name of ['1', '2']) {
          sections.push(await run(database, who, createSection({ listId, name })))
          filters.push(await run(database, who, createFilter({ name, filter: 'status:open' })))
        }
        made.push({ next, sections, filters })
      }
      const { next, sections, filters } = made[1] ?? { sections: [], filters: [] }
      const before = await places(owner)
      const moves = [
        updateList({ id: listId, ...EXPECTED, patch: {}, after: next?.id }),
        updateSection({ id: sections[0]?.id ?? '', ...EXPECTED, after: sections[1]?.id }),
        updateFilter({ id: filters[0]?.id ?? '', ...EXPECTED, patch: {}, after: filters[1]?.id }),
      ]
      for (const change of moves) {
        await run<unknown>(database, owner, change)
        expect(await places(owner)).not.toEqual(before)
        await run(database, owner, undoChange())
        expect(await places(owner)).toEqual(before)
      }
    })
  })
})
