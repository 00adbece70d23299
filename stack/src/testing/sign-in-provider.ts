// An OpenID Connect provider for the browser suite: a certified one of somebody else's making, at
// which everybody is whoever they say. Its own pages fetch a font from elsewhere, so these are ours.
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { Provider } from 'oidc-provider'
import type { Adapter, AdapterPayload, Configuration } from 'oidc-provider'
import type { Environment } from '../config.ts'

export interface SignInProvider {
  /** What web has to be told about it. */
  readonly env: Environment
  start(): Promise<void>
  /** What it knew is forgotten. */
  stop(): Promise<void>
}

const clientId = 'holdfast'
const scope = 'openid email profile'
const seconds = 600

/** @param publicUrl of the web that people come from */
export function createSignInProvider(port: number, publicUrl: string): SignInProvider {
  const issuer = `http://127.0.0.1:${port}`
  const secret = randomBytes(32).toString('base64url')
  let server: Server | undefined
  return {
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: secret,
      OIDC_NAME: 'Test Identity',
    },
    async start() {
      if (server !== undefined) return
      const provider = new Provider(issuer, configuration(`${publicUrl}/provider/callback`, secret))
      const protocol = provider.callback()
      server = createServer((request, response) => {
        const isPage = /^\/interaction\//.test(request.url ?? '')
        const answered = isPage
          ? interact(provider, request, response)
          : protocol(request, response)
        void answered.catch((error: unknown) => {
          console.error(error)
          response.writeHead(500).end()
        })
      })
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    async stop() {
      const stopping = server
      server = undefined
      if (stopping === undefined) return
      stopping.close()
      stopping.closeAllConnections()
      await once(stopping, 'close')
    },
  }
}

function configuration(redirectUri: string, secret: string): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = { ...privateKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' }
  return {
    clients: [{ client_id: clientId, client_secret: secret, redirect_uris: [redirectUri] }],
    adapter: createMemory(),
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({
      accountId: sub,
      // Who is called `unverified-…` has an address that nobody has looked at.
      claims: () => {
        const email_verified = !sub.startsWith('unverified-')
        return { sub, email: sub, email_verified, name: `Provided ${sub.split('@', 1)[0] ?? ''}` }
      },
    }),
    // Whoever has signed in has agreed.
    async loadExistingGrant({ oidc: { provider, client, session } }) {
      const grant = new provider.Grant({
        clientId: client?.clientId ?? '',
        accountId: session?.accountId ?? '',
      })
      grant.addOIDCScope(scope)
      await grant.save()
      return grant
    },
    ttl: {
      ...{ AccessToken: seconds, AuthorizationCode: 60, Grant: seconds, IdToken: seconds },
      ...{ Interaction: seconds, Session: seconds },
    },
  }
}

/** Its own warns of itself on every start. */
function createMemory(): (kind: string) => Adapter {
  const kept = new Map<string, AdapterPayload>()
  const done = Promise.resolve(undefined)
  return (kind) => {
    const key = (id: string): string => `${kind} ${id}`
    const where = (is: (payload: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> =>
      Promise.resolve([...kept.values()].find(is))
    return {
      upsert: (id, payload) => {
        kept.set(key(id), payload)
        return done
      },
      find: (id) => Promise.resolve(kept.get(key(id))),
      findByUid: (uid) => where((payload) => payload.uid === uid && payload.kind === kind),
      findByUserCode: (code) => where(({ userCode }) => userCode === code),
      consume: (id) => {
        const payload = kept.get(key(id))
        if (payload) payload.consumed = Math.floor(Date.now() / 1000)
        return done
      },
      destroy: (id) => {
        kept.delete(key(id))
        return done
      },
      revokeByGrantId: (grantId) => {
        for (const [id, payload] of kept) if (payload.grantId === grantId) kept.delete(id)
        return done
      },
    }
  }
}

async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(page)
    return
  }
  const form = new URLSearchParams(await text(request))
  const accountId = form.get('login') ?? ''
  const result =
    accountId === '' ? { error: 'access_denied' } : { login: { accountId, remember: true } }
  await provider.interactionFinished(request, response, result)
}

const page = `<!doctype html>
<html lang="en">
  <title>Test Identity</title>
  <link rel="icon" href="data:," />
  <meta name="viewport" content="width=device-width" />
  <h1>Test Identity</h1>
  <form method="post">
    <label>Who you are <input name="login" /></label>
    <button>Go on</button>
  </form>
  <form method="post"><button>Cancel</button></form>
</html>
`
