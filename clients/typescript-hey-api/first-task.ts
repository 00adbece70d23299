// Signs in, adds a task, lists the tasks, and asks once without a token.
import { client } from './generated/client.gen.js'
import { createTask, listTasks } from './generated/index.js'

const baseUrl = process.env['HOLDFAST_URL'] ?? 'http://localhost:3000'
const email = process.env['HOLDFAST_EMAIL'] ?? 'ada@example.com'
const password = process.env['HOLDFAST_PASSWORD'] ?? 'correct horse battery staple'

/** An access token for five minutes. Signing in is the issuer's business: plain HTTP and a cookie. */
async function signIn(): Promise<string> {
  const session = await fetch(`${baseUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    // `fetch` presents itself as a browser, and of a browser the issuer wants the origin.
    headers: { 'Content-Type': 'application/json', Origin: baseUrl },
    body: JSON.stringify({ email, password }),
  })
  if (!session.ok) throw new Error(`signing in answered ${session.status}`)
  const cookies = session.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  const answer = await fetch(`${baseUrl}/api/auth/token`, {
    headers: { Cookie: cookies.join('; ') },
  })
  const { token } = (await answer.json()) as { token: string }
  return token
}

const token = await signIn()
client.setConfig({ baseUrl, auth: token })

const created = await createTask({
  body: { title: 'Water the plants', due: { kind: 'date', date: '2026-11-20' } },
})
if (created.error) throw new Error(created.error.title)
console.log(`Created ${created.data.id}: ${created.data.title}`)

const listed = await listTasks({ query: { status: 'open', limit: 10 } })
if (listed.error) throw new Error(listed.error.title)
for (const { id, title, due } of listed.data.items) {
  console.log(`Listed ${id}: ${title}, due ${due?.kind === 'date' ? due.date : 'any time'}`)
}

// Every error is a problem document, typed as well.
const refused = await listTasks({ auth: '' })
if (refused.error) console.log(`Refused ${refused.error.status}: ${refused.error.title}`)
