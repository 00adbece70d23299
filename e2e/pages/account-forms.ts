/** The forms of somebody who is not signed in. */
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { mailTo } from '../people/mail.ts'
import { openHydrated } from './hydrated.ts'
import type { Person } from '../people/person.ts'

export async function fillSignUp(page: Page, person: Person): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(person.name)
  await fillSignIn(page, person)
}

export async function fillSignIn(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
}

export async function submitSignUp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Create account' }).click()
}

export async function submitSignIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Signs up and follows the mail, until the tasks are there. */
export async function signUpByForm(page: Page, person: Person): Promise<void> {
  await openHydrated(page, '/sign-up')
  await fillSignUp(page, person)
  await submitSignUp(page)
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  await confirmByMail(page, person)
}

export async function confirmByMail(page: Page, { email }: Person): Promise<void> {
  const { link } = await mailTo(email, 'Confirm your e-mail address')
  await openHydrated(page, link)
  await page.getByRole('button', { name: 'Confirm and sign in' }).click()
  await expect(page).toHaveURL(/\/tasks/)
}
