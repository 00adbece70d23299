// Signing up: the same answer for an address with an account as for one without.
import { APIError, createAuthMiddleware, isAPIError } from 'better-auth/api'
import { queueAfterTransactionHook } from '@better-auth/core/context'
import type { GenericEndpointContext } from '@better-auth/core'
import { acceptableName } from '../../../account-rules.ts'
import { isOwnPath } from '../../../safe-redirect.ts'
import { accountExists, confirmEmail } from '../../mail/letters.ts'
import { createLink, lifetimes } from './links.ts'
import { DAY, linkTo, type MailLinkParts } from './parts.ts'

interface Person {
  id: string
  email: string
  emailVerified: boolean
}

/**
 * Judged before anybody looks whether the address is known: Better Auth would refuse a bad name
 * for new addresses only, and so tell the two apart.
 */
export const acceptSignUp = {
  matcher: ({ path }: { path?: string }) => path === '/sign-up/email',
  handler: createAuthMiddleware(async (ctx) => {
    const { name, email } = (ctx.body ?? {}) as { name?: unknown; email?: unknown }
    // What is no text the endpoint refuses by itself, whoever it belongs to.
    const isText = typeof name === 'string' && typeof email === 'string'
    const body = isText ? acceptProfile({ name, email }) : {}
    return Promise.resolve({ context: { body } })
  }),
}

/** Better Auth takes any name and address, and a page wants no kilobytes. */
export function acceptProfile(given: { name: string; email: string }) {
  const name = acceptableName(given.name)
  if (name === null) {
    throw new APIError('BAD_REQUEST', { code: 'INVALID_NAME', message: 'Invalid name' })
  }
  if (given.email.length > 254) {
    throw new APIError('BAD_REQUEST', { code: 'INVALID_EMAIL', message: 'Invalid email' })
  }
  return { name, email: given.email }
}

/**
 * Which account this browser has made. Only here the password of the sign-up counts once the
 * address is confirmed; elsewhere a new one has to be chosen, so that nobody can set a password
 * for somebody else's address. An id that nobody has looks the same.
 */
export const rememberSignUp = {
  matcher: ({ path }: { path?: string }) => path === '/sign-up/email',
  handler: createAuthMiddleware(async (ctx) => {
    const { returned } = ctx.context
    if (isAPIError(returned)) return
    const { user } = returned as { user: { id: string } }
    const { name, attributes } = signUpCookie(ctx)
    await ctx.setSignedCookie(name, valueFor(user.id), ctx.context.secret, attributes)
  }),
}

export async function isSignUpBrowser(
  ctx: GenericEndpointContext,
  userId: string,
): Promise<boolean> {
  const value = await ctx.getSignedCookie(signUpCookie(ctx).name, ctx.context.secret)
  return value === valueFor(userId)
}

export function signUpCookie(ctx: GenericEndpointContext) {
  return ctx.context.createAuthCookie('sign_up', { maxAge: lifetimes['confirm-email'] })
}

/** The session cookie is signed with the same key: neither may pass for the other. */
const valueFor = (userId: string) => `sign-up:${userId}`

/** Mails the link that confirms a new account's address. */
export async function sendConfirmation(
  { db, post, publicUrl }: MailLinkParts,
  { id, email }: Person,
  next: string | null,
): Promise<void> {
  const token = await createLink(db, { purpose: 'confirm-email', userId: id, email, next })
  const letter = confirmEmail(linkTo(publicUrl, '/confirm-email', token))
  await post.send(email, letter, {
    lastsSeconds: lifetimes['confirm-email'],
    unasked: 'confirm',
  })
}

/** Called while the new account is not committed yet, so that the link has to wait for it. */
export async function welcome(
  parts: MailLinkParts,
  user: Person,
  callbackURL: string | null,
): Promise<void> {
  await queueAfterTransactionHook(() => sendConfirmation(parts, user, ownPath(callbackURL)))
}

/** Somebody signs up with an address that is known. */
export async function answerAgain(
  parts: MailLinkParts,
  user: Person,
  request: Request | undefined,
): Promise<void> {
  const { post, publicUrl } = parts
  const next = await goalOf(request)
  await queueAfterTransactionHook(async () => {
    if (!user.emailVerified) {
      await sendConfirmation(parts, user, next)
      return
    }
    const letter = accountExists(`${publicUrl}/sign-in`, `${publicUrl}/forgot-password`)
    await post.send(user.email, letter, { lastsSeconds: DAY, unasked: 'account-exists' })
  })
}

async function goalOf(request: Request | undefined): Promise<string | null> {
  try {
    const body = (await request?.json()) as { callbackURL?: unknown } | undefined
    return ownPath(body?.callbackURL)
  } catch {
    return null
  }
}

/** Better Auth says `/` when nothing was said. */
const ownPath = (goal: unknown) => (isOwnPath(goal) && goal !== '/' ? goal : null)
