// Better Auth's second factor, with our sizes: the code of an authenticator app, or a recovery code.
import { twoFactor } from 'better-auth/plugins/two-factor'
import { CHALLENGE_LIFETIME } from './challenge.ts'
import { newRecoveryCodes } from './recovery-codes.ts'
import { attempts, totp } from './totp.ts'

export function secondFactor() {
  return twoFactor({
    issuer: 'Holdfast',
    totpOptions: totp,
    twoFactorCookieMaxAge: CHALLENGE_LIFETIME,
    accountLockout: { enabled: true, ...attempts },
    backupCodeOptions: {
      storeBackupCodes: 'encrypted',
      customBackupCodesGenerate: newRecoveryCodes,
    },
  })
}
