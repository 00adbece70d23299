import type { Page } from '@playwright/test'

/** Everything this page's origin keeps in the browser and scripts can read, as text. */
export async function storageOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const stores = [localStorage, sessionStorage].map((store) => Object.entries(store))
    const databases = await indexedDB.databases()
    return JSON.stringify([stores, databases, document.cookie])
  })
}

/** Whether the document has this text anywhere, in what is shown or in a script. */
export async function holds(page: Page, text: string): Promise<boolean> {
  return (await page.content()).includes(text)
}
