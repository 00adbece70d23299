/** The account's page of programs, by the names that people and screen readers know its controls by. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import type { Person } from '../people/person.ts'
import { openHydrated } from './hydrated.ts'

export type Scope = 'tasks:read' | 'tasks:write'

export interface NewToken {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly days?: '7' | '30' | '90' | '365'
}

export class ProgramsPage {
  readonly page: Page
  readonly programs: Locator
  readonly secret: Locator
  readonly password: Locator

  constructor(page: Page) {
    this.page = page
    const main = page.getByRole('main')
    this.programs = main.getByRole('list', { name: 'Programs' }).getByRole('listitem')
    this.secret = main.locator('[data-secret]')
    this.password = page.getByLabel('Password', { exact: true })
  }

  async open(): Promise<void> {
    await openHydrated(this.page, '/account/programs')
  }

  program(name: string): Locator {
    return this.programs.filter({ hasText: name })
  }

  scope(scope: Scope): Locator {
    return this.page.getByRole('checkbox', { name: scope })
  }

  async fill({ name, scopes, days = '30' }: NewToken, password: string): Promise<void> {
    await this.page.getByLabel('Name', { exact: true }).fill(name)
    for (const scope of ['tasks:read', 'tasks:write'] as const) {
      await this.scope(scope).setChecked(scopes.includes(scope))
    }
    await this.page.getByLabel('For how long').selectOption(days)
    // Nobody is asked twice within minutes.
    if (await this.password.isVisible()) await this.password.fill(password)
  }

  async submit(): Promise<void> {
    await this.page.getByRole('button', { name: 'Make access token' }).click()
  }

  /** @returns what the page shows once */
  async make(token: NewToken, { password }: Person): Promise<string> {
    await this.fill(token, password)
    await this.submit()
    await expect(
      this.page.getByRole('heading', { name: `Access token for ${token.name}` }),
    ).toBeVisible()
    return ((await this.secret.textContent()) ?? '').trim()
  }

  async takeBack(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Take back the access of ${name}` }).click()
    await expect(this.page.getByRole('status').filter({ hasText: 'taken back' })).toBeVisible()
  }
}
