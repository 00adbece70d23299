/** Methods: those that a path has, HEAD beside each GET, and a true Allow for all the others. */
import { expect, test } from '@playwright/test'
import { environment } from '../environment.ts'
import { isEventStream } from '../http/body.ts'
import { joined } from '../http/exchange.ts'
import type { Exchange, Message } from '../http/exchange.ts'
import { noteRow } from '../http/record.ts'
import { lookAlike } from '../openapi/look-alike.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { oneValueOf, textOf, typesOf } from '../openapi/valid-values.ts'
import { head, hostOf, rawExchange } from '../raw/socket.ts'
import { methodsOf, operations } from '../spec/contract.ts'
import { profileFaults, typeFaults } from '../tokens/profiles.ts'
import { newPerson, nobody, sendAs } from '../world/people.ts'
import type { Caller } from '../world/people.ts'
import { furnish, validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'

/** RFC 9110 §9 and RFC 5789; a client library sends them. CONNECT and TRACE go over raw sockets. */
const standard = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const unusual = [
  ...[
    'CONNECT',
    'TRACE',
    'PROPFIND',
    'PROPPATCH',
    'MKCOL',
    'COPY',
    'MOVE',
    'LOCK',
    'LINK',
    'PURGE',
  ],
  ...[
    'SEARCH',
    'QUERY',
    'REPORT',
    'MERGE',
    'HOLDFAST',
    'GETT',
    'GE',
    'X-GET',
    '_',
    'PATCH.',
    'DELETE0',
  ],
]

const templates = new Map(operations().map((operation) => [operation.template, operation]))

/** The path with values that look right and name nothing. */
function pathOf({ template, parameters }: Operation): string {
  return template.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const schema = parameters.find((one) => one.in === 'path' && one.name === name)?.schema
    if (!schema) throw new Error(`${template} has no parameter ${name}`)
    const like = oneValueOf(schema)
    return textOf(lookAlike(like, schema, [like]))
  })
}

function allowOf(template: string): string[] {
  const methods = methodsOf(template)
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].sort()
}

for (const [template, operation] of templates) {
  test(`I52 refuses every method that the contract does not give to ${template}`, async () => {
    const b = newPerson('B')
    await furnish(b)
    const before = await inspector().rowsOf(b.subject)
    const target = pathOf(operation)
    const allowed = allowOf(template)
    const others = standard.filter((method) => !allowed.includes(method))
    expect(others.length).toBeGreaterThan(0)
    for (const method of others) {
      expect(profileFaults('A0', await nobody.send({ method, target })), method).toEqual([])
      const exchange = await b.send({ method, target })
      expect(exchange.status, method).toBe(405)
      expect(typeFaults(exchange, 'method-not-allowed')).toEqual([])
      const allow = (exchange.headers['allow'] ?? '').split(/\s*,\s*/).sort()
      expect(allow, method).toEqual(allowed)
    }
    expect(await inspector().rowsOf(b.subject)).toBe(before)
    for (const { id } of operations().filter((one) => one.template === template)) noteRow('I52', id)
  })

  test(`I52 opens ${template} to no method that nobody has heard of`, async () => {
    const b = newPerson('B')
    const { apiBaseUrl } = environment()
    const target = pathOf(operation)
    const wrong: string[] = []
    for (const method of [...unusual, ...methodsOf(template).map((one) => one.toLowerCase())]) {
      for (const credentials of [[], [`Authorization: Bearer ${b.token()}`]]) {
        const lines = [hostOf(apiBaseUrl), 'Connection: close', 'Content-Length: 0', ...credentials]
        const answer = await rawExchange(
          apiBaseUrl,
          [head(`${method} ${target} HTTP/1.1`, lines)],
          {
            receiver: b.subject,
          },
        )
        const refusals = credentials.length > 0 ? [400, 404, 405, 501] : [400, 401, 404, 405, 501]
        // Some servers hang up on CONNECT without a word.
        if (answer.status !== undefined && !refusals.includes(answer.status)) {
          wrong.push(`${method} ${String(credentials.length)}: ${String(answer.status)}`)
        }
        const allow = (answer.headers['allow'] ?? '').split(/\s*,\s*/).sort()
        if (answer.status === 405 && allow.join() !== allowOf(template).join()) {
          wrong.push(`${method} is told to use ${allow.join()}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })
}

/** The query with each of its numbers at its minimum. */
function smallest({ parameters }: Operation): string {
  const numbers = parameters.filter(
    ({ in: place, schema }) => place === 'query' && typesOf(schema).includes('integer'),
  )
  const query = numbers.map(
    ({ name, schema: { node } }) => `${name}=${textOf(node['minimum'] ?? 0)}`,
  )
  return query.length === 0 ? '' : `?${query.join('&')}`
}

/** Everything of a head but what belongs to one exchange or one connection. */
function headOf({ head: lines }: Exchange): Record<string, string> {
  const {
    date: _date,
    'x-request-id': _id,
    connection: _connection,
    ...rest
  } = joined(lines.split('\n'))
  // RFC 9110 §8.6: without a body there is nothing to transfer in chunks.
  const { 'keep-alive': _alive, 'transfer-encoding': _coding, ...told } = rest
  return told
}

for (const operation of operations().filter(({ method }) => method === 'GET')) {
  test(`I55 answers HEAD as GET, without the body — ${nameOf(operation)}`, async () => {
    const a = newPerson('A')
    const message = await validRequest(operation, a)
    // Several of everything, so that the smallest page has a next one to link to.
    await furnish(a)
    const granted = await a.send(message)
    const etag = granted.headers['etag'] ?? '"none"'
    // What is public may be theirs all the same: an address is the proof.
    const unnamed: Caller = { send: (one) => sendAs(a.subject, one) }
    const others: [string, Caller, Message][] = [
      ['granted', a, message],
      ['the smallest page', a, { ...message, target: message.target + smallest(operation) }],
      ['not modified', a, { ...message, headers: [['If-None-Match', etag]] }],
      ['another ETag', a, { ...message, headers: [['If-None-Match', '"x"']] }],
      ['unknown parameter', a, { ...message, target: `${message.target}?x=1` }],
      ['without a token', operation.secured ? nobody : unnamed, message],
      ['nothing there', a, { ...message, target: pathOf(operation) }],
    ]
    for (const [says, caller, sent] of others) {
      const got = await caller.send(sent)
      const asked = await caller.send({ ...sent, method: 'HEAD' })
      expect(asked.status, says).toBe(got.status)
      expect(asked.bytes, says).toHaveLength(0)
      const { 'content-length': length, ...told } = headOf(got)
      const { 'content-length': lengthOfHead = length, ...toldByHead } = headOf(asked)
      expect(toldByHead, says).toEqual(told)
      // Nobody can tell how long a stream will be.
      const isEndless = isEventStream(got.headers['content-type'])
      if (isEndless) expect(lengthOfHead, says).toBe(undefined)
      else if (got.status !== 304) expect(lengthOfHead, says).toBe(String(got.bytes.length))
    }
    noteRow('I55', operation.id)
  })
}
