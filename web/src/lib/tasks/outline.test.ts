import { describe, expect, it } from 'vitest'
import type { Section } from './model.ts'
import { outline } from './outline.ts'
import { dropSpot, sectionSpot, stepFrom } from './spots.ts'
import { TaskRecord } from './task-record.svelte.ts'
import { makeTask } from './testing/task.ts'
import type { Task } from './task.ts'

const later: Section = {
  ...{ id: 'later', listId: 'work', name: 'Later', position: 'a0', version: 1 },
  ...{ createdAt: '2026-11-20T08:00:00Z', updatedAt: '2026-11-20T08:00:00Z' },
}

function blocksOf(...tasks: Partial<Task>[]) {
  const records = tasks.map((task, index) =>
    TaskRecord.saved(makeTask({ listId: 'work', position: `a${String(index)}`, ...task })),
  )
  return outline(records, [later])
}

const family = [
  { id: 'a' },
  { id: 'b' },
  { id: 'b1', parentId: 'b' },
  { id: 'b2', parentId: 'b' },
  { id: 'c' },
  { id: 'd', sectionId: 'later' },
]

describe('outline', () => {
  it('puts tasks under their parents, and each section after the other', () => {
    const shown = blocksOf(...family).map(({ section, lines }) => [
      section?.name ?? null,
      lines.map(({ record, depth }) => `${'-'.repeat(depth)}${record.id}`),
    ])
    expect(shown).toEqual([
      [null, ['a', 'b', '-b1', '-b2', 'c']],
      ['Later', ['d']],
    ])
  })

  it('shows a task by itself when its parent or its section is not shown', () => {
    const [first] = blocksOf({ id: 'x', parentId: 'gone' }, { id: 'y', sectionId: 'gone' })
    expect(first?.lines.map(({ record, depth }) => [record.id, depth])).toEqual([
      ['x', 0],
      ['y', 0],
    ])
  })
})

describe('a step', () => {
  const place = { listId: 'work', sectionId: null, parentId: null }

  it.each([
    ['b', 'up', { ...place, before: 'a' }],
    ['b', 'down', { ...place, after: 'c' }],
    ['b2', 'up', { ...place, parentId: 'b', before: 'b1' }],
    ['c', 'in', { ...place, parentId: 'b', after: 'b2' }],
    ['b', 'in', { ...place, parentId: 'a' }],
    ['b1', 'out', { ...place, after: 'b' }],
    ['c', 'down', { ...place, sectionId: 'later', before: 'd' }],
    ['d', 'up', { ...place, after: 'c' }],
  ] as const)('of %s %s', (id, step, target) => {
    expect(stepFrom(blocksOf(...family), id, step)?.target).toEqual(target)
  })

  it.each([
    ['a', 'up'],
    ['d', 'down'],
    ['a', 'in'],
    ['a', 'out'],
    ['b2', 'down'],
  ] as const)('of %s %s leads nowhere', (id, step) => {
    expect(stepFrom(blocksOf(...family), id, step)).toBeNull()
  })

  it('does not go deeper than tasks may stand', () => {
    const ids = ['0', '1', '2', '3', '4']
    const chain = ids.map((id, index) => ({ id, parentId: index === 0 ? null : ids[index - 1] }))
    const blocks = blocksOf(...(chain as Partial<Task>[]), { id: 'z', parentId: '3' })
    expect(stepFrom(blocks, 'z', 'in')).toBeNull()
    expect(stepFrom(blocks, 'z', 'up')).not.toBeNull()
  })

  it('keeps a family together that would become too deep', () => {
    const blocks = blocksOf(
      { id: 'p' },
      { id: 'q' },
      { id: 'q1', parentId: 'q' },
      { id: 'q2', parentId: 'q1' },
      { id: 'q3', parentId: 'q2' },
      { id: 'q4', parentId: 'q3' },
    )
    expect(stepFrom(blocks, 'q', 'in')).toBeNull()
  })
})

describe('dropping', () => {
  const place = { listId: 'work', sectionId: null, parentId: null }

  it.each([
    ['c', 'a', 'before', { ...place, before: 'a' }],
    ['a', 'c', 'after', { ...place, after: 'c' }],
    ['c', 'b', 'after', { ...place, parentId: 'b', before: 'b1' }],
    ['c', 'b2', 'after', { ...place, parentId: 'b', after: 'b2' }],
    ['a', 'd', 'before', { ...place, sectionId: 'later', before: 'd' }],
  ] as const)('%s on %s, %s it', (id, over, edge, target) => {
    expect(dropSpot(blocksOf(...family), id, over, edge)?.target).toEqual(target)
  })

  it('puts nothing into itself', () => {
    expect(dropSpot(blocksOf(...family), 'b', 'b1', 'before')).toBeNull()
    expect(dropSpot(blocksOf(...family), 'b', 'b', 'after')).toBeNull()
  })

  it('on a heading begins the section', () => {
    expect(sectionSpot(blocksOf(...family), 'a', 'later')?.target).toEqual({
      ...{ ...place, sectionId: 'later' },
      before: 'd',
    })
    expect(sectionSpot(blocksOf({ id: 'a' }), 'a', 'later')?.target).toEqual({
      ...place,
      sectionId: 'later',
    })
  })
})
