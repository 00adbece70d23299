// Cookies signed with a secret from before: Better Auth decrypts with every secret it is given, but
// knows a signature of the current one alone, and would sign everybody out with the change.
import { constantTimeEqual, makeSignature } from 'better-auth/crypto'
import { createAuthMiddleware } from 'better-auth/api'
import type { BetterAuthPlugin } from 'better-auth'
import type { Secrets } from './secrets.ts'

/** Belongs before all other plugins: they read cookies, too. */
export function olderSecrets(secrets: Secrets) {
  return {
    id: 'holdfast-older-secrets',
    hooks: {
      before: [
        {
          matcher: ({ headers }) => secrets.older.length > 0 && headers?.has('cookie') === true,
          handler: createAuthMiddleware(async ({ headers: given }) => {
            const headers = new Headers(given)
            const cookies = headers.get('cookie') ?? ''
            headers.set('cookie', await renewSignatures(cookies, secrets))
            return { context: { headers } }
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin
}

/** The same cookies, those signed with an older secret as if the current one had signed them. */
async function renewSignatures(cookies: string, secrets: Secrets): Promise<string> {
  const renewed = cookies.split(';').map(async (pair) => {
    const equals = pair.indexOf('=')
    const content = decode(pair.slice(equals + 1).trim())
    const dot = content.lastIndexOf('.')
    if (equals < 0 || dot < 0) return pair
    const [value, signature] = [content.slice(0, dot), content.slice(dot + 1)]
    for (const secret of secrets.older) {
      if (!isSame(await makeSignature(value, secret), signature)) continue
      const signed = `${value}.${await makeSignature(value, secrets.current)}`
      return `${pair.slice(0, equals)}=${encodeURIComponent(signed)}`
    }
    return pair
  })
  return (await Promise.all(renewed)).join(';')
}

function isSame(one: string, other: string): boolean {
  return constantTimeEqual(new TextEncoder().encode(one), new TextEncoder().encode(other))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
