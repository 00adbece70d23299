import { readFile } from 'node:fs/promises'
import { expect, test } from '../fixtures.ts'
import { readEnvironment } from '../environment.ts'
import { AccountPage } from '../pages/account-page.ts'
import { openHydrated } from '../pages/hydrated.ts'
import { TwoStepPage } from '../pages/two-step-page.ts'
import { clientFor, fetchToken } from '../people/account.ts'
import { Authenticator } from '../people/authenticator.ts'

const { baseUrl } = readEnvironment()
const wrong = 'This code is wrong, or it has been used already.'

test.describe('Two-step sign-in', () => {
  test('is switched on with an app, asked for at sign-in, and switched off', async ({
    page,
    keeper,
    otherBrowser,
    complaints,
  }) => {
    complaints.expect(/status of 40\d/)
    const { person } = keeper
    await openHydrated(page, '/account/security')
    await page.getByRole('link', { name: 'Set up two-step sign-in' }).click()
    const mine = new TwoStepPage(page)
    await page.getByRole('button', { name: 'Set up' }).click()
    await expect(page.getByText('Enter your password.')).toBeVisible()
    await page.getByLabel('Password', { exact: true }).fill('not my pass word')
    await page.getByRole('button', { name: 'Set up' }).click()
    await expect(page.getByText('This is not your current password.')).toBeVisible()
    const app = await mine.setUp(person.password)
    await expect(mine.codeField).toBeFocused()
    const first = app.nextCode()
    await mine.confirm(app.wrongCode())
    await expect(page.getByText(wrong)).toBeVisible()
    const picture = page.getByRole('img', { name: /QR code/ })
    await expect(picture).toBeVisible()
    // Whatever the page looks like: a camera finds no dark squares in the dark.
    await expect(picture.locator('rect')).toHaveCSS('fill', 'rgb(255, 255, 255)')
    await mine.confirm(first)
    await expect(mine.codes).toHaveCount(10)
    await expect(page.getByText('It is on.')).toBeVisible()

    const browser = await otherBrowser()
    const theirs = new TwoStepPage(await browser.newPage())
    await openHydrated(theirs.page, '/sign-in?next=%2Faccount%2Factivity')
    await theirs.signInByPassword(person)
    // The password alone is no session: no page, no token.
    expect((await browser.request.get('/api/auth/token')).status()).toBe(401)
    await theirs.page.goto('/tasks')
    await expect(theirs.page).toHaveURL(/\/sign-in\?next=/)
    await openHydrated(theirs.page, '/sign-in/code?next=%2Faccount%2Factivity')
    await theirs.enter(first)
    await expect(theirs.page.getByText(wrong)).toBeVisible()
    await theirs.enter(app.wrongCode())
    await expect(theirs.page.getByText(wrong)).toBeVisible()
    await theirs.enter(app.nextCode())
    await expect(theirs.page).toHaveURL('/account/activity')
    const { events } = new AccountPage(theirs.page)
    await expect(events.nth(0)).toContainText('Signed in')
    await expect(events.nth(1)).toContainText('a wrong or used code')
    await expect(events.filter({ hasText: 'Two-step sign-in switched on' })).toHaveCount(1)

    await theirs.open()
    await theirs.prove('Switch off', person.password, app.sameCode())
    await expect(theirs.page.getByText(wrong)).toBeVisible()
  })

  test('takes recovery codes, each once, which are copied, downloaded and made anew', async ({
    page,
    context,
    keeper,
    otherBrowser,
    complaints,
  }) => {
    complaints.expect(/status of 40\d/)
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: baseUrl })
    const { person } = keeper
    const mine = new TwoStepPage(page)
    await mine.open()
    const { app, codes } = await mine.switchOn(person)
    await page.getByRole('button', { name: 'Copy' }).click()
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download' }).click()
    const file = await readFile(await (await downloading).path(), 'utf8')
    expect(file).toBe(copied)
    for (const code of codes) expect(file).toContain(code)

    const browser = await otherBrowser()
    const theirs = new TwoStepPage(await browser.newPage())
    await openHydrated(theirs.page, '/sign-in')
    await theirs.signInByPassword(person)
    await theirs.page.getByRole('link', { name: 'Use a recovery code' }).click()
    await theirs.enter('aaaaa-aaaaa')
    await expect(theirs.page.getByText(wrong)).toBeVisible()
    await theirs.enter((codes[0] ?? '').toUpperCase().replace('-', ' '))
    await expect(theirs.page).toHaveURL('/tasks')

    // Whoever reloads sees no codes any more.
    await mine.open()
    await expect(page.getByText('9 codes are left.')).toBeVisible()
    await expect(mine.codes).toHaveCount(0)
    await mine.prove('Make new codes', person.password, codes[0] ?? '')
    await expect(page.getByText(wrong)).toBeVisible()
    await mine.prove('Make new codes', person.password, app.nextCode())
    await expect(mine.codes).toHaveCount(10)
    const fresh = await mine.codes.allTextContents()
    expect(fresh).not.toContain(codes[1])
    await mine.prove('Switch off', person.password, codes[1] ?? '')
    await expect(page.getByText(wrong)).toBeVisible()
    await mine.prove('Switch off', person.password, fresh[0] ?? '')
    await expect(page.getByText('Two-step sign-in is off.')).toBeVisible()
    const account = new AccountPage(page)
    await account.open('activity')
    await expect(account.events.first()).toContainText('Two-step sign-in switched off')
    for (const text of ['A recovery code was used', 'New recovery codes made']) {
      await expect(account.events.filter({ hasText: text })).toHaveCount(1)
    }
  })

  test('begins again with the password after five wrong codes, and when it took too long', async ({
    page,
    keeper,
    otherBrowser,
    complaints,
  }) => {
    complaints.expect(/status of 40\d/)
    const mine = new TwoStepPage(page)
    await mine.open()
    const { app } = await mine.switchOn(keeper.person)
    const browser = await otherBrowser()
    const theirs = new TwoStepPage(await browser.newPage())
    await openHydrated(theirs.page, '/sign-in/code')
    await expect(theirs.page).toHaveURL('/sign-in')
    await theirs.signInByPassword(keeper.person)
    for (let n = 0; n < 5; n += 1) {
      const answer = theirs.page.waitForResponse((sent) => sent.request().method() === 'POST')
      await theirs.enter(app.wrongCode())
      await answer
      await expect(theirs.page.getByText(wrong)).toBeVisible()
    }
    await theirs.enter(app.nextCode())
    await expect(theirs.page.getByText(/too many tries. Please sign in again/)).toBeVisible()
    expect((await browser.request.get('/api/auth/token')).status()).toBe(401)

    // What a browser forgets after ten minutes, and a server does not believe in longer.
    await theirs.signInByPassword(keeper.person)
    await browser.clearCookies({ name: /two_factor/ })
    await theirs.enter(app.sameCode())
    await expect(theirs.page.getByText(/That took too long/)).toBeVisible()
  })

  test('leaves no other session, and signs in to the api as before', async ({
    page,
    context,
    keeper,
    otherBrowser,
  }) => {
    const mine = new TwoStepPage(page)
    await mine.open()
    const { app } = await mine.switchOn(keeper.person)
    const browser = await otherBrowser()
    const theirs = new TwoStepPage(await browser.newPage())
    await openHydrated(theirs.page, '/sign-in')
    await theirs.signInByPassword(keeper.person)
    const account = new AccountPage(page)
    await account.open('sessions')
    await expect(account.sessions).toHaveCount(1)
    await theirs.enter(app.nextCode())
    await expect(theirs.page).toHaveURL('/tasks')
    for (const { request } of [context, browser]) {
      const me = await clientFor(await fetchToken(request)).GET('/v1/me')
      expect(me.response.status).toBe(200)
    }
    await account.open('sessions')
    await expect(account.sessions).toHaveCount(2)
  })
})

