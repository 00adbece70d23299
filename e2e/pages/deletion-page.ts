/** The page that deletes the account. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import type { Person } from '../people/person.ts'

export class DeletionPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** From the account, as one finds it. */
  async find(): Promise<void> {
    await this.page.goto('/account')
    await this.page.getByRole('main').getByRole('link', { name: 'Your data' }).click()
    await this.page.getByRole('link', { name: 'Delete your account' }).click()
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText('Delete your account')
  }

  async fill({ email, password }: Person, code?: string): Promise<void> {
    await this.page.getByLabel('Your e-mail address').fill(email)
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    if (code !== undefined) await this.page.getByLabel(/^Code from the app/).fill(code)
  }

  async send(): Promise<void> {
    await this.page.getByRole('button', { name: 'Delete everything' }).click()
  }

  async expectSignedOut(): Promise<void> {
    await expect(this.page.getByRole('status')).toContainText('Your account is being deleted.')
    await expect(this.page).toHaveURL(/\/sign-in\?reason=deleted$/)
  }
}
