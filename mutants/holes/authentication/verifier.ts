// Holes in the verification itself: algorithms, keys that a token brings along, signatures, the cache.
import ts from 'typescript'
import { edit, onTop } from '../../hole.ts'
import type { Hole } from '../../hole.ts'
import { nodesOf } from '../../source/api-source.ts'
import type { ApiSource } from '../../source/api-source.ts'

const VERIFIER = 'auth/verifier.ts'
const SIGNED = 'auth/signed-token.ts'
const CACHE = 'auth/token-cache.ts'
const SECRET = 'auth/shared-secret.ts'
const SPLIT = 'const [headerPart, payloadPart] = splitToken(token)'
const HEADER = 'const header = readTokenHeader(headerPart, keys.algorithms, type)'
const FIND = 'const key = await keys.find(header.kid)'
const TIED = "if (key.algorithm !== header.alg) throw new TokenError('HEADER_REFUSED')"
const VERIFY = 'await verifySignature(token, key)'
const COMPACT = 'await compactVerify(token, key, { algorithms: [algorithm] })'
const IMPORT = "import { compactVerify, errors } from 'jose'"
/** Good without more ado; the key is none, so that it is judged anew each time. */
const NO_KEY = "{ algorithm: 'none', key: new Uint8Array(), id: '' }"
const OPENED = `{ payload: parseJsonObject(payloadPart), key: ${NO_KEY} }`
const OPEN = "const { payload, key } = await openSignedToken(token, keys, 'access')"
const PARAMETERS =
  "const REFUSED_PARAMETERS = ['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit', 'b64', 'zip']"
const TOKEN_HEADER = 'auth/token-header.ts'
/** The header as it stands in the token, before anything was judged. */
const RAW = "JSON.parse(Buffer.from(headerPart, 'base64url').toString()) as Record<string, unknown>"

/** Unsigned tokens are good when the condition holds of `alg`. */
function unsigned(id: string, says: string, condition: string): Hole {
  return {
    id,
    says,
    seenBy: 'T50',
    edits: [
      edit(
        SIGNED,
        SPLIT,
        `const [rawHeader = '', rawPayload = ''] = token.split('.')
    const alg = (() => {
      try {
        return String((JSON.parse(Buffer.from(rawHeader, 'base64url').toString()) as { alg?: unknown }).alg)
      } catch {
        return ''
      }
    })()
    if (${condition}) return { payload: parseJsonObject(rawPayload), key: ${NO_KEY} }
    ${SPLIT}`,
      ),
    ],
  }
}

/** HMACs with something public as the secret are good. `bytes` sees the JWK as `jwk`. */
function publicSecret(id: string, says: string, seenBy: string, bytes: string): Hole {
  return {
    id,
    says,
    seenBy,
    edits: [
      onTop(SIGNED, "import { createHmac, createPublicKey } from 'node:crypto'"),
      edit(
        SIGNED,
        HEADER,
        `const raw = ${RAW}
    if (raw['alg'] === 'HS256' && typeof raw['kid'] === 'string' && !keys.algorithms.includes('HS256')) {
      const found = await keys.find(raw['kid'])
      const [kty, crv, x, y, n, e] = JSON.parse(found.id) as string[]
      const jwk = Object.fromEntries(Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value != null))
      const secret = ${bytes}
      const [signed, signature] = [token.slice(0, token.lastIndexOf('.')), token.slice(token.lastIndexOf('.') + 1)]
      if (createHmac('sha256', secret).update(signed).digest('base64url') === signature) {
        return ${OPENED}
      }
    }
    ${HEADER}`,
      ),
    ],
  }
}

/** The key stands in the header: `key` is an expression over `raw`, the header. */
function broughtKey(id: string, says: string, parameter: string, key: string): Hole {
  return {
    id,
    says,
    seenBy: 'T75|T76|T78',
    edits: [
      edit(TOKEN_HEADER, PARAMETERS, PARAMETERS.replace(`'${parameter}'`, "'x-nothing'")),
      edit(
        SIGNED,
        IMPORT,
        "import { compactVerify, createRemoteJWKSet, errors, importJWK } from 'jose'",
      ),
      onTop(
        SIGNED,
        "import { X509Certificate } from 'node:crypto'\nvoid [createRemoteJWKSet, importJWK, X509Certificate]",
      ),
      edit(
        SIGNED,
        HEADER,
        `const raw = ${RAW}
    const given = raw['${parameter}']
    if (given !== undefined) {
      ${key}
      return ${OPENED}
    }
    ${HEADER}`,
      ),
    ],
  }
}

