import { describe, expect, it } from 'vitest'
import { shareParts } from './share.ts'
import { HEADERS } from '../openapi-headers.ts'

const refusal = (slug: string, description = slug) => ({
  description,
  content: { 'application/problem+json': { examples: { [slug]: {} } } },
})

const documentOf = (...answers: Record<string, unknown>[]) => ({
  components: {},
  paths: { '/a': Object.fromEntries(answers.map((responses, at) => [`m${at}`, { responses }])) },
})

describe('what operations answer alike', () => {
  it('is said once, under the problems that it tells', () => {
    const shared = shareParts(
      documentOf({ 404: refusal('not-found') }, { 404: refusal('not-found') }),
    )
    const reference = { $ref: '#/components/responses/NotFound' }
    expect(shared).toEqual({
      components: { headers: {}, responses: { NotFound: refusal('not-found') } },
      paths: {
        '/a': { m0: { responses: { 404: reference } }, m1: { responses: { 404: reference } } },
      },
    })
  })

  it('has its headers said once, in refusals as elsewhere', () => {
    const headers = { Change: HEADERS.change, Other: { description: 'of nobody else' } }
    const shared = shareParts(documentOf({ 200: { headers } }, { 201: { headers } }))
    const reference = { $ref: '#/components/headers/Change' }
    expect(shared).toMatchObject({
      components: { headers: { Change: HEADERS.change } },
      paths: { '/a': { m0: { responses: { 200: { headers: { Change: reference } } } } } },
    })
    expect(JSON.stringify(shared)).toContain('"Other":{"description"')
  })

  it('stays where it is when one operation answers it', () => {
    const alone = documentOf({ 404: refusal('not-found'), 409: refusal('id-conflict') })
    expect(shareParts(alone)).toMatchObject({ paths: alone.paths })
  })

  it('never hides behind the name of something else', () => {
    const [one, other] = [{ 404: refusal('not-found') }, { 404: refusal('not-found', 'gone') }]
    expect(() => shareParts(documentOf(one, one, other, other))).toThrow(
      'two responses would be called NotFound',
    )
  })
})
