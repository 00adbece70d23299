// The configuration of the process as a whole, for the entry point outside of SvelteKit.
import { isLoopbackHost } from './loopback.ts'
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
  requireMail(config)
  requireProvider(config)
  return config
}

/**
 * Without a mail server the mails are shown on a page, to anybody who can open it. So that is only
 * for an origin that nobody but this machine can open.
 */
function requireMail({ SMTP_URL, MAIL_FROM, PUBLIC_URL }: Config): void {
  if (SMTP_URL === null && !isLoopbackHost(new URL(PUBLIC_URL).hostname)) {
    throw new ConfigError(
      'SMTP_URL is required, because PUBLIC_URL is not an origin of this machine',
    )
  }
  if (SMTP_URL !== null && MAIL_FROM === null) {
    throw new ConfigError('MAIL_FROM is required with SMTP_URL')
  }
}

/** All of it or nothing: a button that leads nowhere is worse than none. */
function requireProvider(config: Config): void {
  const parts = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const
  const missing = parts.filter((name) => config[name] === null)
  const isWanted = missing.length < parts.length || config.OIDC_NAME !== null
  const [first] = missing
  if (isWanted && first !== undefined) {
    throw new ConfigError(`${first} is required to sign in by a provider`)
  }
}
