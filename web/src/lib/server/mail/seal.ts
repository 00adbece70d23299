// Mail that waits in the database is encrypted, so that a copy of the database opens no account.
import { hkdfSync } from 'node:crypto'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import type { Secrets } from '../auth/secrets.ts'
import type { Mail } from './letter.ts'

export interface Seal {
  /** Under the secret that counts now. */
  close: (mail: Mail) => Promise<string>
  /** Rejects what none of the secrets has closed. */
  open: (content: string) => Promise<Mail>
}

export function createSeal({ current, older }: Omit<Secrets, 'options'>): Seal {
  const key = keyOf(current)
  const keys = [key, ...older.map(keyOf)]
  return {
    close: (mail) => symmetricEncrypt({ key, data: JSON.stringify(mail) }),
    open: async (data) =>
      JSON.parse(await Promise.any(keys.map((key) => symmetricDecrypt({ key, data })))) as Mail,
  }
}

function keyOf(secret: string): string {
  const bytes = hkdfSync('sha256', Buffer.from(secret, 'utf8'), '', 'holdfast-mail-outbox', 32)
  return Buffer.from(bytes).toString('base64url')
}
