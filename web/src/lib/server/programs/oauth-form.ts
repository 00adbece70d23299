// The wire of the OAuth endpoints: forms in, JSON out, errors as RFC 6749 §5.2 has them.

export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'invalid_target'
  | 'unsupported_grant_type'
  | 'authorization_pending'
  | 'slow_down'
  | 'expired_token'
  | 'access_denied'
  | 'temporarily_unavailable'

const descriptions: Record<OAuthErrorCode, string> = {
  invalid_request: 'A parameter is missing, is given twice, or is not valid.',
  invalid_grant: 'This is not known here, has been used, has expired or was taken back.',
  invalid_scope: 'A scope is not known, or is not among those that were granted.',
  invalid_target: 'No tokens are issued for this audience or resource.',
  unsupported_grant_type: 'This grant type is not offered here.',
  authorization_pending: 'Nobody has judged this request yet. Ask again.',
  slow_down: 'Wait five seconds longer between two questions from now on.',
  expired_token: 'The code has expired. Begin again.',
  access_denied: 'The person has not let this program in.',
  temporarily_unavailable: 'Try again later.',
}

/** A refusal that a program can read. `description` never quotes the request. */
export class OAuthError extends Error {
  override name = 'OAuthError'
  readonly code: OAuthErrorCode
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: OAuthErrorCode,
    { status = 400, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
  ) {
    super(descriptions[code])
    this.code = code
    this.status = status
    this.headers = headers
  }
}

/** RFC 6749 §5.1: nobody keeps a copy. */
const uncached = { 'cache-control': 'no-store', pragma: 'no-cache' }

export function answerOAuth(body: Record<string, string | number>): Response {
  return Response.json(body, { headers: uncached })
}

export function refuseOAuth({ code, message, status, headers }: OAuthError): Response {
  const body = { error: code, error_description: message }
  return Response.json(body, { status, headers: { ...uncached, ...headers } })
}

/** Longer than every form that means something. */
const MAX_BYTES = 16 * 1024

/** The parameters of a form. @throws OAuthError `invalid_request` for what is none */
export async function readOAuthForm(request: Request): Promise<OAuthForm> {
  const type = request.headers.get('content-type') ?? ''
  const isForm = /^application\/x-www-form-urlencoded *(?:; *charset=utf-8 *)?$/i.test(type)
  if (!isForm) throw new OAuthError('invalid_request')
  const bytes = await request.arrayBuffer()
  if (bytes.byteLength > MAX_BYTES) throw new OAuthError('invalid_request', { status: 413 })
  const text = new TextDecoder().decode(bytes)
  return new OAuthForm(new URLSearchParams(text))
}

export class OAuthForm {
  readonly #parameters: URLSearchParams

  /** @throws OAuthError when a parameter is there twice (RFC 6749 §3.2) */
  constructor(parameters: URLSearchParams) {
    const names = [...parameters.keys()]
    if (new Set(names).size < names.length) throw new OAuthError('invalid_request')
    this.#parameters = parameters
  }

  /** One without a value counts as absent (§3.2). */
  optional(name: string): string | null {
    return this.#parameters.get(name) || null
  }

  required(name: string): string {
    const value = this.optional(name)
    if (value === null) throw new OAuthError('invalid_request')
    return value
  }
}
