import { expect, test } from '../fixtures.ts'
import { readEnvironment } from '../environment.ts'
import { AccountPage, openAccountByMenu } from '../pages/account-page.ts'
import { fillSignIn, submitSignIn } from '../pages/account-forms.ts'
import { dayIn } from '../pages/days.ts'
import { openHydrated } from '../pages/hydrated.ts'
import { TasksPage } from '../pages/tasks-page.ts'
import { fetchToken, signIn, signUp } from '../people/account.ts'
import { sessionSecret } from '../people/cookies.ts'
import { newPerson } from '../people/person.ts'

const { baseUrl } = readEnvironment()

const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1'

test.describe('The profile', () => {
  test('takes another name and other initials, which are then everywhere', async ({
    page,
    keeper,
    tasks,
    complaints,
  }) => {
    complaints.expect(/status of 400/)
    await tasks.open()
    const avatar = page.getByRole('banner').getByText('AL', { exact: true })
    await expect(avatar).toBeVisible()
    await openAccountByMenu(page)
    await page.getByRole('link', { name: /^Profile/ }).click()
    const account = new AccountPage(page)
    await page.getByLabel('Name', { exact: true }).fill(' ')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Enter your name.')).toBeVisible()
    await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
    await page.getByLabel('Name', { exact: true }).fill('  Grace <b>Hopper ')
    await account.save()
    const banner = page.getByRole('banner')
    await expect(banner.getByText('G<', { exact: true })).toBeVisible()
    await page.getByLabel('Initials').fill('GBH')
    await account.save()
    await expect(banner.getByText('GBH')).toBeVisible()
    await page.getByRole('link', { name: 'Holdfast' }).click()
    await expect(page).toHaveURL('/tasks')
    await expect(banner.getByText('GBH')).toBeVisible()
    await page.getByRole('button', { name: 'Account menu' }).click()
    await expect(page.getByRole('menu')).toContainText('Grace <b>Hopper')
    await account.open('activity')
    await expect(account.events.first()).toContainText('Name changed')
    expect(keeper.person.name).toBe('Ada Lovelace')
  })

  test('has a time zone that decides what today is, on every device', async ({
    page,
    keeper,
    tasks,
    otherBrowser,
    complaints,
  }) => {
    complaints.expect(/status of 400/)
    // At any moment it is another day on one of these two shores.
    const [west, east] = ['Pacific/Pago_Pago', 'Pacific/Kiritimati'] as const
    await keeper.add({ title: 'Over there', due: { kind: 'date', date: dayIn(west) } })
    const account = new AccountPage(page)
    await account.open('profile')
    await page.getByLabel('Time zone').fill('Pacific/Atlantis')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Choose a time zone from the list')).toBeVisible()
    await page.getByLabel('Time zone').fill('pacific/pago pago')
    await account.save()
    await expect(page.getByLabel('Time zone')).toHaveValue(west)
    await tasks.open()
    await expect(tasks.row('Over there')).toContainText('Due: Today')
    await account.open('profile')
    await page.getByLabel('Time zone').fill(east)
    await account.save()
    const there = await otherBrowser({ timezoneId: west })
    await signIn(there.request, keeper.person)
    const theirs = new TasksPage(await there.newPage())
    await theirs.open()
    await expect(theirs.row('Over there')).toContainText('Overdue:')
    await account.open('profile')
    await page.getByLabel('Time zone').fill('')
    await account.save()
    await theirs.open()
    await expect(theirs.row('Over there')).toContainText('Due: Today')
  })

  test('says how dates are written and when a week begins', async ({ page, keeper, tasks }) => {
    await keeper.add({ title: 'Far off', due: { kind: 'date', date: '2040-03-01' } })
    const firstDay = async () => {
      await tasks.openDetails('Far off')
      await tasks.details.getByRole('button', { name: /^Due date:/ }).click()
      const grid = page.getByRole('dialog', { name: 'Choose a due date' }).getByRole('grid')
      return grid.locator('th').first()
    }
    await tasks.open()
    await expect(tasks.row('Far off')).toContainText('1 Mar 2040')
    await expect(await firstDay()).toHaveText('Mo')
    const account = new AccountPage(page)
    await account.open('profile')
    await page.getByLabel('Dates and numbers').selectOption('de-DE')
    await page.getByLabel('First day of the week').selectOption({ label: 'Saturday' })
    await account.save()
    await tasks.open()
    await expect(tasks.row('Far off')).toContainText('1. März 2040')
    await expect(await firstDay()).toHaveText('Sa')
  })

  test('has a theme that is chosen in a menu and is there on every device, from the first byte', async ({
    page,
    keeper,
    tasks,
    otherBrowser,
  }) => {
    const chosen = page.locator('meta[name="holdfast-theme"]')
    await tasks.open()
    await expect(chosen).toHaveAttribute('content', 'system')
    await page.getByRole('button', { name: 'Account menu' }).click()
    const kept = page.waitForResponse((answer) => answer.url().endsWith('/account/profile?/theme'))
    await page.getByRole('menuitemradio', { name: 'Dark' }).click()
    await expect(chosen).toHaveAttribute('content', 'dark')
    expect((await kept).status()).toBe(200)
    const elsewhere = await otherBrowser()
    await signIn(elsewhere.request, keeper.person)
    const html = await (await elsewhere.request.get('/tasks')).text()
    expect(html).toContain('<meta name="holdfast-theme" content="dark"')
    const account = new AccountPage(page)
    await account.open('profile')
    await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked()
    await page.getByRole('radio', { name: 'Light' }).check()
    await account.save()
    await expect(chosen).toHaveAttribute('content', 'light')
    await page.reload()
    await expect(chosen).toHaveAttribute('content', 'light')
  })

  test('says so when the menu’s theme can not be kept in the account', async ({
    page,
    keeper,
    tasks,
    complaints,
  }) => {
    complaints.expect(/ERR_FAILED/)
    expect(await keeper.titles()).toEqual([])
    await tasks.open()
    await page.route('**/account/profile?/theme', (route) => route.abort())
    await page.getByRole('button', { name: 'Account menu' }).click()
    await page.getByRole('menuitemradio', { name: 'Dark' }).click()
    await expect(page.locator('meta[name="holdfast-theme"]')).toHaveAttribute('content', 'dark')
    await expect(tasks.message(/not yet in your account/)).toBeVisible()
  })
})

