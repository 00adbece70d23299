// What the forms of both pages share: who asks, the proof that it is them, and the entry in the list
// of what happened.
import type { RequestEvent } from '@sveltejs/kit'
import type { SecurityKind } from '#lib/account/security-kinds.ts'
import { clientAt } from '../account/client.ts'
import { recordSecurityEvent } from '../account/security-events.ts'
import { getAuth, getDatabase, getEventBook } from '../auth/instance.ts'
import { getConfig } from '../config/current.ts'
import { requireUser } from '../guard.ts'
import { prove } from './proof.ts'

export interface ProofErrors {
  password?: string
  form?: string
}

/** @returns null when it is them; what failed by a wrong password is noted as `kind` */
export async function proofErrors(
  event: RequestEvent,
  password: string,
  kind: SecurityKind,
): Promise<ProofErrors | null> {
  const { id: userId } = requireUser(event)
  const { ipAddress: address } = clientAt(event.getClientAddress(), null)
  const room = { auth: getAuth(), config: getConfig(), db: getDatabase() }
  const sessionId = event.locals.session?.id
  const proof = await prove(room, { userId, sessionId, password, address })
  switch (proof) {
    case 'given':
      return null
    case 'wrong-password':
      await note(event, kind, 'failure')
      return { password: 'This is not your password.' }
    case 'sign-in-again':
      return { form: 'Sign out and in again first: this needs a sign-in of the last ten minutes.' }
    case 'too-many':
      return { form: 'Too many attempts. Please try again in ten minutes.' }
  }
}

export async function note(
  event: RequestEvent,
  kind: SecurityKind,
  outcome: 'success' | 'failure' = 'success',
): Promise<void> {
  await recordSecurityEvent(getEventBook(), {
    userId: requireUser(event).id,
    kind,
    outcome,
    client: clientAt(event.getClientAddress(), event.request.headers.get('user-agent')),
    sessionId: event.locals.session?.id ?? null,
  })
}
