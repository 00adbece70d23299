/** Answers of the api that a test makes up, because the real one has no reason to give them. */
import type { Page, Route } from '@playwright/test'

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

interface Problem {
  readonly status: number
  readonly slug: string
  readonly title: string
  readonly errors?: readonly { pointer: string; detail: string }[]
}

export const internalError: Problem = {
  status: 500,
  slug: 'internal-error',
  title: 'Internal error',
}

/** Holds the next request of this method until `release`, which answers it with the problem. */
export async function refuseLater(
  page: Page,
  method: Method,
  problem: Problem,
): Promise<{ held: Promise<undefined>; release: () => void }> {
  const held = Promise.withResolvers<undefined>()
  const released = Promise.withResolvers<undefined>()
  let taken = false
  await page.route(/\/v1\/tasks/, async (route) => {
    if (taken || route.request().method() !== method) return route.fallback()
    taken = true
    held.resolve(undefined)
    await released.promise
    await refuse(route, problem)
  })
  return { held: held.promise, release: () => released.resolve(undefined) }
}

export async function refuse(route: Route, problem: Problem): Promise<void> {
  const { slug, ...rest } = problem
  await route.fulfill({
    status: problem.status,
    contentType: 'application/problem+json',
    json: { type: `/docs/problems#${slug}`, instance: 'urn:uuid:made-up', ...rest },
  })
}
