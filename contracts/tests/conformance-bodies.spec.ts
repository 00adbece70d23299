/** Bodies: media types, encodings, sizes, depth. Raw sockets where a client would correct the bytes. */
import { setImmediate } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { gzipSync, deflateSync, brotliCompressSync } from 'node:zlib'
import { environment } from '../environment.ts'
import type { Exchange } from '../http/exchange.ts'
import { operationsWithBody } from '../isolation/foreign.ts'
import { head, hostOf, rawExchange } from '../raw/socket.ts'
import { write } from '../openapi/draft.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { validDraft, validRequest } from '../world/recipes.ts'

/** In bytes, where the operation does not say another. */
const usualLimit = 100 * 1024
const limitOf = ({ at }: Operation): number => Number(at.node['x-max-bytes'] ?? usualLimit)
/** More than what the buffers between two sockets can hold. */
const enough = 64 * 1024 * 1024

async function sendBody(
  person: Person,
  operation: Operation,
  body: string | Buffer,
  { type = 'application/json', coding = '', chunked = false } = {},
): Promise<Exchange> {
  const { method, target } = await validRequest(operation, person)
  const headers: [string, string][] = type === '' ? [] : [['Content-Type', type]]
  if (coding !== '') headers.push(['Content-Encoding', coding])
  return person.send({ method, target, headers, body, chunked })
}

/** The body of a request that is granted. */
async function goodBody(person: Person, operation: Operation): Promise<string> {
  return (await validDraft(operation, person).then(write)).body ?? ''
}

/** The same in exactly this many bytes: blanks are no content. */
function padded(body: string, length: number): string {
  return body.slice(0, -1) + ' '.repeat(length - Buffer.byteLength(body)) + body.slice(-1)
}

