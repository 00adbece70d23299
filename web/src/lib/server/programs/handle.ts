// Around the OAuth endpoints: forms only, one way to say no, and 503 while the database is away.
import { withDeadline } from '../deadline.ts'
import { OAuthError, readOAuthForm, refuseOAuth, type OAuthForm } from './oauth-form.ts'

const DEADLINE_MS = 4500

export async function handleOAuth(
  request: Request,
  answer: (form: OAuthForm) => Promise<Response>,
  onFault: (error: unknown) => void,
): Promise<Response> {
  try {
    const form = await readOAuthForm(request)
    return await withDeadline(answer(form), DEADLINE_MS)
  } catch (error) {
    if (error instanceof OAuthError) return refuseOAuth(error)
    onFault(error)
    const headers = { 'retry-after': '2' }
    return refuseOAuth(new OAuthError('temporarily_unavailable', { status: 503, headers }))
  }
}
