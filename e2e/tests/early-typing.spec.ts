// A page of the server can be typed in before its scripts are there: by fast hands, on slow lines,
// and by password managers. The scripts take over what they find.
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { hydrated } from '../pages/hydrated.ts'

const signedOut = ['/sign-in', '/sign-up', '/forgot-password', '/confirm-email/again']
const signedIn = [
  '/account/profile',
  '/account/security',
  '/account/programs',
  '/account/data/delete',
  '/device',
]

for (const path of [...signedOut, ...signedIn]) {
  test(`What is entered on ${path} before its scripts are there stays`, async ({
    page,
    context,
    keeper,
  }) => {
    await keeper.add({ title: 'Here' })
    if (signedOut.includes(path)) await context.clearCookies()
    const release = await openWithoutScripts(page, path)
    const fields = page.locator('input, select, textarea').filter({ visible: true })
    const count = await fields.count()
    expect(count).toBeGreaterThan(0)
    for (let at = 0; at < count; at += 1) await enter(fields.nth(at))
    const before = await entered(fields)
    await expect(page.locator('html')).not.toHaveAttribute('data-hydrated')
    release()
    await hydrated(page)
    expect(await entered(fields)).toEqual(before)
  })
}

test('The tasks take over what was done before their scripts are there', async ({
  page,
  keeper,
  tasks,
}) => {
  await keeper.add({ title: 'Buy milk' })
  await keeper.add({ title: 'Sell cheese' })
  const release = await openWithoutScripts(page, '/tasks?status=all')
  await tasks.row('Buy milk').getByRole('checkbox').check()
  await page.getByLabel('New task').fill('Feed the cow')
  await page.getByLabel('Search tasks').fill('milk')
  await expect(tasks.rows).toHaveCount(2)
  release()
  await hydrated(page)
  await expect(tasks.rows).toHaveCount(1)
  await expect(tasks.row('Buy milk').getByRole('checkbox')).toBeChecked()
  await expect(page).toHaveURL(/q=milk/)
  await expect(page.getByLabel('New task')).toHaveValue('Feed the cow')
  await expect.poll(() => keeper.task('Buy milk')).toMatchObject({ status: 'done' })
})

/** Until the returned function is called, no script of the page arrives. */
async function openWithoutScripts(page: Page, path: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  await page.route('**/_app/**/*.js', async (route) => {
    await promise
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'commit' })
  await page.locator('main').waitFor()
  return () => {
    resolve(undefined)
  }
}

/** Something else than what is there. */
async function enter(field: Locator): Promise<void> {
  const kind = await field.evaluate((element) => (element as HTMLInputElement).type)
  if (kind === 'select-one') {
    const last = await field.locator('option').last().getAttribute('value')
    await field.selectOption(last)
  } else if (kind === 'checkbox') await field.setChecked(!(await field.isChecked()))
  else if (kind === 'radio') await field.check()
  else if (await field.isEditable()) await field.fill('typed early')
}

async function entered(fields: Locator): Promise<unknown[]> {
  return fields.evaluateAll((elements) =>
    elements.map((element) => {
      const { name, value, type, checked } = element as HTMLInputElement
      return { name, value, ...(/checkbox|radio/.test(type) && { checked }) }
    }),
  )
}
