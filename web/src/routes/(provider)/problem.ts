// Where somebody is led whom the provider did not lead in: to a page with other ways, and the reason.
import type { RequestEvent } from '@sveltejs/kit'

const reasons: Partial<Record<string, string>> = {
  PROVIDER_DECLINED: 'declined',
  PROVIDER_UNTRUSTED: 'untrusted',
  PROVIDER_ATTEMPT_OVER: 'over',
  PROVIDER_UNVERIFIED: 'unverified',
  PROVIDER_KNOWN_ADDRESS: 'known',
  PROVIDER_TAKEN: 'taken',
  PROVIDER_LINKED_ALREADY: 'already',
}

export function providerProblem({ locals }: Pick<RequestEvent, 'locals'>, code: string): string {
  const reason = reasons[code] ?? 'down'
  return locals.user
    ? `/account/security/provider?is=${reason}`
    : `/sign-in?reason=provider-${reason}`
}
