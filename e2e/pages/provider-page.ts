/** Signing in by the provider: our link to it, its own pages, and the page of the account. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { openHydrated } from './hydrated.ts'

export class ProviderPage {
  readonly page: Page
  readonly link: Locator
  readonly connect: Locator
  readonly disconnect: Locator

  constructor(page: Page) {
    this.page = page
    this.link = page.getByRole('link', { name: 'Continue with Test Identity' })
    this.connect = page.getByRole('button', { name: 'Connect' })
    this.disconnect = page.getByRole('button', { name: 'Disconnect' })
  }

  /** In the account. */
  async open(): Promise<void> {
    await openHydrated(this.page, '/account/security/provider')
  }

  async prove(password: string): Promise<void> {
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: 'Confirm', exact: true }).click()
  }

  /** At the provider, where everybody is whoever they say. */
  async beAt(login: string): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'Test Identity' })).toBeVisible()
    await this.page.getByLabel('Who you are').fill(login)
    await this.page.getByRole('button', { name: 'Go on' }).click()
  }

  /** The address that the provider would lead the browser back to, before anybody opens it. */
  async answerFor(login: string): Promise<URL> {
    await expect(this.page.getByRole('heading', { name: 'Test Identity' })).toBeVisible()
    const { request } = this.page
    const noFurther = { maxRedirects: 0 }
    let answer = await request.post(this.page.url(), { form: { login }, ...noFurther })
    for (let hop = 0; hop < 5; hop += 1) {
      const next = new URL(answer.headers()['location'] ?? '', answer.url())
      if (next.pathname === '/provider/callback') return next
      answer = await request.get(next.href, noFurther)
    }
    throw new Error('the provider leads nowhere')
  }

  async decline(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'Test Identity' })).toBeVisible()
    await this.page.getByRole('button', { name: 'Cancel' }).click()
  }

  /** From our sign-in page to wherever it leads; who is known at the provider is not asked there. */
  async signIn(login?: string, path = '/sign-in'): Promise<void> {
    await this.page.goto(path)
    await this.link.click()
    if (login !== undefined) await this.beAt(login)
  }

  says(text: string | RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text })
  }
}
