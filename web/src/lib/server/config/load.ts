// The configuration of the process as a whole, for the entry point outside of SvelteKit.
import { readers } from './variables.ts'

export type Config = { [Name in keyof typeof readers]: ReturnType<(typeof readers)[Name]> }

/** Names the first variable that is wrong, and never its value: it may be a secret. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly code = 'invalid-config'
}

export function loadConfig(env: Record<string, string | undefined>): Config {
  const entries = Object.entries(readers).map(([name, read]) => {
    try {
      return [name, read(env[name])]
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : 'is refused'
      throw new ConfigError(`${name} ${reason}`, { cause })
    }
  })
  const config = Object.fromEntries(entries) as Config
  if (config.BETTER_AUTH_SECRET === null && config.BETTER_AUTH_SECRETS === null) {
    throw new ConfigError('BETTER_AUTH_SECRET is required')
  }
  return config
}
