import { describe, expect, it } from 'vitest'
import { explain, type Problem } from './problem.ts'

function problem(slug: string, rest: Partial<Problem> = {}): Problem {
  return { type: `/docs/problems#${slug}`, title: 'It is wrong', status: 422, ...rest }
}

describe('explain', () => {
  it('names the field of every error', () => {
    const errors = [
      { pointer: '/title', detail: 'must have at most 500 characters' },
      { pointer: '/due/date', detail: 'is not a day.' },
      { parameter: 'limit', detail: 'must be at most 200' },
    ]
    expect(explain(problem('validation-failed', { errors }))).toBe(
      'Title: must have at most 500 characters. Due date: is not a day. Limit: must be at most 200.',
    )
  })

  it('has its own words for what a person can run into', () => {
    expect(explain(problem('not-found', { detail: 'no such task' }))).toContain('no longer exists')
  })

  it('falls back to the detail, then to the title', () => {
    expect(explain(problem('new-kind', { detail: 'try later' }))).toBe('Try later.')
    expect(explain(problem('new-kind'))).toBe('It is wrong.')
  })
})
