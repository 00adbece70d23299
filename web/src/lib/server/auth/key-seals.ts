// Private keys at rest: encrypted as Better Auth does it, under the secret that counts now.
import { parseEnvelope, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { generateExportedKeyPair } from 'better-auth/plugins/jwt'
import type { Auth } from './create.ts'
import type { NewKey } from './keys.ts'

export const keyPairConfig = { alg: 'EdDSA', crv: 'Ed25519' } as const

export interface Seals {
  newKey(): Promise<NewKey>
  /** The same under the current secret, or as it was; undefined when no secret given opens it. */
  renew(privateKey: string): Promise<string | undefined>
}

export async function openSeals(auth: Auth): Promise<Seals> {
  const { secretConfig: key } = await auth.$context
  const seal = async (data: string) => JSON.stringify(await symmetricEncrypt({ key, data }))
  return {
    async newKey() {
      const made = await generateExportedKeyPair({ jwks: { keyPairConfig } })
      return {
        ...keyPairConfig,
        publicKey: JSON.stringify(made.publicWebKey),
        privateKey: await seal(JSON.stringify(made.privateWebKey)),
      }
    },
    async renew(privateKey) {
      try {
        const data = JSON.parse(privateKey) as string
        const opened = await symmetricDecrypt({ key, data })
        return isCurrent(key, data) ? privateKey : await seal(opened)
      } catch {
        return undefined
      }
    },
  }
}

type SecretConfig = Parameters<typeof symmetricDecrypt>[0]['key']

function isCurrent(key: SecretConfig, data: string): boolean {
  if (typeof key === 'string') return true
  const current = key.keys.get(key.currentVersion)
  const version = parseEnvelope(data)?.version
  // Without a version it is sealed by the secret from before there were any.
  return (version === undefined ? key.legacySecret : key.keys.get(version)) === current
}
