/** Two people who named everything alike: the life that one leads, and what the other has asked meanwhile. */
import { jsonOf } from '../http/exchange.ts'
import type { Exchange, HeaderList, Message } from '../http/exchange.ts'
import { get, withJson } from '../world/people.ts'
import { newTaskId } from '../world/tasks.ts'

const names = [
  ...['list1', 'list2', 'list3', 'list4', 'list5', 'section1', 'section2', 'section3', 'section4'],
  ...['label1', 'label2', 'label3', 'label4', 'filter1', 'filter2', 'filter3', 'filter4'],
  ...['task1', 'task2', 'task3', 'task4', 'task5', 'task6', 'task7', 'task8', 'task9'],
  ...['task10', 'task11', 'calendar1', 'calendar2'],
] as const

/** An id for each name. */
export type Ids = Readonly<Record<(typeof names)[number], string>>

export function newIds(): Ids {
  // Each millisecond later: in the order of their names whoever they are for.
  const now = Date.now()
  return Object.fromEntries(names.map((name, index) => [name, newTaskId(now + index)])) as Ids
}

const post = (target: string, body: unknown, headers?: HeaderList): Message =>
  withJson('POST', target, body, headers)
const patch = (target: string, body: unknown): Message => withJson('PATCH', target, body)
const remove = (target: string): Message => ({ method: 'DELETE', target })
const restore = (target: string): Message => ({ method: 'POST', target: `${target}/restore` })

const KEY: HeaderList = [['Idempotency-Key', 'the-same-for-both']]

/**
 * A file that calls what it brings by the same names and places as the others' files do; `own` are
 * the ids of what is known by its name.
 */
function importOf(ids: Ids, text: (word: string) => string, own = ids): Message {
  const file = {
    format: 'holdfast',
    version: 1,
    lists: [
      { id: ids.list1, name: text('list1') },
      { id: ids.list5, name: text('list5') },
    ],
    sections: [{ id: ids.section4, listId: ids.list5, name: text('section4') }],
    labels: [{ id: own.label4, name: `called ${ids.label4}` }],
    filters: [{ id: own.filter4, name: `called ${ids.filter4}`, filter: 'status:open' }],
    tasks: [
      {
        ...{ id: own.task10, externalId: `called ${ids.task10}`, title: text('task10') },
        ...{ listId: ids.list5, sectionId: ids.section4, labelIds: [own.label4] },
      },
      {
        ...{ id: own.task11, externalId: `called ${ids.task11}`, title: text('task11') },
        ...{ listId: ids.list1 },
      },
    ],
  }
  const headers: HeaderList = [['Content-Type', 'application/octet-stream']]
  const body = JSON.stringify(file)
  return { method: 'POST', target: '/v1/import?format=json', headers, body }
}

/**
 * What the twin has done before: the same ids in other places, in the trash, gone; more rows around
 * them; a change of every number that the other's changes will have. `secret` stands in every text.
 */
