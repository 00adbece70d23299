import { describe, expect, it } from 'vitest'
import type { Notice } from './notices.ts'
import { everywhere } from './filter.ts'
import { TaskStore } from './task-store.svelte.ts'
import { fakeApi, makeTask, refused, unreachable } from './testing/task.ts'
import type { Task } from './task.ts'

async function setUp(tasks: Task[] = [makeTask()]) {
  const fake = fakeApi(tasks)
  const notices: Notice[] = []
  const timers: { run: () => void; delayMs: number }[] = []
  const ended: string[] = []
  const returned: string[] = []
  const store = new TaskStore({
    api: fake.api,
    filter: { ...everywhere, status: 'all', priority: null, due: null, q: '', sort: 'newest' },
    viewer: { timeZone: 'UTC', locale: 'en-GB' },
    now: Date.parse('2026-11-20T10:00:00Z'),
    first: null,
    notify: (notice) => notices.push(notice),
    sessionOver: () => ended.push('over'),
    returned: (title) => returned.push(title),
    delay: (run, delayMs) => {
      const timer = { run, delayMs }
      timers.push(timer)
      return () => timers.splice(0, timers.length, ...timers.filter((other) => other !== timer))
    },
  })
  await store.refresh()
  fake.calls.length = 0
  const titles = () => store.visible.map(({ task }) => task.title)
  const names = () => fake.calls.map(({ name }) => name)
  /** Lets the time of the longest timers pass. */
  const pass = () => {
    for (const timer of timers.splice(0)) timer.run()
  }
  return { ...fake, store, notices, ended, returned, titles, names, pass }
}

describe('adding a task', () => {
  it('shows it at once and confirms it with the same id', async () => {
    const { store, kept, titles } = await setUp([])
    const record = store.add('  Call Ada ', { priority: 'high' })
    expect(titles()).toEqual(['Call Ada'])
    expect(store.list.counts).toEqual({ open: 1, done: 0, total: 1 })
    await store.settle()
    expect(kept.get(record.id)).toMatchObject({ title: 'Call Ada', priority: 'high' })
    expect(store.list.counts).toEqual({ open: 1, done: 0, total: 1 })
  })

  it('takes it back when it is refused, says why and keeps the text', async () => {
    const { store, plan, titles, notices, returned } = await setUp([])
    const errors = [{ pointer: '/title', detail: 'too long' }]
    plan('create', refused('validation-failed', 422, { errors }))
    store.add('Call Ada')
    await store.settle()
    expect(titles()).toEqual([])
    expect(store.list.counts.total).toBe(0)
    expect(returned).toEqual(['Call Ada'])
    expect(notices[0]).toMatchObject({
      text: 'Could not add “Call Ada”. Title: too long.',
      tone: 'error',
    })
  })

  it('knows its own task again when the first answer was lost', async () => {
    const { store, kept, notices, titles } = await setUp([])
    const draft = makeTask({ id: 'new', title: 'Call Ada', version: 0 })
    kept.set('new', { ...draft, version: 7 })
    store.restore([{ draft, saved: null, changes: {} }])
    await store.settle()
    expect(titles()).toEqual(['Call Ada'])
    expect([store.record('new')?.unsent, notices]).toEqual([false, []])
  })
})

