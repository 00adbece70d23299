import type { BrowserContext } from '@playwright/test'
import { readEnvironment } from '../environment.ts'

/** The browser's cookies for web, as a `Cookie` header. */
export async function cookieHeader(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies(readEnvironment().baseUrl)
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

/** What the session cookie holds: nothing a page or a script may ever see. */
export async function sessionSecret(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies(readEnvironment().baseUrl)
  const session = cookies.find(({ name }) => name.endsWith('.session_token'))
  if (session === undefined) throw new Error('nobody is signed in')
  return decodeURIComponent(session.value)
}
