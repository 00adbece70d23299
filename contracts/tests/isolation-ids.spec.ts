/** Another user's id in the path: not yours is not there, byte for byte, before any precondition. */
import { expect, test } from '@playwright/test'
import type { HeaderList, Message } from '../http/exchange.ts'
import { noteRow } from '../http/record.ts'
import { expectNotThere, notFoundFaults, operationsById, withId } from '../isolation/foreign.ts'
import type { Variant } from '../isolation/foreign.ts'
import { nameOf } from '../openapi/operations.ts'
import { inspector } from '../world/rows.ts'
import { createTask, newTaskId } from '../world/tasks.ts'
import { newWorld } from '../world/world.ts'

function plusHeaders(...headers: HeaderList): Variant {
  return (message) => ({ ...message, headers: [...(message.headers ?? []), ...headers] })
}

function asHead(message: Message): Message {
  return message.method === 'GET' ? { ...message, method: 'HEAD' } : message
}

for (const operation of operationsById()) {
  const name = nameOf(operation)

  test(`I10 answers another user's id like one that never existed — ${name}`, async () => {
    await expectNotThere(await newWorld(), operation)
    for (const row of ['I10', 'I17', 'I25', 'I29']) noteRow(row, operation.id)
  })

  test(`I55 answers HEAD for another user's id like GET — ${name}`, async () => {
    await expectNotThere(await newWorld(), operation, asHead)
    noteRow('I55', operation.id)
  })

  test(`I28 judges ownership before every precondition — ${name}`, async () => {
    const world = await newWorld()
    const etag = `"${String(world.tasksOfA[0]?.version)}"`
    for (const value of ['*', etag, `W/${etag}`, '"0"', `${etag}, "0"`, 'nonsense', '']) {
      for (const header of ['If-Match', 'If-None-Match']) {
        await expectNotThere(world, operation, plusHeaders([header, value]), false)
      }
    }
    for (const header of ['If-Modified-Since', 'If-Unmodified-Since']) {
      const date = new Date(Date.now() - 86_400_000).toUTCString()
      await expectNotThere(world, operation, plusHeaders([header, date]), false)
    }
    await expectNotThere(world, operation, plusHeaders(['Range', 'bytes=0-0']))
    for (const row of ['I13', 'I28']) noteRow(row, operation.id)
  })

  test(`I11 finds nothing under another spelling of an id — ${name}`, async () => {
    const world = await newWorld()
    const before = await inspector().rowsOf(world.a.subject)
    const own = (await createTask(world.b, { title: 'Own' })).id
    const foreign = world.tasksOfA[0]?.id ?? ''
    const wrong: string[] = []
    for (const spell of spellings) {
      for (const id of [foreign, own, newTaskId()]) {
        const message = withId(operation, spell(id))
        const exchange = await world.b.send(message)
        wrong.push(...notFoundFaults(exchange).map((fault) => `${spell(id)}: ${fault}`))
      }
    }
    expect(wrong).toEqual([])
    expect(await inspector().rowsOf(world.a.subject)).toBe(before)
    noteRow('I11', operation.id)
  })

  test(`I12 gives nothing away around one's own ids — ${name}`, async () => {
    const world = await newWorld()
    const own = (await createTask(world.b, { title: 'Own' })).id
    const last = Number.parseInt(own.slice(-4), 16)
    for (const step of [-2, -1, 1, 2]) {
      const neighbour = own.slice(0, -4) + ((last + step) & 0xffff).toString(16).padStart(4, '0')
      const exchange = await world.b.send(withId(operation, neighbour))
      expect(notFoundFaults(exchange), neighbour).toEqual([])
    }
    noteRow('I12', operation.id)
  })

  test(`I29 answers 404 for what is deleted, whoever deleted it — ${name}`, async () => {
    const world = await newWorld()
    for (const owner of [world.a, world.b]) {
      const { id } = await createTask(owner, { title: `Deleted ${owner.canary}` })
      const gone = await owner.send({ method: 'DELETE', target: `/v1/tasks/${id}` })
      expect(gone.status).toBe(204)
      for (const person of [world.a, world.b, world.c]) {
        expect(notFoundFaults(await person.send(withId(operation, id)))).toEqual([])
      }
    }
    noteRow('I29', operation.id)
  })
}

const spellings: ((id: string) => string)[] = [
  (id) => id.toUpperCase().replace(/^/, id === id.toUpperCase() ? 'x' : ''),
  (id) => `%7B${id}%7D`,
  (id) => id.replaceAll('-', ''),
  (id) => `urn:uuid:${id}`,
  (id) => `${id}%20`,
  (id) => `%20${id}`,
  (id) => `${id}.`,
  (id) => `${id}.json`,
  (id) => `${id}%00`,
  (id) => `${id}%0d%0a`,
  (id) => `${id}..;`,
  (id) => `${id};x=1`,
  (id) => `${id}%2f`,
  (id) => `${id}%2e`,
  (id) => `${id}%5c`,
  (id) => `0${id}`,
  (id) => id.slice(0, -1),
  (id) => `${id}0`,
  (id) => `${id},${id}`,
  (id) => `${id}'--`,
  (id) => `${id}%25`,
  () => '1e0',
  () => '0',
  () => '-1',
  () => 'null',
  () => 'undefined',
  () => '00000000-0000-0000-0000-000000000000',
  () => '%ff',
  () => '%E0%A4%A',
  () => '__proto__',
  () => 'a'.repeat(2000),
]