describe('changing a task', () => {
  it('sends edits made during a request together, after it, on its version', async () => {
    const { store, calls } = await setUp()
    store.edit('one', { title: 'A' })
    store.edit('one', { title: 'B' })
    store.edit('one', { priority: 'low' })
    await store.settle()
    expect(calls).toEqual([
      { name: 'update', id: 'one', body: { title: 'A' }, version: 1 },
      { name: 'update', id: 'one', body: { title: 'B', priority: 'low' }, version: 2 },
    ])
  })

  it('sends nothing when nothing changes', async () => {
    const { store, calls } = await setUp([makeTask({ due: { kind: 'date', date: '2026-11-20' } })])
    store.edit('one', { title: 'Buy milk', due: { kind: 'date', date: '2026-11-20' } })
    await store.settle()
    expect(calls).toEqual([])
  })

  it('takes a refused edit back and names the field', async () => {
    const { store, plan, titles, notices } = await setUp()
    plan(
      'update',
      refused('validation-failed', 422, { errors: [{ pointer: '/notes', detail: 'too long' }] }),
    )
    store.edit('one', { title: 'X' })
    expect(titles()).toEqual(['X'])
    await store.settle()
    expect(titles()).toEqual(['Buy milk'])
    expect(notices.map(({ text }) => text)).toEqual([
      'Could not change “Buy milk”. Notes: too long.',
    ])
  })

  it('moves an edit on top of what another tab changed elsewhere in the task', async () => {
    const { store, change, kept, notices } = await setUp()
    change('one', { priority: 'high' })
    store.edit('one', { title: 'Mine' })
    await store.settle()
    expect(kept.get('one')).toMatchObject({ title: 'Mine', priority: 'high' })
    expect(notices).toEqual([])
  })

  it('gives way to a newer value of the same field, and offers the own one again', async () => {
    const { store, change, kept, titles, notices } = await setUp()
    change('one', { title: 'Theirs' })
    store.edit('one', { title: 'Mine' })
    await store.settle()
    expect(titles()).toEqual(['Theirs'])
    expect(notices[0]?.text).toBe(
      'The title of “Theirs” was changed in another place. That is shown now.',
    )
    notices[0]?.action?.run()
    await store.settle()
    expect(kept.get('one')?.title).toBe('Mine')
  })

  it('removes a task that was deleted in another place', async () => {
    const { store, plan, titles, notices } = await setUp()
    plan('update', refused('not-found', 404))
    store.edit('one', { title: 'X' })
    await store.settle()
    expect(titles()).toEqual([])
    expect(notices[0]?.text).toContain('no longer exists')
  })

  it('keeps an edit while nobody answers, and sends it when somebody does', async () => {
    const { store, plan, kept, titles, pass } = await setUp()
    plan('update', unreachable)
    store.edit('one', { title: 'X' })
    await store.settle()
    expect(store.connection.state).toBe('unreachable')
    expect([titles(), store.list.unsentCount]).toEqual([['X'], 1])
    pass()
    await store.connection.whenBack()
    await store.settle()
    expect(kept.get('one')?.title).toBe('X')
    expect(store.list.unsentCount).toBe(0)
  })

  it('keeps an edit when the session ends', async () => {
    const { store, plan, ended } = await setUp()
    plan('update', { ok: false, why: 'session-over' })
    store.edit('one', { title: 'X' })
    await store.settle()
    expect(ended).toEqual(['over'])
    expect(store.list.unsentCount).toBe(1)
  })
})

describe('completing a task', () => {
  it('counts at once and is undone by the api', async () => {
    const { store, kept, notices, names } = await setUp()
    store.complete('one', true)
    expect(store.list.counts).toEqual({ open: 0, done: 1, total: 1 })
    await store.settle()
    notices[0]?.action?.run()
    await store.settle()
    expect(kept.get('one')?.status).toBe('open')
    expect(store.record('one')?.task.status).toBe('open')
    expect(names().slice(0, 2)).toEqual(['update', 'undo'])
    expect(store.undo()).toBe(false)
  })

  it('is changed back when it has not been sent', async () => {
    const { store, plan, names, pass } = await setUp()
    plan('update', unreachable)
    store.complete('one', true)
    await store.settle()
    expect(store.undo()).toBe(true)
    expect(store.record('one')?.task.status).toBe('open')
    pass()
    await store.connection.whenBack()
    await store.settle()
    expect(names()).not.toContain('undo')
  })

  it('says why it cannot be undone', async () => {
    const { store, change, notices } = await setUp()
    store.complete('one', true)
    await store.settle()
    change('one', { status: 'open' })
    await store.refresh()
    store.undo()
    await store.settle()
    expect(notices.at(-1)?.text).toBe(
      'Could not undo for “Buy milk”. Something later depends on it.',
    )
  })
})

describe('edits one after the other', () => {
  it('are taken back one after the other, however fast they are asked for', async () => {
    const { store, kept, calls } = await setUp()
    for (const title of ['Buy oats', 'Buy tea']) {
      store.edit('one', { title })
      await store.settle()
    }
    calls.length = 0
    expect([store.undo(), store.undo()]).toEqual([true, true])
    await store.settle()
    expect(kept.get('one')?.title).toBe('Buy milk')
    // None goes by a version that an undo before it has made an old one.
    expect(calls.filter(({ name }) => name === 'update')).toHaveLength(1)
  })

  it('are taken back one after the other, though each undo is a change itself', async () => {
    const { store, kept } = await setUp()
    store.edit('one', { title: 'A' })
    await store.settle()
    store.edit('one', { priority: 'low' })
    await store.settle()
    store.undo()
    await store.settle()
    store.undo()
    await store.settle()
    expect(kept.get('one')).toMatchObject({ title: 'Buy milk', priority: 'none' })
  })
})

describe('edits that were sent together', () => {
  it('are taken back one by one', async () => {
    const { store, kept, names } = await setUp()
    store.edit('one', { title: 'A' })
    store.edit('one', { notes: 'B' })
    store.edit('one', { priority: 'low' })
    await store.settle()
    store.undo()
    await store.settle()
    expect(kept.get('one')).toMatchObject({ title: 'A', notes: 'B', priority: 'none' })
    expect(names()).toEqual(['update', 'update', 'update'])
  })
})

