// Better Auth's second factor, with our sizes: the code of an authenticator app, or a recovery code.
import { twoFactor } from 'better-auth/plugins/two-factor'
import { newRecoveryCodes } from './recovery-codes.ts'
import { attempts, totp } from './totp.ts'

export function secondFactor() {
  return twoFactor({
    issuer: 'Holdfast',
    totpOptions: totp,
    // How long somebody may look for the phone once the password was right.
    twoFactorCookieMaxAge: 10 * 60,
    accountLockout: { enabled: true, ...attempts },
    backupCodeOptions: {
      storeBackupCodes: 'encrypted',
      customBackupCodesGenerate: newRecoveryCodes,
    },
  })
}
