/** Two-step sign-in: its page in the account, and the second page of signing in. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { Authenticator } from '../people/authenticator.ts'
import type { Person } from '../people/person.ts'
import { fillSignIn, submitSignIn } from './account-forms.ts'
import { openHydrated } from './hydrated.ts'

export class TwoStepPage {
  readonly page: Page
  readonly codes: Locator
  readonly codeField: Locator

  constructor(page: Page) {
    this.page = page
    this.codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
    this.codeField = page.getByLabel('Code', { exact: true })
  }

  async open(): Promise<void> {
    await openHydrated(this.page, '/account/security/second-factor')
  }

  /** As far as the QR code, whose key is read off the page. */
  async setUp(password: string): Promise<Authenticator> {
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: 'Set up' }).click()
    await expect(this.page.getByRole('img', { name: /QR code/ })).toBeVisible()
    return new Authenticator((await this.page.locator('[data-key]').textContent()) ?? '')
  }

  async confirm(code: string): Promise<void> {
    await this.codeField.fill(code)
    await this.page.getByRole('button', { name: 'Switch on' }).click()
  }

  /** All of it. The codes are what the page shows once. */
  async switchOn({ password }: Person): Promise<{ app: Authenticator; codes: string[] }> {
    const app = await this.setUp(password)
    await this.confirm(app.nextCode())
    await expect(this.codes).toHaveCount(10)
    return { app, codes: await this.codes.allTextContents() }
  }

  /** The form that asks for both factors once more: the one with this button. */
  async prove(submit: string, password: string, code: string): Promise<void> {
    const form = this.page
      .locator('form')
      .filter({ has: this.page.getByRole('button', { name: submit }) })
    await form.getByLabel('Password', { exact: true }).fill(password)
    await form.getByLabel(/^Code from the app/).fill(code)
    await form.getByRole('button', { name: submit }).click()
  }

  /** As far as the second page. */
  async signInByPassword(person: Person): Promise<void> {
    await fillSignIn(this.page, person)
    await submitSignIn(this.page)
    await expect(this.page.getByRole('heading', { name: 'One more step' })).toBeVisible()
  }

  async enter(code: string): Promise<void> {
    await this.codeField.or(this.page.getByLabel('Recovery code')).fill(code)
    await submitSignIn(this.page)
  }
}
