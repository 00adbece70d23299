/** Passkeys: their page in the account, and the button of the sign-in page. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { openHydrated } from './hydrated.ts'

export class PasskeysPage {
  readonly page: Page
  readonly passkeys: Locator
  readonly addButton: Locator
  readonly signInButton: Locator

  constructor(page: Page) {
    this.page = page
    this.passkeys = page.getByRole('list', { name: 'Passkeys' }).getByRole('listitem')
    this.addButton = page.getByRole('button', { name: 'Add a passkey' })
    this.signInButton = page.getByRole('button', { name: 'Continue with a passkey' })
  }

  async open(): Promise<void> {
    await openHydrated(this.page, '/account/security/passkeys')
  }

  async prove(password: string, code?: string): Promise<void> {
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    if (code !== undefined) await this.page.getByLabel(/^Code from the app/).fill(code)
    await this.page.getByRole('button', { name: 'Confirm', exact: true }).click()
  }

  /** From a page that has just been opened to one with another passkey. */
  async add(password: string): Promise<void> {
    await this.open()
    const before = await this.passkeys.count()
    await this.prove(password)
    await this.addButton.click()
    await expect(this.passkeys).toHaveCount(before + 1)
  }

  /** The sign-in page of somebody who picks no passkey from the list of the address field. */
  async openSignIn(path = '/sign-in'): Promise<void> {
    await this.page.addInitScript(() => {
      const get = navigator.credentials.get.bind(navigator.credentials)
      navigator.credentials.get = (options) =>
        (options as { mediation?: string }).mediation === 'conditional'
          ? new Promise(() => undefined)
          : get(options)
    })
    await openHydrated(this.page, path)
  }

  says(text: string): Locator {
    return this.page.getByRole('status').getByText(text)
  }
}
