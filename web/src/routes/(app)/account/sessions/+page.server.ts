import { fail, redirect } from '@sveltejs/kit'
import { deviceOf } from '#lib/server/account/device.ts'
import { record } from '#lib/server/account/record.ts'
import {
  isDueToBeSeen,
  listSessions,
  revokeAllSessions,
  revokeOtherSessions,
  revokeSession,
} from '#lib/server/account/sessions.ts'
import { getDatabase } from '#lib/server/auth/instance.ts'
import { requireUser } from '#lib/server/guard.ts'
import { revokeAllPrograms } from '#lib/server/programs/grants.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const user = requireUser(event)
  const listed = await listSessions(getDatabase(), user.id)
  const thisId = event.locals.session?.id
  const sessions = listed.map(({ id, ipAddress, userAgent, createdAt, lastSeenAt }) => ({
    id,
    isThis: id === thisId,
    device: deviceOf(userAgent),
    ipAddress,
    signedInAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    // What is newer than it could be noted is as good as now.
    isInUse: !isDueToBeSeen(lastSeenAt),
  }))
  return { sessions: sessions.sort((a, b) => Number(b.isThis) - Number(a.isThis)) }
}

export const actions: Actions = {
  /** One session. One that has ended, or is somebody else's, gets the same answer. */
  revoke: async (event) => {
    const user = requireUser(event)
    const id = (await event.request.formData()).get('id')
    const ended = typeof id === 'string' && (await revokeSession(getDatabase(), user.id, id))
    if (!ended) return fail(404, { message: 'This session had already ended.' })
    const isThis = id === event.locals.session?.id
    await record(event, isThis ? 'sign-out' : 'session-revoked')
    if (isThis) redirect(303, '/sign-in?reason=signed-out')
    return { message: 'The session is signed out.' }
  },
  revokeOthers: async (event) => {
    const user = requireUser(event)
    const thisId = event.locals.session?.id ?? ''
    const ended = await revokeOtherSessions(getDatabase(), user.id, thisId)
    if (ended === 0) return { message: 'There is no other session.' }
    await record(event, 'other-sessions-revoked')
    return {
      message: ended === 1 ? 'One session is signed out.' : `${ended} sessions are signed out.`,
    }
  },
  revokeAll: async (event) => {
    const user = requireUser(event)
    await revokeAllSessions(getDatabase(), user.id)
    // Everywhere is everywhere: what a program does, it does as this person.
    await revokeAllPrograms(getDatabase(), user.id)
    await record(event, 'all-sessions-revoked')
    redirect(303, '/sign-in?reason=signed-out')
  },
}