export function lifeOfTwin(ids: Ids, secret: string): Message[] {
  const text = (word: string): string => `${word} ${secret}`
  const other = Array.from({ length: 12 }, () => newTaskId())
  return [
    patch('/v1/settings', { timeZone: 'Pacific/Kiritimati', weekStart: 'sunday' }),
    post('/v1/labels', { id: ids.label1, name: text('apple') }),
    post('/v1/labels', { id: ids.label2, name: text('pear') }),
    post('/v1/labels', { name: 'new label' }),
    post('/v1/labels', { id: ids.label3, name: 'plain' }),
    post('/v1/labels', { id: ids.label4, name: text('cherry') }),
    post('/v1/filters', { id: ids.filter4, name: text('filter'), filter: 'status:done' }),
    post('/v1/lists', { name: text('first') }),
    ...(['list4', 'list3', 'list2', 'list1'] as const).map((name) =>
      post('/v1/lists', { id: ids[name], name: text(name), color: 'pink' }),
    ),
    post('/v1/sections', { id: ids.section2, listId: ids.list1, name: text('section') }),
    post('/v1/sections', { id: ids.section1, listId: ids.list2, name: text('section') }),
    post('/v1/sections', { id: ids.section3, listId: ids.list3, name: text('section') }),
    post('/v1/filters', { id: ids.filter2, name: text('filter'), filter: 'status:done' }),
    post('/v1/filters', { id: ids.filter1, name: text('filter'), filter: 'status:done' }),
    post('/v1/filters', { name: text('filter'), filter: 'status:done' }),
    post('/v1/tasks', { id: ids.task1, title: text('plant'), listId: ids.list1, priority: 'high' }),
    post('/v1/tasks', { id: ids.task2, title: text('plant'), labelIds: [ids.label1, ids.label2] }),
    post('/v1/tasks', {
      id: ids.task3,
      title: text('water'),
      parentId: ids.task1,
      labelIds: [ids.label3],
    }),
    post('/v1/tasks', { id: ids.task4, title: text('water'), sectionId: ids.section1 }),
    post('/v1/tasks', { id: ids.task5, title: text('plant'), labelIds: [ids.label1] }),
    post('/v1/tasks', { id: ids.task6, title: text('plant the water'), parentId: ids.task2 }),
    post('/v1/tasks', { id: ids.task7, title: text('plant'), parentId: ids.task4 }),
    post('/v1/tasks', { id: ids.task8, title: text('plant'), status: 'done' }, KEY),
    ...[ids.task1, ids.task2, ids.task4, ids.task8].flatMap((parentId, index) => [
      post('/v1/tasks', { id: other[index], title: text('below'), parentId }),
      post('/v1/tasks', { title: text('below'), labelIds: [ids.label1], listId: ids.list4 }),
      post('/v1/tasks', { title: text('inbox'), due: { kind: 'date', date: '2031-01-01' } }),
    ]),
    // Between each two that stand beside one another, and before them.
    ...[ids.list1, undefined].flatMap((listId, index) => {
      const id = other[8 + index] ?? ''
      const beside = listId === undefined ? ids.task2 : ids.task1
      return [
        post('/v1/tasks', { id, title: text('beside'), listId }),
        post(`/v1/tasks/${id}/move`, { before: beside }),
        post(`/v1/tasks/${other[index] ?? ''}/move`, { parentId: null, after: beside }),
      ]
    }),
    ...['calendar2', 'calendar1'].map((name) =>
      post('/v1/calendars', { id: ids[name as 'calendar1'], name: text(name), filter: 'plant' }),
    ),
    importOf(ids, text, newIds()),
    remove(`/v1/lists/${ids.list5}`),
    // In the trash, in part with what is below it, and gone for good.
    remove(`/v1/tasks/${ids.task8}`),
    remove(`/v1/tasks/${ids.task6}`),
    remove(`/v1/lists/${ids.list4}`),
    remove(`/v1/lists/${ids.list3}`),
    remove(`/v1/trash/lists/${ids.list3}`),
    remove(`/v1/tasks/${ids.task5}`),
    remove(`/v1/trash/tasks/${ids.task5}`),
    ...Array.from({ length: 60 }, (_, turn) =>
      patch(`/v1/tasks/${ids.task1}`, { title: text(`plant ${String(turn)}`) }),
    ),
  ]
}

