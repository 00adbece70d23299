/** Texts: kept and handed back as data, whatever they say; what is no text is refused. */
import { expect, test } from '@playwright/test'
import { roundTripFaults } from '../conformance/round-trip.ts'
import { noteRow } from '../http/record.ts'
import { operationsWithText, textMembers } from '../isolation/foreign.ts'
import { put, write } from '../openapi/draft.ts'
import { nameOf } from '../openapi/operations.ts'
import { newPerson } from '../world/people.ts'
import { validDraft } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '=HYPERLINK("https://evil.example")',
  '\u202Eevil',
  '👩‍👩‍👧‍👦 𝒳 \u{10FFFF}',
  "'; drop table tasks; --",
  '${7*7} {{7*7}} %s %n',
  'a\u0301 á \u2028 \u2029 .',
  'one\n\ttwo',
]

/** U+0000, and halves of characters, as JSON escapes them. */
const halves = [
  ...[String.raw`\u0000`, String.raw`a\u0000b`, String.raw`\ud800`, String.raw`\udc00`],
  ...[String.raw`x\ud83dx`, String.raw`\udc00\ud800`],
]

for (const operation of operationsWithText()) {
  for (const member of textMembers(operation)) {
    test(`I75 hands back what was written, as data — ${nameOf(operation)} ${member}`, async () => {
      const a = newPerson('A')
      for (const text of hostile) {
        const draft = put(await validDraft(operation, a), { in: 'body', name: `/${member}` }, text)
        const answer = await a.send(write(draft))
        const sent = draft.body ?? null
        expect(await roundTripFaults(operation, a, { sent, answer })).toEqual([])
        expect(answer.headers['content-type']).toMatch(/^application\/json/)
        expect(answer.headers['x-content-type-options']).toBe('nosniff')
      }
      const message = write(
        put(await validDraft(operation, a), { in: 'body', name: `/${member}` }, '(text)'),
      )
      const before = await inspector().rowsOf(a.subject)
      for (const half of halves) {
        const body = String(message.body).replace('(text)', half)
        expect([400, 422], half).toContain((await a.send({ ...message, body })).status)
      }
      expect(await inspector().rowsOf(a.subject)).toBe(before)
      noteRow('I75', operation.id)
    })
  }
}
