import { expect, test } from '../fixtures.ts'
import { readEnvironment } from '../environment.ts'
import { AccountPage } from '../pages/account-page.ts'
import { openHydrated } from '../pages/hydrated.ts'
import { PasskeysPage } from '../pages/passkeys-page.ts'
import { TwoStepPage } from '../pages/two-step-page.ts'
import { signOut } from '../people/account.ts'
import { mailTo } from '../people/mail.ts'
import { PasskeyDevice } from '../people/passkey-device.ts'

const { baseUrl } = readEnvironment()

test.describe('A passkey', () => {
  test('is added, signs in by the button, is renamed and removed', async ({
    page,
    keeper,
    complaints,
  }) => {
    complaints.expect(/status of 40\d/)
    const { password, email } = keeper.person
    const device = await PasskeyDevice.of(page)
    const passkeys = new PasskeysPage(page)
    await openHydrated(page, '/account/security')
    await page.getByRole('link', { name: 'Set up a passkey' }).click()
    await expect(page.getByRole('heading', { name: 'Passkeys', level: 1 })).toBeVisible()
    await expect(passkeys.addButton).toBeHidden()
    await passkeys.prove('not my pass word')
    await expect(page.getByText('This is not your current password.')).toBeVisible()
    await passkeys.prove(password)
    await passkeys.addButton.click()
    await expect(passkeys.passkeys).toHaveCount(1)
    await expect(passkeys.says('The passkey is added.')).toBeFocused()
    await expect(passkeys.passkeys).toContainText('Never used')
    expect(await device.count()).toBe(1)
    const { link } = await mailTo(email, 'A passkey was added')
    expect(link).toBe(`${baseUrl}/account/security/passkeys`)
    // The device says itself that it has one.
    await passkeys.addButton.click()
    await expect(page.getByText('has a passkey for your account already')).toBeVisible()

    await signOut(page.request)
    await passkeys.openSignIn('/sign-in?next=%2Faccount%2Factivity')
    await expect(passkeys.signInButton).toBeVisible()
    await expect(page.getByLabel('E-mail')).toHaveAttribute('autocomplete', 'username webauthn')
    await passkeys.signInButton.click()
    await expect(page).toHaveURL('/account/activity')
    const { events } = new AccountPage(page)
    await expect(events.nth(0)).toContainText('Signed in with a passkey')
    expect((await page.request.get('/api/auth/token')).status()).toBe(200)

    await passkeys.open()
    await expect(passkeys.passkeys).toContainText('Last used')
    await passkeys.passkeys.getByText('Change').click()
    await expect(page.getByRole('button', { name: 'Remove' })).toBeHidden()
    await page.getByLabel('Name', { exact: true }).fill('My blue laptop')
    await page.getByRole('button', { name: 'Rename' }).click()
    await expect(passkeys.says('The passkey is renamed.')).toBeFocused()
    await expect(passkeys.passkeys).toContainText('My blue laptop')
    await page.getByRole('button', { name: 'Confirm with a passkey' }).click()
    await expect(passkeys.addButton).toBeVisible()
    await passkeys.passkeys.getByText('Change').click()
    await page.getByRole('button', { name: 'Remove My blue laptop' }).click()
    await expect(passkeys.says('The passkey is removed.')).toBeFocused()
    await expect(passkeys.passkeys).toHaveCount(0)
    await mailTo(email, 'A passkey was removed')

    await signOut(page.request)
    await passkeys.openSignIn()
    await passkeys.signInButton.click()
    await expect(page.getByText('This passkey was not accepted.')).toBeVisible()
    await expect(page).toHaveURL(/\/sign-in/)
  })

  test('signs in where the address is typed, without a button', async ({ page, keeper }) => {
    await PasskeyDevice.of(page)
    await new PasskeysPage(page).add(keeper.person.password)
    await signOut(page.request)
    const asked = page.waitForRequest('**/api/auth/passkey/sign-in')
    // Chromium has no person to choose from the list: its device takes being offered for chosen.
    await page.goto('/sign-in?next=%2Faccount')
    await asked
    await expect(page).toHaveURL('/account')
    expect((await page.request.get('/api/auth/token')).status()).toBe(200)
  })

  test('can be left alone: a closed dialog changes nothing', async ({
    page,
    keeper,
    complaints,
  }) => {
    complaints.expect(/NotAllowedError/)
    const passkeys = new PasskeysPage(page)
    await passkeys.open()
    await passkeys.prove(keeper.person.password)
    await page.evaluate(() => {
      const closed = () => Promise.reject(new DOMException('closed', 'NotAllowedError'))
      navigator.credentials.create = closed
      navigator.credentials.get = closed
    })
    await passkeys.addButton.click()
    await expect(page.getByText('No passkey was used.')).toBeVisible()
    await expect(passkeys.addButton).toBeEnabled()
    await expect(passkeys.passkeys).toHaveCount(0)
    await signOut(page.request)
    await page.addInitScript(() => {
      navigator.credentials.get = (options) =>
        (options as { mediation?: string }).mediation === 'conditional'
          ? new Promise(() => undefined)
          : Promise.reject(new DOMException('closed', 'NotAllowedError'))
    })
    await openHydrated(page, '/sign-in')
    await passkeys.signInButton.click()
    await expect(page.getByText('No passkey was used.')).toBeVisible()
    await page.getByLabel('E-mail').fill(keeper.person.email)
    await page.getByLabel('Password', { exact: true }).fill(keeper.person.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL('/tasks')
  })

  test('is two factors: it signs in without a code, and needs one to be added', async ({
    page,
    keeper,
    complaints,
  }) => {
    complaints.expect(/status of 40\d/)
    const { person } = keeper
    await PasskeyDevice.of(page)
    const twoStep = new TwoStepPage(page)
    await twoStep.open()
    const { app } = await twoStep.switchOn(person)
    const passkeys = new PasskeysPage(page)
    await passkeys.open()
    await passkeys.prove(person.password, app.wrongCode())
    await expect(page.getByText('This code is wrong')).toBeVisible()
    await passkeys.prove(person.password, app.nextCode())
    await passkeys.addButton.click()
    await expect(passkeys.passkeys).toHaveCount(1)
    await signOut(page.request)
    await passkeys.openSignIn()
    await passkeys.signInButton.click()
    await expect(page).toHaveURL('/tasks')
  })

  test('answers once: what was sent is worth nothing to whoever has seen it', async ({
    page,
    keeper,
    otherBrowser,
    complaints,
  }) => {
    // The page may ask for a token just when its session has ended.
    complaints.expect(/status of 401/)
    await PasskeyDevice.of(page)
    const passkeys = new PasskeysPage(page)
    await passkeys.add(keeper.person.password)
    await signOut(page.request)
    await passkeys.openSignIn()
    const sent = page.waitForRequest('**/api/auth/passkey/sign-in')
    await passkeys.signInButton.click()
    const answer = (await sent).postDataJSON() as unknown
    await expect(page).toHaveURL('/tasks')
    const thief = await otherBrowser()
    for (const { request } of [thief, page.context()]) {
      await signOut(request)
      const again = await request.post('/api/auth/passkey/sign-in', {
        headers: { origin: baseUrl },
        data: answer,
      })
      expect([again.status(), await again.json()]).toEqual([
        401,
        { code: 'PASSKEY_REFUSED', message: 'Passkey refused' },
      ])
      expect((await request.get('/api/auth/token')).status()).toBe(401)
    }
  })

  test('is not offered without scripts, and its page still renames', async ({
    page,
    keeper,
    otherBrowser,
  }) => {
    await PasskeyDevice.of(page)
    await new PasskeysPage(page).add(keeper.person.password)
    const context = await otherBrowser({ javaScriptEnabled: false })
    const plain = await context.newPage()
    await plain.goto('/sign-in?next=%2Faccount%2Fsecurity%2Fpasskeys')
    await expect(plain.getByRole('button', { name: /passkey/ })).toHaveCount(0)
    await plain.getByLabel('E-mail').fill(keeper.person.email)
    await plain.getByLabel('Password', { exact: true }).fill(keeper.person.password)
    await plain.getByRole('button', { name: 'Sign in' }).click()
    const theirs = new PasskeysPage(plain)
    await theirs.passkeys.getByText('Change').click()
    await plain.getByLabel('Name', { exact: true }).fill('Renamed by form')
    await plain.getByRole('button', { name: 'Rename' }).click()
    await expect(theirs.passkeys).toContainText('Renamed by form')
    await theirs.prove(keeper.person.password)
    await theirs.passkeys.getByText('Change').click()
    await plain.getByRole('button', { name: 'Remove Renamed by form' }).click()
    await expect(theirs.passkeys).toHaveCount(0)
  })
})

test.describe('On a phone', () => {
  test.use({ viewport: { width: 360, height: 780 }, hasTouch: true })

  test('a passkey is added and signs in, by touch', async ({ page, keeper }) => {
    await PasskeyDevice.of(page)
    const passkeys = new PasskeysPage(page)
    await passkeys.open()
    await passkeys.prove(keeper.person.password)
    await passkeys.addButton.tap()
    await expect(passkeys.passkeys).toHaveCount(1)
    await signOut(page.request)
    await passkeys.openSignIn()
    await passkeys.signInButton.tap()
    await expect(page).toHaveURL('/tasks')
  })
})
