// What is written into the list of security activity, with the words it is shown in. A new kind is
// a new line here, and a call of recordSecurityEvent where it happens.

type Words = {
  success: string
  /** For what can be tried and refused. */
  failure?: string
}

export const securityKinds = {
  'sign-up': { success: 'Account created' },
  'email-confirmed': { success: 'E-mail address confirmed' },
  'sign-in': { success: 'Signed in', failure: 'Sign-in refused: wrong password' },
  'sign-out': { success: 'Signed out' },
  'session-revoked': { success: 'A session was signed out' },
  'other-sessions-revoked': { success: 'All other sessions were signed out' },
  'all-sessions-revoked': { success: 'Signed out everywhere' },
  'password-changed': {
    success: 'Password changed',
    failure: 'Password not changed: the current one was wrong',
  },
  'password-reset': { success: 'Password reset by e-mail' },
  'second-factor-on': { success: 'Two-step sign-in switched on' },
  'second-factor-off': {
    success: 'Two-step sign-in switched off',
    failure: 'Two-step sign-in not switched off: the code was wrong',
  },
  'sign-in-code': {
    success: 'Code accepted',
    failure: 'Sign-in refused: right password, but a wrong or used code',
  },
  'recovery-code-used': { success: 'A recovery code was used' },
  'recovery-codes-made': {
    success: 'New recovery codes made',
    failure: 'No recovery codes made: the code was wrong',
  },
  'identity-proven': {
    success: 'Confirmed that it is you',
    failure: 'Not confirmed that it is you: wrong password, code or passkey',
  },
  'passkey-added': { success: 'Passkey added' },
  'passkey-removed': { success: 'Passkey removed' },
  'passkey-sign-in': {
    success: 'Signed in with a passkey',
    failure: 'Sign-in refused: the passkey was not accepted',
  },
  'program-token-made': { success: 'An access token for a program was made' },
  'program-let-in': { success: 'A program was let in by a code' },
  'program-turned-away': { success: 'A program was turned away' },
  'program-revoked': { success: 'A program lost its access' },
  'provider-linked': { success: 'Connected with the sign-in provider' },
  'provider-unlinked': { success: 'Disconnected from the sign-in provider' },
  'provider-sign-in': { success: 'Signed in by the sign-in provider' },
  'name-changed': { success: 'Name changed' },
  'email-change-requested': { success: 'New e-mail address asked for' },
  'email-change-approved': { success: 'New e-mail address approved by the old one' },
  'email-changed': { success: 'E-mail address changed' },
} as const satisfies Record<string, Words>

export type SecurityKind = keyof typeof securityKinds
export type SecurityOutcome = 'success' | 'failure'

/** A kind of a later version, met after a roll-back, is shown by its name. */
export function describeSecurityEvent(kind: string, outcome: string): string {
  if (!Object.hasOwn(securityKinds, kind)) return kind.replaceAll('-', ' ')
  const words: Words = securityKinds[kind as SecurityKind]
  return outcome === 'failure' ? (words.failure ?? `${words.success}: refused`) : words.success
}
