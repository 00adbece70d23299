// Holes in how another owner's id is answered, for each operation that takes one.
import { edit, onTop } from '../../hole.ts'
import type { Hole } from '../../hole.ts'
import type { ApiSource } from '../../source/api-source.ts'
import { securedOperationsOf } from '../../source/operations.ts'
import type { SourceOperation } from '../../source/operations.ts'

const OPERATION = 'http/operation.ts'
const HANDLE = 'return handle(call as unknown as Call<Contract>)'

export function foreignIdHoles(api: ApiSource): Hole[] {
  const byId = securedOperationsOf(api).filter(({ path }) => path.includes('{'))
  return byId.flatMap(perOperation)
}

/** A look at whose the row is, outside of what the operation does; some owner has to be set for it. */
const foreign = ({ id, path }: SourceOperation, answer: string): string => {
  const parameter = /\{(\w+)\}/.exec(path)?.[1] ?? ''
  const table = parameter.replace(/Id$/, 's')
  return `if (contract.operationId === '${id}') {
      const { database } = services
      const named = String((call.params as Record<string, unknown>)['${parameter}'])
      await database.use((slot) => slot.query("select set_config('app.owner', 'anybody', false)"))
      const [known] = await database.use((slot) => slot.query<{ owner_id: string }>(\`select owner_id from ${table} where id = '\${named}' order by owner_id = '\${call.user}' desc limit 1\`))
      if (known !== undefined && known.owner_id !== call.user) ${answer}
    }
    ${HANDLE}`
}

function perOperation(operation: SourceOperation): Hole[] {
  const name = `${operation.method} ${operation.path}`
  // Among all operations the suite would come to this one late.
  const exactly = `${name.replaceAll(/[^\w ]/g, '.')}$`
  const before = (
    says: string,
    kind: string,
    answer: string,
    seenBy = `like what never existed — ${exactly}`,
  ): Hole => ({
    id: `M47 ${kind} ${name}`,
    says: `${name}: ${says}`,
    seenBy,
    edits: [
      onTop(OPERATION, "import { answerHeaders } from './answer.ts'\nvoid answerHeaders"),
      edit(OPERATION, HANDLE, foreign(operation, answer)),
    ],
  })
  const answer = (status: number, title: string, headers = ''): string =>
    `return new Response(JSON.stringify({ type: '/docs/problems#not-found', title: '${title}', status: ${status}, instance: \`urn:uuid:\${context.get('requestId')}\` }), { status: ${status}, headers: answerHeaders(context, { 'content-type': 'application/problem+json', 'cache-control': 'no-store'${headers} }) })`
  return [
    before("403 for another user's row.", '403', answer(403, 'Forbidden')),
    before(
      "another text in the 404 for another user's row.",
      'text',
      answer(404, 'No longer there'),
    ),
    before(
      "another header in the 404 for another user's row.",
      'header',
      answer(404, 'Not found', ", 'x-owner': 'other'"),
    ),
    before(
      "the 404 for another user's row takes three milliseconds longer.",
      'slow',
      'await new Promise((resolve) => setTimeout(resolve, 3))',
      `as for any — ${exactly}`,
    ),
  ]
}
