/** Members that are not the user's to set, one by one in bodies that are otherwise B's own. */
import { isObject } from '../openapi/document.ts'
import type { Json } from '../openapi/document.ts'
import type { Operation } from '../openapi/operations.ts'
import { membersOf } from '../openapi/sample.ts'
import { below } from '../openapi/document.ts'
import { jsonOf, spokenOf, succeeded } from './ask.ts'
import type { Ask } from './ask.ts'
import type { Bench } from './bench.ts'
import { bodyType } from './bodies.ts'
import { evaluate } from '../openapi/expression.ts'
import { originsOf } from './origins.ts'
import { claimsOf } from './person.ts'
import type { Heard } from './speaker.ts'
import { isUnsafe, NotCoveredError } from './world.ts'

const owners = [
  ...['owner', 'ownerId', 'owner_id', 'user', 'userId', 'user_id', 'createdBy', 'created_by'],
  ...['author', 'authorId', 'author_id', 'accountId', 'account_id', 'tenantId', 'tenant_id', 'sub'],
]
const privileges: [name: string, value: Json][] = [
  ['role', 'admin'],
  ['roles', ['admin']],
  ['isAdmin', true],
  ['is_admin', true],
  ['admin', true],
]

export async function checkAssignment(bench: Bench, operation: Operation): Promise<void> {
  const { ledger, b, world, allowWrites } = bench
  const type = bodyType(operation)
  if (!isUnsafe(operation) || type?.endsWith('json') !== true) {
    ledger.idle(operation, 'surface')
    return
  }
  if (!allowWrites) {
    ledger.missed(operation, 'surface', 'members of the body', 'a write needs --allow-writes')
    return
  }
  const subject = await subjectOfA(bench)
  const tries = [...owners.map((name): [string, Json] => [name, subject]), ...privileges]
  const documented = membersOf(below(documentedMedia(operation, type), 'schema'))
  for (const [name, value] of tries) {
    // What the contract lets the user say is the user's to say.
    if (documented.has(name)) continue
    try {
      const ask = await world.prepare(operation, { person: b, fresh: true })
      await assign(bench, ask, name, value)
    } catch (error) {
      if (!(error instanceof NotCoveredError)) throw error
      ledger.missed(operation, 'surface', 'members of the body', error.message)
      return
    }
  }
}

function documentedMedia(operation: Operation, type: string) {
  const media = operation.requestTypes.get(type)
  if (media === undefined || !isObject(media.node['schema'])) {
    throw new NotCoveredError(`its body has no schema for ${type}`)
  }
  return media
}

async function subjectOfA({ a }: Bench): Promise<string> {
  const { sub } = claimsOf(await a.token())
  return typeof sub === 'string' || typeof sub === 'number' ? String(sub) : `user-${a.mark}`
}

async function assign(bench: Bench, plain: Ask, name: string, value: Json): Promise<void> {
  const { speaker, ledger, b } = bench
  const { operation, body } = plain
  if (!body || !isObject(body.json)) return
  const ask: Ask = { ...plain, body: { ...body, json: { ...body.json, [name]: value } } }
  const heard = await speaker.send(b, ask)
  ledger.tried(operation, 'surface')
  if (!succeeded(heard.reply)) return
  const seen = await takenOver(bench, heard, name, value)
  if (seen === undefined) return
  ledger.find(operation, {
    ...{ check: 'mass-assignment', part: 'surface', place: `body /${name}` },
    detail: `B sent ${name}: ${JSON.stringify(value)}, answered ${heard.reply.status}: ${seen}`,
    ...speaker.evidence(heard),
  })
}

/** How it shows that the member was stored: in an answer, or by whose the thing is now. */
async function takenOver(
  bench: Bench,
  heard: Heard,
  name: string,
  value: Json,
): Promise<string | undefined> {
  if (holds(jsonOf(heard.reply.text), name, value)) return 'the answer says so'
  const read = reading(bench, heard)
  if (read === undefined) return undefined
  const { speaker, a, b } = bench
  const ofB = await speaker.send(b, read, { quiet: true })
  if (holds(jsonOf(ofB.reply.text), name, value)) return 'it reads so afterwards'
  const ofA = await speaker.send(a, read)
  return succeeded(ofA.reply) && !succeeded(ofB.reply)
    ? `it is A's now (A reads it, B is answered ${ofB.reply.status})`
    : undefined
}

function holds(node: Json | undefined, name: string, value: Json): boolean {
  if (Array.isArray(node)) return node.some((item) => holds(item, name, value))
  if (!isObject(node)) return false
  const own = node[name]
  if (own !== undefined && JSON.stringify(own) === JSON.stringify(value)) return true
  return Object.values(node).some((member) => holds(member, name, value))
}

/** The request that reads what was written. */
function reading({ contract }: Bench, { ask, message, reply }: Heard): Ask | undefined {
  const spoken = spokenOf(ask, message, reply)
  for (const operation of contract.operations) {
    if (operation.method !== 'GET') continue
    const places = operation.parameters.filter(({ in: place }) => place === 'path')
    if (places.length === 0 || places.length < Object.keys(ask.path).length) continue
    const path: Record<string, string> = {}
    let leads = operation.template === ask.operation.template
    for (const place of places) {
      const source = originsOf(operation, place, contract.operations).find(
        (one) => one.operation.id === ask.operation.id && one.operation.method === 'POST',
      )
      leads ||= source !== undefined
      const told = source ? evaluate(source.value, spoken) : ask.path[place.name]
      if (typeof told === 'string' || typeof told === 'number') path[place.name] = String(told)
    }
    if (leads && places.every(({ name }) => path[name] !== undefined)) {
      return { operation, path, query: {}, headers: {} }
    }
  }
  return undefined
}
