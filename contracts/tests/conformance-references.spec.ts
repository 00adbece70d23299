/** What a body names is there, is one's own and fits, or is refused by its member. */
import { expect, test } from '@playwright/test'
import { problemOf } from '../http/standing.ts'
import { newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { newTaskId } from '../world/tasks.ts'
import { inspector } from '../world/rows.ts'
import {
  expectProblem,
  make,
  makeList,
  makeTask,
  patch,
  post,
  read,
  remove,
} from '../world/things.ts'
import type { Body, Thing } from '../world/things.ts'

type Ask = (body: Body) => ReturnType<typeof post>

/** A body that names something, and the member that has to be refused. */
type Naming = readonly [body: Body, pointer: string]

async function expectRefused(person: Person, ask: Ask, namings: readonly Naming[]): Promise<void> {
  const before = await inspector().rowsOf(person.subject)
  for (const [body, pointer] of namings) {
    const exchange = await ask(body)
    expectProblem(exchange, 422, 'reference-invalid')
    expect(problemOf(exchange).errors, JSON.stringify(body)).toMatchObject([{ pointer }])
  }
  expect(await inspector().rowsOf(person.subject)).toBe(before)
}

interface Home {
  list: Thing
  section: Thing
  label: Thing
  task: Thing
}

async function homeOf(person: Person): Promise<Home> {
  const list = await makeList(person)
  const section = await make(person, 'sections', { listId: list.id, name: 'a section' })
  const label = await make(person, 'labels', { name: 'a label' })
  return { list, section, label, task: await makeTask(person) }
}

/** The ways to name these from a task. */
function namingsOf({ list, section, label, task }: Record<keyof Home, { id: string }>): Naming[] {
  return [
    [{ listId: list.id }, '/listId'],
    [{ sectionId: section.id }, '/sectionId'],
    [{ parentId: task.id }, '/parentId'],
    [{ labelIds: [label.id] }, '/labelIds/0'],
  ]
}

test("what is not there and what is another person's is refused alike", async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  const [foreign, own] = [await homeOf(b), await homeOf(a)]
  const never = { list: newTaskId(), section: newTaskId(), label: newTaskId(), task: newTaskId() }
  const nothing = Object.fromEntries(
    Object.entries(never).map(([kind, id]) => [kind, { id }]),
  ) as Record<keyof Home, { id: string }>
  for (const named of [foreign, nothing]) {
    const namings = namingsOf(named)
    await expectRefused(a, (body) => post(a, '/v1/tasks', { title: 'x', ...body }), namings)
    await expectRefused(a, (body) => patch(a, `/v1/tasks/${own.task.id}`, body), namings)
    const labels: Naming = [{ labelIds: [own.label.id, named.label.id] }, '/labelIds/1']
    await expectRefused(a, (body) => patch(a, `/v1/tasks/${own.task.id}`, body), [labels])
    await expectRefused(a, (body) => post(a, `/v1/tasks/${own.task.id}/move`, body), [
      ...namings.slice(0, 3),
      [{ before: named.task.id }, '/before'],
      [{ after: named.task.id }, '/after'],
    ])
    const listId: Naming = [{ listId: named.list.id }, '/listId']
    await expectRefused(a, (body) => post(a, '/v1/sections', { name: 'x', ...body }), [listId])
    const after = (id: string): Naming => [{ after: id }, '/after']
    await expectRefused(a, (body) => patch(a, `/v1/lists/${own.list.id}`, body), [
      after(named.list.id),
    ])
    await expectRefused(a, (body) => patch(a, `/v1/sections/${own.section.id}`, body), [
      after(named.section.id),
    ])
  }
})

test('what is in the trash cannot be named', async () => {
  const a = newPerson('A')
  const [home, other] = [await homeOf(a), await makeList(a)]
  const task = await makeTask(a)
  await remove(a, `/v1/lists/${home.list.id}`)
  await remove(a, `/v1/tasks/${home.task.id}`)
  const namings: Naming[] = [
    [{ listId: home.list.id }, '/listId'],
    [{ parentId: home.task.id }, '/parentId'],
  ]
  await expectRefused(a, (body) => post(a, '/v1/tasks', { title: 'x', ...body }), namings)
  await expectRefused(a, (body) => patch(a, `/v1/tasks/${task.id}`, body), namings)
  await expectRefused(a, (body) => post(a, `/v1/tasks/${task.id}/move`, body), [
    [{ before: home.task.id }, '/before'],
    [{ after: home.task.id }, '/after'],
  ])
  await expectRefused(a, (body) => patch(a, `/v1/lists/${other.id}`, body), [
    [{ after: home.list.id }, '/after'],
  ])
  await expectRefused(a, (body) => post(a, '/v1/sections', { name: 'x', ...body }), [
    [{ listId: home.list.id }, '/listId'],
  ])
})

