/** What stands beside the documented operations: other methods, overrides, public ones. */
import type { Message } from '../http/exchange.ts'
import type { Operation } from '../openapi/operations.ts'
import { succeeded } from './ask.ts'
import type { Ask } from './ask.ts'
import type { Bench } from './bench.ts'
import { withHeader, withQuery } from './credentials.ts'
import { claimsOf, nobody } from './person.ts'
import { isUnsafe } from './world.ts'

/** Methods of a path that no operation documents, as B on what is B's own. */
export async function checkMethods(bench: Bench, operation: Operation): Promise<void> {
  const { contract, checked, speaker, ledger, world, b, allowWrites } = bench
  const documented = contract.operations
    .filter(({ template }) => template === operation.template)
    .map(({ method }) => method)
  // One operation of each path stands for it.
  const [first] = checked.filter(
    ({ template, secured }) => template === operation.template && secured,
  )
  if (first?.id !== operation.id) return
  const methods = ['GET', 'TRACE', ...(allowWrites ? ['POST', 'PUT', 'PATCH', 'DELETE'] : [])]
  for (const method of methods.filter((one) => !documented.includes(one))) {
    const { path } = await world.prepare(operation, { person: b, fresh: allowWrites })
    const ask: Ask = { operation, path, query: {}, headers: {} }
    const hasBody = !['GET', 'TRACE', 'DELETE'].includes(method)
    const change = (message: Message): Message => ({
      ...message,
      method,
      ...(hasBody
        ? {
            body: '{}',
            headers: [...(message.headers ?? []), ['Content-Type', 'application/json']],
          }
        : {}),
    })
    const heard = await speaker.send(b, ask, { change, odd: true })
    ledger.tried(operation, 'surface')
    if (!succeeded(heard.reply)) continue
    ledger.find(operation, {
      ...{ check: 'undocumented-method', part: 'surface', place: method },
      detail: `${method} ${operation.template} is not in the contract: answered ${heard.reply.status}`,
      ...speaker.evidence(heard),
    })
  }
}

const overrides: [says: string, change: (message: Message, method: string) => Message][] = [
  ...['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'].map(
    (name): [string, (message: Message, method: string) => Message] => [
      `the header ${name}`,
      (message, method) => withHeader(message, name, method),
    ],
  ),
  ['the parameter _method', (message, method) => withQuery(message, '_method', method)],
]

/** A read of B's own that says it is a deletion: afterwards it must still be there. */
export async function checkOverrides(bench: Bench, operation: Operation): Promise<void> {
  const { contract, speaker, ledger, world, b, allowWrites } = bench
  const removal = contract.operations.find(
    ({ method, template }) => method === 'DELETE' && template === operation.template,
  )
  if (operation.method !== 'GET' || !removal || !allowWrites) return
  for (const method of ['GET', 'POST']) {
    for (const [says, override] of overrides) {
      const { path } = await world.prepare(removal, { person: b, fresh: true })
      const ask: Ask = { operation, path, query: {}, headers: {} }
      const change = (message: Message): Message => override({ ...message, method }, 'DELETE')
      const heard = await speaker.send(b, ask, { change, odd: true })
      ledger.tried(operation, 'surface')
      const { reply } = await speaker.send(b, ask)
      if (succeeded(reply)) continue
      ledger.find(operation, {
        ...{ check: 'method-override', part: 'surface', place: says },
        detail: `${method} with ${says} saying DELETE: answered ${heard.reply.status}, and what it named is gone (${reply.status})`,
        ...speaker.evidence(heard),
      })
    }
  }
}

/** An operation that asks for no credentials, with A's ids in it: nothing of A's may come back. */
export async function checkPublic(bench: Bench, operation: Operation): Promise<void> {
  const { speaker, ledger, world, a, allowWrites } = bench
  ledger.idle(operation, 'isolation')
  ledger.idle(operation, 'authentication')
  if (isUnsafe(operation)) {
    if (!bench.isOpen(operation))
      ledger.warn(
        operation,
        `the contract lets anybody write here: say --open ${operation.id} if that is meant`,
      )
    if (!allowWrites) {
      ledger.missed(operation, 'surface', 'what it shows', 'a write needs --allow-writes')
      return
    }
  }
  const ask = await world.prepare(operation, { person: a, fresh: false })
  const heard = await speaker.send(nobody, ask)
  ledger.tried(operation, 'surface')
  const owned = Object.keys(ask.path).length > 0 && heard.foreign.length === 0
  if (owned && succeeded(heard.reply) && !bench.isShared(operation)) {
    const asked = Object.entries(ask.path).map(([name, value]) => `${name} ${value}`)
    ledger.warn(
      operation,
      `anybody may read ${asked.join(', ')}, which A was given: say --shared ${operation.id} if that is meant`,
    )
  }
}

/** Lists asked for by the name of A: only the token says whose list it is. */
export async function checkOwnerFilters(bench: Bench, operation: Operation): Promise<void> {
  const { speaker, ledger, world, a, b } = bench
  if (operation.method !== 'GET' || bench.isShared(operation)) return
  const { sub } = claimsOf(await a.token())
  if (typeof sub !== 'string') return
  const ask = await world.prepare(operation, { person: b, fresh: false })
  const names = ['userId', 'user_id', 'owner', 'ownerId', 'owner_id', 'sub', 'accountId']
  const queries = names.map((name) => (message: Message) => withQuery(message, name, sub))
  const headers = ['X-User-Id', 'X-User', 'X-Forwarded-User'].map(
    (name) => (message: Message) => withHeader(message, name, sub),
  )
  for (const change of [...queries, ...headers]) {
    await speaker.send(b, ask, { change, odd: true })
    ledger.tried(operation, 'isolation', 'owner named')
  }
}
