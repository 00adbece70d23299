// Holes in the judgement of a token's header, its parts and its spelling.
import ts from 'typescript'
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'
import { nodesOf } from '../../source/api-source.ts'
import type { ApiSource } from '../../source/api-source.ts'

const HEADER = 'auth/token-header.ts'
const SIGNED = 'auth/signed-token.ts'
const BASE64 = 'auth/base64url.ts'
const STRICT = 'json/strict-json.ts'
const TYPE = "return typ === undefined || (typeof typ === 'string' && typ.toUpperCase() === 'JWT')"
const PARTS = 'if (parts.length !== 3 || header === undefined || payload === undefined)'
const CANONICAL = "if (!parts.every(isCanonicalBase64Url)) throw new TokenError('MALFORMED')"
const PARSE = 'value = parseStrictJson(decodeUtf8(base64url.decode(part)), MAX_DEPTH)'
const KID = "if (typeof kid !== 'string' || kid === '' || kid.length > MAX_KID_LENGTH)"

function typeHole(name: string, accepted: string): Hole {
  return {
    id: `M26 ${name}`,
    says: `A token of the type ${name} is taken for an access token.`,
    seenBy: 'T109|T110|T111',
    edits: [edit(HEADER, TYPE, TYPE.replace('return ', `return (${accepted}) || `))],
  }
}

