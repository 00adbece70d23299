import type { MiddlewareHandler } from 'hono'
import { v4 as uuidv4 } from 'uuid'
import type { AppEnv, Services } from './environment.ts'

/**
 * First in line: names the request and logs it when it is answered. One line: id, method, route
 * template (never the URL, which can hold search text), status, duration and reason code.
 */
export function requestLog(services: Services): MiddlewareHandler<AppEnv> {
  const { log } = services
  return async (context, next) => {
    const startedAt = performance.now()
    const requestId = uuidv4()
    context.set('services', services)
    context.set('requestId', requestId)
    await next()
    log.info(
      {
        id: requestId,
        method: context.req.method,
        route: context.get('route'),
        status: context.res.status,
        ms: Math.round((performance.now() - startedAt) * 10) / 10,
        reason: context.get('reason'),
      },
      'request',
    )
  }
}