test('list, section, parent and neighbour belong together', async () => {
  const a = newPerson('A')
  const [here, there] = [await homeOf(a), await makeList(a)]
  const inside = await makeTask(a, { listId: here.list.id })
  const elsewhere = await make(a, 'sections', { listId: there.id, name: 'elsewhere' })
  const namings: Naming[] = [
    [{ listId: there.id, sectionId: here.section.id }, '/sectionId'],
    [{ listId: null, sectionId: here.section.id }, '/sectionId'],
    [{ listId: there.id, parentId: inside.id }, '/parentId'],
    [{ listId: null, parentId: inside.id }, '/parentId'],
  ]
  await expectRefused(a, (body) => post(a, '/v1/tasks', { title: 'x', ...body }), namings)
  await expectRefused(a, (body) => patch(a, `/v1/tasks/${here.task.id}`, body), namings)
  await expectRefused(a, (body) => post(a, `/v1/tasks/${here.task.id}/move`, body), [
    [{ listId: there.id, before: inside.id }, '/listId'],
  ])
  await expectRefused(a, (body) => patch(a, `/v1/sections/${here.section.id}`, body), [
    [{ after: elsewhere.id }, '/after'],
  ])
  const placed = await makeTask(a, { sectionId: here.section.id })
  expect(placed).toMatchObject({ listId: here.list.id, sectionId: here.section.id })
})

test('subtasks are at most five levels deep, and in no circle', async () => {
  const a = newPerson('A')
  const chain = [await makeTask(a)]
  for (let level = 2; level <= 5; level += 1) {
    chain.push(await makeTask(a, { parentId: chain.at(-1)?.id }))
  }
  const [top, second] = chain
  const [parent, child] = [await makeTask(a), await makeTask(a)]
  await patch(a, `/v1/tasks/${child.id}`, { parentId: parent.id })
  const refused: Naming[] = [[{ parentId: chain.at(-1)?.id }, '/parentId']]
  await expectRefused(a, (body) => post(a, '/v1/tasks', { title: 'x', ...body }), refused)
  await expectRefused(a, (body) => patch(a, `/v1/tasks/${parent.id}`, body), [
    [{ parentId: chain[3]?.id }, '/parentId'],
    [{ parentId: parent.id }, '/parentId'],
    [{ parentId: child.id }, '/parentId'],
  ])
  await expectRefused(a, (body) => patch(a, `/v1/tasks/${top?.id ?? ''}`, body), [
    [{ parentId: second?.id }, '/parentId'],
    [{ parentId: parent.id }, '/parentId'],
  ])
  const below = await patch(a, `/v1/tasks/${parent.id}`, { parentId: chain[2]?.id })
  expect(below.status).toBe(200)
})

test('a label is named once, and no two have one name', async () => {
  const a = newPerson('A')
  const [label, other] = [
    await make(a, 'labels', { name: 'Straße Å' }),
    await make(a, 'labels', { name: 'other' }),
  ]
  for (const name of ['Straße Å', 'STRAßE å', 'straße A\u030a']) {
    expectProblem(await post(a, '/v1/labels', { name }), 409, 'name-conflict')
    expectProblem(await patch(a, `/v1/labels/${other.id}`, { name }), 409, 'name-conflict')
  }
  expect((await patch(a, `/v1/labels/${label.id}`, { name: 'straße å' })).status).toBe(200)
  expect((await post(newPerson('B'), '/v1/labels', { name: 'Straße Å' })).status).toBe(201)
  const twice = await post(a, '/v1/tasks', { title: 'x', labelIds: [label.id, label.id] })
  expectProblem(twice, 422, 'validation-failed')
  const task = await makeTask(a, { labelIds: [other.id, label.id] })
  expect(task.labelIds).toEqual([other.id, label.id])
  await remove(a, `/v1/labels/${label.id}`)
  expect((await read(a, `/v1/tasks/${task.id}`)).labelIds).toEqual([other.id])
})

test('a task follows what it belongs to when nothing is said about its list', async () => {
  const a = newPerson('A')
  const list = await makeList(a)
  const section = await make(a, 'sections', { listId: list.id, name: 'Garden' })
  const parent = await makeTask(a, { listId: list.id })
  expect(await makeTask(a, { sectionId: section.id })).toMatchObject({
    ...{ listId: list.id, sectionId: section.id },
  })
  expect(await makeTask(a, { parentId: parent.id })).toMatchObject({
    ...{ listId: list.id, parentId: parent.id },
  })
  const apart = { title: 'Apart', listId: null, parentId: parent.id }
  expectProblem(await post(a, '/v1/tasks', apart), 422, 'reference-invalid')
})
