/** Device login (RFC 8628), from the program's side and from the person's. */
import { expect, test } from '../fixtures.ts'
import { expireDevice } from '../http/control.ts'
import { fillSignIn, submitSignIn } from '../pages/account-forms.ts'
import { DevicePage } from '../pages/device-page.ts'
import { openHydrated } from '../pages/hydrated.ts'
import { ProgramsPage } from '../pages/programs-page.ts'
import { clientFor } from '../people/account.ts'
import { askOAuth, askToBeLetIn, exchange, poll } from '../people/program.ts'

const soon = { timeout: 15_000, intervals: [20, 50, 100] }

test.describe('A device', () => {
  test('is let in by its code, works, and is taken back', async ({ page, keeper }) => {
    await keeper.add({ title: 'Water the plants' })
    const waiting = await askToBeLetIn({ clientId: 'Shelf display', scope: 'tasks:read' })
    expect((await poll(waiting)).body).toMatchObject({ error: 'authorization_pending' })
    expect((await poll(waiting)).body).toMatchObject({ error: 'slow_down' })

    await openHydrated(page, waiting.link)
    const device = new DevicePage(page)
    await expect(device.code).toHaveValue(waiting.userCode)
    // The link alone asks for nothing and grants nothing.
    await expect(device.allow).toBeHidden()
    await device.goOn()
    await expect(page.getByRole('heading', { name: 'Let “Shelf display” in?' })).toBeFocused()
    const main = page.getByRole('main')
    await expect(main).toContainText(waiting.userCode)
    await expect(main).toContainText('If somebody has sent you this code')
    await expect(main).toContainText(keeper.person.email)
    await expect(main).toContainText(/from (127\.0\.0\.1|::1)/)
    await expect(page.getByRole('list', { name: 'What it may do' })).toHaveText('See your tasks')
    await device.letIn(keeper.person)
    await expect(page.getByRole('heading', { name: 'Shelf display is let in' })).toBeVisible()

    const { status, headers, body } = await poll(waiting)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 300, scope: 'tasks:read' })
    const client = clientFor(String(body['access_token']))
    expect((await client.GET('/v1/tasks')).data?.items).toMatchObject([
      { title: 'Water the plants' },
    ])
    const added = await client.POST('/v1/tasks', { body: { title: 'Not for a display' } })
    expect(added.response.status).toBe(403)
    expect((await poll(waiting)).body).toMatchObject({ error: 'invalid_grant' })
    const refreshed = await askOAuth('token', {
      grant_type: 'refresh_token',
      refresh_token: String(body['refresh_token']),
    })
    expect(refreshed.status).toBe(200)

    const programs = new ProgramsPage(page)
    await programs.open()
    await expect(programs.program('Shelf display')).toContainText('Let in')
    await programs.takeBack('Shelf display')
    await expect.poll(async () => (await client.GET('/v1/tasks')).response.status, soon).toBe(401)
    expect((await exchange(String(body['refresh_token']))).status).toBe(400)
  })

  test('is let in from a phone, without scripts, by a code typed in small letters', async ({
    keeper,
    context,
    otherBrowser,
  }) => {
    const waiting = await askToBeLetIn({ clientId: 'cli' })
    const phone = await otherBrowser({
      ...{ javaScriptEnabled: false, viewport: { width: 360, height: 780 } },
      storageState: await context.storageState(),
    })
    const page = await phone.newPage()
    await page.goto('/device')
    const device = new DevicePage(page)
    await device.code.fill(waiting.userCode.toLowerCase().replace('-', ' '))
    await device.goOn()
    await device.letIn(keeper.person)
    await expect(page.getByRole('heading', { name: 'cli is let in' })).toBeVisible()
    expect((await poll(waiting)).body).toMatchObject({ scope: 'tasks:read tasks:write' })
  })

  test('is let in by the keyboard alone', async ({ page, keeper }) => {
    const waiting = await askToBeLetIn({ clientId: 'cli' })
    await openHydrated(page, waiting.link)
    const device = new DevicePage(page)
    await device.code.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Let “cli” in?' })).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(page.getByLabel('For how long')).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.type(keeper.person.password)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'cli is let in' })).toBeFocused()
    expect((await poll(waiting)).status).toBe(200)
  })

  test('is turned away, without a password', async ({ page, keeper }) => {
    expect(await keeper.titles()).toEqual([])
    const waiting = await askToBeLetIn({ clientId: 'Stranger' })
    const device = new DevicePage(page)
    await device.enter(waiting.userCode)
    await device.deny.click()
    await expect(page.getByRole('heading', { name: 'Stranger is turned away' })).toBeVisible()
    expect((await poll(waiting)).body).toMatchObject({ error: 'access_denied' })
    const programs = new ProgramsPage(page)
    await programs.open()
    await expect(programs.programs).toHaveCount(0)
  })

  test('is not let in by a wrong password', async ({ page, keeper, complaints }) => {
    complaints.expect(/status of 400/)
    const waiting = await askToBeLetIn({ clientId: 'cli' })
    const device = new DevicePage(page)
    await device.enter(waiting.userCode)
    await device.letIn({ ...keeper.person, password: 'not the password' })
    await expect(page.getByText('This is not your current password.')).toBeVisible()
    expect((await poll(waiting)).body).toMatchObject({ error: 'authorization_pending' })
    await device.letIn(keeper.person)
    await expect(page.getByRole('heading', { name: 'cli is let in' })).toBeVisible()
  })

  test('is not found by a wrong code, nor when it is too late', async ({
    page,
    keeper,
    complaints,
  }) => {
    complaints.expect(/status of 404/)
    const device = new DevicePage(page)
    for (const code of ['BCDF-GHJK', 'nonsense', '']) {
      await device.enter(code)
      await expect(page.getByText('Nothing waits under this code.')).toBeVisible()
    }
    const waiting = await askToBeLetIn({ clientId: 'cli' })
    await device.enter(waiting.userCode)
    await expect(device.allow).toBeVisible()
    await expireDevice(waiting.deviceCode)
    await device.letIn(keeper.person)
    await expect(page.getByText('Nothing waits under this code.')).toBeVisible()
    expect((await poll(waiting)).body).toMatchObject({ error: 'expired_token' })
  })

  test('leads somebody who is not signed in through the sign-in and back', async ({
    keeper,
    otherBrowser,
  }) => {
    const waiting = await askToBeLetIn({ clientId: 'cli' })
    const page = await (await otherBrowser()).newPage()
    await openHydrated(page, waiting.link)
    await expect(page).toHaveURL(/\/sign-in\?next=/)
    await fillSignIn(page, keeper.person)
    await submitSignIn(page)
    const device = new DevicePage(page)
    await expect(device.code).toHaveValue(waiting.userCode)
    expect((await poll(waiting)).body).toMatchObject({ error: 'authorization_pending' })
  })
})
