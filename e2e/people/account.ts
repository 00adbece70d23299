/** Accounts by HTTP, as the web app's own forms and as programs use them. */
import { expect } from '@playwright/test'
import type { APIRequestContext } from '@playwright/test'
import { createHoldfastClient } from '@holdfast/contracts/client'
import type { HoldfastClient } from '@holdfast/contracts/client'
import { readEnvironment } from '../environment.ts'
import type { Person } from './person.ts'

const { baseUrl } = readEnvironment()

/** Signs up and is signed in then: the cookie stays with `http`, and with its browser if it has one. */
export async function signUp(http: APIRequestContext, person: Person): Promise<void> {
  const response = await http.post(`${baseUrl}/api/auth/sign-up/email`, {
    headers: { origin: baseUrl },
    data: person,
  })
  expect(response.status(), await response.text()).toBe(200)
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
export async function signOut(http: APIRequestContext): Promise<void> {
  const response = await http.post(`${baseUrl}/api/auth/sign-out`, {
    headers: { origin: baseUrl },
    data: {},
  })
  expect(response.status(), await response.text()).toBe(200)
}

/** A token for the api, good for five minutes. */
export async function fetchToken(http: APIRequestContext): Promise<string> {
  const response = await http.get(`${baseUrl}/api/auth/token`)
  expect(response.status(), await response.text()).toBe(200)
  const { token } = (await response.json()) as { token: string }
  return token
}

/** The typed client, speaking for whoever the token names. */
export function clientFor(token: string): HoldfastClient {
  return createHoldfastClient({ baseUrl, headers: { authorization: `Bearer ${token}` } })
}
