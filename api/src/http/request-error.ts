/** What can be wrong with a request before any use case sees it. */
export type RequestErrorCode =
  | 'MALFORMED_REQUEST'
  | 'NO_SUCH_PATH'
  | 'METHOD_NOT_ALLOWED'
  | 'TOO_MANY_REQUESTS'
  | 'MEDIA_TYPE'
  | 'BODY_TOO_LARGE'
  | 'BODY_TOO_SLOW'
  | 'BODY_MALFORMED'
  | 'BODY_INVALID'
  | 'QUERY_INVALID'
  | 'KEY_INVALID'
  | 'LOGOUT_TOKEN_INVALID'

/** One thing that is wrong, and where: a JSON pointer into the body, or a parameter's name. */
export interface FieldError {
  readonly pointer?: string
  readonly parameter?: string
  readonly detail: string
}

export class RequestError extends Error {
  override name = 'RequestError'
  readonly code: RequestErrorCode
  readonly errors: readonly FieldError[] | undefined
  readonly headers: Readonly<Record<string, string>> | undefined

  constructor(
    code: RequestErrorCode,
    given: {
      /** A sentence for the problem's `detail`; it must not quote the request. */
      detail?: string
      errors?: readonly FieldError[]
      headers?: Readonly<Record<string, string>>
      cause?: unknown
    } = {},
  ) {
    super(given.detail ?? '', { cause: given.cause })
    this.code = code
    this.errors = given.errors
    this.headers = given.headers
  }
}
