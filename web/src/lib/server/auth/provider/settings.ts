// The OpenID Connect provider that people may sign in with, if one is configured.
import type { Config } from '../../config/load.ts'

export interface ProviderSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** What its button says. */
  name: string
  /** Where it sends people back to; to be registered there. */
  redirectUri: string
}

export type ProviderConfig = Pick<
  Config,
  'PUBLIC_URL' | 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET' | 'OIDC_NAME'
>

export const CALLBACK_PATH = '/provider/callback'

/** All of its variables are there, or none (config/load.ts). */
export function providerOf(config: ProviderConfig): ProviderSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = config
  if (issuer === null || clientId === null || clientSecret === null) return null
  const name = config.OIDC_NAME ?? new URL(issuer).hostname
  return { issuer, clientId, clientSecret, name, redirectUri: config.PUBLIC_URL + CALLBACK_PATH }
}
