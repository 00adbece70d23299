// The variables, declared as SvelteKit wants them; none reaches the browser. They pass unjudged,
// because a build reads this file too and needs no secret: lib/server/config judges them.
import { defineEnvVars } from '@sveltejs/kit/env'

const asIs = (raw: string | undefined): string | undefined => raw

export const variables = defineEnvVars({
  PUBLIC_URL: { schema: asIs, description: 'The origin people open, and the issuer of tokens' },
  API_URL: { schema: asIs, description: 'Where this server reaches the api' },
  AUTH_DATABASE_URL: {
    schema: asIs,
    description: 'The auth database, as the least-privilege role',
  },
  AUTH_DATABASE_POOL_SIZE: { schema: asIs, description: 'Connections to it, at most' },
  AUTH_DATABASE_STATEMENT_TIMEOUT_MS: {
    schema: asIs,
    description: 'What a statement may take; 0 leaves it to the database (PgBouncer)',
  },
  BETTER_AUTH_SECRET: { schema: asIs, description: 'Signs cookies, encrypts the signing keys' },
  BETTER_AUTH_SECRETS: { schema: asIs, description: 'The same with versions, to change it' },
  AUTH_MODE: { schema: asIs, description: 'jwks, or shared-secret (HS256)' },
  JWT_AUDIENCE: { schema: asIs, description: 'Who the API tokens are for' },
  SIGNING_KEY_ROTATION_SECONDS: { schema: asIs, description: 'A new signing key this often' },
  SIGNING_KEY_AHEAD_SECONDS: { schema: asIs, description: 'It is published this long, then signs' },
  SIGNING_KEY_KEPT_SECONDS: { schema: asIs, description: 'Still published after it has signed' },
  AUTH_ATTEMPTS_PER_MINUTE: {
    schema: asIs,
    description: 'Sign-ins (and, counted apart, sign-ups) from one client address',
  },
  SMTP_URL: { schema: asIs, description: 'The mail server; without it mail is shown at /dev/mail' },
  MAIL_FROM: { schema: asIs, description: 'Who mails come from' },
  PASSWORD_RANGE_URL: { schema: asIs, description: 'Who knows stolen passwords, by k-anonymity' },
  OIDC_ISSUER: { schema: asIs, description: 'The OpenID Connect provider, if there is one' },
  OIDC_CLIENT_ID: { schema: asIs, description: 'Who we are to it' },
  OIDC_CLIENT_SECRET: { schema: asIs, description: 'How we show it that we are' },
  OIDC_NAME: { schema: asIs, description: 'What its button says' },
  WEB_HOST: { schema: asIs, description: 'The address web listens on' },
  WEB_PORT: { schema: asIs, description: 'The port web listens on' },
  CLIENT_ADDRESS_HEADER: { schema: asIs, description: 'Set by a trusted proxy in front of web' },
  LOG_LEVEL: { schema: asIs, description: 'debug, info, warn, error or silent' },
})
