import { expect, test } from '../fixtures.ts'
import { readEnvironment } from '../environment.ts'
import { startSmtpServer } from '../http/smtp.ts'
import { fillSignUp, submitSignUp } from '../pages/account-forms.ts'
import { hydrated, openHydrated } from '../pages/hydrated.ts'
import { newPerson } from '../people/person.ts'

const { mailingUrl } = readEnvironment()

test.use({ baseURL: mailingUrl })

test('While the mail server is down people are told so, and their mail comes when it is back', async ({
  page,
}) => {
  const ada = newPerson()
  await openHydrated(page, '/sign-up')
  await fillSignUp(page, ada)
  await submitSignUp(page)
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  await expect(page.getByText('Our mail server does not answer just now')).toBeVisible()
  await expect(page.getByText('shown here')).toHaveCount(0)

  const server = await startSmtpServer()
  try {
    await expect.poll(() => server.mails.length, { timeout: 75_000 }).toBe(1)
    const [mail = ''] = server.mails
    expect(mail).toContain(`To: ${ada.email}`)
    expect(mail).toContain('From: Holdfast <hold@holdfast.test>')
    expect(mail).toContain('Subject: Confirm your e-mail address')
    const link = /^https?:\S+$/m.exec(mail)?.[0] ?? ''
    expect(new URL(link).origin).toBe(mailingUrl)
    await openHydrated(page, link)
    await page.getByRole('button', { name: 'Confirm and sign in' }).click()
    await expect(page).toHaveURL('/tasks')
    await hydrated(page)
    await expect(page.getByRole('heading', { name: 'A fresh start' })).toBeVisible()

    await page.context().clearCookies()
    await openHydrated(page, '/forgot-password')
    await page.getByLabel('E-mail').fill(ada.email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
    await expect(page.getByText('Our mail server does not answer')).toHaveCount(0)
    await expect.poll(() => server.mails.length).toBe(2)
  } finally {
    await server.close()
  }
})

test('With a mail server there is no page that shows mail', async ({ page, complaints }) => {
  complaints.expect(/status of 404/)
  for (const path of ['/dev/mail', '/dev/mail/messages', '/dev/mail/x', '/dev/mail/x/html']) {
    const response = await page.request.get(path)
    expect(response.status(), path).toBe(404)
    expect(await response.text()).not.toContain('messages')
  }
  await page.goto('/dev/mail')
  await expect(page.getByRole('heading', { name: 'Mail', exact: true })).toHaveCount(0)
})
