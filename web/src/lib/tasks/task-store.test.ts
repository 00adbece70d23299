import { describe, expect, it } from 'vitest'
import { TaskStore, type Notice } from './task-store.svelte.ts'
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
    filter: { status: 'all', priority: null, due: null, q: '', sort: 'newest' },
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
  it('counts at once and can be taken back', async () => {
    const { store, kept, notices } = await setUp()
    store.complete('one', true)
    expect(store.list.counts).toEqual({ open: 0, done: 1, total: 1 })
    await store.settle()
    notices[0]?.action?.run()
    await store.settle()
    expect(kept.get('one')?.status).toBe('open')
    expect(store.undo()).toBe(false)
  })
})

describe('deleting a task', () => {
  it('hides it, and tells the api when the time to undo is over', async () => {
    const { store, kept, titles, calls, pass } = await setUp()
    store.remove('one')
    expect([titles(), store.list.counts.total, calls]).toEqual([[], 0, []])
    pass()
    await store.settle()
    expect(kept.size).toBe(0)
    expect(store.list.counts.total).toBe(0)
  })

  it('brings it back as it was, without a word to the api', async () => {
    const { store, titles, calls, pass } = await setUp()
    store.remove('one')
    expect(store.undo()).toBe(true)
    pass()
    await store.settle()
    expect([titles(), calls]).toEqual([['Buy milk'], []])
  })

  it('cannot be taken back any more once the api was told', async () => {
    const { store, titles, pass } = await setUp()
    store.remove('one')
    pass()
    expect(store.undo()).toBe(false)
    await store.settle()
    expect(titles()).toEqual([])
  })

  it('is sent when the page is left', async () => {
    const { store, names } = await setUp()
    store.remove('one')
    store.flush()
    await store.settle()
    expect(names()).toEqual(['remove'])
  })

  it('is not done to a task that somebody changed meanwhile', async () => {
    const { store, change, kept, titles, notices } = await setUp()
    change('one', { title: 'Theirs' })
    store.remove('one')
    store.flush()
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
})