test.describe('The password', () => {
  test('is changed with the current one, and that signs out everywhere else', async ({
    page,
    keeper,
    otherBrowser,
    complaints,
  }) => {
    complaints.expect(/status of 40\d/)
    const { person } = keeper
    const elsewhere = await otherBrowser()
    await signIn(elsewhere.request, person)
    const account = new AccountPage(page)
    await account.open('security')
    await account.changePassword('not the current', 'a new pass word')
    await expect(page.getByText('This is not your current password.')).toBeVisible()
    await expect(page.getByLabel('Current password')).toBeFocused()
    await account.changePassword(person.password, 'a new pass word', 'another pass word')
    await expect(page.getByText('This is not the same as the new password.')).toBeVisible()
    await account.changePassword(person.password, 'short')
    await expect(page.locator('#newPassword-error')).toHaveText('Use at least 10 characters.')
    await account.changePassword(person.password, 'a new pass word')
    await expect(account.says('Your password is changed.')).toBeVisible()
    await expect(page.getByLabel('Current password')).toHaveValue('')
    expect(await fetchToken(page.request)).not.toBe('')
    expect((await elsewhere.request.get('/api/auth/token')).status()).toBe(401)
    const other = await elsewhere.newPage()
    await openHydrated(other, '/sign-in')
    await fillSignIn(other, person)
    await submitSignIn(other)
    await expect(other.getByText(/do not match/)).toBeVisible()
    await fillSignIn(other, { ...person, password: 'a new pass word' })
    await submitSignIn(other)
    await expect(other).toHaveURL('/tasks')
    await account.open('activity')
    await expect(account.events.nth(0)).toContainText('Signed in')
    await expect(account.events.nth(1)).toContainText('Sign-in refused: wrong password')
    await expect(account.events.nth(2)).toContainText('Password changed')
    await expect(account.events.nth(3)).toContainText('Password not changed')
  })
})

