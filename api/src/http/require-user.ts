import type { MiddlewareHandler } from 'hono'
import { readBearerToken } from '../auth/bearer.ts'
import type { AppEnv } from './environment.ts'

/**
 * The guard in front of everything that is not public, paths that don't exist included: the
 * `Authorization` header is the only place a token is read from, `sub` the only source of identity.
 */
export const requireUser: MiddlewareHandler<AppEnv> = async (context, next) => {
  const token = readBearerToken(context.req.header('authorization'))
  context.set('identity', await context.get('services').verifier.verify(token))
  return next()
}
