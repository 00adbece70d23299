/** The task page by the names that people and screen readers know its controls by. */
import { expect } from '@playwright/test'
import type { Locator, Page, Response } from '@playwright/test'
import { openHydrated } from './hydrated.ts'

export class TasksPage {
  readonly page: Page
  readonly newTask: Locator
  readonly list: Locator
  readonly rows: Locator
  readonly search: Locator
  readonly messages: Locator
  readonly connection: Locator
  readonly details: Locator

  constructor(page: Page) {
    this.page = page
    this.newTask = page.getByRole('textbox', { name: 'New task' })
    this.list = page.getByRole('list', { name: 'Tasks', exact: true })
    this.rows = this.list.getByRole('listitem')
    this.search = page.getByRole('searchbox', { name: 'Search tasks' })
    this.messages = page.getByRole('region', { name: 'Messages' })
    this.connection = page.getByRole('status', { name: 'Connection' })
    this.details = page.getByRole('dialog', { name: 'Task details' })
  }

  /** Until the page has its token, so that a test decides what happens to the next one. */
  async open(query = ''): Promise<void> {
    await Promise.all([
      this.page.waitForResponse((response) => response.url().endsWith('/api/auth/token')),
      openHydrated(this.page, `/tasks${query}`),
    ])
  }

  title(title: string): Locator {
    return this.list.getByRole('link', { name: title, exact: true })
  }

  row(title: string): Locator {
    return this.rows.filter({ has: this.page.getByRole('link', { name: title, exact: true }) })
  }

  checkbox(title: string): Locator {
    return this.list.getByRole('checkbox', { name: `Complete ${title}`, exact: true })
  }

  async type(title: string): Promise<void> {
    await this.newTask.fill(title)
    await this.newTask.press('Enter')
  }

  /** Adds a task and waits until the api has it. */
  async add(title: string): Promise<void> {
    await this.saving(() => this.type(title))
    await expect(this.title(title)).toBeVisible()
  }

  async openDetails(title: string): Promise<void> {
    await this.title(title).click()
    await expect(this.details).toBeVisible()
  }

  async choose(control: RegExp, choice: string): Promise<void> {
    await this.page.getByRole('button', { name: control }).click()
    await this.page.getByRole('menuitemradio', { name: choice }).click()
  }

  /** By its icon in the line, which shows itself under the pointer. */
  async remove(title: string): Promise<void> {
    await this.row(title).hover()
    await this.page.getByRole('button', { name: `Delete ${title}`, exact: true }).click()
    await expect(this.title(title)).toBeHidden()
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Account menu' }).click()
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(this.page).toHaveURL(/\/sign-in/)
  }

  message(text: string | RegExp): Locator {
    return this.messages.getByText(text)
  }

  /** Does something that changes a task and waits for the api's answer to it. */
  async saving(act: () => Promise<unknown>): Promise<Response> {
    const [response] = await Promise.all([this.page.waitForResponse(isWrite), act()])
    expect(response.ok(), `${response.status()} for ${response.request().method()}`).toBe(true)
    return response
  }

  /** The person turns to another tab: this one is not followed by what changes there. */
  async turnAway(): Promise<void> {
    await this.#show('hidden')
  }

  /** What happens when a person comes back to this tab from another one. */
  async comeBack(): Promise<void> {
    await this.#show('visible')
  }

  async #show(state: DocumentVisibilityState): Promise<void> {
    await this.page.evaluate((visibilityState) => {
      Object.defineProperty(document, 'visibilityState', {
        ...{ value: visibilityState, configurable: true },
      })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  }
}

function isWrite(response: Response): boolean {
  return (
    new URL(response.url()).pathname.startsWith('/v1/') &&
    ['POST', 'PATCH', 'DELETE'].includes(response.request().method())
  )
}