test.describe('A session', () => {
  test('elsewhere is named by its device, and signed out from here, at once', async ({
    page,
    keeper,
    otherBrowser,
    complaints,
  }) => {
    complaints.expect(/status of 401/)
    const phone = await otherBrowser({ userAgent: iPhone })
    const other = await phone.newPage()
    await openHydrated(other, '/sign-in')
    await fillSignIn(other, keeper.person)
    await submitSignIn(other)
    await expect(other).toHaveURL('/tasks')
    await new TasksPage(other).open()
    const account = new AccountPage(page)
    await account.open('sessions')
    await expect(account.sessions).toHaveCount(2)
    await expect(account.session('This one')).not.toContainText('iPhone')
    await expect(account.session('Safari on iPhone')).toContainText(/127\.0\.0\.1 · in use now/)
    await page.getByRole('button', { name: 'Sign out Safari on iPhone' }).click()
    await expect(account.says('The session is signed out.')).toBeVisible()
    await expect(account.sessions).toHaveCount(1)
    // Nobody has to touch it: its page is told.
    await expect(other.getByText(/Your session has ended/)).toBeVisible()
    await account.open('activity')
    await expect(account.events.first()).toContainText('A session was signed out')
    await expect(account.events.first()).toContainText('this session')
    await expect(account.events.nth(1)).toContainText('Safari on iPhone')
  })

  test('of somebody else gets the answer of one that is not there', async ({
    page,
    keeper,
    otherBrowser,
  }) => {
    expect(await keeper.titles()).toEqual([])
    const stranger = await otherBrowser()
    await signUp(stranger.request, newPerson('Eve'))
    const session = await stranger.request.get('/api/auth/get-session')
    const { id } = ((await session.json()) as { session: { id: string } }).session
    const revoke = async (sessionId: string) => {
      const answer = await page.request.post('/account/sessions?/revoke', {
        headers: { origin: baseUrl, 'x-sveltekit-action': 'true' },
        form: { id: sessionId },
      })
      return { status: answer.status(), body: await answer.text() }
    }
    const missing = await revoke('c0ffee00-0000-4000-8000-000000000000')
    expect(missing.body).toContain('already ended')
    expect(await revoke(id)).toEqual(missing)
    expect(await fetchToken(stranger.request)).not.toBe('')
  })

  test('is one of fifty, which are all signed out but this one', async ({
    page,
    context,
    keeper,
    playwright,
  }) => {
    const others = await playwright.request.newContext({ baseURL: baseUrl })
    for (let n = 0; n < 49; n += 1) await signIn(others, keeper.person)
    const account = new AccountPage(page)
    await account.open('sessions')
    await expect(account.sessions).toHaveCount(50)
    await expect(account.sessions.first()).toContainText('This one')
    const secret = (await sessionSecret(context)).split('.')[0] ?? 'none'
    expect(await page.content()).not.toContain(secret)
    await page.getByRole('button', { name: 'Sign out all others' }).click()
    await expect(account.says('49 sessions are signed out.')).toBeVisible()
    await expect(account.sessions).toHaveCount(1)
    await expect(page.getByRole('button', { name: 'Sign out all others' })).toBeHidden()
    expect((await others.get('/api/auth/token')).status()).toBe(401)
    await others.dispose()

    await account.open('activity')
    await expect(account.events).toHaveCount(50)
    await expect(account.events.first()).toContainText('All other sessions were signed out')
    await page.getByRole('link', { name: 'Older' }).click()
    await expect(account.events).toHaveCount(2)
    await expect(account.events.nth(0)).toContainText('E-mail address confirmed')
    await expect(account.events.nth(1)).toContainText('Account created')
    await page.getByRole('link', { name: 'Latest' }).click()
    await expect(account.events).toHaveCount(50)
  })

  test('ends everywhere at once, in the other tabs of this browser, too', async ({
    page,
    context,
    keeper,
    otherBrowser,
    complaints,
  }) => {
    complaints.expect(/status of 401/)
    await keeper.add({ title: 'Not for others' })
    const elsewhere = await otherBrowser()
    await signIn(elsewhere.request, keeper.person)
    const tab = new TasksPage(await context.newPage())
    await tab.open()
    await openHydrated(page, '/account')
    const account = new AccountPage(page)
    await account.open('sessions')
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await expect(page.getByText('You are signed out.')).toBeVisible()
    await expect(tab.page).toHaveURL(/\/sign-in/)
    for (const { request } of [context, elsewhere]) {
      expect((await request.get('/api/auth/token')).status()).toBe(401)
    }
    await page.goBack()
    await expect(page).toHaveURL(/\/sign-in/)
  })

  test('that has ended meanwhile leads from any part of the account to the sign-in page', async ({
    page,
    keeper,
    otherBrowser,
  }) => {
    const account = new AccountPage(page)
    await account.open('profile')
    const elsewhere = await otherBrowser()
    await signIn(elsewhere.request, keeper.person)
    const other = new AccountPage(await elsewhere.newPage())
    await other.open('sessions')
    await other.page.getByRole('button', { name: 'Sign out all others' }).click()
    await expect(other.says('One session is signed out.')).toBeVisible()
    await page.getByLabel('Name', { exact: true }).fill('Too late')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page).toHaveURL('/sign-in?next=%2Faccount%2Fprofile')
    await fillSignIn(page, keeper.person)
    await submitSignIn(page)
    await expect(page).toHaveURL('/account/profile')
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue(keeper.person.name)
  })

  test('is left by the menu of any page', async ({ page, keeper }) => {
    expect(await keeper.titles()).toEqual([])
    await openHydrated(page, '/account')
    await page.getByRole('button', { name: 'Account menu' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByText('You are signed out.')).toBeVisible()
    expect((await page.request.get('/api/auth/token')).status()).toBe(401)
  })
})

