// Holes in the limits of requests: sizes, depths, encodings, parameters.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const BODY = 'http/body.ts'
const LIST = 'http/tasks/list.ts'
const PAGE = 'http/page.ts'
const RECORD = 'http/record-schema.ts'
const SCHEMA = 'http/tasks/schema.ts'
const TEXT = 'http/tasks/text.ts'
const QUERY = 'http/query.ts'
const PARSE = 'return parseStrictJson(decodeUtf8(bytes), MAX_BODY_DEPTH)'
const MEDIA = "if (!mediaTypes.includes(mediaType) || !isUtf8 || coding !== 'identity')"

export const bodyHoles: readonly Hole[] = [
  {
    id: 'M57',
    says: 'A body may have any size.',
    seenBy: '100 KiB|announced',
    edits: [edit(BODY, 'MAX_BODY_BYTES = 100 * 1024', 'MAX_BODY_BYTES = 1e12')],
  },
  {
    id: 'M57 streamed',
    says: 'Only the announced length of a body is bounded.',
    seenBy: '100 KiB|announced',
    edits: [
      edit(BODY, '{ maxBytes, maxMs: MAX_BODY_MS,', '{ maxBytes: Infinity, maxMs: MAX_BODY_MS,'),
    ],
  },
  {
    id: 'M57 announced',
    says: 'Only the bytes that arrive are bounded.',
    seenBy: 'announced',
    edits: [edit(BODY, 'if (announced > maxBytes) {', 'if (announced > Infinity) {')],
  },
  {
    id: 'M57 by one',
    says: 'A body may have one byte too many.',
    seenBy: '100 KiB',
    edits: [edit(BODY, 'MAX_BODY_BYTES = 100 * 1024', 'MAX_BODY_BYTES = 100 * 1024 + 1')],
  },
  {
    id: 'X body depth',
    says: 'A body may be nested at any depth.',
    seenBy: '32 levels',
    edits: [edit(BODY, 'MAX_BODY_DEPTH = 32', 'MAX_BODY_DEPTH = Infinity')],
  },
  {
    id: 'X body depth by one',
    says: 'A body may be nested one level too deep.',
    seenBy: '32 levels',
    edits: [edit(BODY, 'MAX_BODY_DEPTH = 32', 'MAX_BODY_DEPTH = 33')],
  },
  {
    id: 'X body text',
    says: 'A body in bytes that are no UTF-8 is taken with U+FFFD.',
    seenBy: 'not JSON',
    edits: [
      edit(BODY, PARSE, 'return parseStrictJson(new TextDecoder().decode(bytes), MAX_BODY_DEPTH)'),
    ],
  },
  {
    id: 'X body members twice',
    says: 'A body may name a member twice.',
    seenBy: 'not JSON',
    edits: [
      edit(
        BODY,
        PARSE,
        'const parsed = decodeUtf8(bytes)\n    try {\n      return JSON.parse(parsed) as unknown\n    } catch {\n      return parseStrictJson(parsed, MAX_BODY_DEPTH)\n    }',
      ),
    ],
  },
  {
    id: 'X body types',
    says: 'A body of any media type is read.',
    seenBy: 'media type|T01|T14',
    edits: [edit(BODY, MEDIA, "if (mediaTypes.length === 0 || !isUtf8 || coding !== 'identity')")],
  },
  {
    id: 'X body charset',
    says: 'A body of any charset is read as UTF-8.',
    seenBy: 'media type',
    edits: [
      edit(
        BODY,
        MEDIA,
        "if (!mediaTypes.includes(mediaType) || (isUtf8 && coding !== 'identity'))",
      ),
    ],
  },
  {
    id: 'X body coding',
    says: 'The coding of a body is passed over.',
    seenBy: 'media type',
    edits: [edit(BODY, MEDIA, "if (!mediaTypes.includes(mediaType) || !isUtf8 || coding === '')")],
  },
  {
    id: 'X body that never ends',
    says: 'A body may take for ever to arrive.',
    seenBy: 'X25',
    edits: [edit(BODY, 'MAX_BODY_MS = 10_000', 'MAX_BODY_MS = 2_000_000_000')],
  },
  {
    id: 'X NUL',
    says: 'Text may hold U+0000.',
    seenBy: 'wrong kind|half a character|I04',
    edits: [
      edit(
        TEXT,
        "return value.isWellFormed() && !value.includes('\\0')",
        'return value.isWellFormed()',
      ),
    ],
  },
  {
    id: 'X half characters',
    says: 'Text may hold half a character.',
    seenBy: 'X41',
    edits: [
      edit(
        TEXT,
        "return value.isWellFormed() && !value.includes('\\0')",
        "return !value.includes('\\0')",
      ),
    ],
  },
  {
    id: 'X length in units',
    says: 'The length of a text is counted in UTF-16 units.',
    seenBy: 'counts a title|grants what stands',
    edits: [
      edit(
        TEXT,
        'value.length <= characters || Array.from(value).length <= characters',
        'value.length <= characters',
      ),
    ],
  },
  {
    id: 'X title length',
    says: 'A title may have 501 characters.',
    seenBy: 'counts a title|refuses by name',
    edits: [edit(SCHEMA, 'const Title = line(TITLE_MAX,', 'const Title = line(TITLE_MAX + 1,')],
  },
  {
    id: 'X notes length',
    says: 'Notes may have 20,001 characters.',
    seenBy: 'counts a title|refuses by name',
    edits: [edit(SCHEMA, 'const Notes = text(NOTES_MAX)', 'const Notes = text(NOTES_MAX + 1)')],
  },
  {
    id: 'X blank title',
    says: 'A title may be blank.',
    seenBy: 'counts a title|refuses by name',
    edits: [edit(RECORD, ".refine((value) => NOT_BLANK.test(value), 'must not be blank')", '')],
  },
  {
    id: 'M61',
    says: 'A page may have any size.',
    seenBy: 'I06|fifty',
    edits: [edit(PAGE, 'limit >= 1 && limit <= max', 'limit >= 1')],
  },
  {
    id: 'M61 by one',
    says: 'A page may have one more than the most.',
    seenBy: 'I06|fifty',
    edits: [edit(PAGE, 'limit >= 1 && limit <= max', 'limit >= 1 && limit <= max + 1')],
  },
  {
    id: 'M61 none',
    says: 'A page may have nothing.',
    seenBy: 'I06|fifty',
    edits: [edit(PAGE, 'limit >= 1 && limit <= max', 'limit <= max')],
  },
  {
    id: 'M61 capped',
    says: 'A page that is too large is cut without a word.',
    seenBy: 'I06|fifty',
    edits: [
      edit(
        PAGE,
        '.refine((limit) => limit >= 1 && limit <= max, `must be from 1 to ${max}`)',
        '.transform((limit) => Math.max(1, Math.min(limit, max)))',
      ),
    ],
  },
  {
    id: 'X search length',
    says: 'A search may have any length.',
    seenBy: 'I04|outside the contract|search|refuses by name',
    edits: [edit(LIST, 'q: text(MAX_SEARCH)', 'q: text(100_000)')],
  },
  {
    id: 'X search pattern',
    says: 'A search takes % and _ for patterns.',
    seenBy: 'every character for itself|I04',
    edits: [
      edit(
        'db/list-statements.ts',
        "return `%${text.replace(/[\\\\%_]/g, '\\\\$&')}%`",
        'return `%${text}%`',
      ),
    ],
  },
  {
    id: 'X search in case',
    says: 'A search regards case.',
    seenBy: 'X18',
    edits: [
      edit(
        'db/list-statements.ts',
        'sql`${tasks.title} ilike ${pattern}`',
        'sql`${tasks.title} like ${pattern}`',
      ),
    ],
  },
  {
    id: 'X unknown parameters',
    says: 'Parameters that nobody knows are passed over.',
    seenBy: 'I02|outside the contract',
    edits: [
      edit(
        'http/operation.ts',
        'const NO_PARAMETERS = z.strictObject({})',
        'const NO_PARAMETERS = z.object({})',
      ),
    ],
  },
  {
    id: 'X unknown parameters of the list',
    says: 'The list passes over parameters that nobody knows.',
    seenBy: 'I02|I05|outside the contract',
    edits: [edit(LIST, 'const Query = z.strictObject({', 'const Query = z.object({')],
  },
  {
    id: 'X parameter twice',
    says: 'Of a parameter that is given twice the last counts.',
    seenBy: 'outside the contract|refuses by name',
    edits: [edit(QUERY, 'if (name in values)', "if (name === '')")],
  },
  {
    id: 'X parameter bytes',
    says: 'Percent-encoding that is no UTF-8 becomes U+FFFD.',
    seenBy: 'text that is no text',
    edits: [edit(QUERY, 'decodeURIComponent(text)', "encodeURIComponent('')")],
  },
  {
    id: 'X header fields',
    says: 'Of hundreds of header fields the rest is dropped unsaid.',
    seenBy: 'X19',
    edits: [
      edit(
        'server/node.ts',
        'incoming.rawHeaders.length > 2 * MAX_HEADER_FIELDS',
        'incoming.rawHeaders.length > 2e9',
      ),
      edit('server/node.ts', 'server.maxHeadersCount = 0', 'server.maxHeadersCount = 100'),
    ],
    equivalent:
      'Node 24.18 refuses what is beyond its own bound with 431; before, it dropped the rest',
  },
]
