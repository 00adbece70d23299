import { createHash } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import { getSettings } from '../../settings/read.ts'
import { readSettings } from '../../settings/settings.ts'
import { IMPORT_FORMATS, readFile } from '../../transfer/formats.ts'
import { importDocument } from '../../transfer/import/import.ts'
import { DAY_ORDERS } from '../../transfer/options.ts'
import { NO_STORE } from '../answer.ts'
import { GONE, headers } from '../openapi-headers.ts'
import { IdempotencyKey, WRITE_PROBLEMS, needs, problems } from '../openapi.ts'
import { MAX_BYTES, TAKES_FILE, defineOperation } from '../operation.ts'
import { line } from '../record-schema.ts'
import { answerWrite } from '../write.ts'
import { ImportAnswer } from './schema.ts'

const MAX_FILE_BYTES = 10 * 1024 * 1024

const EXAMPLE_FILE = JSON.stringify({
  format: 'holdfast',
  version: 1,
  tasks: [{ title: 'Water the plants' }],
})

// OpenAPI 3.1 §4.8.14.2; the types are those of 3.0.
const FileBytes = z.string().openapi({
  contentMediaType: 'application/octet-stream',
  example: EXAMPLE_FILE,
} as never)

const Query = z.strictObject({
  format: z
    .enum(IMPORT_FORMATS, `must be one of ${IMPORT_FORMATS.join(', ')}`)
    .default('json')
    .openapi({
      description:
        '`json` and `csv` are our own; `todoist` is the CSV of a project, `vikunja` the zip archive of an account, `microsoft-todo` what Microsoft Graph tells, `outlook` its CSV, `google-tasks` the Tasks.json of a Takeout, `icalendar` a file with VTODO.',
    }),
  dryRun: z
    .enum(['true', 'false'], 'must be true or false')
    .default('false')
    .openapi({ description: '`true`: nothing is changed, and the answer is the same.' }),
  listName: line(200, 'Old tasks').optional().openapi({
    description: 'The list for what the file puts in none, with formats that have such.',
  }),
  dayOrder: z
    .enum(DAY_ORDERS, `must be one of ${DAY_ORDERS.join(', ')}`)
    .optional()
    .openapi({ description: 'With `outlook`: how days of numbers alone are written.' }),
})

export const importOperation = defineOperation(
  createRoute({
    method: 'post',
    path: '/v1/import',
    operationId: 'importFile',
    tags: ['In and out'],
    summary: 'Bring a file in',
    description:
      'Makes what the file holds, as one change that one undo takes back. What you have already is known by its id, or by what the other product calls it, and stays as it is. A row that can not be taken is told and left out. The file may have 10 MiB and 20,000 tasks; docs/formats.md describes what is taken from each format. A file is sent as bytes, JSON as well.',
    security: needs('tasks:write'),
    [MAX_BYTES]: MAX_FILE_BYTES,
    [TAKES_FILE]: true,
    request: {
      query: Query,
      headers: IdempotencyKey,
      body: {
        required: true,
        content: {
          'application/octet-stream': { schema: FileBytes },
          'text/csv': { schema: z.string() },
          'text/calendar': { schema: z.string() },
          'application/zip': { schema: FileBytes },
        },
      },
    },
    responses: {
      200: {
        description: 'What came of it.',
        headers: headers(NO_STORE, GONE),
        content: { 'application/json': { schema: ImportAnswer } },
      },
      ...problems([...WRITE_PROBLEMS, 'file-unreadable', 'file-too-much'], { withFile: true }),
    },
  }),
  async (call) => {
    const { services, user, query, file } = call
    const { format, dryRun, listName, dayOrder } = query
    const { timeZone } = readSettings(await getSettings(services.database, user))
    const reading = readFile(format, file, { timeZone, listName, dayOrder })
    const isTrial = dryRun === 'true'
    // A key stands for this file and what was said of it.
    const body = [query, createHash('sha256').update(file).digest('base64url')]
    return answerWrite(
      { ...call, body },
      importDocument(reading, { isTrial }),
      ({ created, duplicates }) => ({
        status: 200,
        body: {
          dryRun: isTrial,
          created,
          duplicates,
          errors: { count: reading.errors.count, items: reading.errors.first },
          warnings: { count: reading.warnings.count, items: reading.warnings.first },
        },
      }),
    )
  },
)
