/** Programs as they speak with web: OAuth's forms and answers, with neither a cookie nor a browser. */
import { expect } from '@playwright/test'
import { readEnvironment } from '../environment.ts'

const { baseUrl } = readEnvironment()

export interface OAuthAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

export async function askOAuth(
  endpoint: 'token' | 'device_authorization',
  form: Readonly<Record<string, string>>,
  webUrl = baseUrl,
): Promise<OAuthAnswer> {
  const body = new URLSearchParams(form)
  const answer = await fetch(`${webUrl}/api/oauth/${endpoint}`, { method: 'POST', body })
  const { status, headers } = answer
  return { status, headers, body: (await answer.json()) as Record<string, unknown> }
}

/** RFC 8693: a program's own secret for a token of five minutes. */
export function exchange(secret: string, scope?: string, webUrl = baseUrl): Promise<OAuthAnswer> {
  const form = {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: secret,
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    ...(scope !== undefined && { scope }),
  }
  return askOAuth('token', form, webUrl)
}

/** The token alone, of an exchange that has to succeed. */
export async function tokenFor(secret: string, scope?: string, webUrl = baseUrl): Promise<string> {
  const { status, body } = await exchange(secret, scope, webUrl)
  expect(status, JSON.stringify(body)).toBe(200)
  return String(body['access_token'])
}

export interface Waiting {
  readonly clientId: string
  readonly deviceCode: string
  readonly userCode: string
  /** With the code in it. */
  readonly link: string
}

/** RFC 8628 §3.1. */
export async function askToBeLetIn(asked: { clientId: string; scope?: string }): Promise<Waiting> {
  const { clientId, scope } = asked
  const form = { client_id: clientId, ...(scope !== undefined && { scope }) }
  const { status, body } = await askOAuth('device_authorization', form)
  expect(status, JSON.stringify(body)).toBe(200)
  return {
    clientId,
    deviceCode: String(body['device_code']),
    userCode: String(body['user_code']),
    link: String(body['verification_uri_complete']),
  }
}

/** RFC 8628 §3.4. */
export function poll({ clientId, deviceCode }: Waiting): Promise<OAuthAnswer> {
  return askOAuth('token', {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: deviceCode,
    client_id: clientId,
  })
}
