import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { readEnvironment } from '../environment.ts'
import { expire } from '../http/control.ts'
import { raw } from '../http/raw.ts'
import { fillSignIn, fillSignUp, submitSignIn, submitSignUp } from '../pages/account-forms.ts'
import { AccountPage } from '../pages/account-page.ts'
import { openHydrated } from '../pages/hydrated.ts'
import { askToSignUp, clientFor, fetchToken } from '../people/account.ts'
import { mailsTo, mailTo } from '../people/mail.ts'
import { newPerson, type Person } from '../people/person.ts'

const { baseUrl } = readEnvironment()

const confirmation = 'Confirm your e-mail address'
const reset = 'Choose a new password'

test.describe('The link that confirms an address', () => {
  test('opened elsewhere, asks for a new password: the one of the sign-up counts no more', async ({
    page,
    complaints,
  }) => {
    complaints.expect(/status of 4\d\d/)
    const ada = newPerson()
    // Somebody else, with her address and a password of theirs.
    await askToSignUp({ ...ada, password: 'the attacker knows it' })
    const { link } = await mailTo(ada.email, confirmation)
    await openHydrated(page, link)
    await expect(page.getByText(ada.email)).toBeVisible()
    const submit = page.getByRole('button', { name: 'Confirm and set password' })
    await submit.click()
    await expect(passwordIn(page)).toHaveAccessibleDescription(/at least 10/)
    await passwordIn(page).fill(ada.password)
    await submit.click()
    await expect(page).toHaveURL('/tasks')
    await expect(page.getByRole('heading', { name: 'A fresh start' })).toBeVisible()
    await page.context().clearCookies()
    await expectSignIn(page, { ...ada, password: 'the attacker knows it' }, /do not match/)
    await expectSignIn(page, ada)
  })

  test('is one’s own, also when somebody else has signed up with the address before', async ({
    page,
    complaints,
  }) => {
    complaints.expect(/status of 4\d\d/)
    const ada = newPerson()
    const attacker = { ...ada, password: 'the attacker knows it' }
    await askToSignUp(attacker)
    await mailTo(ada.email, confirmation)
    await openHydrated(page, '/sign-up')
    await fillSignUp(page, ada)
    await submitSignUp(page)
    const { link } = await mailTo(ada.email, confirmation, 1)
    await openHydrated(page, link)
    // Her browser did not make this account, so what it typed is not the account's password.
    await passwordIn(page).fill(ada.password)
    await page.getByRole('button', { name: 'Confirm and set password' }).click()
    await expect(page).toHaveURL('/tasks')
    await page.context().clearCookies()
    await expectSignIn(page, attacker, /do not match/)
    await expectSignIn(page, ada)
  })

  test('is not used up by what looks at it first, works once, and leads where one wanted to', async ({
    page,
    otherBrowser,
  }) => {
    const ada = newPerson()
    await openHydrated(page, '/sign-up?next=%2Ftasks%3Fstatus%3Ddone')
    await fillSignUp(page, ada)
    await submitSignUp(page)
    await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeFocused()
    const { link } = await mailTo(ada.email, confirmation)
    // A scanner of mail opens it, more than once, and with scripts.
    const scanner = await (await otherBrowser()).newPage()
    for (const method of ['GET', 'HEAD', 'GET']) {
      expect((await raw(pathOf(link), { method })).status).toBe(200)
    }
    await openHydrated(scanner, link)
    await openHydrated(page, link)
    await page.getByRole('button', { name: 'Confirm and sign in' }).click()
    await expect(page).toHaveURL('/tasks?status=done')
    await openHydrated(page, link)
    await expect(page.getByRole('heading', { name: 'does not work any more' })).toBeVisible()
  })

  test('is sent again to whoever can not sign in without it, and an old one says so', async ({
    page,
    complaints,
  }) => {
    complaints.expect(/status of 403/)
    const ada = newPerson()
    await askToSignUp(ada)
    const first = await mailTo(ada.email, confirmation)
    await expire(first.link)
    await openHydrated(page, first.link)
    await expect(page.getByRole('heading', { name: 'does not work any more' })).toBeVisible()

    await openHydrated(page, '/sign-in')
    await fillSignIn(page, ada)
    await submitSignIn(page)
    await expect(page.getByText('not confirmed yet')).toBeVisible()
    await page.getByRole('link', { name: 'Send the link again' }).click()
    await expect(page).toHaveURL('/confirm-email/again')
    await page.getByLabel('E-mail').fill(ada.email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
    const second = await mailTo(ada.email, confirmation, 1)
    await openHydrated(page, second.link)
    await expect(page.getByRole('button', { name: 'Confirm and set password' })).toBeVisible()
  })

  test('does all of it without scripts', async ({ otherBrowser }) => {
    const page = await (await otherBrowser({ javaScriptEnabled: false })).newPage()
    const ada = newPerson()
    await page.goto('/sign-up')
    await fillSignUp(page, ada)
    await submitSignUp(page)
    await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
    await page.getByRole('link', { name: 'shown here' }).click()
    await expect(page.getByRole('link', { name: new RegExp(ada.email) })).toBeVisible()
    await page.goto((await mailTo(ada.email, confirmation)).link)
    await page.getByRole('button', { name: 'Confirm and sign in' }).click()
    await expect(page).toHaveURL('/tasks')
  })
})

test.describe('Signing up with the address of somebody who has an account', () => {
  test('looks like any other, and tells the owner', async ({ page, keeper, request }) => {
    await page.context().clearCookies()
    await openHydrated(page, '/sign-up')
    await fillSignUp(page, { ...keeper.person, password: 'some other password' })
    await submitSignUp(page)
    await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
    const note = await mailTo(keeper.person.email, 'You already have an account')
    expect(note.link).toBe(`${baseUrl}/sign-in`)

    const answers = []
    for (const { email } of [keeper.person, newPerson()]) {
      const data = { name: ' Ann  ', email, password: 'some other password', image: 'x' }
      const answer = await request.post('/api/auth/sign-up/email', {
        headers: { origin: baseUrl },
        data,
      })
      const names = answer.headersArray().map(({ name }) => name.toLowerCase())
      const cookies = answer.headersArray().filter(({ name }) => /^set-cookie$/i.test(name))
      const cookieShapes = cookies.map(({ value }) => value.replace(/=[^;]*/, '=…'))
      const status = answer.status()
      answers.push({ status, body: await answer.text(), names, cookieShapes })
    }
    expect(answers[0]).toEqual(answers[1])
    await expectSignIn(page, keeper.person)
  })
})

test.describe('Somebody who has forgotten the password', () => {
  test('chooses a new one by mail, and everybody else is signed out', async ({
    page,
    keeper,
    tasks,
    otherBrowser,
    complaints,
  }) => {
    complaints.expect(/status of 40[01]/)
    const { person } = keeper
    await tasks.open()
    const held = await fetchToken(page.request)
    const other = await (await otherBrowser()).newPage()
    const renewed = { ...person, password: `renewed ${person.password}` }

    await test.step('asks for the link', async () => {
      await openHydrated(other, '/sign-in')
      await other.getByRole('link', { name: 'Forgot your password?' }).click()
      await expect(other).toHaveURL('/forgot-password')
      await other.getByLabel('E-mail').fill(person.email)
      await other.getByRole('button', { name: 'Send the link' }).click()
      await expect(other.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
    })
    const { link } = await mailTo(person.email, reset)

    await test.step('chooses a new password', async () => {
      await openHydrated(other, link)
      await other.getByLabel('New password').fill('short')
      await other.getByRole('button', { name: 'Save password' }).click()
      await expect(other.getByLabel('New password')).toHaveAccessibleDescription(/at least/)
      await other.getByLabel('New password').fill(renewed.password)
      await other.getByRole('button', { name: 'Save password' }).click()
      await expect(other.getByText('Your password is changed.')).toBeVisible()
    })

    await test.step('and the api takes no token of before any more', async () => {
      const me = async () => (await clientFor(held).GET('/v1/me')).response.status
      await expect.poll(me, { intervals: [20] }).toBe(401)
    })

    await test.step('signs in with it, and not with the old one', async () => {
      await expectSignIn(other, person, /do not match/)
      await expectSignIn(other, renewed)
      await mailTo(person.email, 'Your password was changed')
      const account = new AccountPage(other)
      await account.open('activity')
      await expect(account.events.nth(0)).toContainText('Signed in')
      await expect(account.events.nth(2)).toContainText('Password reset by e-mail')
    })

    await test.step('finds the other browser signed out, and the link used up', async () => {
      expect((await page.request.get('/api/auth/token')).status()).toBe(401)
      await page.goto('/tasks')
      await expect(page).toHaveURL(/\/sign-in/)
      await openHydrated(page, link)
      await expect(page.getByRole('heading', { name: 'does not work any more' })).toBeVisible()
      await page.getByRole('link', { name: 'Ask for a new link' }).click()
      await expect(page).toHaveURL('/forgot-password')
    })
  })

  test('is told nothing about who has an account', async ({ request, keeper }) => {
    const answers = []
    for (const { email } of [keeper.person, newPerson()]) {
      const headers = { origin: baseUrl }
      for (const path of ['request-password-reset', 'send-confirmation']) {
        const answer = await request.post(`/api/auth/${path}`, { headers, data: { email } })
        const names = answer.headersArray().map(({ name }) => name)
        answers.push({ path, status: answer.status(), body: await answer.text(), names })
      }
    }
    expect(answers.slice(0, 2)).toEqual(answers.slice(2))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  })

  test('gets nowhere with a link that has come of age, or was made up', async ({
    page,
    keeper,
    complaints,
  }) => {
    complaints.expect(/status of 400/)
    await page.context().clearCookies()
    await page.request.post('/api/auth/request-password-reset', {
      headers: { origin: baseUrl },
      data: { email: keeper.person.email },
    })
    const { link } = await mailTo(keeper.person.email, reset)
    const gone = page.getByRole('heading', { name: 'does not work any more' })
    await openHydrated(page, link)
    await expect(page.getByLabel('New password')).toBeVisible()
    await expire(link)
    await page.getByLabel('New password').fill('a brand new password')
    await page.getByRole('button', { name: 'Save password' }).click()
    await expect(gone).toBeVisible()
    for (const token of ['', 'made-up', `${new URL(link).searchParams.get('token') ?? ''}x`]) {
      await openHydrated(page, `/reset-password?token=${token}`)
      await expect(gone).toBeVisible()
    }
    await expectSignIn(page, keeper.person)
  })
})

test('A new password ends all other sessions and keeps this one', async ({
  page,
  keeper,
  otherBrowser,
  complaints,
}) => {
  // The page that is still open in the other browser is told at once, and asks once more.
  complaints.expect(/status of 401/)
  const { person } = keeper
  const other = await (await otherBrowser()).newPage()
  await expectSignIn(other, person)
  const change = (currentPassword: string) =>
    page.request.post('/api/auth/change-password', {
      headers: { origin: baseUrl },
      data: { currentPassword, newPassword: 'quite another one', revokeOtherSessions: false },
    })
  const refused = await change('not the password')
  expect([refused.status(), await refused.json()]).toMatchObject([
    400,
    { code: 'INVALID_PASSWORD' },
  ])
  expect((await other.request.get('/api/auth/token')).status()).toBe(200)
  expect((await change(person.password)).status()).toBe(200)
  expect((await other.request.get('/api/auth/token')).status()).toBe(401)
  expect(await fetchToken(page.request)).not.toBe('')
  await mailTo(person.email, 'Your password was changed')
})

test.describe('A new e-mail address', () => {
  test('is approved by the old one and confirmed by the new one', async ({
    page,
    keeper,
    otherBrowser,
    complaints,
  }) => {
    complaints.expect(/status of 40[01]/)
    const { person } = keeper
    const moved = { ...person, email: `new-${person.email}` }
    const account = new AccountPage(page)
    await account.open('security')
    await account.changeEmail(person.email)
    await expect(page.getByLabel('New e-mail')).toHaveAccessibleDescription(/already/)
    await expect(page.getByLabel('New e-mail')).toBeFocused()
    await account.changeEmail(moved.email)
    await expect(account.says('Check your mail.')).toBeVisible()
    await expect(page.getByText(`Approve the change to ${moved.email}`)).toBeVisible()

    const mails = await (await otherBrowser()).newPage()
    const approval = await mailTo(person.email, 'Approve your new e-mail address')
    expect(await mailsTo(moved.email)).toEqual([])
    await openHydrated(mails, approval.link)
    await expect(mails.getByText(moved.email)).toBeVisible()
    await mails.getByRole('button', { name: 'Approve the change' }).click()
    await expect(mails.getByRole('heading', { name: 'Approved' })).toBeVisible()

    const confirmation = await mailTo(moved.email, 'Confirm your new e-mail address')
    await page.reload()
    await expect(page.getByText(person.email, { exact: true })).toBeVisible()
    await openHydrated(mails, confirmation.link)
    await mails.getByRole('button', { name: 'Confirm address' }).click()
    await expect(mails.getByRole('heading', { name: 'Your new address is in use' })).toBeVisible()
    await mailTo(person.email, 'Your e-mail address was changed')
    // The links sign nobody in.
    expect((await mails.request.get('/api/auth/token')).status()).toBe(401)

    await expectSignIn(mails, person, /do not match/)
    await expectSignIn(mails, moved)
    await openHydrated(page, approval.link)
    await expect(page.getByRole('heading', { name: 'does not work any more' })).toBeVisible()
    await account.open('activity')
    const steps = ['E-mail address changed', 'approved by the old one', 'address asked for']
    for (const step of steps) await expect(account.events.filter({ hasText: step })).toHaveCount(1)
  })

  test('is not taken while only the old one has agreed, and dropped for another', async ({
    page,
    keeper,
    otherBrowser,
    complaints,
  }) => {
    complaints.expect(/status of 401/)
    const { person } = keeper
    const [first, second] = [`first-${person.email}`, `second-${person.email}`]
    const approve = async (newEmail: string, before: number) => {
      const account = new AccountPage(page)
      await account.open('security')
      await account.changeEmail(newEmail)
      const { link } = await mailTo(person.email, 'Approve your new e-mail address', before)
      await openHydrated(page, link)
      await page.getByRole('button', { name: 'Approve the change' }).click()
      await expect(page.getByRole('heading', { name: 'Approved' })).toBeVisible()
      return mailTo(newEmail, 'Confirm your new e-mail address')
    }
    const dropped = await approve(first, 0)
    const other = await (await otherBrowser()).newPage()
    await expectSignIn(other, { ...person, email: first }, /do not match/)
    await expectSignIn(other, person)
    const latest = await approve(second, 1)
    await openHydrated(page, dropped.link)
    await expect(page.getByRole('heading', { name: 'does not work any more' })).toBeVisible()
    await expire(latest.link)
    await openHydrated(page, latest.link)
    await expect(page.getByRole('heading', { name: 'does not work any more' })).toBeVisible()
    await page.getByRole('link', { name: 'Ask for the change again' }).click()
    await expect(page).toHaveURL('/account/security')
    await expect(page.getByText(`You sign in as ${person.email}`)).toBeVisible()
  })

  test('that somebody has tells nobody so', async ({ page, keeper }) => {
    const owner = newPerson()
    await askToSignUp(owner)
    await page.request.post('/api/auth/request-email-change', {
      headers: { origin: baseUrl },
      data: { newEmail: owner.email },
    })
    const { link } = await mailTo(keeper.person.email, 'Approve your new e-mail address')
    await openHydrated(page, link)
    await page.getByRole('button', { name: 'Approve the change' }).click()
    await expect(page.getByRole('heading', { name: 'Approved' })).toBeVisible()
    await mailTo(owner.email, 'This address has an account already')
  })
})

test('The token of a link stays between the mail and its page', async ({ page, request }) => {
  const ada = newPerson()
  await askToSignUp(ada)
  const { link } = await mailTo(ada.email, confirmation)
  const token = new URL(link).searchParams.get('token') ?? ''
  expect(token).toHaveLength(43)
  const told: string[] = []
  page.on('request', (asked) => {
    const url = new URL(asked.url())
    if (url.pathname !== '/confirm-email') told.push(asked.url())
    const { referer = '' } = asked.headers()
    told.push(referer)
  })
  const answer = await page.goto(link)
  expect(answer?.headers()).toMatchObject({
    'referrer-policy': 'strict-origin',
    'cache-control': 'private, no-store',
    'x-frame-options': 'DENY',
  })
  await page.getByRole('link', { name: 'Holdfast' }).first().click()
  await expect(page).toHaveURL('/')
  expect(told.length).toBeGreaterThan(3)
  expect(told.filter((text) => text.includes(token))).toEqual([])
  // Nor is it good for anything else.
  const bearer = await request.get('/v1/tasks', { headers: { authorization: `Bearer ${token}` } })
  expect(bearer.status()).toBe(401)
})

test.describe('The mailbox', () => {
  test('shows a mail as mail programs do, and its links lead on', async ({ page, complaints }) => {
    // What the test itself wants to run in the preview.
    complaints.expect(/frame is sandboxed/)
    const ada = newPerson()
    await askToSignUp(ada)
    await mailTo(ada.email, confirmation)
    await openHydrated(page, '/dev/mail')
    await page.getByRole('textbox', { name: 'To' }).fill(ada.email)
    await page.getByRole('button', { name: 'Filter' }).click()
    await expect(page).toHaveURL(/\?to=/)
    await page.getByRole('listitem').getByRole('link').click()
    await expect(page.locator('pre')).toContainText('/confirm-email?token=')
    const popup = page.waitForEvent('popup')
    await page.frameLocator('iframe').getByRole('link', { name: 'Confirm address' }).click()
    await expect((await popup).getByRole('heading', { name: 'Confirm your address' })).toBeVisible()
  })

  test('is for this machine: not for a foreign name or a tunnel that leads here', async () => {
    for (const path of ['/dev/mail', '/dev/mail/messages']) {
      expect((await raw(path)).status).toBe(200)
      const foreign = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']
      for (const name of ['host', ...foreign]) {
        const { status, body } = await raw(path, { headers: { [name]: 'rebound.example' } })
        expect([path, name, status]).toEqual([path, name, 404])
        expect(body).not.toContain('token=')
      }
    }
  })
})

const passwordIn = (page: Page) => page.getByLabel('Password', { exact: true })

const pathOf = (link: string) => new URL(link).pathname + new URL(link).search

/** Without a complaint to expect, it leads to the tasks. */
async function expectSignIn(page: Page, person: Person, complaint?: RegExp): Promise<void> {
  await openHydrated(page, '/sign-in')
  await fillSignIn(page, person)
  await submitSignIn(page)
  if (complaint === undefined) await expect(page).toHaveURL('/tasks')
  else await expect(page.getByText(complaint)).toBeVisible()
}
