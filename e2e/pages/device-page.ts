/** The page on which somebody lets a device in, or turns it away. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import type { Person } from '../people/person.ts'
import { openHydrated } from './hydrated.ts'

export class DevicePage {
  readonly page: Page
  readonly code: Locator
  readonly password: Locator
  readonly allow: Locator
  readonly deny: Locator

  constructor(page: Page) {
    this.page = page
    this.code = page.getByLabel('Code', { exact: true })
    this.password = page.getByLabel('Password', { exact: true })
    this.allow = page.getByRole('button', { name: 'Let it in' })
    this.deny = page.getByRole('button', { name: 'Turn it away' })
  }

  async goOn(): Promise<void> {
    await this.page.getByRole('button', { name: 'Continue' }).click()
  }

  /** As far as what is asked for, if the code is one. */
  async enter(code: string): Promise<void> {
    await openHydrated(this.page, '/device')
    await this.code.fill(code)
    await this.goOn()
  }

  async letIn({ password }: Person): Promise<void> {
    await expect(this.allow).toBeVisible()
    // Nobody is asked twice within minutes.
    if (await this.password.isVisible()) await this.password.fill(password)
    await this.allow.click()
  }
}
