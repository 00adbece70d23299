import type { RequestEvent } from '@sveltejs/kit'
import { describe, expect, it } from 'vitest'
import { changeEmail, changePassword } from './security-forms.ts'

interface Asked {
  path: string
  body: unknown
}

/** A form that was sent, and the authentication endpoint's answer to it. */
function sent(fields: Record<string, string>, answer = Response.json({ status: true })) {
  const asked: Asked[] = []
  const url = 'https://tasks.example.com/account/security'
  const event = {
    url: new URL(url),
    locals: { user: { id: 'ada' }, authUnavailable: false },
    request: new Request(url, { method: 'POST', body: new URLSearchParams(fields) }),
    fetch: (path: string, { body }: { body: string }) => {
      asked.push({ path, body: JSON.parse(body) as unknown })
      return Promise.resolve(answer)
    },
  }
  return { event: event as unknown as RequestEvent, asked }
}

const refusal = (status: number, code: string) => Response.json({ code }, { status })

describe('the form for a new password', () => {
  const fields = { currentPassword: ' the old one ', newPassword: ' the new one ' }
  const form = { ...fields, confirmation: fields.newPassword }

  it('passes both on exactly as they were typed', async () => {
    const { event, asked } = sent(form)
    expect(await changePassword(event)).toEqual({ passwordChanged: true })
    expect(asked).toEqual([{ path: '/api/auth/change-password', body: fields }])
  })

  it('says by the fields what is missing, before anybody is asked', async () => {
    const { event, asked } = sent({ currentPassword: '', newPassword: 'short' })
    const answer = await changePassword(event)
    expect(answer).toMatchObject({
      status: 400,
      data: {
        password: {
          currentPassword: expect.stringMatching(/Enter/) as string,
          newPassword: expect.stringMatching(/at least/) as string,
        },
      },
    })
    expect(asked).toEqual([])
  })

  it.each([
    ['INVALID_PASSWORD', 400, 'currentPassword'],
    ['PASSWORD_TOO_LONG', 400, 'newPassword'],
    ['ANYTHING_ELSE', 400, 'form'],
    ['', 503, 'form'],
  ])('puts %s at its field', async (code, status, field) => {
    const { event } = sent(form, refusal(status, code))
    const password = { [field]: expect.any(String) as string }
    expect(await changePassword(event)).toEqual({ status, data: { password } })
  })
})

describe('the form for a new address', () => {
  const newEmail = 'ada@example.com'

  it('passes it on without blanks around it', async () => {
    const { event, asked } = sent({ newEmail: ` ${newEmail} ` })
    expect(await changeEmail(event)).toEqual({ emailSent: newEmail })
    expect(asked).toEqual([{ path: '/api/auth/request-email-change', body: { newEmail } }])
  })

  it.each([
    ['SAME_EMAIL', 'newEmail'],
    ['VALIDATION_ERROR', 'newEmail'],
    ['ANYTHING_ELSE', 'form'],
  ])('puts %s at its field', async (code, field) => {
    const { event } = sent({ newEmail }, refusal(400, code))
    const email = { newEmail, errors: { [field]: expect.any(String) as string } }
    expect(await changeEmail(event)).toEqual({ status: 400, data: { email } })
  })

  it('asks nobody about what is no address', async () => {
    const { event, asked } = sent({ newEmail: 'ada' })
    expect(await changeEmail(event)).toMatchObject({ status: 400 })
    expect(asked).toEqual([])
  })
})