const fixed: readonly Hole[] = [
  {
    id: 'M26',
    says: 'A token of any type is taken for an access token.',
    seenBy: 'T110|T111',
    edits: [edit(HEADER, TYPE, 'return typ !== Symbol.iterator')],
  },
  typeHole('better-auth.session-cache+jwt', "typ === 'better-auth.session-cache+jwt'"),
  typeHole('logout+jwt', "typ === 'logout+jwt'"),
  typeHole('id_token+jwt', "typ === 'id_token+jwt'"),
  typeHole('dpop+jwt', "typ === 'dpop+jwt'"),
  typeHole('at+jwt', "typeof typ === 'string' && /^(application\\/)?at\\+jwt$/.test(typ)"),
  typeHole('number', "typeof typ === 'number'"),
  typeHole('null', 'typ === null'),
  typeHole('list', 'Array.isArray(typ)'),
  {
    id: 'M26 prefix',
    says: 'A type that begins with JWT is taken for JWT.',
    seenBy: 'T111',
    edits: [edit(HEADER, "typ.toUpperCase() === 'JWT'", "typ.toUpperCase().startsWith('JWT')")],
  },
  {
    id: 'M26 suffix',
    says: 'A type that ends with JWT is taken for JWT.',
    seenBy: 'T111',
    edits: [edit(HEADER, "typ.toUpperCase() === 'JWT'", "typ.toUpperCase().endsWith('JWT')")],
  },
  {
    id: 'X type by case',
    says: 'The type JWT is refused when it is in lower case.',
    seenBy: 'X12',
    edits: [edit(HEADER, "typ.toUpperCase() === 'JWT'", "typ === 'JWT'")],
  },
  {
    id: 'X kid of any type',
    says: 'A kid that is no text is passed over in shared-secret mode.',
    seenBy: 'X11',
    edits: [edit(HEADER, 'if (kid === undefined)', "if (typeof kid !== 'string')")],
  },
  {
    id: 'X kid of any length',
    says: 'A kid may be as long as a token.',
    seenBy: 'T72',
    edits: [edit(HEADER, KID, "if (typeof kid !== 'string' || kid === '')")],
    equivalent: 'a kid of 256 characters or more names no key of a set that has none',
  },
  {
    id: 'X two parts',
    says: 'A token needs only two parts.',
    seenBy: 'T31',
    edits: [edit(SIGNED, PARTS, 'if (header === undefined || payload === undefined)')],
    equivalent: 'jose itself refuses a JWS that has no three parts',
  },
  {
    id: 'X empty signature',
    says: 'A token with an empty signature is good.',
    seenBy: 'T32|T50',
    edits: [
      edit(
        SIGNED,
        CANONICAL,
        "if (!parts.every((part) => part === '' || isCanonicalBase64Url(part))) throw new TokenError('MALFORMED')",
      ),
      edit(
        SIGNED,
        'await verifySignature(token, key)',
        "if (!token.endsWith('.')) await verifySignature(token, key)",
      ),
    ],
  },
  {
    id: 'X non-canonical',
    says: 'A signature may be spelt in several ways.',
    seenBy: 'T36',
    edits: [
      edit(
        BASE64,
        'return rest === 2 ? (last & 0b1111) === 0 : (last & 0b11) === 0',
        'return last >= 0',
      ),
    ],
  },
  {
    id: 'X padding',
    says: 'The parts of a token may be padded.',
    seenBy: 'T35|outside base64url',
    edits: [
      edit(
        SIGNED,
        'const [headerPart, payloadPart] = splitToken(token)',
        "token = token.replace(/=+(?=\\.|$)/g, '')\n    const [headerPart, payloadPart] = splitToken(token)",
      ),
    ],
  },
  {
    id: 'X plain base64',
    says: 'The parts of a token may be in plain base64.',
    seenBy: 'T37|outside base64url',
    edits: [
      edit(
        SIGNED,
        'const [headerPart, payloadPart] = splitToken(token)',
        "token = token.replaceAll('+', '-').replaceAll('/', '_')\n    const [headerPart, payloadPart] = splitToken(token)",
      ),
    ],
  },
  {
    id: 'X characters passed over',
    says: 'Characters outside of base64url are passed over.',
    seenBy: 'outside base64url|T30',
    edits: [
      edit(
        SIGNED,
        'const [headerPart, payloadPart] = splitToken(token)',
        "token = token.replace(/[~+/]/g, '')\n    const [headerPart, payloadPart] = splitToken(token)",
      ),
    ],
  },
  {
    id: 'X duplicate members',
    says: 'A header or a payload may name a member twice.',
    seenBy: 'T45|T46',
    edits: [
      edit(HEADER, PARSE, 'value = JSON.parse(decodeUtf8(base64url.decode(part))) as unknown'),
      edit(HEADER, 'import { decodeUtf8, parseStrictJson }', 'import { decodeUtf8 }'),
    ],
  },
  {
    id: 'X duplicate members escaped',
    says: 'A member may be named twice when one name is escaped.',
    seenBy: 'T46|T45|refuses what is not JSON',
    edits: [
      edit(
        STRICT,
        "if (!quoted.includes('\\\\')) return quoted",
        'if (quoted.length > 0) return quoted',
      ),
    ],
  },
  {
    id: 'X invalid UTF-8',
    says: 'Bytes that are no UTF-8 become U+FFFD.',
    seenBy: 'T43|T41|refuses what is not JSON',
    edits: [edit(STRICT, 'fatal: true', 'fatal: false')],
  },
  {
    id: 'X byte order mark',
    says: 'A byte order mark is passed over.',
    seenBy: 'T44|refuses what is not JSON',
    edits: [edit(STRICT, 'ignoreBOM: true', 'ignoreBOM: false')],
  },
  {
    id: 'X token depth',
    says: 'A token may be nested as deep as it has room for.',
    seenBy: 'X13',
    edits: [edit(HEADER, 'const MAX_DEPTH = 8', 'const MAX_DEPTH = Infinity')],
  },
  {
    id: 'X list as payload',
    says: 'A payload may be a list.',
    seenBy: 'T41',
    edits: [edit(HEADER, ' || Array.isArray(value)', '')],
    equivalent: 'a list has no members that a header or a payload must have',
  },
  {
    id: 'X header list',
    says: 'The header may be judged by its last member of a name.',
    seenBy: 'T45',
    edits: [
      edit(
        HEADER,
        'const header = parseJsonObject(part)',
        'const header = JSON.parse(decodeUtf8(base64url.decode(part))) as Record<string, unknown>',
      ),
    ],
  },
]

/** A hole for each parameter of the header that must be refused. */
function parameterHoles(api: ApiSource): Hole[] {
  const list = nodesOf(api.tree(HEADER), ts.isVariableDeclaration).find(
    (one) => one.name.getText() === 'REFUSED_PARAMETERS',
  )?.initializer
  if (list === undefined || !ts.isArrayLiteralExpression(list)) {
    throw new Error(`${HEADER} has no list of refused parameters`)
  }
  return list.elements.map((element) => {
    const name = element.getText().slice(1, -1)
    return {
      id: `X parameter ${name}`,
      says: `A token with the header parameter ${name} is not refused.`,
      seenBy: 'X43|T79|T81',
      edits: [
        { file: HEADER, start: element.getStart(), end: element.getEnd(), replace: "'x-nothing'" },
      ],
      ...(name === 'crit'
        ? {
            equivalent:
              'jose refuses a critical extension that it does not know, and b64 is refused by itself',
          }
        : {}),
    }
  })
}

export function headerHoles(api: ApiSource): Hole[] {
  return [...fixed, ...parameterHoles(api)]
}
