/** A whole token as a plan: what stands in it, how it is written, how it is signed and put together. */
import fc from 'fast-check'
import { goodClaims } from '../issuer/mint.ts'
import type { AuthMode } from '../tokens/row.ts'
import { bytesOf, edits, encodings, layouts, plain } from './object.ts'
import type { ObjectPlan } from './object.ts'
import { goodSigners, signatures, signerFor } from './signature.ts'
import type { SignaturePlan } from './signature.ts'
import { claims, headerMembers } from './values.ts'

export interface TokenPlan {
  /** Which of the issuer's keys signs. */
  key: number
  header: ObjectPlan
  claims: ObjectPlan
  /** Characters of a claim without meaning. */
  filler: number
  signature: SignaturePlan
  spellings: Spelling[]
  shape: Shape
}

/** Another way to write a part: before it is signed, so that the signature is good for it, or after. */
interface Spelling {
  part: 0 | 1 | 2
  signed: boolean
  change: 'pad' | 'bits' | 'alphabet' | 'insert' | 'drop' | 'case'
  at: number
  character: string
}

type Shape =
  | 'compact'
  | 'two-parts'
  | 'no-signature'
  | 'four-parts'
  | 'five-parts'
  | 'reversed'
  | 'flattened'
  | 'general'
  | 'encoded-flattened'
  | 'dots'

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const key = fc.nat({ max: 3 })

export const goodToken: TokenPlan = {
  ...{ key: 0, header: plain, claims: plain, filler: 0 },
  ...{ signature: { kind: 'good' }, spellings: [], shape: 'compact' },
}

const good: fc.Arbitrary<TokenPlan> = key.map((index) => ({ ...goodToken, key: index }))

/** Good tokens of which only these aspects are changed. */
function varied(change: { [name in keyof TokenPlan]?: fc.Arbitrary<TokenPlan[name]> }) {
  return fc
    .tuple(good, fc.record(change))
    .map(([plan, changed]): TokenPlan => ({ ...plan, ...(changed as Partial<TokenPlan>) }))
}

const objects = (members: Parameters<typeof edits>[0]): fc.Arbitrary<ObjectPlan> =>
  edits(members).map((changes) => ({ ...plain, edits: changes }))

const laidOut: fc.Arbitrary<ObjectPlan> = layouts.map((layout) => ({ ...plain, layout }))
const encoded: fc.Arbitrary<ObjectPlan> = encodings.map((bytes) => ({ ...plain, bytes }))

const oddCharacters = fc.constantFrom(
  ...Array.from(' =+/.-_~,;:%"\'(){}[]<>@!$&*?#|\\^`Aa0\u00e9\u00a0\u00ff'),
)

const spellings = fc.array(
  fc.record({
    part: fc.constantFrom<Spelling['part'][]>(0, 1, 2),
    signed: fc.boolean(),
    change: fc.constantFrom<Spelling['change'][]>(
      ...(['pad', 'bits', 'alphabet', 'insert', 'drop', 'case'] as const),
    ),
    at: fraction,
    character: oddCharacters,
  }),
  { maxLength: 2, size: 'max' },
)

const shapes = fc.constantFrom<Shape[]>(
  ...(['compact', 'two-parts', 'no-signature', 'four-parts', 'five-parts', 'reversed'] as const),
  ...(['flattened', 'general', 'encoded-flattened', 'dots'] as const),
)

