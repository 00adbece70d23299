/** Strings that stand for a person's secrets. Whoever else receives one has found a leak. */

const owners = new Map<string, string>()

export function plantCanary(canary: string, subject: string): void {
  owners.set(canary, subject)
}

/** Throws when bytes that went to this person (or to nobody known) hold another one's canary. */
export function refuseCanaries(bytes: Buffer | string, receiver: string | undefined): void {
  const text = typeof bytes === 'string' ? bytes : bytes.toString('latin1')
  if (!text.includes('CANARY-')) return
  for (const [canary, owner] of owners) {
    if (owner !== receiver && text.includes(canary)) {
      throw new Error(`${canary} of another user reached ${receiver ?? 'somebody without a token'}`)
    }
  }
}
