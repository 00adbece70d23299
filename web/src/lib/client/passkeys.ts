// Passkeys in the browser. The library behind it is fetched when a page that may need it is open.
import { safeRedirect } from '#lib/safe-redirect.ts'

export type Outcome = 'done' | 'cancelled' | 'refused' | 'known' | 'unreachable' | 'unproven'

/** Web gives a challenge ten minutes, and the browser's own list of passkeys must not outlive it. */
const RENEWAL_MS = 8 * 60 * 1000

const library = () => import('@simplewebauthn/browser')

export function canUsePasskeys(): boolean {
  return 'PublicKeyCredential' in window
}

/** Asks by the browser's own dialog. */
export function signIn(): Promise<Outcome> {
  return getPasskey('begin-sign-in', 'sign-in')
}

export function prove(): Promise<Outcome> {
  return getPasskey('begin-proof', 'prove')
}

/**
 * Has the browser offer passkeys where the address is typed. Ends with `stop`, with the first
 * passkey that is chosen, or when a dialog is opened instead.
 */
export function offerInField(onOutcome: (outcome: Outcome) => void): { stop: () => void } {
  const stopping = new AbortController()
  const isStopped = () => stopping.signal.aborted
  let timer: ReturnType<typeof setTimeout> | undefined
  const offer = async () => {
    const { browserSupportsWebAuthnAutofill } = await library()
    if (isStopped() || !(await browserSupportsWebAuthnAutofill())) return
    clearTimeout(timer)
    timer = setTimeout(() => void offer(), RENEWAL_MS)
    const outcome = await getPasskey('begin-sign-in', 'sign-in', () => !isStopped())
    // Another request has taken its place, or nobody could be asked: the form is still there.
    if (outcome === 'cancelled' || outcome === 'unreachable') return
    clearTimeout(timer)
    if (!isStopped()) onOutcome(outcome)
  }
  void offer()
  return {
    stop: () => {
      stopping.abort()
      clearTimeout(timer)
      void library().then(({ WebAuthnAbortService }) => {
        WebAuthnAbortService.cancelCeremony()
      })
    },
  }
}

export async function add(): Promise<Outcome> {
  const begun = await post('begin-adding', {})
  if (!begun.ok) return begun.outcome
  const { startRegistration, WebAuthnError } = await library()
  try {
    const made = await startRegistration({ optionsJSON: begun.body as never })
    return await finish('add', made)
  } catch (error) {
    const isKnown =
      error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED'
    return isKnown ? 'known' : 'cancelled'
  }
}

/** By a new document: nothing of the page that nobody was signed in on stays behind. */
export function enter(next: string | null): void {
  location.assign(safeRedirect(next))
}

async function getPasskey(begin: string, end: string, inField?: () => boolean): Promise<Outcome> {
  const begun = await post(begin, {})
  if (!begun.ok) return begun.outcome
  const { startAuthentication } = await library()
  if (inField?.() === false) return 'cancelled'
  let given: unknown
  try {
    given = await startAuthentication({
      optionsJSON: begun.body as never,
      useBrowserAutofill: inField !== undefined,
    })
  } catch {
    // Closed, not there, timed out, replaced: browsers do not tell these apart.
    return 'cancelled'
  }
  return finish(end, given)
}

async function finish(path: string, response: unknown): Promise<Outcome> {
  const answer = await post(path, { response })
  return answer.ok ? 'done' : answer.outcome
}

type Answer = { ok: true; body: unknown } | { ok: false; outcome: Outcome }

async function post(path: string, body: unknown): Promise<Answer> {
  try {
    const response = await fetch(`/api/auth/passkey/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (response.ok) return { ok: true, body: await response.json() }
    if (response.status >= 500 || response.status === 429) throw new Error('not now')
    return { ok: false, outcome: response.status === 403 ? 'unproven' : 'refused' }
  } catch {
    return { ok: false, outcome: 'unreachable' }
  }
}
