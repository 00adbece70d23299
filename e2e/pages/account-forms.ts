/** The two forms of somebody who is not signed in. */
import type { Page } from '@playwright/test'
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