describe('moving a task', () => {
  const spot = {
    target: { listId: 'work', sectionId: null, parentId: null, before: 'two' },
    position: 'a',
  }

  it('shows it there at once, and asks for exactly that', async () => {
    const { store, calls, kept } = await setUp()
    store.move('one', spot, null)
    expect(store.record('one')?.task).toMatchObject({ listId: 'work', position: 'a' })
    await store.settle()
    expect(calls[0]).toEqual({ name: 'move', id: 'one', body: spot.target, version: 1 })
    expect(store.record('one')?.task).toEqual(kept.get('one'))
  })

  it('is undone by the api', async () => {
    const { store, kept, notices } = await setUp()
    store.move('one', spot, null)
    await store.settle()
    notices[0]?.action?.run()
    await store.settle()
    expect(kept.get('one')).toMatchObject({ listId: null, position: 'a0' })
  })

  it('is taken back when it is refused', async () => {
    const { store, plan, notices } = await setUp()
    plan('move', refused('validation-failed', 422, { detail: 'Too deep.' }))
    store.move('one', spot, null)
    await store.settle()
    expect(store.record('one')?.task.listId).toBeNull()
    expect(notices.at(-1)?.text).toBe('Could not move “Buy milk”. Too deep.')
  })

  it('is asked for again on top of what somebody changed meanwhile', async () => {
    const { store, change, kept, notices } = await setUp()
    change('one', { title: 'Theirs' })
    store.place('one', spot, null)
    await store.settle()
    expect(kept.get('one')).toMatchObject({ title: 'Theirs', listId: 'work' })
    expect(notices).toEqual([])
  })
})

describe('finding a task that the view does not hold', () => {
  it('asks once, however many ask for it', async () => {
    const { store, kept, names } = await setUp([])
    kept.set('far', makeTask({ id: 'far' }))
    expect(await Promise.all([store.find('far'), store.find('far')])).toEqual([true, true])
    expect(await store.find('far')).toBe(true)
    expect([names(), store.record('far')?.task.title]).toEqual([['get'], 'Buy milk'])
    expect(await store.find('gone')).toBe(false)
  })
})

describe('deleting a task', () => {
  it('hides it and tells the api at once', async () => {
    const { store, kept, titles, names } = await setUp()
    store.remove('one')
    expect([titles(), store.list.counts.total]).toEqual([[], 0])
    await store.settle()
    expect([kept.size, names()]).toEqual([0, ['remove']])
    expect(store.list.counts.total).toBe(0)
  })

  it('hides what stands under it, too', async () => {
    const { store, titles } = await setUp([makeTask(), makeTask({ id: 'two', parentId: 'one' })])
    store.remove('one')
    expect(titles()).toEqual([])
  })

  it('brings it back out of the trash', async () => {
    const { store, kept, titles, names } = await setUp()
    store.remove('one')
    await store.settle()
    expect(store.undo()).toBe(true)
    await store.settle()
    expect([titles(), kept.size, store.list.counts.total]).toEqual([['Buy milk'], 1, 1])
    expect(names().slice(0, 2)).toEqual(['remove', 'undo'])
  })

  it('brings it back without a word to the api that was never reached', async () => {
    const { store, plan, titles, names, pass } = await setUp()
    plan('remove', unreachable)
    store.remove('one')
    await store.settle()
    expect(store.list.unsentCount).toBe(1)
    expect(store.undo()).toBe(true)
    expect([titles(), store.list.unsentCount]).toEqual([['Buy milk'], 0])
    pass()
    await store.connection.whenBack()
    await store.settle()
    expect(names().filter((name) => name !== 'list' && name !== 'counts')).toEqual(['remove'])
  })

  it('brings it back as soon as it is gone, when asked on the way', async () => {
    const { store, titles, kept } = await setUp()
    store.remove('one')
    store.undo()
    await store.settle()
    expect([titles(), kept.size]).toEqual([['Buy milk'], 1])
  })

  it('is not done to a task that somebody changed meanwhile', async () => {
    const { store, change, kept, titles, notices } = await setUp()
    change('one', { title: 'Theirs' })
    store.remove('one')
    await store.settle()
    expect([titles(), kept.size]).toEqual([['Theirs'], 1])
    expect(notices.at(-1)?.text).toContain('Could not delete “Theirs”')
  })
})

describe('reading again', () => {
  it('drops what was deleted elsewhere and keeps what is not confirmed', async () => {
    const { store, kept, plan, titles } = await setUp([makeTask(), makeTask({ id: 'two' })])
    plan('create', unreachable)
    store.add('New')
    await store.settle()
    kept.delete('two')
    await store.refresh()
    expect(titles().sort()).toEqual(['Buy milk', 'New'])
  })

  it('shows again what was brought back in another place', async () => {
    const { store, kept, api, titles } = await setUp()
    store.remove('one')
    await store.settle()
    await api.restore('one')
    await store.refresh()
    expect([titles(), kept.size]).toEqual([['Buy milk'], 1])
  })
})
