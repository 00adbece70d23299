/** A phone or laptop that keeps passkeys: Chromium's own virtual authenticator. */
import type { CDPSession, Page } from '@playwright/test'

export class PasskeyDevice {
  readonly #session: CDPSession
  readonly #id: string

  private constructor(session: CDPSession, id: string) {
    this.#session = session
    this.#id = id
  }

  /** Belongs to this page, and asks nobody: `unlocks` says whether its owner is there and unlocks it. */
  static async of(page: Page, unlocks = true): Promise<PasskeyDevice> {
    const session = await page.context().newCDPSession(page)
    await session.send('WebAuthn.enable')
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: unlocks,
        automaticPresenceSimulation: unlocks,
      },
    })
    return new PasskeyDevice(session, authenticatorId)
  }

  /** The owner touches it, and it knows them; or does not. */
  async unlocks(does: boolean): Promise<void> {
    const authenticatorId = this.#id
    await this.#session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: does })
    await this.#session.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId,
      enabled: does,
    })
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
