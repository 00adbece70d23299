// Signing in by an OpenID Connect provider. Better Auth's own plugin takes an answer without an ID
// token and never compares the subject of the user info; it connects accounts by their address, keeps
// the provider's tokens, and passes by the second factor.
import type { BetterAuthPlugin } from 'better-auth'
import { createAttempts } from './attempts.ts'
import { createProviderClient } from './client.ts'
import { beginEndpoint, beginLinkEndpoint, finishEndpoint } from './flow.ts'
import { unlinkEndpoint } from './link.ts'
import type { ProviderParts } from './parts.ts'
import { providerOf, type ProviderConfig } from './settings.ts'

export function provider(
  room: Omit<ProviderParts, 'settings' | 'client' | 'attempts'>,
  config: ProviderConfig,
  { current }: { current: string },
) {
  const id = 'holdfast-provider' as const
  const settings = providerOf(config)
  // Without one there is nothing to call: its paths answer 404.
  if (settings === null) return { id } satisfies BetterAuthPlugin
  const client = createProviderClient(settings)
  const parts = { ...room, settings, client, attempts: createAttempts(room.db, current) }
  return {
    id,
    endpoints: {
      beginProvider: beginEndpoint(parts),
      beginProviderLink: beginLinkEndpoint(parts),
      finishProvider: finishEndpoint(parts),
      unlinkProvider: unlinkEndpoint(parts),
    },
  } satisfies BetterAuthPlugin
}
