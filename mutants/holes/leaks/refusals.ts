// Holes in what a refusal tells: challenges, texts, the order of checks.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'
import type { ApiSource } from '../../source/api-source.ts'
import { securedOperationsOf } from '../../source/operations.ts'

const CHALLENGE = 'http/challenge.ts'
const PROBLEMS = 'http/problems.ts'
const OPERATION = 'http/operation.ts'
const APP = 'http/app.ts'
const TOKEN_ERROR = 'auth/token-error.ts'
const VALIDATION = 'http/validation.ts'
const NO_CREDENTIALS = "if (error.code === 'NO_CREDENTIALS') return 'Bearer realm=\"holdfast\"'"
const TOKEN_ANSWER = "headers: { 'www-authenticate': challengeFor(error) },"

/** The operation is reached before the guard, which is asked once the request is found valid. */
function validatedFirst(api: ApiSource): Hole[] {
  return securedOperationsOf(api).map(({ id, method, path }) => ({
    id: `M49 ${method} ${path}`,
    says: `${method} ${path} says what is wrong with a request before it asks who sent it.`,
    seenBy: 'T01',
    edits: [
      edit(
        APP,
        'if (operation.isPublic) operation.mount(app)',
        `if (operation.isPublic || operation.contract.operationId === '${id}') operation.mount(app)`,
      ),
      edit(OPERATION, 'if (!isPublic) requireScope(context, needed)', ''),
      edit(
        OPERATION,
        'return handle(call as unknown as Call<Contract>)',
        `if (contract.operationId === '${id}') await requireUser(context, () => Promise.resolve())\n    return handle(call as unknown as Call<Contract>)`,
      ),
      edit(
        OPERATION,
        "import { RequestError } from './request-error.ts'",
        "import { RequestError } from './request-error.ts'\nimport { requireUser } from './require-user.ts'",
      ),
    ],
  }))
}

export function refusalHoles(api: ApiSource): Hole[] {
  return [...validatedFirst(api), ...fixed]
}

