/** Writes that race, writes that change nothing, and words that must not get lost on the way. */
import { expect, test } from '@playwright/test'
import { environment } from '../environment.ts'
import { head, hostOf, rawExchange } from '../raw/socket.ts'
import { get, newPerson, withJson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { inspector } from '../world/rows.ts'
import { createTask, taskListOf, taskOf } from '../world/tasks.ts'

const writers = 8
const rounds = 10

test('X16 of many writers with one version one wins, round after round', async () => {
  const person = newPerson('A')
  const target = `/v1/tasks/${(await createTask(person, { title: 'Start' })).id}`
  // Every connection to the database is open before the first round.
  await together(() => person.send(get(target)))
  for (let round = 0; round < rounds; round += 1) {
    const etag = (await person.send(get(target))).headers['etag'] ?? ''
    const answers = await together((index) =>
      person.send(withJson('PATCH', target, { title: `${round} ${index}` }, [['If-Match', etag]])),
    )
    const won = answers.filter(({ status }) => status === 200)
    expect(won, `round ${round}`).toHaveLength(1)
    expect(taskOf(await person.send(get(target))).title).toBe(won.map(taskOf)[0]?.title)
  }
})

function together<Result>(send: (index: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: writers }, (_, index) => send(index)))
}

test('X17 a patch that changes nothing leaves every version as it is', async () => {
  const person = newPerson('A')
  const task = await createTask(person, { title: 'Same', notes: 'Same', priority: 'low' })
  const target = `/v1/tasks/${task.id}`
  const tags = async (): Promise<unknown[]> => {
    const answers = [target, '/v1/tasks', '/v1/me'].map((path) => person.send(get(path)))
    return (await Promise.all(answers)).map(({ headers }) => headers['etag'])
  }
  const before = [await tags(), await inspector().rowsOf(person.subject)]
  for (const patch of [
    {},
    { title: 'Same' },
    { title: ' Same ' },
    { notes: 'Same', priority: 'low', status: 'open', due: null },
  ]) {
    const exchange = await person.send(withJson('PATCH', target, patch))
    expect(taskOf(exchange), JSON.stringify(patch)).toEqual(task)
  }
  expect([await tags(), await inspector().rowsOf(person.subject)]).toEqual(before)
})

test('X18 a search regards no case, in titles and in notes', async () => {
  const person = newPerson('A')
  const inTitle = await createTask(person, { title: 'Größe of the LAWN' })
  const inNotes = await createTask(person, { title: 'x', notes: 'größe OF the lawn' })
  for (const text of ['lawn', 'LAWN', 'LaWn', 'größe', 'GRÖSSE'.replace('SS', 'ß'), 'OF THE']) {
    const found = taskListOf(await person.send(get(`/v1/tasks?q=${encodeURIComponent(text)}`)))
    expect(found.items.map(({ id }) => id).sort(), text).toEqual([inTitle.id, inNotes.id].sort())
  }
})

/** One request with so many fields in front of the last one, which is the one that counts. */
async function withFields(
  person: Person,
  { line, fields, last }: { line: string; fields: number; last: string[] },
): Promise<number | undefined> {
  const { apiBaseUrl } = environment()
  const extra = Array.from({ length: fields }, (_, index) => `X-${index}: x`)
  const body = line.startsWith('PATCH') ? '{"title":"Overwritten"}' : ''
  const length = `Content-Length: ${Buffer.byteLength(body)}`
  const type = 'Content-Type: application/merge-patch+json'
  const lines = [hostOf(apiBaseUrl), type, length, ...extra, ...last]
  const message = `${head(`${line} HTTP/1.1`, lines)}${body}`
  return (await rawExchange(apiBaseUrl, [message], { receiver: person.subject })).status
}

test('X19 among many header fields the last one counts, or all are refused', async () => {
  const person = newPerson('A')
  const task = await createTask(person, { title: 'Kept' })
  const target = `/v1/tasks/${task.id}`
  const authorization = person.bearer().join(': ')
  for (const fields of [50, 90, 99, 120, 150, 190, 250, 500, 1100]) {
    const read = { line: 'GET /v1/me', fields, last: [authorization] }
    expect([200, 400, 431], `${fields}: the token`).toContain(await withFields(person, read))
    const write = { line: `PATCH ${target}`, fields, last: [authorization, 'If-Match: "0"'] }
    expect([412, 400, 431], `${fields}: the version`).toContain(await withFields(person, write))
  }
  expect(taskOf(await person.send(get(target))).title).toBe('Kept')
})

/** Values of every wrong kind, each of which holds the word. */
function wrongValues(word: string): unknown[] {
  const long = word.repeat(30_000 / word.length)
  return [[word], { [word]: word }, { kind: word, date: word }, long, `${word}\0`]
}

const members = ['title', 'notes', 'priority', 'status', 'due', 'position', 'id', 'unknown']

test('X40 a body that is refused is not quoted', async () => {
  const person = newPerson('A')
  const task = await createTask(person, { title: 'Kept' })
  const word = 'zqxjkvbw'
  const quoted: string[] = []
  for (const member of members) {
    for (const value of wrongValues(word)) {
      for (const [method, target] of [
        ['POST', '/v1/tasks'],
        ['PATCH', `/v1/tasks/${task.id}`],
      ] as const) {
        const exchange = await person.send(
          withJson(method, target, { title: 'x', [member]: value }),
        )
        const says = `${method} ${member} ${JSON.stringify(value).slice(0, 40)}`
        if (exchange.status !== 422) quoted.push(`${says} → ${String(exchange.status)}`)
        // The name of a member that is not known is said: it is what has to go.
        const without = exchange.text.replaceAll(`/${word}"`, '"')
        if (without.includes(word)) quoted.push(`${says}: ${exchange.text}`)
      }
    }
  }
  expect(quoted).toEqual([])
  expect(taskOf(await person.send(get(`/v1/tasks/${task.id}`)))).toEqual(task)
})

test('X41 text with half a character is refused by name and not mended', async () => {
  const person = newPerson('A')
  const task = await createTask(person, { title: 'Kept', notes: 'Kept' })
  for (const half of ['\\ud800', '\\udfff', 'x\\ud83dx', '\\ude00\\ud83d']) {
    for (const member of ['title', 'notes']) {
      for (const [method, target] of [
        ['POST', '/v1/tasks'],
        ['PATCH', `/v1/tasks/${task.id}`],
      ] as const) {
        const others = member === 'notes' && method === 'POST' ? '"title":"x",' : ''
        const body = `{${others}"${member}":"${half}"}`
        const exchange = await person.send(withJson(method, target, body))
        expect(exchange.status, body).toBe(422)
        expect(exchange.text, body).toContain(`"pointer":"/${member}"`)
      }
    }
  }
  expect(taskOf(await person.send(get(`/v1/tasks/${task.id}`)))).toEqual(task)
})

test('X20 a body that is no JSON is not quoted', async () => {
  const person = newPerson('A')
  const word = 'zqxjkvbw'
  for (const body of [`{"title": ${word}}`, `{"title":"${word}`, word, `{"title":"x",${word}:1}`]) {
    const exchange = await person.send(withJson('POST', '/v1/tasks', body))
    expect(exchange.status, body).toBe(400)
    expect(exchange.text, body).not.toMatch(/zqx|token|position|unexpected|line \d/i)
  }
})