test.describe('The account', () => {
  test('is for the signed-in: others are led to the sign-in page and back', async ({ page }) => {
    for (const part of ['', '/profile', '/security', '/sessions', '/activity']) {
      await page.goto(`/account${part}`)
      await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(`/account${part}`)}`)
    }
  })

  test('is reached and used by keyboard', async ({ page, keeper, tasks }) => {
    expect(await keeper.titles()).toEqual([])
    await tasks.open()
    await page.getByRole('button', { name: 'Account menu' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('Acc')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible()
    await page.getByRole('link', { name: /^Security/ }).press('Enter')
    const current = page.getByRole('navigation', { name: 'Account' }).locator('[aria-current=page]')
    await expect(current).toHaveText('Security')
    await page.getByLabel('Current password').focus()
    await page.keyboard.type(keeper.person.password)
    for (const typed of ['a new pass word', 'a new pass word']) {
      // Past the button that shows the password.
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.type(typed)
    }
    await page.keyboard.press('Enter')
    await expect(new AccountPage(page).says('Your password is changed.')).toBeVisible()
  })

  test('works without scripts', async ({ keeper, otherBrowser, complaints }) => {
    complaints.expect(/status of 400/)
    const elsewhere = await otherBrowser({ userAgent: iPhone })
    await signIn(elsewhere.request, keeper.person)
    const context = await otherBrowser({ javaScriptEnabled: false })
    await signIn(context.request, keeper.person)
    const page = await context.newPage()
    const account = new AccountPage(page)
    await page.goto('/tasks')
    await page.getByRole('link', { name: 'Account', exact: true }).click()
    await page.getByRole('link', { name: /^Profile/ }).click()
    await page.getByLabel('Name', { exact: true }).fill('Grace Hopper')
    await page.getByRole('radio', { name: 'Dark' }).check()
    await account.save()
    await expect(page.locator('meta[name="holdfast-theme"]')).toHaveAttribute('content', 'dark')
    await expect(page.getByRole('banner').getByText('GH')).toBeVisible()
    await page.goto('/account/sessions')
    await page.getByRole('button', { name: 'Sign out Safari on iPhone' }).click()
    await expect(account.says('The session is signed out.')).toBeVisible()
    expect((await elsewhere.request.get('/api/auth/token')).status()).toBe(401)
    await page.goto('/account/security')
    await account.changePassword('wrong one here', 'a new pass word')
    await expect(page.getByText('This is not your current password.')).toBeVisible()
    await account.changePassword(keeper.person.password, 'a new pass word')
    await expect(account.says('Your password is changed.')).toBeVisible()
    await page.goto('/account/sessions')
    await expect(account.sessions).toHaveCount(1)
    await page.getByRole('button', { name: /\(this one\)/ }).click()
    await expect(page.getByText('You are signed out.')).toBeVisible()
  })
})

test.describe('On a phone', () => {
  test.use({ viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true })

  test('the account is a list of its parts, and each leads back to it', async ({
    page,
    keeper,
    tasks,
    otherBrowser,
  }) => {
    const elsewhere = await otherBrowser({ userAgent: iPhone })
    await signIn(elsewhere.request, keeper.person)
    await tasks.open()
    await page.getByRole('button', { name: 'Account menu' }).tap()
    await page.getByRole('menuitem', { name: 'Account', exact: true }).tap()
    await page.getByRole('link', { name: /^Profile/ }).tap()
    await page.getByLabel('Initials').fill('Æ')
    await new AccountPage(page).save()
    await expect(page.getByRole('banner').getByText('Æ')).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Account' })).toBeHidden()
    await page.getByRole('main').getByRole('link', { name: 'Account', exact: true }).tap()
    await page.getByRole('link', { name: /^Sessions/ }).tap()
    const account = new AccountPage(page)
    await expect(account.sessions).toHaveCount(2)
    await page.getByRole('button', { name: 'Sign out Safari on iPhone' }).tap()
    await expect(account.sessions).toHaveCount(1)
    expect((await elsewhere.request.get('/api/auth/token')).status()).toBe(401)
    await page.getByRole('main').getByRole('link', { name: 'Account', exact: true }).tap()
    await page.getByRole('link', { name: /^Activity/ }).tap()
    await expect(account.events.first()).toContainText('A session was signed out')
  })
})
