import type { RequestEvent } from '@sveltejs/kit'
import { describe, expect, it } from 'vitest'
import { guardRoute, requireUser } from './guard.ts'

const ann = { id: 'u1', name: 'Ann', email: 'ann@example.com' }

function event(path: string, route: string | null, locals: Partial<App.Locals> = {}) {
  const url = new URL(path, 'http://localhost:3000')
  return {
    url,
    route: { id: route },
    locals: { user: null, session: null, authUnavailable: false, ...locals },
  } as unknown as RequestEvent
}

const verdict = (judge: () => unknown) => {
  try {
    judge()
    return 'let through'
  } catch (thrown) {
    return thrown
  }
}

describe('guardRoute', () => {
  it('sends the signed-out from a page of the app to the sign-in page and back', () => {
    const page = event('/tasks?status=open&q=a%26b', '/(app)/tasks')
    expect(verdict(() => guardRoute(page))).toMatchObject({
      status: 303,
      location: '/sign-in?next=%2Ftasks%3Fstatus%3Dopen%26q%3Da%2526b',
    })
  })

  it('leads back to the page of a form, and not to its action', () => {
    const page = event('/account/sessions?/revoke', '/(app)/account/sessions')
    const location = '/sign-in?next=%2Faccount%2Fsessions'
    expect(verdict(() => guardRoute(page))).toMatchObject({ status: 303, location })
  })

  it('lets the signed-in in', () => {
    expect(verdict(() => guardRoute(event('/tasks', '/(app)/tasks', { user: ann })))).toBe(
      'let through',
    )
  })

  it.each([
    ['/sign-in', '/tasks'],
    ['/sign-in?next=%2Ftasks%3Fq%3Dx', '/tasks?q=x'],
    ['/sign-in?next=%2F%2Fevil.example', '/tasks'],
    ['/sign-in?next=javascript:alert(1)', '/tasks'],
  ])('sends the signed-in from %s to %s', (path, location) => {
    const page = event(path, '/(auth)/sign-in', { user: ann })
    expect(verdict(() => guardRoute(page))).toMatchObject({ status: 303, location })
  })

  it.each([
    ['/sign-in', '/(auth)/sign-in'],
    ['/', '/'],
    ['/nowhere', null],
  ])('leaves %s open to everyone', (path, route) => {
    expect(verdict(() => guardRoute(event(path, route)))).toBe('let through')
  })
})

describe('requireUser', () => {
  it('answers 503, and no sign-in page, while nobody can tell who it is', () => {
    const page = event('/tasks', '/(app)/tasks', { authUnavailable: true })
    expect(verdict(() => guardRoute(page))).toBe('let through')
    expect(verdict(() => requireUser(page))).toMatchObject({ status: 503 })
  })

  it('answers the person', () => {
    expect(requireUser(event('/tasks', '/(app)/tasks', { user: ann }))).toEqual(ann)
  })
})