for (const operation of operationsWithBody()) {
  const name = nameOf(operation)

  test(`takes as many bytes as it says (100 KiB) and not one more, announced or streamed — ${name}`, async () => {
    const a = newPerson('A')
    const limit = limitOf(operation)
    for (const chunked of [false, true]) {
      const fits = padded(await goodBody(a, operation), limit)
      const whole = await sendBody(a, operation, fits, { chunked })
      expect(whole.status, `chunked ${String(chunked)}`).toBeLessThan(300)
      for (const length of [limit + 1, 2 * limit, limit + 1024 * 1024]) {
        const more = await sendBody(a, operation, padded('{}', length), { chunked })
        expect(more.status, `${String(length)}, chunked ${String(chunked)}`).toBe(413)
        expect(typeFaults(more, 'content-too-large')).toEqual([])
      }
    }
  })

  test(`refuses what is not JSON in UTF-8 — ${name}`, async () => {
    const a = newPerson('A')
    const good = '{"title":"x"}'
    const bodies: [string, string | Buffer][] = [
      ['nothing', ''],
      ['blanks', '  '],
      ['half', '{"title":'],
      ['two documents', `${good}${good}`],
      ['trailing comma', '{"title":"x",}'],
      ['comment', '{"title":"x"/**/}'],
      ['single quotes', "{'title':'x'}"],
      ['NaN', '{"title":NaN}'],
      ['raw control character', '{"title":"a\u0001b"}'],
      ['raw NUL', '{"title":"a\0b"}'],
      ['byte order mark', `\uFEFF${good}`],
      ['invalid UTF-8', Buffer.from('{"title":"\xff"}', 'latin1')],
      ['overlong UTF-8', Buffer.from('{"title":"\xc0\x80"}', 'latin1')],
      ['surrogate in UTF-8', Buffer.from('{"title":"\xed\xa0\x80"}', 'latin1')],
      ['cut UTF-8', Buffer.from('{"title":"x"}\xe2\x82', 'latin1')],
      ['UTF-16', Buffer.from(good, 'utf16le')],
      ['member twice', '{"title":"a","title":"b"}'],
      ['member twice, escaped', '{"title":"a","titl\\u0065":"b"}'],
      ['member twice, deeper', '{"title":"a","due":{"kind":"date","kind":"date"}}'],
    ]
    for (const [what, body] of bodies) {
      const exchange = await sendBody(a, operation, body)
      expect(exchange.status, what).toBe(400)
      expect(typeFaults(exchange, 'malformed-body'), what).toEqual([])
    }
  })

  test(`counts 32 levels and refuses the next — ${name}`, async () => {
    const a = newPerson('A')
    const nested = (levels: number): string =>
      `{"notes":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`
    expect((await sendBody(a, operation, nested(32))).status).toBe(422)
    for (const levels of [33, 100, 30_000]) {
      const exchange = await sendBody(a, operation, nested(levels))
      expect(exchange.status, String(levels)).toBe(400)
      expect(typeFaults(exchange, 'malformed-body')).toEqual([])
    }
    const objects = `${'{"due":'.repeat(5000)}1${'}'.repeat(5000)}`
    expect((await sendBody(a, operation, objects)).status).toBe(400)
  })

  test(`takes JSON by its media type only, and nothing compressed — ${name}`, async () => {
    const a = newPerson('A')
    const good = '{"title":"x"}'
    const types = ['', 'text/plain', 'text/json', 'application/x-www-form-urlencoded', 'json']
    const more = [
      'multipart/form-data; boundary=x',
      'application/jsonx',
      'application/ld+json',
      '*/*',
    ]
    const charsets = ['application/json; charset=latin1', 'application/json; charset=utf-16']
    for (const type of [...types, ...more, ...charsets]) {
      const exchange = await sendBody(a, operation, good, { type })
      expect(exchange.status, type).toBe(415)
      expect(typeFaults(exchange, 'unsupported-media-type')).toEqual([])
    }
    const codings: [string, Buffer][] = [
      ['gzip', gzipSync(good)],
      ['deflate', deflateSync(good)],
      ['br', brotliCompressSync(good)],
      ['gzip', gzipSync(Buffer.alloc(10 * 1024 * 1024))],
      ['x-unknown', Buffer.from(good)],
    ]
    for (const [coding, body] of codings) {
      const exchange = await sendBody(a, operation, body, { coding })
      expect(exchange.status, coding).toBe(415)
    }
    for (const type of ['application/json', 'APPLICATION/JSON', 'application/json;charset=UTF-8']) {
      const body = await goodBody(a, operation)
      expect((await sendBody(a, operation, body, { type })).status, type).toBeLessThan(300)
    }
  })

  test(`believes no announced length and reads no endless body — ${name}`, async () => {
    const a = newPerson('A')
    const { apiBaseUrl } = environment()
    const { method, target } = await validRequest(operation, a)
    const start = (lines: string[], token: string | undefined): string =>
      head(`${method} ${target} HTTP/1.1`, [
        hostOf(apiBaseUrl),
        'Content-Type: application/json',
        ...(token === undefined ? [] : [`Authorization: Bearer ${token}`]),
        ...lines,
      ])
    let written = 0
    const endless = async function* (first: string): AsyncGenerator<string> {
      yield first
      const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
      for (written = 0; written < enough; written += 0x4000) {
        // Lets the answer be read in between, as a client with an ear open would.
        await setImmediate()
        yield chunk
      }
    }
    const huge = ['Content-Length: 1073741824']
    const options = { receiver: a.subject }
    const announced = await rawExchange(apiBaseUrl, [start(huge, a.token())], options)
    expect(announced.status).toBe(413)
    expect((await rawExchange(apiBaseUrl, [start(huge, undefined)])).status).toBe(401)
    const chunked = ['Transfer-Encoding: chunked']
    const streamed = await rawExchange(apiBaseUrl, endless(start(chunked, a.token())), options)
    // Who keeps on sending may find the connection closed before the answer is read.
    expect([413, undefined]).toContain(streamed.status)
    expect(written, 'the server reads on').toBeLessThan(enough)
    const anonymous = await rawExchange(apiBaseUrl, endless(start(chunked, undefined)))
    expect([401, undefined]).toContain(anonymous.status)
    expect(written, 'the server reads on').toBeLessThan(enough)
  })
}
