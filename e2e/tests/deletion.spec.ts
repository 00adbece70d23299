import { randomUUID } from 'node:crypto'
import { expect, test } from '../fixtures.ts'
import { tracesOf } from '../http/control.ts'
import { raw } from '../http/raw.ts'
import { fillSignIn, submitSignIn } from '../pages/account-forms.ts'
import { AccountPage } from '../pages/account-page.ts'
import { DeletionPage } from '../pages/deletion-page.ts'
import { openHydrated } from '../pages/hydrated.ts'
import { TwoStepPage } from '../pages/two-step-page.ts'
import { clientFor, fetchToken, signIn, signUp } from '../people/account.ts'
import { mailTo } from '../people/mail.ts'
import { newPerson } from '../people/person.ts'

const screens = [
  ['a phone', { width: 360, height: 780 }],
  ['a desktop', { width: 1440, height: 900 }],
] as const

for (const [screen, viewport] of screens) {
  test(`On ${screen} somebody who has everything leaves, and nothing of them is left`, async ({
    page,
    context,
    complaints,
    otherBrowser,
  }) => {
    await page.setViewportSize(viewport)
    const person = newPerson(`Ada ${randomUUID()}`)
    await signUp(context.request, person)
    const token = await fetchToken(context.request)
    const { sub = '', sid = '' } = claimsOf(token)
    const title = `Title ${randomUUID()}`
    const notes = `Notes ${randomUUID()}`
    const body = { title, notes, due: { kind: 'date', date: '2027-01-02' } } as const
    await clientFor(token).POST('/v1/tasks', { body })

    // Settings, another session, a refused sign-in, a change of address under way, a second factor.
    const account = new AccountPage(page)
    await account.open('profile')
    await account.save()
    const elsewhere = await otherBrowser({ userAgent: `Agent ${person.name}` })
    await signIn(elsewhere.request, person)
    const other = claimsOf(await fetchToken(elsewhere.request)).sid ?? ''
    const guess = { ...person, password: 'not the password' }
    const stranger = await otherBrowser()
    complaints.expect(/status of 40[13]/)
    const strangerPage = await stranger.newPage()
    await openHydrated(strangerPage, '/sign-in')
    await fillSignIn(strangerPage, guess)
    await submitSignIn(strangerPage)
    await expect(strangerPage.getByText('do not match')).toBeVisible()
    await account.open('security')
    const newEmail = newPerson().email
    await account.changeEmail(newEmail)
    await expect(account.says('Check your mail.')).toBeVisible()
    const twoStep = new TwoStepPage(page)
    await twoStep.open()
    const { app, codes } = await twoStep.switchOn(person)

    const strings = [person.name, person.email, newEmail, sub, sid, other, title, notes, ...codes]
    const before = await tracesOf(...strings)
    for (const place of [
      'user.name',
      'user.email',
      'tasks.title',
      'tasks.notes',
      'owners.owner_id',
    ])
      expect(before.join('\n')).toContain(`.${place}: `)

    const deletion = new DeletionPage(page)
    await deletion.find()
    await deletion.fill(person, app.nextCode())
    await deletion.send()
    await deletion.expectSignedOut()

    await mailTo(person.email, 'Your account is deleted')
    await expect.poll(() => tracesOf(...strings)).toEqual([])
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const late = await raw('/v1/tasks', { method: 'POST', headers, body: JSON.stringify(body) })
    expect(late.status).toBe(401)
    expect((await elsewhere.request.get('/api/auth/token')).status()).toBe(401)
    expect(await tracesOf(...strings)).toEqual([])

    // The address is free again, and whoever has it now starts with nothing.
    const again = await otherBrowser()
    await signUp(again.request, { ...person, password: 'another pass word' })
    const fresh = await fetchToken(again.request)
    expect(claimsOf(fresh).sub).not.toBe(sub)
    const { data } = await clientFor(fresh).GET('/v1/tasks')
    expect(data?.items).toEqual([])
  })
}

test('Nobody deletes an account by a slip, or without the password and the code', async ({
  page,
  keeper,
  complaints,
}) => {
  complaints.expect(/status of 40[01]/)
  const { person } = keeper
  const twoStep = new TwoStepPage(page)
  await twoStep.open()
  const { app } = await twoStep.switchOn(person)
  const deletion = new DeletionPage(page)
  await deletion.find()
  await deletion.send()
  await expect(page.getByText('Enter your password.')).toBeVisible()
  await deletion.fill({ ...person, email: newPerson().email }, app.nextCode())
  await deletion.send()
  await expect(page.getByText('not the e-mail address of this account')).toBeVisible()
  await deletion.fill({ ...person, password: 'not the password' }, app.sameCode())
  await deletion.send()
  await expect(page.getByText('This is not your current password.')).toBeVisible()
  await deletion.fill(person, app.wrongCode())
  await deletion.send()
  await expect(page.getByText('This code is wrong, or it has been used already.')).toBeVisible()
  const account = new AccountPage(page)
  await account.open('activity')
  await expect(account.events.filter({ hasText: 'Not confirmed that it is you' })).toHaveCount(2)
})

test('Without scripts it is the same', async ({ otherBrowser, complaints }) => {
  complaints.expect(/status of 400/)
  const person = newPerson()
  const context = await otherBrowser({ javaScriptEnabled: false })
  await signUp(context.request, person)
  const page = await context.newPage()
  const deletion = new DeletionPage(page)
  await deletion.find()
  await deletion.send()
  await expect(page.getByText('Enter your password.')).toBeVisible()
  await deletion.fill(person)
  await deletion.send()
  await deletion.expectSignedOut()
  await mailTo(person.email, 'Your account is deleted')
})

test('What is stored is said where somebody decides about it', async ({ page, keeper }) => {
  expect(await keeper.tasks()).toEqual([])
  await page.goto('/account/data')
  await page.getByRole('link', { name: 'said here' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What is stored about you')
  await page.context().clearCookies()
  for (const path of ['/', '/sign-up']) {
    await page.goto(path)
    await page.getByRole('link', { name: 'What is stored about you' }).click()
    await expect(page).toHaveURL('/privacy')
    await expect(page.getByRole('heading', { name: 'Your tasks', exact: true })).toBeVisible()
  }
})

function claimsOf(token: string): { sub?: string; sid?: string } {
  const [, claims = ''] = token.split('.')
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub?: string; sid?: string }
}
