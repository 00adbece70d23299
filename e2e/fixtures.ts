/** What every test starts from: fresh people, and browsers whose complaints fail the test. */
import { expect, test as base } from '@playwright/test'
import type { BrowserContext, BrowserContextOptions } from '@playwright/test'
import { readEnvironment } from './environment.ts'
import { Complaints } from './pages/complaints.ts'
import { TasksPage } from './pages/tasks-page.ts'
import { clientFor, fetchToken, signUp } from './people/account.ts'
import { Keeper } from './people/keeper.ts'
import { newPerson } from './people/person.ts'

export { expect } from '@playwright/test'

interface Fixtures {
  complaints: Complaints
  /** Somebody who has signed up by HTTP and is signed in, in the test's own browser. */
  keeper: Keeper
  /** The task page in the test's own browser. */
  tasks: TasksPage
  /** Another browser, with nobody signed in. */
  otherBrowser: (options?: BrowserContextOptions) => Promise<BrowserContext>
}

export const test = base.extend<Fixtures>({
  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints()
      complaints.watch(context)
      await use(complaints)
      expect(complaints.unexpected(), 'what the browser complained about').toEqual([])
    },
    { auto: true },
  ],
  keeper: async ({ context }, use) => {
    const person = newPerson()
    await signUp(context.request, person)
    const token = await fetchToken(context.request)
    await use(new Keeper(person, token, clientFor(token)))
  },
  tasks: async ({ page }, use) => {
    await use(new TasksPage(page))
  },
  otherBrowser: async ({ browser, complaints, contextOptions }, use) => {
    const { baseUrl: baseURL } = readEnvironment()
    const opened: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext({ ...contextOptions, baseURL, ...options })
      complaints.watch(context)
      opened.push(context)
      return context
    })
    await Promise.all(opened.map((context) => context.close()))
  },
})
