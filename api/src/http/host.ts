import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './environment.ts'
import { RequestError } from './request-error.ts'

// RFC 9110 §7.2: uri-host [":" port]. Nothing else: a path or query in Host is taken by some
// servers as the target itself, and the request would reach a route nobody asked for.
const HOST = /^(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/

// RFC 9110 §4.2.4: userinfo in a target is an error or worse. As absolute-form it comes this far, and
// no Request can be made of it.
const USERINFO = /^[a-z]+:\/\/[^/?#]*@/i

export const requireHost: MiddlewareHandler<AppEnv> = (context, next) => {
  if (USERINFO.test(context.req.url)) {
    throw new RequestError('MALFORMED_REQUEST', { detail: 'The request target is malformed.' })
  }
  const host = context.req.header('host')
  if (host !== undefined && !HOST.test(host)) {
    throw new RequestError('MALFORMED_REQUEST', { detail: 'The Host header is malformed.' })
  }
  return next()
}
