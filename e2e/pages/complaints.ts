/** What browsers complain about: script errors, refused resources, violations of the CSP. */
import type { BrowserContext } from '@playwright/test'

export class Complaints {
  readonly #heard: string[] = []
  readonly #expected: RegExp[] = []

  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return
      this.#heard.push(`${message.text()} (${message.location().url})`)
    })
    context.on('weberror', (error) => {
      this.#heard.push(String(error.error()))
    })
  }

  /** A test that takes something away says what the browser will then complain about. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern)
  }

  unexpected(): string[] {
    return this.#heard.filter((text) => !this.#expected.some((pattern) => pattern.test(text)))
  }
}
