import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './environment.ts'

const EXPOSED =
  'ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id'
const ALLOWED_METHODS = 'GET, HEAD, POST, PATCH, DELETE'
const ALLOWED_HEADERS = 'Authorization, Content-Type, If-Match, If-None-Match'
const MAX_AGE_SECONDS = '600'

/**
 * Fetch standard, CORS protocol. Exact origins only, never `*`, never with credentials: tokens are
 * sent by hand, cookies mean nothing here. Preflights are answered before authentication, because a
 * browser sends them without a token.
 */
export function cors(origins: readonly string[]): MiddlewareHandler<AppEnv> {
  const allowed = new Set(origins)
  return async (context, next) => {
    const origin = context.req.header('origin')
    const corsHeaders: Record<string, string> =
      origin !== undefined && allowed.has(origin)
        ? { 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED }
        : {}
    context.set('corsHeaders', corsHeaders)
    const isPreflight =
      context.req.method === 'OPTIONS' &&
      origin !== undefined &&
      context.req.header('access-control-request-method') !== undefined
    if (!isPreflight) return next()
    const granted = allowed.has(origin)
      ? {
          ...corsHeaders,
          'access-control-allow-methods': ALLOWED_METHODS,
          'access-control-allow-headers': ALLOWED_HEADERS,
          'access-control-max-age': MAX_AGE_SECONDS,
        }
      : {}
    return new Response(null, {
      status: 204,
      headers: {
        vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
        'cache-control': 'no-store',
        'x-request-id': context.get('requestId'),
        ...granted,
      },
    })
  }
}