/** Everything that can be done to what has an id, and every way to find it. */
export function lifeOfOther(ids: Ids): Message[] {
  return [
    ...['label1', 'label2'].map((name) => post('/v1/labels', { id: ids[name as 'label1'], name })),
    ...(['list1', 'list2', 'list3', 'list4'] as const).map((name) =>
      post('/v1/lists', { id: ids[name], name }),
    ),
    post('/v1/sections', { id: ids.section1, listId: ids.list1, name: 'one' }),
    post('/v1/sections', { id: ids.section2, listId: ids.list1, name: 'two' }),
    post('/v1/sections', { id: ids.section3, listId: ids.list2, name: 'three' }),
    post('/v1/filters', { id: ids.filter1, name: 'one', filter: 'status:open label:label1' }),
    post('/v1/filters', { id: ids.filter2, name: 'two', filter: 'plant' }),
    post('/v1/tasks', { id: ids.task1, title: 'plant', due: { kind: 'date', date: '2030-01-01' } }),
    post('/v1/tasks', { id: ids.task2, title: 'plant the tree', listId: ids.list1 }),
    post('/v1/tasks', { id: ids.task3, title: 'water', parentId: ids.task2 }),
    post('/v1/tasks', { id: ids.task4, title: 'tree', parentId: ids.task1 }),
    post('/v1/tasks', { id: ids.task5, title: 'tree', listId: ids.list2, notes: 'plant the tree' }),
    post('/v1/tasks', { id: ids.task6, title: 'last', labelIds: [ids.label1] }),
    post('/v1/tasks', { id: ids.task7, title: 'sectioned', sectionId: ids.section1 }),
    post('/v1/tasks', { id: ids.task8, title: 'with a key' }, KEY),
    post('/v1/tasks', { id: ids.task8, title: 'with a key' }, KEY),
    post('/v1/calendars', { id: ids.calendar1, name: 'one', filter: 'status:open' }),
    post('/v1/calendars', { id: ids.calendar2, name: 'two', shows: 'tasks' }),
    ...reads(ids),
    importOf(ids, (word) => word),
    post('/v1/labels', { id: ids.label3, name: 'new label' }),
    patch(`/v1/labels/${ids.label3}`, { name: 'apple' }),
    patch(`/v1/tasks/${ids.task2}`, { labelIds: [ids.label1, ids.label2] }),
    patch(`/v1/tasks/${ids.task6}`, { parentId: ids.task4 }),
    patch(`/v1/tasks/${ids.task5}`, { listId: ids.list3 }),
    patch(`/v1/tasks/${ids.task5}`, { sectionId: ids.section1, listId: ids.list1 }),
    patch(`/v1/tasks/${ids.task7}`, { status: 'done' }),
    post(`/v1/tasks/${ids.task8}/move`, { before: ids.task1 }),
    post(`/v1/tasks/${ids.task8}/move`, { after: ids.task1 }),
    post(`/v1/tasks/${ids.task7}/move`, { before: ids.task2 }),
    post(`/v1/tasks/${ids.task7}/move`, { after: ids.task2 }),
    post(`/v1/tasks/${ids.task2}/move`, { listId: ids.list2 }),
    patch(`/v1/lists/${ids.list4}`, { after: ids.list1 }),
    patch(`/v1/lists/${ids.list2}`, { after: null }),
    patch(`/v1/sections/${ids.section2}`, { after: null }),
    patch(`/v1/sections/${ids.section1}`, { after: ids.section2, name: 'uno' }),
    patch(`/v1/filters/${ids.filter2}`, { after: null, name: 'dos' }),
    post('/v1/filters', { id: ids.filter3, name: 'three', filter: 'has:subtask' }),
    patch('/v1/settings', { weekStart: 'saturday' }),
    ...reads(ids),
    remove(`/v1/tasks/${ids.task1}`),
    restore(`/v1/trash/tasks/${ids.task1}`),
    remove(`/v1/tasks/${ids.task4}`),
    remove(`/v1/tasks/${ids.task1}`),
    restore(`/v1/trash/tasks/${ids.task4}`),
    post('/v1/undo', {}),
    get('/v1/trash'),
    remove(`/v1/trash/tasks/${ids.task1}`),
    remove(`/v1/sections/${ids.section1}`),
    post('/v1/undo', {}),
    remove(`/v1/labels/${ids.label1}`),
    post('/v1/undo', {}),
    remove(`/v1/lists/${ids.list2}`),
    restore(`/v1/trash/tasks/${ids.task3}`),
    get('/v1/trash'),
    restore(`/v1/trash/lists/${ids.list2}`),
    remove(`/v1/lists/${ids.list2}`),
    remove(`/v1/trash/lists/${ids.list2}`),
    post('/v1/undo', {}),
    remove(`/v1/filters/${ids.filter1}`),
    post('/v1/undo', {}),
    ...Array.from({ length: 30 }, (_, number) => post('/v1/undo', { change: number + 1 })),
    ...reads(ids),
    post('/v1/batch', {
      mode: 'each',
      operations: [
        {
          operation: 'createTask',
          body: { id: ids.task9, title: 'in a batch', listId: ids.list1 },
        },
        { operation: 'updateTask', taskId: ids.task5, body: { title: 'in a batch, too' } },
        { operation: 'deleteTask', taskId: ids.task8 },
        { operation: 'deleteLabel', labelId: ids.label2 },
        { operation: 'deleteSection', sectionId: ids.section2 },
        { operation: 'deleteList', listId: ids.list1 },
      ],
    }),
    ...reads(ids),
    remove('/v1/trash'),
    post('/v1/undo', {}),
    remove('/v1/trash'),
    remove(`/v1/calendars/${ids.calendar2}`),
    ...reads(ids),
  ]
}

