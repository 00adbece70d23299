/** The places beside the tasks, and their menus, by the names that people know them by. */
import type { Locator, Page } from '@playwright/test'

export class Places {
  readonly page: Page
  readonly nav: Locator
  readonly dialog: Locator

  constructor(page: Page) {
    this.page = page
    this.nav = page.getByRole('navigation', { name: 'Places' })
    this.dialog = page.getByRole('dialog').filter({ has: page.getByLabel('Name') })
  }

  link(name: string): Locator {
    return this.nav.getByRole('link', { name, exact: true })
  }

  async go(name: string): Promise<void> {
    await this.link(name).click()
  }

  /** Fills in the dialog that is open. */
  async name(name: string, color?: string): Promise<void> {
    await this.dialog.getByLabel('Name').fill(name)
    if (color !== undefined) await this.dialog.getByRole('radio', { name: color }).check()
    await this.dialog.getByRole('button', { name: 'Save' }).click()
  }

  async add(what: 'list' | 'label', name: string, color?: string): Promise<void> {
    await this.nav.getByRole('button', { name: `New ${what}` }).click()
    await this.name(name, color)
  }

  /** One of the things that can be done to a place, a section or a task. */
  async choose(name: string, action: string): Promise<void> {
    const button = this.page.getByRole('button', { name: `More about ${name}`, exact: true })
    await button.focus()
    await button.click()
    await this.page.getByRole('menuitem', { name: action }).click()
  }
}
