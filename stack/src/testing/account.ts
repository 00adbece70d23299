// An account for a program to sign in with, made as a person makes one: by the mail.
import { pause } from '../process/pause.ts'

const deadlineMs = 30_000

export async function createAccount(
  origin: string,
  account: { readonly email: string; readonly password: string },
): Promise<void> {
  const asked = await post(`${origin}/api/auth/sign-up/email`, { name: 'Ada', ...account })
  const cookie = asked.headers.getSetCookie().map((one) => one.split(';')[0])
  const token = await mailedToken(origin, account.email)
  await post(`${origin}/api/auth/confirm-email`, { token }, cookie.join('; '))
}

async function post(url: string, body: object, cookie = ''): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin, cookie },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response
}

async function mailedToken(origin: string, email: string): Promise<string> {
  const deadline = Date.now() + deadlineMs
  while (Date.now() < deadline) {
    const mails = await fetch(`${origin}/dev/mail/messages?to=${encodeURIComponent(email)}`)
    const { messages } = (await mails.json()) as { messages: { text: string }[] }
    const token = /\?token=(\S+)/.exec(messages[0]?.text ?? '')?.[1]
    if (token !== undefined) return token
    await pause(50)
  }
  throw new Error(`no mail came to ${email}`)
}
