import { expect, test } from '../fixtures.ts'
import { openHydrated } from '../pages/hydrated.ts'
import { storageOf } from '../pages/traces.ts'
import { fetchToken } from '../people/account.ts'
import { sessionSecret } from '../people/cookies.ts'

const jwt = /eyJ[\w-]{8,}\.eyJ[\w-]{8,}/

const publicPages = ['/', '/sign-in', '/sign-up', '/forgot-password', '/privacy', '/no-such-page']
const appPages = [
  '/tasks',
  '/account',
  '/account/profile',
  '/account/security',
  '/account/security/passkeys',
  '/account/sessions',
  '/account/programs',
  '/account/activity',
  '/account/data',
  '/account/data/delete',
  '/account/security/provider',
  '/device',
]

test.describe('Every page', () => {
  for (const path of [...publicPages, ...appPages]) {
    test(`${path} runs under its policy without a violation`, async ({
      page,
      context,
      keeper,
      complaints,
    }) => {
      if (path === '/no-such-page') complaints.expect(/status of 404/)
      if (publicPages.includes(path)) await context.clearCookies()
      else await keeper.add({ title: 'Here' })
      const [response] = await Promise.all([
        page.waitForResponse((answer) => new URL(answer.url()).pathname === path),
        openHydrated(page, path),
      ])
      const headers = response.headers()
      const policy = headers['content-security-policy'] ?? ''
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("form-action 'self'")
      expect(scripts).toMatch(/'nonce-[\w+/=-]{16,}'/)
      expect(policy).not.toMatch(/'unsafe-(inline|eval)'|\*|https?:/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('publickey-credentials-get=(self)'),
        'cache-control': 'private, no-store',
      })
      const again = await page.request.get(path)
      expect(again.headers()['content-security-policy']).not.toContain(scripts)
    })
  }

  test('and the api documentation, too', async ({ page }) => {
    await page.goto('/docs')
    await expect(page.getByRole('heading', { name: /Holdfast/ }).first()).toBeVisible()
  })

  test('without scripts of an attacker: what is injected does not run', async ({
    page,
    keeper,
    tasks,
    complaints,
  }) => {
    complaints.expect(/Content Security Policy/)
    await keeper.add({ title: '<img src=x onerror="document.title=`owned`">' })
    await tasks.open()
    await expect(tasks.rows).toHaveCount(1)
    const refused = await page.evaluate(async () => {
      const violations: string[] = []
      const { promise, resolve } = Promise.withResolvers<undefined>()
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        violations.push(effectiveDirective)
        if (violations.length === 2) resolve(undefined)
      })
      const box = document.createElement('div')
      box.innerHTML = '<img src="data:," onerror="document.title=`owned`">'
      const script = document.createElement('script')
      script.textContent = 'document.title = `owned`'
      document.body.append(box, script)
      await promise
      return violations.sort()
    })
    expect(refused).toEqual(['script-src-attr', 'script-src-elem'])
    await expect(page).toHaveTitle('Tasks · Holdfast')
  })
})

test.describe('The tasks page', () => {
  test('holds neither the token nor the session, in any payload or store', async ({
    page,
    context,
    keeper,
    tasks,
  }) => {
    await keeper.add({ title: 'Here' })
    await tasks.open()
    await tasks.add('There')
    const secret = await sessionSecret(context)
    const payloads = [
      await (await page.request.get('/tasks')).text(),
      await (await page.request.get('/tasks/__data.json')).text(),
      await (await page.request.get('/api/auth/get-session')).text(),
      await page.content(),
      await storageOf(page),
    ]
    expect(await fetchToken(page.request)).toMatch(jwt)
    for (const payload of payloads) {
      expect(payload).not.toMatch(jwt)
      expect(payload).not.toContain(secret.split('.')[0])
    }
    const cookies = await context.cookies()
    expect(cookies.find(({ name }) => name.endsWith('.session_token'))).toMatchObject({
      httpOnly: true,
      sameSite: 'Lax',
    })
  })

  test('is for the signed-in: others are led to the sign-in page and back', async ({ page }) => {
    await page.goto('/tasks?status=done')
    await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent('/tasks?status=done')}`)
    const data = await page.request.get('/tasks/__data.json')
    expect(await data.json()).toMatchObject({ type: 'redirect' })
  })

  test('lists and adds tasks before or without scripts', async ({ otherBrowser, keeper }) => {
    await keeper.add({ title: 'Already there' })
    const context = await otherBrowser({ javaScriptEnabled: false })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto('/sign-in?next=%2Ftasks')
    await page.getByLabel('E-mail').fill(keeper.person.email)
    await page.getByLabel('Password', { exact: true }).fill(keeper.person.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL('/tasks')
    await expect(page.getByRole('link', { name: 'Already there' })).toBeVisible()
    await page.getByRole('textbox', { name: 'New task' }).fill('Added without scripts')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('link', { name: 'Added without scripts' })).toBeVisible()
    expect(await keeper.titles()).toEqual(['Added without scripts', 'Already there'])
    const typed = new URLSearchParams({ it: keeper.person.password }).toString().slice(3)
    for (const url of asked) {
      expect(url).not.toContain(typed)
      expect(url).not.toContain('password')
    }
  })
})
