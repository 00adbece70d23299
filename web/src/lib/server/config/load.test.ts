import { describe, expect, it } from 'vitest'
import { ConfigError, loadConfig } from './load.ts'

const secret = 'q3Vw8ZpLx1Nc7RtYb5Kd9HsGm2Jf4Ae6'
const good = {
  AUTH_DATABASE_URL: 'postgres://web:pw@127.0.0.1:5432/auth',
  BETTER_AUTH_SECRET: secret,
}

function refusal(changes: Record<string, string | undefined>): string {
  try {
    loadConfig({ ...good, ...changes })
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    expect(error).toHaveProperty('code', 'invalid-config')
    return (error as ConfigError).message
  }
  return 'accepted'
}

describe('loadConfig', () => {
  it('needs the secret and the database, and fills in the rest', () => {
    expect(loadConfig(good)).toEqual({
      WEB_HOST: '127.0.0.1',
      WEB_PORT: 3000,
      PUBLIC_URL: 'http://localhost:3000',
      API_URL: 'http://127.0.0.1:3001',
      AUTH_DATABASE_URL: good.AUTH_DATABASE_URL,
      AUTH_DATABASE_POOL_SIZE: 10,
      AUTH_DATABASE_STATEMENT_TIMEOUT_MS: 5000,
      BETTER_AUTH_SECRET: secret,
      BETTER_AUTH_SECRETS: null,
      AUTH_MODE: 'jwks',
      JWT_AUDIENCE: 'holdfast-api',
      SIGNING_KEY_ROTATION_SECONDS: 2_592_000,
      SIGNING_KEY_AHEAD_SECONDS: 172_800,
      SIGNING_KEY_KEPT_SECONDS: 86_400,
      AUTH_ATTEMPTS_PER_MINUTE: 30,
      SMTP_URL: null,
      MAIL_FROM: null,
      OIDC_ISSUER: null,
      OIDC_CLIENT_ID: null,
      OIDC_CLIENT_SECRET: null,
      OIDC_NAME: null,
      PASSWORD_RANGE_URL: null,
      CLIENT_ADDRESS_HEADER: null,
      LOG_LEVEL: 'info',
    })
  })

  it('takes an empty value for an absent one', () => {
    expect(loadConfig({ ...good, PUBLIC_URL: '', WEB_PORT: '' }).PUBLIC_URL).toBe(
      'http://localhost:3000',
    )
    expect(refusal({ BETTER_AUTH_SECRET: '' })).toBe('BETTER_AUTH_SECRET is required')
  })

  it('takes secrets with versions instead of the one, the first of which signs', () => {
    const [value, other] = ['Zt6Yk2Wc9Xr4Bn8Qm1Lp5Vd7Hg3Jf0S:', 'Xt6Yk2Wc9Xr4Bn8Qm1Lp5Vd7Hg3Jf0Sa']
    const given = {
      ...good,
      BETTER_AUTH_SECRET: '',
      BETTER_AUTH_SECRETS: ` 2:${value} , 1:${other}`,
    }
    expect(loadConfig(given)).toMatchObject({
      BETTER_AUTH_SECRET: null,
      BETTER_AUTH_SECRETS: [
        { version: 2, value },
        { version: 1, value: other },
      ],
    })
  })

  it.each([
    ['BETTER_AUTH_SECRETS', secret],
    ['BETTER_AUTH_SECRETS', `two:${secret}`],
    ['BETTER_AUTH_SECRETS', `2:${secret},`],
    ['BETTER_AUTH_SECRETS', `2:${secret},1:hunter22`],
    ['BETTER_AUTH_SECRETS', `2:${secret},2:${secret}`],
    ['SIGNING_KEY_ROTATION_SECONDS', '60'],
    ['SIGNING_KEY_AHEAD_SECONDS', '0'],
    ['SIGNING_KEY_KEPT_SECONDS', '3600'],
    ['BETTER_AUTH_SECRET', undefined],
    ['BETTER_AUTH_SECRET', 'short-secret'],
    ['BETTER_AUTH_SECRET', 'a'.repeat(64)],
    ['AUTH_DATABASE_URL', undefined],
    ['AUTH_DATABASE_URL', 'mysql://web:hunter22@127.0.0.1/auth'],
    ['AUTH_DATABASE_URL', 'postgres://web:hunter22@127.0.0.1'],
    ['PUBLIC_URL', 'localhost:3000'],
    ['PUBLIC_URL', 'http://localhost:3000/'],
    ['PUBLIC_URL', 'http://localhost:3000/app'],
    ['PUBLIC_URL', 'http://localhost:3000?'],
    ['PUBLIC_URL', 'HTTP://Localhost:3000'],
    ['PUBLIC_URL', 'https://tasks.example.com:443'],
    ['PUBLIC_URL', 'http://user:hunter22@localhost:3000'],
    ['PUBLIC_URL', 'ftp://localhost'],
    ['API_URL', '127.0.0.1:3001'],
    ['API_URL', 'file:///etc/passwd'],
    ['API_URL', 'http://user:hunter22@127.0.0.1:3001'],
    ['API_URL', 'http://127.0.0.1:3001?x=1'],
    ['AUTH_MODE', 'none'],
    ['WEB_PORT', '65536'],
    ['WEB_PORT', '3000x'],
    ['WEB_HOST', 'http://localhost'],
    ['JWT_AUDIENCE', 'two words'],
    ['AUTH_ATTEMPTS_PER_MINUTE', '0'],
    ['SMTP_URL', 'https://mail.example.com'],
    ['SMTP_URL', 'smtp:hunter22'],
    ['SMTP_URL', 'smtp://user:hunter22@mail.example.com/path'],
    ['SMTP_URL', 'smtp://user:hunter22@mail.example.com?requireTLS=false'],
    ['SMTP_URL', 'smtp://user:hunter22@mail.example.com?tls=off&x=1'],
    ['MAIL_FROM', 'Holdfast'],
    ['MAIL_FROM', 'Holdfast <a@example.com>, Other <b@example.com>'],
    ['MAIL_FROM', 'Holdfast <a@example.com>\r\nBcc: b@example.com'],
    ['MAIL_FROM', 'a@example.com, b@example.com'],
    ['OIDC_ISSUER', 'id.example.com'],
    ['OIDC_ISSUER', 'http://id.example.com'],
    ['OIDC_ISSUER', 'http://localhost.example.com'],
    ['OIDC_ISSUER', 'https://user:hunter22@id.example.com'],
    ['OIDC_ISSUER', 'https://id.example.com?tenant=1'],
    ['OIDC_CLIENT_ID', 'hold fast'],
    ['OIDC_CLIENT_SECRET', 'hunter22 hunter22'],
    ['OIDC_NAME', 'x'.repeat(41)],
    ['OIDC_NAME', 'Our\nIdentity'],
    ['PASSWORD_RANGE_URL', 'api.pwnedpasswords.com'],
    ['CLIENT_ADDRESS_HEADER', 'X Forwarded'],
    ['LOG_LEVEL', 'verbose'],
  ])('refuses %s=%s by name and without quoting it', (name, value) => {
    const message = refusal({ [name]: value })
    expect(message).toMatch(new RegExp(`^${name} `))
    expect(message).not.toContain('\n')
    expect(message).not.toContain('hunter22')
    if (value !== undefined && value.length > 8) expect(message).not.toContain(value)
  })

  it.each([
    'https://tasks.example.com',
    'http://192.168.1.20:3000',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://0.0.0.0:3000',
  ])('shows no mail on a page of %s: it wants a mail server', (PUBLIC_URL) => {
    expect(refusal({ PUBLIC_URL })).toMatch(/^SMTP_URL is required/)
    const mail = { SMTP_URL: 'smtps://u:p@mail.example.com', MAIL_FROM: 'H <h@example.com>' }
    expect(refusal({ PUBLIC_URL, ...mail })).toBe('accepted')
    expect(refusal({ PUBLIC_URL, SMTP_URL: mail.SMTP_URL })).toMatch(/^MAIL_FROM is required/)
  })

  it.each(['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000', 'http://a.localhost'])(
    'needs none on %s',
    (PUBLIC_URL) => {
      expect(refusal({ PUBLIC_URL })).toBe('accepted')
    },
  )

  it.each(['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'])(
    'wants %s for a provider, and nothing of it without one',
    (name) => {
      const whole = {
        OIDC_ISSUER: 'https://id.example.com/realm/',
        OIDC_CLIENT_ID: 'holdfast',
        OIDC_CLIENT_SECRET: 'hunter22',
        OIDC_NAME: 'Our Identity',
      }
      expect(refusal({ ...whole, [name]: '' })).toBe(`${name} is required to sign in by a provider`)
      expect(loadConfig({ ...good, ...whole })).toMatchObject({
        ...whole,
        OIDC_ISSUER: 'https://id.example.com/realm',
      })
      expect(refusal({ ...whole, OIDC_ISSUER: 'http://127.0.0.1:4000' })).toBe('accepted')
    },
  )
})
