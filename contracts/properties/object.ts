/** One part of a token before it is encoded: members that were edited, laid out and turned into bytes. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { Member, ValueText } from './values.ts'

export interface Edit extends Member {
  act: 'set' | 'remove' | 'repeat' | 'move'
}

export interface ObjectPlan {
  edits: Edit[]
  layout: Layout
  bytes: Bytes
}

interface Layout {
  /** Stand by turns between the signs of the JSON text. */
  blanks: string[]
  /** Writes each name's first character as an escape. */
  escaped: boolean
  /** Behind the object. */
  behind: string
}

type Bytes =
  | { kind: 'utf8' | 'bom' | 'utf16le' | 'utf16be' }
  /** These bytes at this part of the text's length. */
  | { kind: 'spoilt'; at: number; with: number[] }

const plainLayout: Layout = { blanks: [''], escaped: false, behind: '' }

export const plain: ObjectPlan = { edits: [], layout: plainLayout, bytes: { kind: 'utf8' } }

export function edits(members: fc.Arbitrary<Member>): fc.Arbitrary<Edit[]> {
  const acts = fc.oneof(
    { arbitrary: fc.constant<Edit['act']>('set'), weight: 6 },
    { arbitrary: fc.constantFrom<Edit['act']>('remove', 'repeat', 'move'), weight: 3 },
  )
  const edit = fc.tuple(acts, members).map(([act, member]) => ({ act, ...member }))
  return fc.array(edit, { minLength: 1, maxLength: 4, size: 'max' })
}

export const layouts: fc.Arbitrary<Layout> = fc.record({
  blanks: fc.array(
    fc.oneof(
      { arbitrary: fc.constantFrom('', ' ', '\n', '\t', '\r', '  \r\n'), weight: 30 },
      { arbitrary: fc.constantFrom('\u00a0', '\v', '\f', '\ufeff', '\0', '//\n', ','), weight: 1 },
    ),
    { minLength: 1, maxLength: 6 },
  ),
  escaped: fc.boolean(),
  behind: fc.oneof(
    { arbitrary: fc.constantFrom('', '', ' ', '\n'), weight: 6 },
    { arbitrary: fc.constantFrom('\0', 'x', '{}', ',', '}', '\ufeff'), weight: 1 },
  ),
})

export const encodings: fc.Arbitrary<Bytes> = fc.oneof(
  fc.constantFrom<Bytes>(
    { kind: 'utf8' },
    { kind: 'bom' },
    { kind: 'utf16le' },
    { kind: 'utf16be' },
  ),
  fc.record({
    kind: fc.constant('spoilt' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    with: fc.oneof(
      fc.constantFrom<number[][]>(
        [0xff],
        [0xc0, 0x80],
        [0xed, 0xa0, 0x80],
        [0xe2, 0x80],
        [0x80],
        [0x00],
      ),
      fc.array(fc.nat({ max: 255 }), { minLength: 1, maxLength: 4 }),
    ),
  }),
)

/** The bytes of the good members after these edits. `own` is the subject that a good token names. */
export function bytesOf(
  { edits: changes, layout, bytes }: ObjectPlan,
  good: Readonly<Record<string, unknown>>,
  own: string,
): Buffer {
  let members: [name: string, text: string][] = Object.entries(good)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, JSON.stringify(value)])
  for (const change of changes) members = applied(members, change, own)
  return spoilt(Buffer.from(written(members, layout)), bytes)
}

function applied(
  members: [string, string][],
  { act, name, value }: Edit,
  own: string,
): [string, string][] {
  const at = members.findIndex(([candidate]) => candidate === name)
  const rest = members.filter((_, index) => index !== at)
  const member: [string, string] = [name, textOf(value, own)]
  switch (act) {
    case 'remove':
      return rest
    case 'repeat':
      return [...members, member]
    case 'move':
      return [...members.slice(at, at + 1), ...rest]
    case 'set':
      return at < 0 ? [...members, member] : members.with(at, member)
  }
}

function textOf(value: ValueText, own: string): string {
  if (typeof value === 'string') return value
  if ('id' in value) return JSON.stringify(value.id === 'own' ? own : randomUUID())
  const seconds = Math.floor(Date.now() / 1000) + value.seconds
  switch (value.form) {
    case 'whole':
      return String(seconds)
    case 'fraction':
      return (seconds + 0.5).toString()
    case 'exponent':
      return seconds.toExponential()
    case 'text':
      return `"${String(seconds)}"`
    case 'milliseconds':
      return String(seconds * 1000)
    case 'list':
      return `[${String(seconds)}]`
  }
}

function written(members: [string, string][], { blanks, escaped, behind }: Layout): string {
  let turn = 0
  const blank = (): string => blanks[turn++ % blanks.length] ?? ''
  const texts = members.map(
    ([name, value]) =>
      `${blank()}${nameText(name, escaped)}${blank()}:${blank()}${value}${blank()}`,
  )
  return `${blank()}{${texts.join(',')}}${behind}`
}

function nameText(name: string, escaped: boolean): string {
  const code = name.charCodeAt(0).toString(16).padStart(4, '0')
  return escaped && name !== ''
    ? `"\\u${code}${JSON.stringify(name.slice(1)).slice(1)}`
    : JSON.stringify(name)
}

function spoilt(text: Buffer, bytes: Bytes): Buffer {
  switch (bytes.kind) {
    case 'utf8':
      return text
    case 'bom':
      return Buffer.concat([Buffer.from('\ufeff'), text])
    case 'utf16le':
      return Buffer.from(text.toString(), 'utf16le')
    case 'utf16be':
      return Buffer.from(text.toString(), 'utf16le').swap16()
    case 'spoilt': {
      const at = Math.floor(bytes.at * text.length)
      return Buffer.concat([text.subarray(0, at), Buffer.from(bytes.with), text.subarray(at)])
    }
  }
}
