import { expect, test } from '../fixtures.ts'
import { readEnvironment } from '../environment.ts'
import { formActions } from '../http/form-actions.ts'
import { raw } from '../http/raw.ts'
import { fetchToken } from '../people/account.ts'
import { cookieHeader } from '../people/cookies.ts'
import { mailsTo } from '../people/mail.ts'
import { newPerson } from '../people/person.ts'

const { baseUrl } = readEnvironment()

const forms: Record<string, string> = {
  'application/x-www-form-urlencoded': 'title=planted',
  'Application/X-WWW-Form-Urlencoded; charset=utf-8': 'title=planted',
  'multipart/form-data; boundary=b': [
    '--b',
    'content-disposition: form-data; name="title"',
    '',
    'planted',
    '--b--',
    '',
  ].join('\r\n'),
  'text/plain': 'title=planted',
  'TEXT/PLAIN; charset=utf-8': '{"title":"planted"}',
  '': 'title=planted',
}
const json = { 'application/json': '{"title":"planted"}' }
const foreign = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: `${baseUrl}.evil.example` },
  { origin: baseUrl.replace('localhost', '127.0.0.1'), 'sec-fetch-site': 'cross-site' },
]

// I69
test.describe('Another site', () => {
  test('can send no form to a page of ours, whatever it calls it', async ({ context, keeper }) => {
    const cookie = await cookieHeader(context)
    const paths = formActions()
    expect(paths).toContain('/tasks?/add')
    expect(paths).toContain('/sign-in')
    for (const path of paths) {
      for (const origin of [...foreign, {}]) {
        for (const [type, body] of Object.entries(forms)) {
          const headers = { cookie, ...origin, ...(type === '' ? {} : { 'content-type': type }) }
          const { status } = await raw(path, { method: 'POST', headers, body })
          expect(status, `${path} ${JSON.stringify(headers)}`).toBe(403)
        }
      }
    }
    expect(await keeper.titles()).toEqual([])
    expect(await fetchToken(context.request)).not.toBe('')
  })

  test('can sign nobody out, in or up, and change no account', async ({ context, keeper }) => {
    const signedIn = { cookie: await cookieHeader(context) }
    const paths = [
      ...['/api/auth/sign-out', '/api/auth/sign-in/email', '/api/auth/sign-up/email'],
      ...['/api/auth/confirm-email', '/api/auth/reset-password', '/api/auth/change-password'],
      ...['/api/auth/request-email-change', '/api/auth/complete-email-change'],
      ...['/api/auth/two-factor/enable', '/api/auth/two-factor/disable'],
      '/api/auth/two-factor/generate-backup-codes',
      ...['/api/auth/prove-by-password', '/api/auth/passkey/begin-sign-in'],
      ...['/api/auth/passkey/sign-in', '/api/auth/passkey/begin-proof', '/api/auth/passkey/prove'],
      ...['/api/auth/passkey/begin-adding', '/api/auth/passkey/add'],
      ...['/api/auth/passkey/rename', '/api/auth/passkey/remove'],
      ...['/api/auth/provider/begin', '/api/auth/provider/begin-link'],
      ...['/api/auth/provider/finish', '/api/auth/provider/unlink', '/api/auth/delete-account'],
      ...['/api/auth/two-factor/verify-totp', '/api/auth/two-factor/verify-backup-code'],
    ]
    for (const path of paths) {
      for (const origin of foreign.flatMap((one) => [one, { ...one, ...signedIn }])) {
        for (const [type, form] of Object.entries({ ...forms, ...json })) {
          const headers = { ...origin, ...(type === '' ? {} : { 'content-type': type }) }
          const body = type === 'application/json' ? JSON.stringify(keeper.person) : form
          const answer = await raw(path, { method: 'POST', headers, body })
          expect(answer.status, `${path} ${JSON.stringify(headers)}`).toBe(403)
          expect(answer.headers['set-cookie']).toBeUndefined()
        }
      }
    }
    expect(await fetchToken(context.request)).not.toBe('')
  })

  test('gets nowhere with another method', async ({ context, keeper }) => {
    const cookie = await cookieHeader(context)
    for (const path of ['/tasks?/add', '/sign-in', '/api/auth/sign-out']) {
      for (const method of ['PUT', 'PATCH', 'DELETE']) {
        const headers = { cookie, origin: 'https://evil.example', 'content-type': 'text/plain' }
        const { status } = await raw(path, { method, headers, body: 'title=planted' })
        expect([403, 405], `${method} ${path}`).toContain(status)
      }
    }
    expect(await fetchToken(context.request)).not.toBe('')
    expect(await keeper.titles()).toEqual([])
  })

  test('with a form that sends itself changes nothing for somebody signed in', async ({
    page,
    context,
    keeper,
    tasks,
    complaints,
  }) => {
    complaints.expect(/status of 40\d/)
    await tasks.open()
    for (const action of ['/tasks?/add', '/api/auth/sign-out']) {
      await page.route('http://evil.test/', (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<link rel="icon" href="data:,"><form method="post" action="${baseUrl}${action}">
            <input name="title" value="planted"><button>Win a prize</button></form>`,
        }),
      )
      await page.goto('http://evil.test/')
      const answer = page.waitForResponse((response) => response.request().method() === 'POST')
      await page.getByRole('button').click()
      expect((await answer).status()).toBeGreaterThanOrEqual(400)
      await page.unrouteAll()
    }
    await tasks.open()
    await expect(page).toHaveURL('/tasks')
    expect(await keeper.titles()).toEqual([])
    expect(await fetchToken(context.request)).not.toBe('')
  })
})

// I74
const traps = [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/%2f/evil.example',
  '/%5cevil.example',
  'https://evil.example/tasks',
  'https:evil.example',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'data:text/html,owned',
  '/.//evil.example',
  '/tasks/..//evil.example',
]

test.describe('A link with somewhere else as its goal', () => {
  test('leads to the tasks: for somebody signed in', async ({ context, keeper }) => {
    expect(await keeper.titles()).toEqual([])
    const cookie = await cookieHeader(context)
    for (const path of ['/sign-in', '/sign-up']) {
      for (const trap of traps) {
        const url = `${path}?next=${encodeURIComponent(trap)}`
        const { status, headers } = await raw(url, { headers: { cookie } })
        expect({ status, location: headers.location }, trap).toEqual({
          status: 303,
          location: '/tasks',
        })
      }
    }
  })

  for (const trap of ['//evil.example', '/\\evil.example', 'javascript:document.title=1']) {
    test(`leads to the tasks: after signing in, ${trap}`, async ({
      page,
      keeper,
      otherBrowser,
    }) => {
      await page.close()
      const other = await (await otherBrowser()).newPage()
      await other.goto(`/sign-in?next=${encodeURIComponent(trap)}`)
      await other.locator('html[data-hydrated]').waitFor()
      await other.getByLabel('E-mail').fill(keeper.person.email)
      await other.getByLabel('Password', { exact: true }).fill(keeper.person.password)
      await other.getByRole('button', { name: 'Sign in' }).click()
      await expect(other).toHaveURL('/tasks')
      await expect(other).toHaveTitle('Tasks · Holdfast')
    })
  }

  test('is refused by the authentication endpoints, whatever it is for', async ({
    request,
    keeper,
  }) => {
    const stranger = newPerson()
    const { email } = keeper.person
    const asked = {
      'sign-in/email': [keeper.person, 'callbackURL'],
      'sign-up/email': [stranger, 'callbackURL'],
      'send-confirmation': [stranger, 'callbackURL'],
      'request-password-reset': [{ email }, 'redirectTo'],
      'request-email-change': [{ newEmail: stranger.email }, 'callbackURL'],
    } as const
    for (const [path, [data, name]] of Object.entries(asked)) {
      for (const trap of traps) {
        const answer = await request.post(`/api/auth/${path}`, {
          headers: { origin: baseUrl },
          data: { ...data, [name]: trap },
          maxRedirects: 0,
        })
        expect(answer.status(), `${path} ${trap}`).toBe(400)
        expect(answer.headers()['location']).toBeUndefined()
      }
    }
    expect(await mailsTo(stranger.email)).toEqual([])
    expect(await mailsTo(email)).toHaveLength(1)
  })
})
