// Which requests go on to the api, and as what. Judged on the bytes as they came: nothing decodes,
// joins or resolves a path here, so nothing can turn into another path on the way.

export type Target =
  | { kind: 'forward'; path: string }
  | { kind: 'local' }
  /** No server of ours has such a path, and some proxy might read it as another one. */
  | { kind: 'malformed' }

const EXACT = new Set(['/openapi.json', '/openapi.yaml', '/docs', '/v1'])
const BELOW = ['/v1/', '/docs/']

/**
 * @param target the request target as received (RFC 9112 §3.2)
 * @param basePath the path of API_URL, without a trailing slash
 */
export function routeTarget(target: string, basePath = ''): Target {
  // Only the origin form: the absolute form and `*` are for proxies, which this is not.
  if (!/^\/[\x21-\x7e]*$/.test(target) || target.includes('#')) return { kind: 'malformed' }
  const end = target.indexOf('?')
  const pathname = end === -1 ? target : target.slice(0, end)
  if (!EXACT.has(pathname) && !BELOW.some((prefix) => pathname.startsWith(prefix))) {
    return { kind: 'local' }
  }
  if (leavesItsPrefix(pathname)) return { kind: 'malformed' }
  return { kind: 'forward', path: basePath + target }
}

/** Dot segments, empty segments, and anything that a decoder would make a separator of. */
function leavesItsPrefix(pathname: string): boolean {
  if (pathname.includes('\\') || /%(?:2f|5c|00|25)/i.test(pathname)) return true
  const segments = pathname.slice(1).split('/')
  return segments.some((segment, position) => {
    const last = position === segments.length - 1
    return (segment === '' && !last) || /^(?:\.|%2e){1,2}(?:;.*)?$/i.test(segment)
  })
}
