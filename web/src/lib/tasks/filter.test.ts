import { describe, expect, it } from 'vitest'
import {
  compareTasks,
  everywhere,
  filterFromUrl,
  listQuery,
  matches,
  urlOf,
  type TaskFilter,
} from './filter.ts'
import { makeTask } from './testing/task.ts'

const today = '2026-11-20'
const open: TaskFilter = {
  ...everywhere,
  status: 'open',
  priority: null,
  due: null,
  q: '',
  sort: 'newest',
}

describe('the address of a view', () => {
  it('leaves out what is at its default', () => {
    expect(urlOf(open)).toBe('/tasks')
  })

  it('comes back as the same view', () => {
    const filter: TaskFilter = {
      view: null,
      list: '01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07',
      label: '01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b08',
      status: 'all',
      priority: 'high',
      due: 'week',
      q: 'a & b',
      sort: 'due',
    }
    expect(filterFromUrl(new URL(urlOf(filter, 'id'), 'http://here.test'))).toEqual(filter)
  })

  it('reads what it does not know as the default', () => {
    const url = new URL('http://here.test/tasks?status=mine&priority=1&due=never&sort=name')
    expect(filterFromUrl(url)).toEqual(open)
  })
})

describe('listQuery', () => {
  it('asks for seven days from today on', () => {
    expect(listQuery({ ...open, due: 'week' }, today)).toEqual({
      status: 'open',
      dueAfter: '2026-11-20',
      dueBefore: '2026-11-27',
      sort: 'created',
      order: 'desc',
    })
  })
})

describe('matches', () => {
  const due = { kind: 'floating', dateTime: '2026-11-19T10:00:00' } as const

  it.each([
    [{}, {}, true],
    [{ status: 'done' }, {}, false],
    [{ status: 'done' }, { status: 'all' }, true],
    [{ priority: 'low' }, { priority: 'high' }, false],
    [{ due }, { due: 'overdue' }, true],
    [{ due }, { due: 'today' }, false],
    [{}, { due: 'overdue' }, false],
    [{ title: 'Buy MILK' }, { q: 'milk' }, true],
    [{ notes: 'with Milk' }, { q: 'milk' }, true],
    [{ title: 'Buy tea' }, { q: 'milk' }, false],
  ] as const)('task %j in view %j: %s', (task, filter, expected) => {
    expect(matches(makeTask(task), { ...open, ...filter }, today)).toBe(expected)
  })
})

describe('compareTasks', () => {
  const ids = (sort: TaskFilter['sort']) =>
    [
      makeTask({ id: 'a', createdAt: '2026-11-01T00:00:00.000Z', priority: 'high' }),
      makeTask({
        id: 'b',
        createdAt: '2026-11-02T00:00:00.000Z',
        due: { kind: 'date', date: today },
      }),
      makeTask({ id: 'c', createdAt: '2026-11-03T00:00:00.000Z' }),
    ]
      .sort(compareTasks(sort))
      .map(({ id }) => id)
      .join('')

  it('puts the newest first, the oldest first, the due first, the important first', () => {
    expect([ids('newest'), ids('oldest'), ids('due'), ids('priority')]).toEqual([
      'cba',
      'abc',
      'bac',
      'acb',
    ])
  })
})