const fixed: readonly Hole[] = [
  {
    id: 'M51',
    says: 'A 401 carries no challenge.',
    seenBy: 'T01|T03',
    edits: [edit(PROBLEMS, TOKEN_ANSWER, 'headers: challengeFor(error) === "" ? { x: "" } : {},')],
  },
  {
    id: 'M51 error without credentials',
    says: 'The challenge speaks of a bad token where there was none.',
    seenBy: 'T01',
    edits: [edit(CHALLENGE, NO_CREDENTIALS, '')],
  },
  {
    id: 'M51 no error',
    says: 'The challenge does not say that the token is bad.',
    seenBy: 'T03|T60',
    edits: [
      edit(
        CHALLENGE,
        NO_CREDENTIALS,
        'if (error.code.length > 0) return \'Bearer realm="holdfast"\'',
      ),
    ],
  },
  {
    id: 'M51 cause',
    says: "The challenge repeats jose's own words.",
    seenBy: 'T60|X13',
    edits: [
      edit(
        CHALLENGE,
        '${error.message}"`',
        '${error.cause instanceof Error ? error.cause.message : error.message}"`',
      ),
    ],
  },
  {
    id: 'M51 cause in the body',
    says: "The body of a 401 repeats jose's own words.",
    seenBy: 'T60|X13',
    edits: [
      edit(
        PROBLEMS,
        'members: { detail: error.message },',
        'members: { detail: error.cause instanceof Error ? error.cause.message : error.message },',
      ),
    ],
  },
  {
    id: 'M51 code',
    says: 'The body of a 401 says by which check the token fell.',
    seenBy: 'T60|T90',
    edits: [
      edit(
        PROBLEMS,
        'members: { detail: error.message },',
        'members: { detail: error.message, code: error.code },',
      ),
    ],
  },
  {
    id: 'M51 realm',
    says: 'The challenge says which host was asked.',
    seenBy: 'T01',
    edits: [
      edit(
        CHALLENGE,
        'return \'Bearer realm="holdfast"\'',
        'return `Bearer realm="holdfast ${error.name}"`',
      ),
    ],
  },
  {
    id: 'M51 the claim',
    says: 'A 401 tells what the token claimed.',
    seenBy: 'T101|T102',
    edits: [
      edit(
        TOKEN_ERROR,
        'super(DESCRIPTIONS[code], options)',
        "super(code === 'CLAIM_REFUSED' && options?.cause instanceof Error ? options.cause.message : DESCRIPTIONS[code], options)",
      ),
      edit(
        'auth/claims.ts',
        "if (iss !== expected.issuer) throw new TokenError('CLAIM_REFUSED')",
        "if (iss !== expected.issuer) throw new TokenError('CLAIM_REFUSED', { cause: new Error(`The issuer is ${String(iss)}.`) })",
      ),
    ],
  },
  {
    id: 'X key by name',
    says: 'A 401 repeats the name of the key.',
    seenBy: 'T72|T70',
    edits: [
      edit(
        TOKEN_ERROR,
        'super(DESCRIPTIONS[code], options)',
        'super(options?.cause instanceof URIError ? options.cause.message : DESCRIPTIONS[code], options)',
      ),
      edit(
        'auth/key-set.ts',
        "throw new TokenError('UNKNOWN_KEY')",
        "throw new TokenError('UNKNOWN_KEY', { cause: new URIError(`No key ${kid}.`) })",
      ),
    ],
  },
  {
    id: 'X 403 for a bad token',
    says: 'A bad token is answered 403.',
    seenBy: 'T60',
    edits: [
      edit(
        'http/problem-types.ts',
        "'invalid-token': {\n    status: 401,",
        "'invalid-token': {\n    status: 403,",
      ),
    ],
  },
  {
    id: 'X details of a body',
    says: 'A refused body is quoted.',
    seenBy: 'X40',
    edits: [
      edit(
        VALIDATION,
        'return [at(issue.path, sentenceOf(issue))]',
        'return [at(issue.path, `${sentenceOf(issue)}, not ${JSON.stringify(issue.input)}`)]',
      ),
      edit(
        'http/operation.ts',
        'const result = schema.safeParse(await readJsonBody(context.req.raw, taken))',
        'const result = schema.safeParse(await readJsonBody(context.req.raw, taken), { reportInput: true })',
      ),
    ],
  },
  {
    id: 'X details of a query',
    says: 'A refused parameter is quoted.',
    seenBy: 'I02|I05|I06|refused by name',
    edits: [
      edit(
        VALIDATION,
        'return [at(issue.path, sentenceOf(issue))]',
        'return [at(issue.path, `${sentenceOf(issue)}, not ${JSON.stringify(issue.input)}`)]',
      ),
      edit(
        'http/operation.ts',
        'const result = schema.safeParse(readQuery(context.req.url))',
        'const result = schema.safeParse(readQuery(context.req.url), { reportInput: true })',
      ),
    ],
  },
  {
    id: "X parser's words",
    says: "A body that is no JSON is answered in the parser's words.",
    seenBy: 'X20',
    edits: [
      edit(
        'http/body.ts',
        'malformed(`The body is ${cause.message}.`, cause)',
        'malformed(`The body is ${cause.cause instanceof Error ? cause.cause.message : cause.message}.`, cause)',
      ),
    ],
  },
  {
    id: 'X path in the 404',
    says: 'A 404 repeats the path.',
    seenBy: 'never existed|I52|I11',
    edits: [
      edit(
        'http/no-route.ts',
        "throw new RequestError('NO_SUCH_PATH')",
        "throw new RequestError('NO_SUCH_PATH', { detail: `There is no ${context.req.path}.` })",
      ),
      edit(
        'http/operation.ts',
        "throw new RequestError('NO_SUCH_PATH')",
        "throw new RequestError('NO_SUCH_PATH', { detail: `There is no ${context.req.path}.` })",
      ),
    ],
  },
  {
    id: 'X malformed id',
    says: 'An id that could not exist is told from one that does not.',
    seenBy: 'I11|I12',
    edits: [
      edit(
        'http/operation.ts',
        "if (!result.success) throw new RequestError('NO_SUCH_PATH')",
        "if (!result.success) throw new RequestError('MALFORMED_REQUEST')",
      ),
    ],
  },
  {
    id: 'X plain JSON errors',
    says: 'Errors are not of the media type of problems.',
    seenBy: 'T01',
    edits: [
      edit(
        PROBLEMS,
        "'content-type': 'application/problem+json'",
        "'content-type': 'application/json'",
      ),
    ],
  },
  {
    id: 'X framework text',
    says: "An unknown path is answered in the framework's words.",
    seenBy: 'I52',
    edits: [edit(APP, 'app.notFound(createNoRoute(operations))', 'void createNoRoute')],
  },
  {
    id: 'X 405 without Allow',
    says: 'A 405 does not say which methods there are.',
    seenBy: 'I52',
    edits: [edit('http/no-route.ts', '{ headers: { allow: match.allow } }', '{}')],
  },
  {
    id: 'X Allow without HEAD',
    says: 'Allow leaves HEAD out.',
    seenBy: 'I52',
    edits: [
      edit(
        'http/no-route.ts',
        "method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]",
        '[method.toUpperCase()]',
      ),
    ],
  },
  {
    id: 'X 404 in place of 405',
    says: 'A method that a path does not have is answered 404.',
    seenBy: 'I52',
    edits: [
      edit(
        'http/no-route.ts',
        'if (match === undefined)',
        "if (match === undefined || match.allow === '')",
      ),
      edit(
        'http/no-route.ts',
        "throw new RequestError('METHOD_NOT_ALLOWED', { headers: { allow: match.allow } })",
        "throw new RequestError('NO_SUCH_PATH')",
      ),
    ],
  },
]
