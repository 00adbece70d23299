// Holes in how another owner's id is answered, for each operation that takes one.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'
import type { ApiSource } from '../../source/api-source.ts'
import { securedOperationsOf } from '../../source/operations.ts'
import type { SourceOperation } from '../../source/operations.ts'

export function foreignIdHoles(api: ApiSource): Hole[] {
  const byId = securedOperationsOf(api).filter(({ path }) => path.includes('{'))
  return byId.flatMap(perOperation)
}

/** A look at whose the task is, outside of what the operation does; some owner has to be set for it. */
const foreign = (id: string, answer: string): string =>
  `await database.use((slot) => slot.query("select set_config('app.owner', 'anybody', false)"))
    const [known] = await database.use((slot) => slot.query<{ owner_id: string }>(\`select owner_id from tasks where id = '\${${id}}' order by owner_id = '\${user}' desc limit 1\`))
    if (known !== undefined && known.owner_id !== user) ${answer}`

function perOperation(operation: SourceOperation): Hole[] {
  const { file, id, method, path } = operation
  const useCase = {
    getTask: 'const row = await getTask(',
    updateTask: 'const row = await updateTask(',
    deleteTask: 'await deleteTask(',
  }[id]
  const name = `${method} ${path}`
  if (useCase === undefined) throw new Error(`${name}: say where it calls its use case`)
  const before = (
    says: string,
    kind: string,
    answer: string,
    seenBy = 'never existed|I17',
  ): Hole => ({
    id: `M47 ${kind} ${name}`,
    says: `${name}: ${says}`,
    seenBy,
    edits: [
      edit(file, useCase, `${foreign('params.taskId', answer)}\n    ${useCase}`),
      edit(
        file,
        "} from '../answer.ts'",
        ", answerHeaders } from '../answer.ts'\nvoid answerHeaders",
      ),
    ],
  })
  const answer = (status: number, title: string, headers = ''): string =>
    `return new Response(JSON.stringify({ type: '/docs/problems#not-found', title: '${title}', status: ${status}, instance: \`urn:uuid:\${context.get('requestId')}\` }), { status: ${status}, headers: answerHeaders(context, { 'content-type': 'application/problem+json', 'cache-control': 'no-store'${headers} }) })`
  return [
    before("403 for another user's task.", '403', answer(403, 'Forbidden')),
    before(
      "another text in the 404 for another user's task.",
      'text',
      answer(404, 'No longer there'),
    ),
    before(
      "another header in the 404 for another user's task.",
      'header',
      answer(404, 'Not found', ", 'x-owner': 'other'"),
    ),
    before(
      "the 404 for another user's task takes three milliseconds longer.",
      'slow',
      'await new Promise((resolve) => setTimeout(resolve, 3))',
      'Mann|timing|time|I14|never existed',
    ),
  ]
}
