// Asks to be let in by a code, then lists the open tasks. No password passes through it.
import createClient from 'openapi-fetch'
import type { paths } from './generated/holdfast.d.ts'

const baseUrl = process.env['HOLDFAST_URL'] ?? 'http://localhost:3000'
const clientId = 'list-tasks'
const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
const issuer = createClient<paths>({ baseUrl })

const asked = await issuer.POST('/api/oauth/device_authorization', {
  headers,
  body: { client_id: clientId, scope: 'tasks:read' },
})
if (asked.error) throw new Error(asked.error.error_description)
const { device_code, user_code, verification_uri, expires_in } = asked.data
console.log(`Open ${verification_uri} and enter ${user_code}`)

/** Asks until somebody has said yes or no, as often as the issuer likes (RFC 8628 §3.5). */
async function waitForToken(): Promise<string> {
  const deadline = Date.now() + expires_in * 1000
  let interval = asked.data?.interval ?? 5
  while (Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, interval * 1000))
    const answer = await issuer.POST('/api/oauth/token', {
      headers,
      body: {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code,
        client_id: clientId,
      },
    })
    // A program that goes on for longer keeps `answer.data.refresh_token`, and shows that next time.
    if (answer.data) return answer.data.access_token
    if (answer.error.error === 'slow_down') interval += 5
    else if (answer.error.error !== 'authorization_pending') {
      throw new Error(answer.error.error_description)
    }
  }
  throw new Error('nobody has entered the code')
}

const token = await waitForToken()
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } })
const listed = await client.GET('/v1/tasks', { params: { query: { status: 'open', limit: 10 } } })
if (listed.error) throw new Error(listed.error.title)
for (const { title } of listed.data?.items ?? []) console.log(`Listed: ${title}`)

// It may read and no more, because that is what it has asked for.
const refused = await client.POST('/v1/tasks', { body: { title: 'Not by this program' } })
if (refused.error) console.log(`Refused ${refused.error.status}: ${refused.error.title}`)
