// Where to go after signing in. The `next` parameter comes from a link anyone may have written.

/** Stands for any host: what leaves it would leave ours. */
const HERE = 'http://here.invalid'

/**
 * `next` when it is a path on this site, else `fallback`. Judged as the browser will read it, which
 * takes `\` for `/` and drops tabs and line breaks; the path once more decoded, in case somebody does.
 */
export function safeRedirect(next: string | null | undefined, fallback = '/tasks'): string {
  if (!next || next.length > 2000 || !staysHere(next)) return fallback
  const { pathname, search, hash } = new URL(next, HERE)
  return staysHereDecoded(pathname) ? pathname + search + hash : fallback
}

/** Whether a goal that came with a request is a path of ours, as it is written. */
export function isOwnPath(goal: unknown): goal is string {
  return typeof goal === 'string' && safeRedirect(goal, '') !== ''
}

function staysHere(target: string): boolean {
  if (!/^\/(?![/\\])/.test(target) || /[\\\p{Cc}]/u.test(target)) return false
  const url = URL.parse(target, HERE)
  return url !== null && url.origin === HERE && !url.pathname.startsWith('//')
}

function staysHereDecoded(pathname: string): boolean {
  let path = pathname
  for (let round = 0; round < 3; round += 1) {
    try {
      path = decodeURIComponent(path)
    } catch {
      return false
    }
    if (!staysHere(path)) return false
  }
  return true
}
