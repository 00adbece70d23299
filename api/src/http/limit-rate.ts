import type { MiddlewareHandler } from 'hono'
import { WINDOW_SECONDS } from '../rate-limiter.ts'
import type { AppEnv, Services } from './environment.ts'
import { RequestError } from './request-error.ts'

/**
 * So many requests a person and no more, whatever they ask for: behind the guard, so that nobody
 * spends what is another's. Fields as draft-ietf-httpapi-ratelimit-headers-10 has them.
 */
export const limitRate: MiddlewareHandler<AppEnv> = (context, next) => {
  takeOne(context.get('services').limiter, context.get('identity').user)
  return next()
}

/** Takes one request of whoever it is, or throws TOO_MANY_REQUESTS. */
export function takeOne(limiter: Services['limiter'], who: string): void {
  const waitMs = limiter.take(who)
  if (waitMs === 0) return
  const seconds = `${Math.ceil(waitMs / 1000)}`
  throw new RequestError('TOO_MANY_REQUESTS', {
    headers: {
      'retry-after': seconds,
      'ratelimit-policy': `"person";q=${limiter.perMinute};w=${WINDOW_SECONDS}`,
      ratelimit: `"person";r=0;t=${seconds}`,
    },
  })
}
