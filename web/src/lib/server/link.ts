// The pages behind mailed links: what they may show before the button is pressed.
import { error, type RequestEvent } from '@sveltejs/kit'
import { getAuth, getLogger } from './auth/instance.ts'
import type { DescribedPurpose } from './auth/mail-links/describe-link.ts'
import { withDeadline } from './deadline.ts'
import { describeError } from './log.ts'

const DEADLINE_MS = 4500

export const tokenOf = ({ url }: RequestEvent): string => url.searchParams.get('token') ?? ''

/** Null when the link opens nothing (any more). Looking does not use it up. */
export async function describeLink(event: RequestEvent, purpose: DescribedPurpose) {
  const { headers } = event.request
  const query = { purpose, token: tokenOf(event) }
  try {
    return await withDeadline(getAuth().api.describeLink({ query, headers }), DEADLINE_MS)
  } catch (cause) {
    getLogger().error('link look-up failed', describeError(cause))
    error(503, 'This is not available just now. Please try again.')
  }
}
