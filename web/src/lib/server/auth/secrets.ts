// The secrets that count: the one that signs and encrypts now, and those from before it.
import type { Config } from '../config/load.ts'

export interface Secrets {
  readonly current: string
  /** What these have signed or encrypted still counts, and nothing new is made with them. */
  readonly older: readonly string[]
  /** As Better Auth takes them. */
  readonly options: { secret: string; secrets?: { version: number; value: string }[] }
}

type SecretConfig = Pick<Config, 'BETTER_AUTH_SECRET' | 'BETTER_AUTH_SECRETS'>

export function secretsOf({ BETTER_AUTH_SECRET, BETTER_AUTH_SECRETS }: SecretConfig): Secrets {
  const versions = BETTER_AUTH_SECRETS ?? []
  const values = versions.map(({ value }) => value)
  const unversioned = BETTER_AUTH_SECRET === null ? [] : [BETTER_AUTH_SECRET]
  const [current, ...older] = [...new Set([...values, ...unversioned])]
  if (current === undefined) throw new Error('there is no secret')
  // What was encrypted while there was one secret without a version is the oldest one's.
  const [oldest] = [...versions].sort((a, b) => a.version - b.version)
  const secret = BETTER_AUTH_SECRET ?? oldest?.value ?? current
  return {
    current,
    older,
    options: versions.length > 0 ? { secret, secrets: versions } : { secret },
  }
}