function reads(ids: Ids): Message[] {
  const filters = [
    ...[
      'plant',
      '"plant the tree"',
      '"plant the water"',
      'label:plain',
      'pla',
      'label:apple',
      'label:label1',
      'has:subtask',
    ],
    ...[`label:${ids.label1}`, `list:${ids.list1}`, 'status:open or has:due', 'due<2040-01-01'],
  ]
  const queries = [
    ...['created', 'due', 'priority', 'position'].map((sort) => `sort=${sort}&order=asc`),
    ...['', 'listId=inbox', `listId=${ids.list1}`, `listId=${ids.list2}`, 'q=plant', 'limit=200'],
    ...[`sectionId=${ids.section1}`, `parentId=${ids.task2}`, `labelId=${ids.label1}`],
    ...['status=done', 'priority=high', 'dueAfter=2020-01-01', 'view=upcoming', 'view=overdue'],
    ...filters.map((filter) => `filter=${encodeURIComponent(filter)}`),
  ]
  const tasks = [ids.task1, ids.task2, ids.task5, ids.task6, ids.task8]
  return [
    ...queries.map((query) => get(`/v1/tasks?${query}`)),
    ...['lists', 'sections', 'labels', 'filters', 'settings', 'trash', 'calendars'].map((at) =>
      get(`/v1/${at}`),
    ),
    ...['json', 'csv'].map((format) => get(`/v1/export?format=${format}`)),
    ...[ids.calendar1, ids.calendar2].map((id) => get(`/v1/calendars/${id}`)),
    get(`/v1/sections?listId=${ids.list1}`),
    ...tasks.flatMap((id) => [get(`/v1/tasks/${id}`), get(`/v1/tasks/${id}/history`)]),
    ...[ids.list1, ids.list3].map((id) => get(`/v1/lists/${id}`)),
    ...[ids.section1, ids.section2, ids.section4].map((id) => get(`/v1/sections/${id}`)),
    ...[ids.label1, ids.label2].map((id) => get(`/v1/labels/${id}`)),
    ...[ids.filter1, ids.filter2].map((id) => get(`/v1/filters/${id}`)),
  ]
}

/** An answer in which people who did the same have nothing different. */
export function likened({ status, headers, text }: Exchange, ids: Ids): string {
  const shown = ['etag', 'change', 'location'].map((name) => headers[name] ?? '').join(' ')
  // What is told of a session, a time and a request, or is sealed for one person.
  const plain = `${String(status)} ${shown} ${text}`
    .replaceAll(/"(session|instance|cursor|nextCursor|subject|feedId|path)":"[^"]*"/g, '"$1":"…"')
    .replaceAll(/W\/"(\d+)-[^"]*"/g, 'W/"$1"')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|\b\d{8}T\d{6}Z/g, 'time')
  return Object.entries(ids).reduce((result, [name, id]) => result.replaceAll(id, name), plain)
}

/** Everything of one person, page by page. */
export async function followAll(
  send: (message: Message) => Promise<Exchange>,
  limit: number,
): Promise<Exchange[]> {
  const pages: Exchange[] = []
  for (let cursor = ''; ;) {
    const page = await send(get(`/v1/changes?limit=${String(limit)}${cursor}`))
    pages.push(page)
    const told = jsonOf(page) as { cursor: string; hasMore: boolean }
    if (!told.hasMore) return pages
    cursor = `&cursor=${told.cursor}`
  }
}
