/** Logout tokens (OpenID Connect Back-Channel Logout 1.0) and the form that carries them. */
import { randomUUID } from 'node:crypto'
import { audience, issuerOrigin } from '../environment.ts'
import type { Message } from '../http/exchange.ts'
import { compact, nowSeconds } from '../issuer/mint.ts'
import type { Mint } from '../issuer/mint.ts'

export const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

/** As the issuer makes them (§2.4); `claims` and `header` lie over it, `undefined` takes away. */
export function logoutToken(
  mint: Mint,
  claims: Record<string, unknown>,
  header: Record<string, unknown> = {},
): string {
  const iat = nowSeconds()
  const good = {
    ...{ iss: issuerOrigin(), aud: audience, iat, exp: iat + 120, jti: randomUUID() },
    events: { [logoutEvent]: {} },
  }
  return compact(
    { ...mint.header, typ: 'logout+jwt', ...header },
    { ...good, ...claims },
    mint.sign,
  )
}

/** §2.5: the request that says so. */
export function logoutForm(token: string): Message {
  return formOf(new URLSearchParams({ logout_token: token }).toString())
}

export function formOf(body: string | Buffer, type = 'application/x-www-form-urlencoded'): Message {
  return {
    method: 'POST',
    target: '/v1/backchannel-logout',
    headers: [['Content-Type', type]],
    body,
  }
}