test.describe('On a phone without scripts', () => {
  test.use({ viewport: { width: 360, height: 780 }, javaScriptEnabled: false })

  test('two-step sign-in is set up, used and switched off', async ({
    page,
    keeper,
    otherBrowser,
    complaints,
  }) => {
    complaints.expect(/status of 401/)
    const { person } = keeper
    await page.goto('/account/security')
    await page.getByRole('link', { name: 'Set up two-step sign-in' }).click()
    const mine = new TwoStepPage(page)
    const { app, codes } = await mine.switchOn(person)
    const browser = await otherBrowser({ javaScriptEnabled: false })
    const theirs = new TwoStepPage(await browser.newPage())
    await theirs.page.goto('/sign-in')
    await theirs.signInByPassword(person)
    await theirs.enter(app.wrongCode())
    await expect(theirs.page.getByText(wrong)).toBeVisible()
    await theirs.enter(app.nextCode())
    await expect(theirs.page).toHaveURL('/tasks')
    await theirs.page.goto('/account/security/second-factor')
    await theirs.prove('Switch off', person.password, codes[0] ?? '')
    await expect(theirs.page.getByText('Two-step sign-in is off.')).toBeVisible()
  })
})

test.describe('By keyboard', () => {
  test('two-step sign-in is set up and used', async ({ page, keeper, otherBrowser }) => {
    const { person } = keeper
    const mine = new TwoStepPage(page)
    await mine.open()
    await page.getByLabel('Password', { exact: true }).focus()
    await page.keyboard.type(person.password)
    await page.keyboard.press('Enter')
    await expect(mine.codeField).toBeFocused()
    const app = new Authenticator((await page.locator('[data-key]').textContent()) ?? '')
    await page.keyboard.type(app.nextCode())
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeFocused()
    const browser = await otherBrowser()
    const theirs = new TwoStepPage(await browser.newPage())
    await openHydrated(theirs.page, '/sign-in')
    await theirs.signInByPassword(person)
    await expect(theirs.codeField).toBeFocused()
    await theirs.page.keyboard.type(app.nextCode())
    await theirs.page.keyboard.press('Enter')
    await expect(theirs.page).toHaveURL('/tasks')
  })
})
