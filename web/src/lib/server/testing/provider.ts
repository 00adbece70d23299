// An OpenID Connect provider on this machine, which says what it is told to: also what none may.
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'

export const client = { id: 'holdfast', secret: 'client-secret-of-the-test' }

/** What the provider says of somebody. */
export interface Claims {
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
}

export interface Lies {
  /** Other claims than it should, or without some: `undefined` leaves one out. */
  claims?: Record<string, unknown>
  /** How the ID token is signed. */
  signed?: 'rightly' | 'by another key' | 'not at all' | 'with the public key as a secret'
  /** No ID token. */
  withoutToken?: boolean
  /** The claims go to the user info, and only the subject into the ID token. */
  byUserInfo?: boolean
  userInfo?: Record<string, unknown>
}

interface Issued {
  claims: Claims
  lies: Lies
  asked: URLSearchParams
}

export interface TestProvider {
  issuer: string
  /** Signs somebody in at the address web has sent the browser to; returns where it is sent back to. */
  authorize: (url: string, claims: Claims, lies?: Lies) => URL
  /** What it has been asked at the token endpoint. */
  readonly tokenRequests: URLSearchParams[]
  /** Answers nobody until it is called again. */
  hang: (does: boolean) => void
  metadata: Record<string, unknown>
  close: () => Promise<void>
}

export async function startProvider(): Promise<TestProvider> {
  const [own, other] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')])
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }
  const codes = new Map<string, Issued>()
  const tokens = new Map<string, Issued>()
  const tokenRequests: URLSearchParams[] = []
  let isHanging = false

  const sign = async (claims: Record<string, unknown>, { signed = 'rightly' }: Lies) => {
    if (signed === 'not at all') return new UnsecuredJWT(claims).encode()
    if (signed === 'with the public key as a secret') {
      const key = new TextEncoder().encode(JSON.stringify(jwk))
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(key)
    }
    const { privateKey } = signed === 'rightly' ? own : other
    return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).sign(privateKey)
  }

  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    const serve = async () => {
      if (isHanging) return
      const { pathname } = new URL(request.url ?? '', provider.issuer)
      if (pathname === '/.well-known/openid-configuration') answer(200, provider.metadata)
      else if (pathname === '/jwks') answer(200, { keys: [jwk] })
      else if (pathname === '/userinfo') {
        const issued = tokens.get(request.headers.authorization?.slice('Bearer '.length) ?? '')
        if (issued) answer(200, { ...issued.claims, ...issued.lies.userInfo })
        else answer(401, { error: 'invalid_token' })
      } else if (pathname === '/token') {
        const body = new URLSearchParams(await textOf(request))
        tokenRequests.push(body)
        const issued = redeem(request, body)
        if (!issued) {
          answer(400, { error: 'invalid_grant' })
          return
        }
        const { claims, lies, asked } = issued
        const now = Math.floor(Date.now() / 1000)
        const said = {
          ...(lies.byUserInfo ? { sub: claims.sub } : claims),
          iss: provider.issuer,
          aud: client.id,
          iat: now,
          exp: now + 60,
          nonce: asked.get('nonce'),
          ...lies.claims,
        }
        const access_token = randomUUID()
        tokens.set(access_token, issued)
        const id_token = lies.withoutToken ? undefined : await sign(withoutUndefined(said), lies)
        answer(200, { access_token, token_type: 'Bearer', expires_in: 60, id_token })
      } else answer(404, {})
    }
    void serve()
  })

  /** RFC 6749 §4.1.3 and RFC 7636 §4.6: once, to who has begun, with what they have begun. */
  const redeem = (request: IncomingMessage, body: URLSearchParams) => {
    const issued = codes.get(body.get('code') ?? '')
    codes.delete(body.get('code') ?? '')
    const isClient = isBasic(request.headers.authorization)
    const verifier = body.get('code_verifier') ?? ''
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const isWhole =
      issued?.asked.get('code_challenge') === challenge &&
      issued.asked.get('code_challenge_method') === 'S256' &&
      issued.asked.get('redirect_uri') === body.get('redirect_uri')
    return isClient && isWhole ? issued : undefined
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const provider: TestProvider = {
    issuer,
    tokenRequests,
    metadata: {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      // As one that has been set up badly might say.
      id_token_signing_alg_values_supported: ['ES256', 'HS256', 'none'],
      authorization_response_iss_parameter_supported: true,
    },
    authorize(url, claims, lies = {}) {
      const asked = new URL(url).searchParams
      const code = randomUUID()
      codes.set(code, { claims, lies, asked })
      const back = new URL(asked.get('redirect_uri') ?? '')
      back.search = new URLSearchParams({
        code,
        state: asked.get('state') ?? '',
        iss: issuer,
      }).toString()
      return back
    },
    hang(does) {
      isHanging = does
    },
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
  return provider
}

function withoutUndefined(claims: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined))
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk)
  return text
}

/** RFC 6749 §2.3.1: both are encoded as a form has them, before Basic. */
function isBasic(header = ''): boolean {
  const [, encoded = ''] = /^Basic (.+)$/.exec(header) ?? []
  const parts = atob(encoded)
    .split(':')
    .map((part) => decodeURIComponent(part))
  return parts[0] === client.id && parts[1] === client.secret
}
