/** The account's pages by the names that people and screen readers know their controls by. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { openHydrated } from './hydrated.ts'

export type Part = 'profile' | 'security' | 'sessions' | 'programs' | 'activity' | 'data'

export class AccountPage {
  readonly page: Page
  readonly sessions: Locator
  readonly events: Locator

  constructor(page: Page) {
    this.page = page
    const main = page.getByRole('main')
    this.sessions = main.getByRole('list', { name: 'Sessions' }).getByRole('listitem')
    this.events = main.getByRole('list', { name: 'Activity' }).getByRole('listitem')
  }

  async open(part: Part): Promise<void> {
    await openHydrated(this.page, `/account/${part}`)
  }

  session(text: string): Locator {
    return this.sessions.filter({ hasText: text })
  }

  says(text: string | RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text })
  }

  async save(): Promise<void> {
    await this.page.getByRole('button', { name: 'Save' }).click()
    await expect(this.says('Saved.')).toBeVisible()
  }

  async changeEmail(to: string): Promise<void> {
    await this.page.getByLabel('New e-mail').fill(to)
    await this.page.getByRole('button', { name: 'Change address' }).click()
  }

  async changePassword(from: string, to: string, again = to): Promise<void> {
    await this.page.getByLabel('Current password').fill(from)
    await this.page.getByLabel('New password', { exact: true }).fill(to)
    await this.page.getByLabel('New password again').fill(again)
    await this.page.getByRole('button', { name: 'Change password' }).click()
  }
}

/** By the menu that every page has. */
export async function openAccountByMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Account menu' }).click()
  await page.getByRole('menuitem', { name: 'Account', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible()
}
