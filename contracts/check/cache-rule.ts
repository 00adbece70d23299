/** Whether a shared cache may give one user's answer to another (RFC 9111 §3, §3.5, §4.1). */
import type { Carrier } from './credentials.ts'
import type { Reply } from './wire.ts'

/** What lets it, or undefined when nothing does. */
export function sharedCacheFault({ headers }: Reply, carrier: Carrier): string | undefined {
  // The key of a cache is the address: with the credentials in it, each user has their own.
  if (carrier.kind === 'query') return undefined
  const keyed = carrier.kind === 'cookie' ? 'cookie' : carrier.name.toLowerCase()
  const vary = words(headers['vary'])
  if (vary.has('*') || vary.has(keyed)) return undefined
  const rules = directives(headers['cache-control'])
  if (['private', 'no-store', 'no-cache'].some((rule) => rules.has(rule))) return undefined
  const seconds = Number(rules.get('s-maxage') ?? rules.get('max-age') ?? NaN)
  if (seconds === 0) return undefined
  const permits = ['public', 's-maxage', 'must-revalidate'].find((rule) => rules.has(rule))
  const said = `Cache-Control: ${headers['cache-control'] ?? '(none)'}, Vary: ${headers['vary'] ?? '(none)'}`
  if (permits !== undefined) return `${permits} lets a shared cache keep it (${said})`
  // Only Authorization keeps caches away by itself.
  if (carrier.name === 'Authorization') return undefined
  const fresh = seconds > 0 || headers['expires'] !== undefined
  return fresh
    ? `it is fresh for a while, and nothing says that it is private (${said})`
    : undefined
}

function words(value = ''): Set<string> {
  return new Set(value.toLowerCase().split(/\s*,\s*/))
}

function directives(value = ''): Map<string, string | undefined> {
  return new Map(
    value
      .toLowerCase()
      .split(/\s*,\s*/)
      .map((directive) => {
        const [name = '', argument] = directive.split('=')
        return [name.trim(), argument?.replaceAll('"', '')]
      }),
  )
}