/** Each aspect alone, and all of them together: what the rules say of each must hold for the mixture. */
export const tokenPlans = {
  'the members of its header': varied({ header: objects(headerMembers) }),
  'its claims': varied({ claims: objects(claims) }),
  'the layout of its JSON': varied({
    header: fc.oneof(fc.constant(plain), laidOut),
    claims: fc.oneof(fc.constant(plain), laidOut),
  }),
  'the encoding of its JSON': varied({
    header: fc.oneof(fc.constant(plain), encoded),
    claims: fc.oneof(fc.constant(plain), encoded),
  }),
  'the spelling of its parts': varied({ spellings }),
  'its length': varied({
    filler: fc.oneof(
      fc.integer({ min: 0, max: 10_000 }),
      // The cap is met somewhere here, whatever the algorithm.
      fc.integer({ min: 5500, max: 5900 }),
    ),
  }),
  'its signature': varied({ signature: signatures }),
  'its serialization': varied({ shape: shapes }),
  'all of these at once': fc.record({
    key,
    header: fc.record({ edits: edits(headerMembers), layout: layouts, bytes: encodings }),
    claims: fc.record({ edits: edits(claims), layout: layouts, bytes: encodings }),
    filler: fc.integer({ min: 0, max: 2500 }),
    signature: signatures,
    spellings,
    shape: shapes,
  }),
} as const satisfies Record<string, fc.Arbitrary<TokenPlan>>

/** The text that the plan stands for, for this person and at this moment. */
export function tokenOf(plan: TokenPlan, mode: AuthMode, subject: string): string {
  const signers = goodSigners(mode)
  const signer = signers[plan.key % signers.length]
  if (!signer) throw new Error('the mode has no key')
  const filler = plan.filler === 0 ? {} : { filler: 'x'.repeat(plan.filler) }
  const header = bytesOf(plan.header, { ...signer.header }, subject)
  const payload = bytesOf(plan.claims, { ...goodClaims(subject), ...filler }, subject)
  const before = plan.spellings.filter(({ signed }) => signed)
  const [first = '', second = ''] = before.reduce(respelled, [encode(header), encode(payload)])
  const sign = signerFor(plan.signature, signer.sign)
  const signature = encode(sign(Buffer.from(`${first}.${second}`, 'latin1')))
  const after = plan.spellings.filter(({ signed }) => !signed)
  return shaped(after.reduce(respelled, [first, second, signature]), plan.shape)
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64url')
}

function respelled(parts: string[], { part, change, at, character }: Spelling): string[] {
  const text = parts[part]
  if (text === undefined) return parts
  const place = Math.floor(at * (text.length + 1))
  const changes = {
    pad: () => text.padEnd(Math.ceil((text.length + 1) / 4) * 4, '='),
    bits: () => text.slice(0, -1) + neighbour(text.slice(-1), at),
    alphabet: () => text.replaceAll('-', '+').replaceAll('_', '/'),
    insert: () => text.slice(0, place) + character + text.slice(place),
    drop: () => text.slice(0, place) + text.slice(place + 1),
    // Of ASCII alone: other capitals may lie beyond what a field can carry.
    case: () =>
      text.slice(0, place) +
      text.slice(place).replaceAll(/[a-z]/g, (letter) => letter.toUpperCase()),
  }
  return parts.with(part, changes[change]())
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** A character whose first bits are the same. */
function neighbour(character: string, at: number): string {
  const index = alphabet.indexOf(character)
  return index < 0 ? character : (alphabet[index ^ (1 + Math.floor(at * 3))] ?? '')
}

function shaped(parts: string[], shape: Shape): string {
  const [header = '', payload = '', signature = ''] = parts
  const flattened = { payload, protected: header, signature }
  switch (shape) {
    case 'compact':
      return parts.join('.')
    case 'two-parts':
      return `${header}.${payload}`
    case 'no-signature':
      return `${header}.${payload}.`
    case 'four-parts':
      return [...parts, signature].join('.')
    case 'five-parts':
      return [header, '', payload, signature, signature].join('.')
    case 'reversed':
      return parts.toReversed().join('.')
    case 'flattened':
      return JSON.stringify(flattened)
    case 'general':
      return JSON.stringify({ payload, signatures: [{ protected: header, signature }] })
    case 'encoded-flattened':
      return encode(Buffer.from(JSON.stringify(flattened)))
    case 'dots':
      return `${parts.join('..')}.`
  }
}
