/** Signing in by an OpenID Connect provider, with a certified one. */
import { expect, test } from '../fixtures.ts'
import { readEnvironment } from '../environment.ts'
import { raw } from '../http/raw.ts'
import { AccountPage } from '../pages/account-page.ts'
import { fillSignIn, submitSignIn } from '../pages/account-forms.ts'
import { DeletionPage } from '../pages/deletion-page.ts'
import { openHydrated } from '../pages/hydrated.ts'
import { PasskeysPage } from '../pages/passkeys-page.ts'
import { ProviderPage } from '../pages/provider-page.ts'
import { TwoStepPage } from '../pages/two-step-page.ts'
import { clientFor, fetchToken, signIn, signOut } from '../people/account.ts'
import { cookieHeader } from '../people/cookies.ts'
import { mailTo, mailsTo } from '../people/mail.ts'
import { PasskeyDevice } from '../people/passkey-device.ts'
import { newPerson } from '../people/person.ts'

const { baseUrl } = readEnvironment()
const subjectOf = (token: string) =>
  (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string })
    .sub

test.describe('By the provider', () => {
  test('somebody new has an account, and is the same person the next time', async ({
    page,
    context,
  }) => {
    const { email } = newPerson()
    const provider = new ProviderPage(page)
    await provider.signIn(email, '/sign-up?next=%2Ftasks%3Fview%3Dall')
    await expect(page).toHaveURL('/tasks?view=all')
    const token = await fetchToken(context.request)
    await clientFor(token).POST('/v1/tasks', { body: { title: 'By way of the provider' } })
    const account = new AccountPage(page)
    await account.open('activity')
    await expect(account.events.first()).toContainText('Signed in by the sign-in provider')
    await account.open('profile')
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue(/^Provided /)
    // It is the one way in, so it stays.
    await account.open('security')
    await expect(page.getByLabel('Current password')).toHaveCount(0)

    await signOut(context.request)
    await provider.signIn()
    await expect(page).toHaveURL('/tasks')
    await expect(page.getByText('By way of the provider')).toBeVisible()
    expect(subjectOf(await fetchToken(context.request))).toBe(subjectOf(token))
    expect(await mailsTo(email)).toEqual([])
  })

  for (const [who, options] of [
    ['on a phone', { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true }],
    ['without scripts', { javaScriptEnabled: false }],
  ] as const) {
    test(`it works ${who}`, async ({ otherBrowser }) => {
      const context = await otherBrowser(options)
      const page = await context.newPage()
      const provider = new ProviderPage(page)
      await provider.signIn(newPerson().email)
      await expect(page).toHaveURL('/tasks')
      expect(await fetchToken(context.request)).not.toBe('')
    })
  }

  test('an address that has an account opens nothing, until its owner connects the two', async ({
    page,
    context,
    keeper,
    otherBrowser,
    complaints,
  }) => {
    // Whoever comes in by the provider is out when it is disconnected, and their page is told.
    complaints.expect(/status of 40[01]/)
    const { person } = keeper
    const mine = subjectOf(keeper.token)
    const stranger = await (await otherBrowser()).newPage()
    const fromOutside = new ProviderPage(stranger)
    await fromOutside.signIn(person.email)
    await expect(fromOutside.says('There is an account with your e-mail address.')).toBeVisible()
    expect((await stranger.request.get('/api/auth/token')).status()).toBe(401)

    await openHydrated(page, '/account/security')
    await page.getByRole('main').getByRole('link', { name: 'Connect', exact: true }).click()
    const provider = new ProviderPage(page)
    await expect(page).toHaveURL('/account/security/provider')
    await expect(provider.connect).toBeHidden()
    await provider.prove('not the password')
    await expect(page.getByText('This is not your current password.')).toBeVisible()
    await provider.prove(person.password)
    await provider.connect.click()
    await provider.beAt(person.email)
    await expect(provider.says('Your account is connected with Test Identity.')).toBeVisible()
    const { link } = await mailTo(person.email, 'A sign-in provider was connected')
    expect(link).toBe(`${baseUrl}/account/security`)

    await signOut(context.request)
    await provider.signIn()
    await expect(page).toHaveURL('/tasks')
    expect(subjectOf(await fetchToken(context.request))).toBe(mine)
    await fromOutside.signIn()
    await expect(stranger).toHaveURL('/tasks')

    await provider.open()
    await provider.prove(person.password)
    await provider.disconnect.click()
    await expect(provider.says('Your account is disconnected')).toBeVisible()
    await mailTo(person.email, 'A sign-in provider was disconnected')
    // Whoever had come in by it is out.
    await expect(stranger.getByText(/Your session has ended/)).toBeVisible()
    await expect
      .poll(async () => (await stranger.request.get('/api/auth/token')).status())
      .toBe(401)
    expect((await context.request.get('/api/auth/token')).status()).toBe(200)
    await fromOutside.signIn()
    await expect(fromOutside.says('There is an account with your e-mail address.')).toBeVisible()
  })

  test('the second factor is asked for, too', async ({ page, context, keeper, complaints }) => {
    complaints.expect(/status of 40\d/)
    const { person } = keeper
    const provider = new ProviderPage(page)
    await provider.open()
    await provider.prove(person.password)
    await provider.connect.click()
    await provider.beAt(person.email)
    await expect(provider.says('Your account is connected')).toBeVisible()
    const twoStep = new TwoStepPage(page)
    await twoStep.open()
    const { app } = await twoStep.switchOn(person)
    await signOut(context.request)

    await provider.signIn(undefined, '/sign-in?next=%2Faccount%2Factivity')
    await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible()
    expect((await context.request.get('/api/auth/token')).status()).toBe(401)
    await twoStep.enter(app.wrongCode())
    await expect(page.getByText('This code is wrong')).toBeVisible()
    expect((await context.request.get('/api/auth/token')).status()).toBe(401)
    await twoStep.enter(app.nextCode())
    await expect(page).toHaveURL('/account/activity')
  })

  test('who declines there, or has no confirmed address there, is told so', async ({ page }) => {
    const provider = new ProviderPage(page)
    await provider.signIn()
    await provider.decline()
    await expect(provider.says('Test Identity did not sign you in.')).toBeVisible()
    await provider.signIn(`unverified-${newPerson().email}`)
    await expect(provider.says('does not say that your e-mail address is yours')).toBeVisible()
    expect((await page.request.get('/api/auth/token')).status()).toBe(401)
  })

  test('an answer is good for the browser that asked, and once', async ({
    page,
    context,
    otherBrowser,
    complaints,
  }) => {
    // The page may ask for its token just when its session has ended.
    complaints.expect(/status of 401/)
    const { email } = newPerson()
    const provider = new ProviderPage(page)
    await provider.signIn()
    const answer = await provider.answerFor(email)
    expect(answer.searchParams.get('iss')).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)

    const thief = await (await otherBrowser()).newPage()
    await thief.goto(answer.href)
    await expect(thief).toHaveURL(/\/sign-in\?reason=provider-over$/)
    const own = new ProviderPage(thief)
    await thief.goto('/sign-in')
    await own.link.click()
    await expect(thief.getByRole('heading', { name: 'Test Identity' })).toBeVisible()
    await thief.goto(answer.href)
    await expect(thief).toHaveURL(/\/sign-in\?reason=provider-over$/)
    expect((await thief.request.get('/api/auth/token')).status()).toBe(401)

    await page.goto(answer.href)
    await expect(page).toHaveURL('/tasks')
    await signOut(context.request)
    await page.goto(answer.href)
    await expect(page).toHaveURL(/\/sign-in\?reason=provider-over$/)
  })

  test('nobody is signed in, or connected, by a link from elsewhere', async ({
    page,
    context,
    keeper,
  }) => {
    const cookie = await cookieHeader(context)
    for (const site of ['cross-site', 'same-site', 'none']) {
      const { status, headers } = await raw('/provider', { headers: { 'sec-fetch-site': site } })
      expect({ status, location: headers.location }, site).toEqual({
        status: 303,
        location: '/sign-in',
      })
      expect(headers['set-cookie'], site).toBeUndefined()
    }
    // Signed in, an answer that nobody here has asked for connects nothing.
    const { headers } = await raw('/provider/callback?code=x&state=y', { headers: { cookie } })
    expect(headers.location).toBe('/account/security/provider?is=over')
    await openHydrated(page, '/account/security/provider?is=over')
    await expect(new ProviderPage(page).says('was begun somewhere else')).toBeVisible()
    expect(await keeper.titles()).toEqual([])
  })

  test('without a password there are a passkey and a mail to go by', async ({
    page,
    context,
    complaints,
  }) => {
    // The browser offers the passkey on the way in, too.
    complaints.expect(/status of 40\d/)
    const person = newPerson()
    const provider = new ProviderPage(page)
    await provider.signIn(person.email)
    await expect(page).toHaveURL('/tasks')
    await openHydrated(page, '/account/data/delete')
    await expect(page.getByText('Your account has no password yet.')).toBeVisible()
    await openHydrated(page, '/account/security')
    await page.getByRole('button', { name: 'Mail me the link' }).click()
    const { link } = await mailTo(person.email, 'Choose a new password')
    await openHydrated(page, link)
    await page.getByLabel('New password').fill(person.password)
    await page.getByRole('button', { name: 'Save password' }).click()
    await expect(page.getByText('Your password is changed.')).toBeVisible()
    await signIn(context.request, person)

    await PasskeyDevice.of(page)
    const passkeys = new PasskeysPage(page)
    await passkeys.add(person.password)
    await openHydrated(page, '/account/data/delete')
    // Where there is a password it is what is asked for, each time.
    await expect(page.getByRole('button', { name: 'Confirm with a passkey' })).toBeHidden()
    const deletion = new DeletionPage(page)
    await deletion.fill(person)
    await deletion.send()
    await deletion.expectSignedOut()
    await fillSignIn(page, person)
    await submitSignIn(page)
    await expect(page.getByRole('alert')).not.toBeEmpty()
  })
})
