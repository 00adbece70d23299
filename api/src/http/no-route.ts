import type { AppContext } from './environment.ts'
import type { Operation } from './operation.ts'
import { RequestError } from './request-error.ts'

/**
 * What to answer when no operation matched: 405 with the path's methods where the path has any
 * (RFC 9110 §15.5.6), else 404. It runs behind authentication like everything else.
 */
export function createNoRoute(operations: readonly Operation[]) {
  const paths = [...Map.groupBy(operations, ({ contract }) => contract.path)].map(
    ([path, members]) => ({
      pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
      allow: members
        .flatMap(({ contract: { method } }) =>
          method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
        )
        .join(', '),
    }),
  )
  return (context: AppContext): never => {
    const match = paths.find(({ pattern }) => pattern.test(context.req.path))
    if (match === undefined) throw new RequestError('NO_SUCH_PATH')
    throw new RequestError('METHOD_NOT_ALLOWED', { headers: { allow: match.allow } })
  }
}
