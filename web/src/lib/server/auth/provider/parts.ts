// What every endpoint of this room works with.
import type { EventBook } from '../../account/security-events.ts'
import type { Post } from '../../mail/post.ts'
import type { Attempts } from './attempts.ts'
import type { ProviderClient } from './client.ts'
import type { ProviderSettings } from './settings.ts'

export interface ProviderParts extends EventBook {
  post: Post
  publicUrl: string
  settings: ProviderSettings
  client: ProviderClient
  attempts: Attempts
}
