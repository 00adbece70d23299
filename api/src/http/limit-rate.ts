import type { MiddlewareHandler } from 'hono'
import { WINDOW_SECONDS } from '../rate-limiter.ts'
import type { AppEnv } from './environment.ts'
import { RequestError } from './request-error.ts'

/**
 * So many requests a person and no more, whatever they ask for: behind the guard, so that nobody
 * spends what is another's. Fields as draft-ietf-httpapi-ratelimit-headers-10 has them.
 */
export const limitRate: MiddlewareHandler<AppEnv> = (context, next) => {
  const { limiter } = context.get('services')
  const waitMs = limiter.take(context.get('identity').user)
  if (waitMs === 0) return next()
  const seconds = `${Math.ceil(waitMs / 1000)}`
  throw new RequestError('TOO_MANY_REQUESTS', {
    headers: {
      'retry-after': seconds,
      'ratelimit-policy': `"person";q=${limiter.perMinute};w=${WINDOW_SECONDS}`,
      ratelimit: `"person";r=0;t=${seconds}`,
    },
  })
}
