// Talking to the provider (OpenID Connect Core 1.0): the authorization code flow with PKCE, state and
// nonce. openid-client does the protocol; what it leaves to its user is switched on here.
import * as oidc from 'openid-client'
import { isLoopbackHost } from '../../config/loopback.ts'
import type { ProviderSettings } from './settings.ts'

/** What one attempt to sign in has to be answered with. */
export interface Expected {
  state: string
  nonce: string
  verifier: string
}

/** Who the provider says somebody is. */
export interface Identity {
  subject: string
  email: string | null
  /** Whether the provider says that the address is theirs. */
  isVerified: boolean
  name: string | null
}

export interface ProviderClient {
  begin: () => Promise<{ url: string; expected: Expected }>
  /** @param answer the address that the provider sent the browser to, as it was asked for */
  finish: (answer: URL, expected: Expected) => Promise<Identity>
}

/** down: it can't be asked just now. declined: it, or the person, said no. untrusted: its answer is none. */
export type ProviderErrorCode = 'down' | 'declined' | 'untrusted'

export class ProviderError extends Error {
  override name = 'ProviderError'
  readonly code: ProviderErrorCode
  /** A constant of openid-client, or of the protocol: never what somebody has sent. */
  readonly reason: string

  constructor(code: ProviderErrorCode, reason: string) {
    super(`provider ${code}: ${reason}`)
    this.code = code
    this.reason = reason
  }
}

/** For each of the requests, of which the answer to somebody who waits may take three. */
const TIMEOUT_SECONDS = 3
/** The provider's addresses and algorithms are looked up again this often. Its keys are by themselves. */
const KNOWN_FOR_MS = 60 * 60 * 1000

export function createProviderClient(settings: ProviderSettings): ProviderClient {
  const { redirectUri } = settings
  let known: { configuration: oidc.Configuration; until: number } | undefined

  /** On the first use: a provider that is away does not keep web from starting. */
  const configured = async () => {
    if (known && known.until > Date.now()) return known.configuration
    const configuration = await discover(settings)
    known = { configuration, until: Date.now() + KNOWN_FOR_MS }
    return configuration
  }

  return {
    begin: () =>
      judged(async () => {
        const configuration = await configured()
        const verifier = oidc.randomPKCECodeVerifier()
        const expected = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier }
        const url = oidc.buildAuthorizationUrl(configuration, {
          redirect_uri: redirectUri,
          scope: 'openid email profile',
          state: expected.state,
          nonce: expected.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        })
        return { url: url.href, expected }
      }),

    finish: (answer, { state, nonce, verifier }) =>
      judged(async () => {
        const configuration = await configured()
        // State, `iss` (RFC 9207), and of the ID token: signature, alg, iss, aud, azp, exp, iat, nonce.
        const tokens = await oidc.authorizationCodeGrant(configuration, answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (!claims) throw new ProviderError('untrusted', 'no ID token')
        if (typeof claims['email'] === 'string') return identityIn(claims)
        // Many put only who it is into the ID token. The subject has to be the same (§5.3.2).
        const more = await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
        return identityIn(more)
      }),
  }
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings) {
  const server = new URL(issuer)
  const insecure = server.protocol === 'http:' && isLoopbackHost(server.hostname)
  const execute = insecure ? [oidc.allowInsecureRequests] : []
  const options = { timeout: TIMEOUT_SECONDS, execute }
  const found = await oidc.discovery(server, clientId, undefined, oidc.None(), options)
  const metadata = found.serverMetadata()
  // The library lets some providers name another issuer for each of their customers.
  if (bare(metadata.issuer) !== bare(issuer)) {
    throw new ProviderError('untrusted', 'it calls itself something else')
  }
  const methods = metadata.token_endpoint_auth_methods_supported
  const authenticate = methods?.includes('client_secret_post')
    ? oidc.ClientSecretPost(clientSecret)
    : oidc.ClientSecretBasic(clientSecret)
  const configuration = new oidc.Configuration(metadata, clientId, undefined, authenticate)
  configuration.timeout = TIMEOUT_SECONDS
  if (insecure) oidc.allowInsecureRequests(configuration)
  // By itself it takes TLS for proof enough of an ID token (§3.1.3.7 rule 6).
  oidc.enableNonRepudiationChecks(configuration)
  return configuration
}

const bare = (issuer: string) => issuer.replace(/\/$/, '')

function identityIn(claims: Record<string, unknown> & { sub: string }): Identity {
  const text = (name: string) => {
    const value = claims[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  return {
    subject: claims.sub,
    email: text('email')?.toLowerCase() ?? null,
    isVerified: claims['email_verified'] === true,
    name: text('name') ?? text('preferred_username'),
  }
}

const DOWN = new Set(['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM'])

/** One error for everything that can go wrong with somebody else's server. */
async function judged<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw judge(error)
  }
}

function judge(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error
  if (error instanceof oidc.AuthorizationResponseError) {
    return new ProviderError('declined', 'authorization response')
  }
  if (error instanceof oidc.ResponseBodyError) {
    return new ProviderError('untrusted', 'token response')
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (typeof code === 'string' && !DOWN.has(code)) return new ProviderError('untrusted', code)
  return new ProviderError('down', typeof code === 'string' ? code : 'no connection')
}
