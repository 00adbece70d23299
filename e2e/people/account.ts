/** Accounts by HTTP, as the web app's own forms and as programs use them. */
import { expect } from '@playwright/test'
import type { APIRequestContext } from '@playwright/test'
import { createHoldfastClient } from '@holdfast/contracts/client'
import type { HoldfastClient } from '@holdfast/contracts/client'
import { readEnvironment } from '../environment.ts'
import { mailTo } from './mail.ts'
import type { Person } from './person.ts'

const { baseUrl } = readEnvironment()

/**
 * Signs up, confirms the address by the mail, and is signed in then: the cookie stays with `http`,
 * and with its browser if it has one.
 */
export async function signUp(
  http: APIRequestContext,
  person: Person,
  webUrl = baseUrl,
): Promise<void> {
  const asked = await http.post(`${webUrl}/api/auth/sign-up/email`, {
    headers: { origin: baseUrl },
    data: person,
  })
  expect(asked.status(), await asked.text()).toBe(200)
  const { link } = await mailTo(person.email, 'Confirm your e-mail address', 0, webUrl)
  const confirmed = await http.post(`${webUrl}/api/auth/confirm-email`, {
    headers: { origin: baseUrl },
    data: { token: new URL(link).searchParams.get('token') },
  })
  expect(confirmed.status(), await confirmed.text()).toBe(200)
}

/** Signs up from somewhere else than the test's browsers, and leaves it at that. */
export async function askToSignUp(person: Person): Promise<void> {
  const { status } = await fetch(`${baseUrl}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: baseUrl },
    body: JSON.stringify(person),
  })
  expect(status).toBe(200)
}

export async function signIn(http: APIRequestContext, person: Person): Promise<void> {
  const { email, password } = person
  const response = await http.post(`${baseUrl}/api/auth/sign-in/email`, {
    headers: { origin: baseUrl },
    data: { email, password },
  })
  expect(response.status(), await response.text()).toBe(200)
}

/** Ends the session that the cookie names. */
export async function signOut(http: APIRequestContext, webUrl = baseUrl): Promise<void> {
  const response = await http.post(`${webUrl}/api/auth/sign-out`, {
    headers: { origin: baseUrl },
    data: {},
  })
  expect(response.status(), await response.text()).toBe(200)
}

/** A token for the api, good for five minutes. */
export async function fetchToken(http: APIRequestContext, webUrl = baseUrl): Promise<string> {
  const response = await http.get(`${webUrl}/api/auth/token`)
  expect(response.status(), await response.text()).toBe(200)
  const { token } = (await response.json()) as { token: string }
  return token
}

/** The typed client, speaking for whoever the token names. */
export function clientFor(token: string): HoldfastClient {
  return createHoldfastClient({ baseUrl, headers: { authorization: `Bearer ${token}` } })
}