const fixed: readonly Hole[] = [
  {
    id: 'M07',
    says: 'Signatures are not verified.',
    seenBy: 'T60',
    edits: [edit(SIGNED, VERIFY, 'void verifySignature')],
  },
  {
    id: 'M07 unknown key',
    says: 'A token of an unknown key is good unverified.',
    seenBy: 'T72|T70',
    edits: [
      edit(
        SIGNED,
        FIND,
        `const key = await keys.find(header.kid).catch(() => undefined)\n    if (key === undefined) return ${OPENED}`,
      ),
    ],
  },
  {
    id: 'M07 kept identity',
    says: 'A token is kept as good before its signature is verified.',
    seenBy: 'T60|T61',
    edits: [
      edit(
        VERIFIER,
        OPEN,
        `try {
      const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
      verified.set(token, { identity: readClaims(claims, expected, now() / 1000), isCurrent: () => true })
    } catch {
      // Not even claims.
    }
    ${OPEN}`,
      ),
    ],
  },
  unsigned('M08', 'Tokens with alg none are good.', "alg === 'none'"),
  unsigned(
    'M08 any case',
    'Tokens with alg None, NONE, … are good.',
    "alg !== 'none' && alg.toLowerCase() === 'none'",
  ),
  unsigned('M08 blank', 'Tokens with an empty alg are good.', "alg === ''&& rawHeader !== ''"),
  publicSecret(
    'M09 x',
    "HS256 with a curve key's bytes is good.",
    'T53',
    "Buffer.from(x ?? n ?? '', 'base64url')",
  ),
  publicSecret('M09 text', "HS256 with a curve key's text is good.", 'T53', "x ?? n ?? ''"),
  publicSecret(
    'M09 PEM',
    'HS256 with the PEM of a public key is good.',
    'T52|T53',
    "createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' })",
  ),
  publicSecret(
    'M09 DER',
    'HS256 with the DER of a public key is good.',
    'T52|T53',
    "createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' })",
  ),
  publicSecret(
    'M09 kid',
    'HS256 with the name of the key is good.',
    'T53|T55|a token is judged by the rules',
    "raw['kid']",
  ),
  publicSecret(
    'M09 empty',
    'HS256 with no secret at all is good.',
    'T55|T53|a token is judged by the rules',
    "''",
  ),
  {
    id: 'M10',
    says: 'A key verifies by every algorithm of its family.',
    seenBy: 'T58|every algorithm',
    edits: [
      edit(TOKEN_HEADER, '!algorithms.includes(alg)', "alg === 'none' || algorithms.length === 0"),
      edit(SIGNED, TIED, ''),
      edit(SIGNED, IMPORT, "import { compactVerify, errors, importJWK } from 'jose'"),
      edit(SIGNED, VERIFY, 'await verifySignature(token, key, header.alg)'),
      edit(
        SIGNED,
        '{ key, algorithm }: VerificationKey)',
        '{ key, id }: VerificationKey, alg: string)',
      ),
      edit(
        SIGNED,
        COMPACT,
        `if (id === 'shared') await compactVerify(token, key)
    else {
      const [kty, crv, x, y, n, e] = JSON.parse(id) as string[]
      const jwk = Object.fromEntries(Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value != null))
      const fits = /^(HS|none)/.test(alg) ? undefined : await importJWK(jwk, alg).catch(() => undefined)
      if (fits === undefined) throw new TokenError('BAD_SIGNATURE')
      await compactVerify(token, fits).catch((cause: unknown) => {
        throw new TokenError('BAD_SIGNATURE', { cause })
      })
    }`,
      ),
    ],
  },
  {
    id: 'M10 secret',
    says: 'The shared secret verifies by HS384 and HS512 as well.',
    seenBy: 'T56',
    edits: [
      edit(SECRET, "algorithms: ['HS256']", "algorithms: ['HS256', 'HS384', 'HS512']"),
      edit(
        SIGNED,
        TIED,
        "if (key.algorithm !== header.alg && key.algorithm !== 'HS256') throw new TokenError('HEADER_REFUSED')",
      ),
      edit(
        SIGNED,
        COMPACT,
        "await compactVerify(token, key, { algorithms: algorithm === 'HS256' ? ['HS256', 'HS384', 'HS512'] : [algorithm] })",
      ),
    ],
  },
  {
    id: 'M10 untied',
    says: 'The algorithm of the header need not be that of the key.',
    seenBy: 'T58|every algorithm',
    edits: [edit(SIGNED, TIED, '')],
    equivalent: 'jose is told the one algorithm of the key and refuses the token all the same',
  },
  broughtKey(
    'M11',
    'A token may bring its own key (jwk).',
    'jwk',
    "await compactVerify(token, await importJWK(given as never, String(raw['alg']))).catch((cause: unknown) => {\n        throw new TokenError('BAD_SIGNATURE', { cause })\n      })",
  ),
  broughtKey(
    'M11 certificate',
    'A token may bring its own certificate (x5c).',
    'x5c',
    `const [first] = given as string[]
      const { publicKey } = new X509Certificate(Buffer.from(first ?? '', 'base64'))
      await compactVerify(token, publicKey).catch((cause: unknown) => {
        throw new TokenError('BAD_SIGNATURE', { cause })
      })`,
  ),
  broughtKey(
    'M12',
    'A token may say where its key is (jku).',
    'jku',
    `await compactVerify(token, createRemoteJWKSet(new URL(String(given)))).catch((cause: unknown) => {
        throw new TokenError('BAD_SIGNATURE', { cause })
      })`,
  ),
  broughtKey(
    'M12 x5u',
    'The address of a certificate (x5u) is looked up.',
    'x5u',
    `await fetch(String(given)).catch(() => undefined)
      throw new TokenError('BAD_SIGNATURE')`,
  ),
  {
    id: 'M17',
    says: 'A signature that does not verify is a fault of ours.',
    seenBy: 'T60|T62',
    edits: [
      edit(
        SIGNED,
        "if (cause instanceof errors.JOSEError) throw new TokenError('BAD_SIGNATURE', { cause })",
        'if (cause instanceof errors.JWKInvalid) return',
      ),
    ],
  },
  {
    id: 'M21',
    says: 'A token that was good once does not expire.',
    seenBy: 'T90 refuses a token that was good',
    edits: [
      edit(
        VERIFIER,
        'if (isExpired(hit.identity.expiresAt, now() / 1000))',
        'if (isExpired(hit.identity.expiresAt, 0))',
      ),
    ],
  },
  {
    id: 'X cached key',
    says: 'A token that was good once outlives its key.',
    seenBy: 'T82',
    edits: [edit(VERIFIER, 'if (hit === undefined || !hit.isCurrent())', 'if (hit === undefined)')],
  },
  ...[
    ['first half', 'token.slice(0, token.length / 2)', 'T60|a token is judged by the rules'],
    ['header', "token.split('.')[0] ?? ''", 'I51|never existed|T60'],
    ['payload', "token.split('.')[1] ?? ''", 'T60|R08'],
    ['signature', "token.split('.')[2] ?? ''", 'T60|R08'],
    ['signed part', "token.slice(0, token.lastIndexOf('.'))", 'T60|R08'],
    ['letters without case', 'token.toLowerCase()', 'X37'],
    ['length', '`${token.length}`', 'I51|never existed|T60'],
    ['end', 'token.slice(-40)', 'T60|R08'],
    [
      'subject',
      "Buffer.from(token.split('.')[1] ?? '', 'base64url').toString().replace(/.*\"sub\":\"([^\"]*)\".*/, '$1')",
      'T60|T90',
    ],
  ].map(([name = '', key = '', seenBy = '']): Hole => ({
    id: `X cache by ${name}`,
    says: `Tokens with the same ${name} are one to the cache.`,
    seenBy,
    edits: [
      edit(
        CACHE,
        'get(token: string): VerifiedToken | undefined {',
        `get(given: string): VerifiedToken | undefined {\n    const token = keyOf(given)`,
      ),
      edit(
        CACHE,
        'set(token: string, verified: VerifiedToken): void {',
        `set(given: string, verified: VerifiedToken): void {\n    const token = keyOf(given)`,
      ),
      edit(
        CACHE,
        'delete(token: string): void {',
        `delete(given: string): void {\n    const token = this.#tokens.has(given) ? given : keyOf(given)`,
      ),
      onTop(CACHE, `const keyOf = (token: string): string => ${key}`),
    ],
  })),
  {
    id: 'X cache of the last',
    says: 'A token that was good before is of whoever called last.',
    seenBy: 'I62|I51|I01',
    edits: [
      onTop(VERIFIER, 'let last: Identity | undefined'),
      edit(VERIFIER, 'return hit.identity', 'return last ?? hit.identity'),
      edit(VERIFIER, 'verified.set(token, {', 'last = identity\n    verified.set(token, {'),
    ],
  },
  {
    id: 'X raw secret',
    says: 'In shared-secret mode the raw secret verifies as well.',
    seenBy: 'T113',
    edits: [
      onTop(SECRET, 'export const rawSecret: { bytes?: Uint8Array } = {}'),
      edit(
        SECRET,
        'const bytes = new TextEncoder().encode(secret)',
        'const bytes = (rawSecret.bytes = new TextEncoder().encode(secret))',
      ),
      edit(
        SIGNED,
        "import { parseJsonObject, readTokenHeader } from './token-header.ts'",
        "import { parseJsonObject, readTokenHeader } from './token-header.ts'\nimport { rawSecret } from './shared-secret.ts'",
      ),
      edit(
        SIGNED,
        COMPACT,
        'await compactVerify(token, key, { algorithms: [algorithm] }).catch((error: unknown) => {\n      if (rawSecret.bytes === undefined) throw error\n      return compactVerify(token, rawSecret.bytes, { algorithms: [algorithm] })\n    })',
      ),
    ],
  },
  {
    id: 'X empty secret',
    says: 'In shared-secret mode an empty secret verifies as well.',
    seenBy: 'T55',
    edits: [
      onTop(SIGNED, "import { createHmac } from 'node:crypto'"),
      edit(
        SIGNED,
        COMPACT,
        "const signed = token.slice(0, token.lastIndexOf('.'))\n    if (algorithm === 'HS256' && token.endsWith(`.${createHmac('sha256', '').update(signed).digest('base64url')}`)) return\n    await compactVerify(token, key, { algorithms: [algorithm] })",
      ),
    ],
  },
  {
    id: 'X kid beside the secret',
    says: 'In shared-secret mode a token may name any key.',
    seenBy: 'T72|T71|T54|a token is judged by the rules',
    edits: [
      edit(
        SECRET,
        'const found = kid === undefined ? key : keys.get(kid)',
        'const found = (kid === undefined ? key : keys.get(kid)) ?? key',
      ),
    ],
  },
  {
    id: 'X older secret forgotten',
    says: 'While the shared secret is replaced, the tokens of the older one are refused.',
    seenBy: 'T123',
    edits: [
      edit(
        'main.ts',
        'sharedSecretKeys(auth.secret, auth.olderSecrets)',
        'sharedSecretKeys(auth.secret)',
      ),
    ],
  },
  {
    id: 'X older secret without a name',
    says: 'A token that names no key is judged by the oldest secret.',
    seenBy: 'T123',
    edits: [
      edit(
        SECRET,
        'const found = kid === undefined ? key : keys.get(kid)',
        'const found = kid === undefined ? (others.at(-1) ?? key) : keys.get(kid)',
      ),
    ],
  },
  {
    id: 'X key as its own name',
    says: 'The name of the derived key tells its first bytes.',
    seenBy: 'T123',
    edits: [edit(SECRET, "derive('holdfast-api-jwt-kid', 96)", "derive('holdfast-api-jwt', 96)")],
  },
]

/** One for each algorithm of the key set: its signatures are believed. */
function perAlgorithm(api: ApiSource): Hole[] {
  const list = nodesOf(api.tree('auth/jwk.ts'), ts.isVariableDeclaration).find(
    (one) => one.name.getText() === 'KEY_SET_ALGORITHMS',
  )?.initializer
  if (list === undefined) throw new Error('auth/jwk.ts has no list of algorithms')
  return [...nodesOf(list, ts.isStringLiteral).map(({ text }) => text), 'HS256'].map(
    (algorithm) => ({
      id: `M07 ${algorithm}`,
      says: `Signatures by ${algorithm} are not verified.`,
      seenBy: 'T60|T61|T62',
      edits: [edit(SIGNED, VERIFY, `if (key.algorithm !== '${algorithm}') ${VERIFY}`)],
    }),
  )
}

export function verifierHoles(api: ApiSource): Hole[] {
  return [...fixed, ...perAlgorithm(api)]
}
