/** A phone or laptop that keeps passkeys: Chromium's own virtual authenticator. */
import type { CDPSession, Page } from '@playwright/test'

export class PasskeyDevice {
  readonly #session: CDPSession
  readonly #id: string

  private constructor(session: CDPSession, id: string) {
    this.#session = session
    this.#id = id
  }

  /** Belongs to this page, and asks nobody: its owner is always there and unlocks it. */
  static async of(page: Page): Promise<PasskeyDevice> {
    const session = await page.context().newCDPSession(page)
    await session.send('WebAuthn.enable')
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    return new PasskeyDevice(session, authenticatorId)
  }

  async count(): Promise<number> {
    const { credentials } = await this.#session.send('WebAuthn.getCredentials', {
      authenticatorId: this.#id,
    })
    return credentials.length
  }

  /** The same passkeys in another browser, as a password manager carries them over. */
  async copyTo(other: PasskeyDevice): Promise<void> {
    const { credentials } = await this.#session.send('WebAuthn.getCredentials', {
      authenticatorId: this.#id,
    })
    for (const credential of credentials) {
      await other.#session.send('WebAuthn.addCredential', {
        authenticatorId: other.#id,
        credential,
      })
    }
  }
}
