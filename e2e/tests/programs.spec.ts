/** Personal access tokens, as somebody makes them and as programs use them. */
import type { APIRequestContext } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { readEnvironment } from '../environment.ts'
import { raw } from '../http/raw.ts'
import { AccountPage } from '../pages/account-page.ts'
import { PasskeysPage } from '../pages/passkeys-page.ts'
import { ProgramsPage } from '../pages/programs-page.ts'
import { TwoStepPage } from '../pages/two-step-page.ts'
import { signOut, signUp } from '../people/account.ts'
import { cookieHeader } from '../people/cookies.ts'
import { PasskeyDevice } from '../people/passkey-device.ts'
import { newPerson } from '../people/person.ts'
import { askOAuth, exchange, tokenFor } from '../people/program.ts'

const { baseUrl, twin } = readEnvironment()
const soon = { timeout: 15_000, intervals: [20, 50, 100] }
const backup = { name: 'Backup', scopes: ['tasks:read', 'tasks:write'] } as const

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const list = (request: APIRequestContext, token: string) =>
  request.get('/v1/tasks', { headers: bearer(token) })
const add = (request: APIRequestContext, token: string) =>
  request.post('/v1/tasks', { headers: bearer(token), data: { title: 'By a program' } })

test.describe('An access token for a program', () => {
  test('is made, shown once, used, and taken back', async ({ page, keeper, request }) => {
    const programs = new ProgramsPage(page)
    await programs.open()
    await expect(page.getByText('No program has access.')).toBeVisible()
    const secret = await programs.make({ ...backup, days: '90' }, keeper.person)
    expect(secret).toMatch(/^hf_pat_[0-9A-Za-z]{49}$/)
    await expect(programs.program('Backup')).toContainText('Never used')
    await expect(programs.program('Backup')).toContainText(
      'See your tasks · Add, change and delete tasks',
    )

    const answer = await exchange(secret)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.body).toMatchObject({
      ...{ token_type: 'Bearer', expires_in: 300, scope: 'tasks:read tasks:write' },
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    })
    const token = String(answer.body['access_token'])
    expect((await add(request, token)).status()).toBe(201)
    expect(await (await list(request, token)).json()).toMatchObject({
      items: [{ title: 'By a program' }],
    })

    await programs.open()
    await expect(programs.secret).toBeHidden()
    expect(await page.content()).not.toContain(secret)
    await expect(programs.program('Backup')).toContainText(/Last used .* from (127\.0\.0\.1|::1)/)

    await programs.takeBack('Backup')
    await expect.poll(async () => (await list(request, token)).status(), soon).toBe(401)
    expect((await exchange(secret)).body).toMatchObject({ error: 'invalid_grant' })
    expect(await keeper.titles()).toEqual(['By a program'])

    const account = new AccountPage(page)
    await account.open('activity')
    await expect(account.events.filter({ hasText: 'A program lost its access' })).toHaveCount(1)
    await expect(account.events.filter({ hasText: 'for a program was made' })).toHaveCount(1)
  })

  test('reaches no further than its scopes, and less far when asked', async ({
    page,
    keeper,
    request,
  }) => {
    const programs = new ProgramsPage(page)
    await programs.open()
    const reader = await programs.make({ name: 'Reader', scopes: ['tasks:read'] }, keeper.person)
    const both = await programs.make(backup, keeper.person)
    for (const token of [await tokenFor(reader), await tokenFor(both, 'tasks:read')]) {
      expect((await list(request, token)).status()).toBe(200)
      const refused = await add(request, token)
      expect(refused.status()).toBe(403)
      expect(refused.headers()['www-authenticate']).toContain(
        'error="insufficient_scope", error_description="The access token does not reach this far.", scope="tasks:write"',
      )
      expect(await refused.json()).toMatchObject({ type: '/docs/problems#insufficient-scope' })
    }
    const writer = await tokenFor(both, 'tasks:write')
    expect((await add(request, writer)).status()).toBe(201)
    expect((await list(request, writer)).status()).toBe(403)
    expect((await exchange(reader, 'tasks:write')).body).toMatchObject({ error: 'invalid_scope' })
    expect((await exchange(both, 'account')).body).toMatchObject({ error: 'invalid_scope' })
  })

  test('is worth nothing as it is, nor anywhere at web', async ({ page, keeper, request }) => {
    const programs = new ProgramsPage(page)
    await programs.open()
    const secret = await programs.make(backup, keeper.person)
    const token = await tokenFor(secret)
    expect((await list(request, secret)).status()).toBe(401)
    for (const credential of [secret, token]) {
      for (const headers of [
        bearer(credential),
        { cookie: `holdfast.session_token=${credential}` },
      ]) {
        expect((await raw('/api/auth/token', { headers })).status).toBe(401)
        expect((await raw('/api/auth/get-session', { headers })).body).toBe('null')
        for (const path of ['/account/programs', '/account/sessions', '/tasks', '/device']) {
          const { status, headers: told } = await raw(path, { headers })
          expect(status, path).toBe(303)
          expect(told.location, path).toContain('/sign-in')
        }
      }
    }
    expect((await exchange(token)).body).toMatchObject({ error: 'invalid_grant' })
  })

  test('is made by nobody who does not know the password', async ({ page, keeper, complaints }) => {
    complaints.expect(/status of 400/)
    const programs = new ProgramsPage(page)
    await programs.open()
    await programs.fill(backup, 'not the password')
    await programs.submit()
    await expect(page.getByText('This is not your current password.')).toBeVisible()
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Backup')
    await programs.page.getByLabel('Name', { exact: true }).fill('')
    await programs.submit()
    await expect(page.getByText('Give it a name')).toBeVisible()
    await programs.open()
    await expect(programs.programs).toHaveCount(0)
    const account = new AccountPage(page)
    await account.open('activity')
    await expect(account.events.filter({ hasText: 'Not confirmed that it is you' })).toHaveCount(1)
    expect(await keeper.titles()).toEqual([])
  })

  test('takes the second factor of who has one, or a passkey', async ({
    page,
    keeper,
    context,
    complaints,
  }) => {
    complaints.expect(/status of 400/)
    const twoStep = new TwoStepPage(page)
    await twoStep.open()
    const { app } = await twoStep.switchOn(keeper.person)
    const programs = new ProgramsPage(page)
    await programs.open()
    await programs.fill(backup, keeper.person.password)
    await programs.submit()
    await expect(page.getByText('Enter the code.')).toBeVisible()
    await page.getByLabel(/^Code from the app/).fill(app.wrongCode())
    await programs.submit()
    await expect(page.getByText('This code is wrong')).toBeVisible()
    await page.getByLabel(/^Code from the app/).fill(app.nextCode())
    await programs.submit()
    await expect(programs.program('Backup')).toBeVisible()
    await expect(programs.password).toBeHidden()

    await PasskeyDevice.of(page)
    const passkeys = new PasskeysPage(page)
    await passkeys.open()
    await passkeys.addButton.click()
    await expect(passkeys.passkeys).toHaveCount(1)
    await signOut(context.request)
    await passkeys.openSignIn('/sign-in?next=%2Faccount%2Fprograms')
    await passkeys.signInButton.click()
    await expect(page).toHaveURL('/account/programs')
    await expect(programs.password).toBeVisible()
    await page.getByRole('button', { name: 'Confirm with a passkey' }).click()
    await expect(programs.password).toBeHidden()
    await programs.make({ name: 'Reader', scopes: ['tasks:read'] }, keeper.person)
  })

  test('is made on a phone, without scripts', async ({ keeper, context, otherBrowser }) => {
    const phone = await otherBrowser({
      ...{ javaScriptEnabled: false, viewport: { width: 360, height: 780 } },
      storageState: await context.storageState(),
    })
    const page = await phone.newPage()
    await page.goto('/account/programs')
    const programs = new ProgramsPage(page)
    const secret = await programs.make(backup, keeper.person)
    expect((await exchange(secret)).status).toBe(200)
    await page.goto('/account/programs')
    await programs.takeBack('Backup')
    await expect(programs.programs).toHaveCount(0)
    expect((await exchange(secret)).status).toBe(400)
  })

  for (const [how, end] of [
    [
      'signing out everywhere',
      async (account: AccountPage) => {
        await account.open('sessions')
        await account.page.getByRole('button', { name: 'Sign out everywhere' }).click()
        await expect(account.page).toHaveURL(/sign-in/)
      },
    ],
    [
      'a new password',
      async (account: AccountPage, password: string) => {
        await account.open('security')
        await account.changePassword(password, `${password} new`)
        await expect(account.says('Your password is changed.')).toBeVisible()
      },
    ],
  ] as const) {
    test(`ends with ${how}`, async ({ page, keeper, request }) => {
      const programs = new ProgramsPage(page)
      await programs.open()
      const secret = await programs.make(backup, keeper.person)
      const token = await tokenFor(secret)
      expect((await list(request, token)).status()).toBe(200)
      await end(new AccountPage(page), keeper.person.password)
      await expect.poll(async () => (await list(request, token)).status(), soon).toBe(401)
      expect((await exchange(secret)).body).toMatchObject({ error: 'invalid_grant' })
    })
  }

  test('is nobody else’s to take back', async ({ page, keeper, otherBrowser, request }) => {
    const programs = new ProgramsPage(page)
    await programs.open()
    const secret = await programs.make(backup, keeper.person)
    const id = await programs.programs.locator('input[name=id]').getAttribute('value')
    const stranger = await otherBrowser()
    await signUp(stranger.request, newPerson())
    for (const body of [`id=${id ?? ''}`, 'id=', 'id=none']) {
      const answer = await raw('/account/programs?/revoke', {
        method: 'POST',
        headers: {
          ...{ cookie: await cookieHeader(stranger), origin: baseUrl, accept: 'text/html' },
          'content-type': 'application/x-www-form-urlencoded',
        },
        body,
      })
      expect(answer.status).toBe(404)
    }
    expect((await list(request, await tokenFor(secret))).status()).toBe(200)
  })
})

test.describe('The token endpoint', () => {
  test('takes forms of programs and of no other site', async () => {
    const form = 'grant_type=x'
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    for (const path of ['/api/oauth/token', '/api/oauth/device_authorization']) {
      for (const origin of ['https://evil.example', 'null']) {
        const headers = { ...type, origin }
        expect((await raw(path, { method: 'POST', headers, body: form })).status).toBe(403)
      }
      expect((await raw(path, { method: 'POST', headers: type, body: form })).status).toBe(400)
      expect((await raw(path)).status).toBe(405)
    }
    expect((await askOAuth('token', { grant_type: 'password' })).body).toEqual({
      error: 'unsupported_grant_type',
      error_description: 'This grant type is not offered here.',
    })
  })

  test('keeps the two modes apart', async ({ page, keeper, request }) => {
    const programs = new ProgramsPage(page)
    await programs.open()
    const token = await tokenFor(await programs.make(backup, keeper.person))
    const answer = await request.get(`${twin.apiUrl}/v1/tasks`, { headers: bearer(token) })
    expect(answer.status()).toBe(401)
  })
})
