/** What openapi.yaml says of the issuer is true of web: every operation, every documented answer. */
import { expect, test } from '../fixtures.ts'
import { readEnvironment } from '../environment.ts'
import { IssuerContract } from '../http/issuer-contract.ts'
import type { Answer, IssuerOperation } from '../http/issuer-contract.ts'
import { DevicePage } from '../pages/device-page.ts'
import { ProgramsPage } from '../pages/programs-page.ts'
import { askToSignUp } from '../people/account.ts'
import { cookieHeader } from '../people/cookies.ts'
import { newPerson } from '../people/person.ts'
import type { Person } from '../people/person.ts'
import { askToBeLetIn } from '../people/program.ts'
import type { Waiting } from '../people/program.ts'

const { baseUrl } = readEnvironment()

/** What the requests are made of. */
interface Facts {
  readonly person: Person
  /** Of somebody whose address is not confirmed. */
  readonly stranger: Person
  readonly cookie: string
  readonly secret: string
  /** Nobody has let it in. */
  readonly waiting: Waiting
  readonly letIn: Waiting
}

type Ask = (facts: Facts) => RequestInit

const form = (
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(fields).toString(),
})
const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', origin: baseUrl, ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const device = ({ clientId, deviceCode }: Waiting) =>
  form({
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: deviceCode,
    client_id: clientId,
  })
const refresh = (secret: string, more: Record<string, string> = {}) =>
  form({ grant_type: 'refresh_token', refresh_token: secret, ...more })
const exchange = (secret: string) =>
  form({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: secret,
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    requested_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  })
const foreign = { origin: 'https://evil.example' }
const large = { grant_type: 'x', client_id: 'x'.repeat(20_000) }

/** Requests by the operation and the status that each leads to. */
const requests: Readonly<Record<string, readonly Ask[]>> = {
  'signIn 200': [({ person: { email, password } }) => json({ email, password })],
  'signIn 400': [() => json('{'), () => json({ email: 'nobody' })],
  'signIn 401': [({ person: { email } }) => json({ email, password: 'not the password' })],
  'signIn 403': [
    ({ stranger: { email, password } }) => json({ email, password }),
    ({ person: { email, password } }) => json({ email, password }, foreign),
  ],
  'signIn 415': [() => json('{}', { 'content-type': 'text/csv' })],
  'getSessionToken 200': [({ cookie }) => ({ headers: { cookie } })],
  'getSessionToken 401': [() => ({})],
  'issueAccessToken 200': [
    ({ secret }) => exchange(secret),
    ({ secret }) => refresh(secret, { scope: 'tasks:read' }),
    ({ letIn }) => device(letIn),
  ],
  'issueAccessToken 400': [
    () => form({}),
    () => form({ grant_type: 'password' }),
    () => refresh('hf_pat_x'),
    ({ secret }) => refresh(secret, { scope: 'everything' }),
    ({ waiting }) => device(waiting),
    ({ waiting }) => device(waiting),
    ({ waiting }) => device({ ...waiting, clientId: 'another' }),
  ],
  'issueAccessToken 403': [
    ({ secret }) => ({
      ...refresh(secret),
      headers: { ...(refresh(secret).headers as object), ...foreign },
    }),
  ],
  'issueAccessToken 413': [() => form(large)],
  'issueAccessToken 429': [],
  'authorizeDevice 200': [
    () => form({ client_id: 'cli' }),
    () => form({ client_id: 'Shelf display', scope: 'tasks:read' }),
  ],
  'authorizeDevice 400': [
    () => form({}),
    () => form({ client_id: '<b>' }),
    () => form({ client_id: 'cli', scope: 'everything' }),
  ],
  'authorizeDevice 403': [() => form({ client_id: 'cli' }, foreign)],
  'authorizeDevice 413': [() => form(large)],
}

/** Why no request here leads to it; web's unit tests do. */
const unreached: Readonly<Record<string, string>> = {
  'signIn 429': 'everybody here may try as often as they like',
  'getSessionToken 429': 'everybody here comes from one address',
  'authorizeDevice 429': 'everybody here may try as often as they like',
  'signIn 503': 'the database stays',
  'getSessionToken 503': 'the database stays',
  'issueAccessToken 503': 'the database stays',
  'authorizeDevice 503': 'the database stays',
}

test('what the contract says of the issuer is so, answer for answer', async ({
  page,
  context,
  keeper,
}) => {
  const contract = await IssuerContract.read()
  const facts = await arranged()
  const named = contract.operations.flatMap(({ id, responses }) =>
    Object.keys(responses).map((status) => `${id} ${status}`),
  )
  expect(named.length).toBeGreaterThan(15)
  // By name, in both directions: nothing documented that nobody asks for, nothing asked in vain.
  expect(Object.keys({ ...requests, ...unreached }).sort()).toEqual(named.sort())

  const wrong: string[] = []
  for (const operation of contract.operations) {
    for (const status of Object.keys(operation.responses)) {
      const name = `${operation.id} ${status}`
      for (const [index, request] of (requests[name] ?? []).entries()) {
        const answer = await ask(operation, request(facts))
        if (String(answer.status) !== status)
          wrong.push(`${name} (${index}): ${answer.status} ${answer.text}`)
        wrong.push(...contract.faults(operation, answer).map((fault) => `${name}: ${fault}`))
      }
    }
  }
  // A secret that is shown too often has to wait.
  const operation = contract.operations.find(({ id }) => id === 'issueAccessToken')
  if (operation === undefined) throw new Error('the contract has no token endpoint')
  let last = await ask(operation, refresh(facts.secret))
  for (let again = 0; last.status === 200 && again < 61; again += 1) {
    last = await ask(operation, refresh(facts.secret))
  }
  expect(last.status).toBe(429)
  wrong.push(...contract.faults(operation, last))
  expect(wrong).toEqual([])

  async function arranged(): Promise<Facts> {
    const stranger = newPerson()
    await askToSignUp(stranger)
    const programs = new ProgramsPage(page)
    await programs.open()
    const scopes = ['tasks:read', 'tasks:write'] as const
    const secret = await programs.make({ name: 'Backup', scopes }, keeper.person)
    const [waiting, letIn] = [
      await askToBeLetIn({ clientId: 'one' }),
      await askToBeLetIn({ clientId: 'two' }),
    ]
    const devicePage = new DevicePage(page)
    await devicePage.enter(letIn.userCode)
    await devicePage.letIn(keeper.person)
    await expect(page.getByRole('heading', { name: 'two is let in' })).toBeVisible()
    const cookie = await cookieHeader(context)
    return { person: keeper.person, stranger, cookie, secret, waiting, letIn }
  }
})

async function ask({ method, path }: IssuerOperation, init: RequestInit): Promise<Answer> {
  const answer = await fetch(`${baseUrl}${path}`, { method, ...init })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
