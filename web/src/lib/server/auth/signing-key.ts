// The key that signs at this moment, for the tokens that we make ourselves.
import { symmetricDecrypt } from 'better-auth/crypto'
import { importJWK, type JWK } from 'jose'
import type { AuthDatabase } from '../db/open.ts'
import type { Auth } from './create.ts'
import { createKeyStore } from './keys.ts'
import type { AuthConfig } from './options.ts'
import { secretsOf } from './secrets.ts'
import { deriveSharedKey } from './tokens.ts'

export interface SigningKey {
  header: { alg: string; kid: string }
  key: Awaited<ReturnType<typeof importJWK>>
}

export async function findSigningKey(
  config: AuthConfig,
  auth: Auth,
  db: AuthDatabase,
): Promise<SigningKey> {
  if (config.AUTH_MODE === 'shared-secret') return deriveSharedKey(secretsOf(config).current)
  const row = await createKeyStore(db, config).getSigningKey()
  if (!row) throw new Error('there is no signing key yet')
  const { secretConfig } = await auth.$context
  const data = JSON.parse(row.privateKey) as string
  const jwk = JSON.parse(await symmetricDecrypt({ key: secretConfig, data })) as JWK
  const alg = row.alg ?? 'EdDSA'
  return { header: { alg, kid: row.id }, key: await importJWK(jwk, alg) }
}
