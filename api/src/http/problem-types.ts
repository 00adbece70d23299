/** Every problem the API answers with (RFC 9457); `/docs/problems` shows this table. */
export interface ProblemType {
  readonly status:
    400 | 401 | 403 | 404 | 405 | 408 | 409 | 410 | 412 | 413 | 415 | 422 | 429 | 500 | 503
  readonly title: string
  /** What a client does about it. */
  readonly meaning: string
}

export const PROBLEM_TYPES = {
  'malformed-request': {
    status: 400,
    title: 'The request is malformed',
    meaning: 'The Host header or the request target is not what HTTP allows.',
  },
  'malformed-body': {
    status: 400,
    title: 'The body is not acceptable JSON',
    meaning:
      'The body must be JSON in UTF-8 without a byte order mark, nested at most 32 levels deep, with no member named twice.',
  },
  'invalid-parameter': {
    status: 400,
    title: 'A query parameter is not valid',
    meaning: '`errors` names each parameter. Unknown and repeated parameters are refused as well.',
  },
  'invalid-idempotency-key': {
    status: 400,
    title: 'The Idempotency-Key is not valid',
    meaning: 'A key has 1 to 255 visible ASCII characters.',
  },
  'invalid-cursor': {
    status: 400,
    title: 'The cursor is not valid',
    meaning:
      'A cursor continues exactly the list that gave it: same person, same filters, same sort. Start again without one.',
  },
  'invalid-logout-token': {
    status: 400,
    title: 'The logout token is not valid',
    meaning:
      'The form must hold one `logout_token` that the issuer signed for this API (OpenID Connect Back-Channel Logout 1.0 §2.6). Nothing was ended.',
  },
  'authentication-required': {
    status: 401,
    title: 'Authentication is required',
    meaning: 'Send `Authorization: Bearer <access token>`.',
  },
  'invalid-token': {
    status: 401,
    title: 'The access token is not valid',
    meaning: 'Get a new access token from the issuer and repeat the request once.',
  },
  'insufficient-scope': {
    status: 403,
    title: 'The access token does not reach this far',
    meaning:
      'It is good, and was given for less: `scope` in the `WWW-Authenticate` header says what this needs. Whether what you asked for is there was not looked at.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    meaning: 'There is no such thing among what is yours.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The method is not allowed here',
    meaning: 'The `Allow` header lists the methods of this path.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request took too long to arrive',
    meaning: 'The body must arrive within ten seconds.',
  },
  'id-conflict': {
    status: 409,
    title: 'You already have something with this id',
    meaning: 'If this is a retry, the first attempt succeeded: read it. Otherwise use another id.',
  },
  'quota-exceeded': {
    status: 409,
    title: 'You have as much of this as you may',
    meaning:
      '`quota` says of what, and `limit` how much; what is in the trash counts. `GET /v1/me` tells how much you have. Nothing was changed.',
  },
  'name-conflict': {
    status: 409,
    title: 'You already have one of this name',
    meaning:
      'Names of labels are told apart without regard to case. Use the one you have, or another name.',
  },
  'undo-conflict': {
    status: 409,
    title: 'It cannot be undone any more',
    meaning:
      'Something later depends on this change: a row has changed since, what it made is in use, or what it would bring back belongs to something that is gone. Nothing was changed.',
  },
  'nothing-to-undo': {
    status: 409,
    title: 'There is nothing to undo',
    meaning: 'There is no such change of yours, or it has been undone already.',
  },
  'no-next-occurrence': {
    status: 409,
    title: 'There is no next occurrence',
    meaning:
      'The task is done, does not come back, or this was its last time. Nothing was changed.',
  },
  'request-in-flight': {
    status: 409,
    title: 'The first request with this key is still under way',
    meaning: 'Send it again a little later: then it is answered as the first one was.',
  },
  'cursor-expired': {
    status: 410,
    title: 'The cursor is too old',
    meaning:
      'What was deleted since may be forgotten. Begin again without a cursor, and drop what does not come.',
  },
  'precondition-failed': {
    status: 412,
    title: 'It has changed meanwhile',
    meaning: '`current` is how it is now. Apply the change to that and send its ETag.',
  },
  'content-too-large': {
    status: 413,
    title: 'The body is too large',
    meaning: 'A body may have 100 KiB where the operation does not say otherwise.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The media type is not supported',
    meaning: 'Send JSON with its Content-Type and without a Content-Encoding.',
  },
  'validation-failed': {
    status: 422,
    title: 'The body is not valid',
    meaning: '`errors` points at each member that is not as the contract says.',
  },
  'reference-invalid': {
    status: 422,
    title: 'Something named in the body cannot stand there',
    meaning:
      "`errors` points at the member. What is not yours is not there: another person's id answers like one that nobody has.",
  },
  'batch-refused': {
    status: 422,
    title: 'One of the operations was refused, so none was done',
    meaning:
      '`errors` points at the operation, and `refused` is the problem that it would have been answered with by itself.',
  },
  'file-unreadable': {
    status: 422,
    title: 'The file is not of that format',
    meaning:
      '`detail` says what is wrong with it as a whole. What is wrong with a row of a file that can be read is told in the answer, and the other rows are taken.',
  },
  'file-too-much': {
    status: 422,
    title: 'The file holds more than one import may',
    meaning: '`detail` says of what. Divide the file.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The key came with another request before',
    meaning: 'A key stands for one request, body included. Use a new key for a new one.',
  },
  'too-many-requests': {
    status: 429,
    title: 'You are sending too many requests',
    meaning:
      'Nothing was done. Wait `Retry-After` seconds; `RateLimit-Policy` says how many requests (`q`) you may send in how many seconds (`w`).',
  },
  'too-many-streams': {
    status: 429,
    title: 'You have too many streams open',
    meaning:
      'So many (`q` in `RateLimit-Policy`) may be open at the same time. Close one, or follow `/v1/changes`.',
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong on our side',
    meaning: 'Report it with the request id.',
  },
  'auth-unavailable': {
    status: 503,
    title: 'Access tokens cannot be judged now',
    meaning: 'The token may be good. Keep it and try again after `Retry-After` seconds.',
  },
  'service-unavailable': {
    status: 503,
    title: 'The service is not available now',
    meaning: 'Nothing was changed unless said otherwise. Try again after `Retry-After` seconds.',
  },
} as const satisfies Record<string, ProblemType>

export type ProblemSlug = keyof typeof PROBLEM_TYPES

/** The `type` of a problem: a reference that opens its page on the host that answered. */
export function problemTypeUri(slug: ProblemSlug): string {
  return `/docs/problems#${slug}`
}
