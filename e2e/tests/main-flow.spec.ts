import { expect, test } from '../fixtures.ts'
import {
  confirmByMail,
  fillSignIn,
  fillSignUp,
  signUpByForm,
  submitSignIn,
  submitSignUp,
} from '../pages/account-forms.ts'
import { hydrated, openHydrated } from '../pages/hydrated.ts'
import { holds, storageOf } from '../pages/traces.ts'
import { TasksPage } from '../pages/tasks-page.ts'
import { fetchToken } from '../people/account.ts'
import { newPerson } from '../people/person.ts'

test.describe('A person', () => {
  test('signs up, keeps tasks, and finds them again; nobody else does', async ({
    page,
    tasks,
    otherBrowser,
  }) => {
    const ada = newPerson('Ada Lovelace')
    const canary = `canary ${ada.email}`

    await test.step('signs up from the front page', async () => {
      await openHydrated(page, '/')
      await page.getByRole('link', { name: 'Create account' }).click()
      await fillSignUp(page, ada)
      await submitSignUp(page)
      await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
      await confirmByMail(page, ada)
      await expect(page).toHaveURL('/tasks')
      await expect(page.getByRole('heading', { name: 'A fresh start' })).toBeVisible()
    })

    await test.step('adds tasks', async () => {
      await tasks.add('Book the ferry')
      await tasks.add(canary)
      await expect(tasks.rows).toHaveCount(2)
    })

    await test.step('finds them after a reload, already in what the server sent', async () => {
      const html = await (await page.request.get('/tasks')).text()
      const markup = html.replaceAll(/<script[\s\S]*?<\/script>/g, '')
      expect(markup).toContain('Book the ferry')
      expect(markup).toContain(canary)
      await page.reload()
      await hydrated(page)
      await expect(tasks.title('Book the ferry')).toBeVisible()
      await expect(tasks.title(canary)).toBeVisible()
    })

    await test.step('completes one, which leaves the open ones', async () => {
      await tasks.saving(() => tasks.checkbox('Book the ferry').click())
      await expect(tasks.title('Book the ferry')).toBeHidden()
      await page.getByRole('link', { name: /^Done/ }).click()
      await expect(tasks.checkbox('Book the ferry')).toBeChecked()
    })

    const token = await fetchToken(page.request)
    await test.step('signs out, and nothing of it is left in this browser', async () => {
      await tasks.signOut()
      await expect(page.getByText('You are signed out.')).toBeVisible()
      expect(await holds(page, canary)).toBe(false)
      expect((await page.request.get('/api/auth/token')).status()).toBe(401)
      const kept = await storageOf(page)
      expect(kept).not.toContain(canary)
      expect(kept).not.toContain(token)
    })

    await test.step('the back button brings nothing back', async () => {
      for (const going of ['back', 'back', 'forward'] as const) {
        await (going === 'back' ? page.goBack() : page.goForward())
        await hydrated(page)
        await expect(page).not.toHaveURL(/\/tasks(\?|$)/)
        expect(await holds(page, canary)).toBe(false)
      }
      await openHydrated(page, '/tasks')
      await expect(page).toHaveURL(/\/sign-in\?next=/)
    })

    await test.step('somebody else signs up in the same browser and sees nothing of it', async () => {
      await signUpByForm(page, newPerson('Grace Hopper'))
      await expect(page.getByRole('heading', { name: 'A fresh start' })).toBeVisible()
      expect(await holds(page, canary)).toBe(false)
      for (const path of ['/tasks', '/tasks?status=all', '/tasks/__data.json', '/v1/tasks']) {
        const headers = { authorization: `Bearer ${await fetchToken(page.request)}` }
        const answer = await page.request.get(path, { headers })
        expect(answer.status()).toBe(200)
        expect(await answer.text(), path).not.toContain(canary)
      }
    })

    await test.step('signs in again elsewhere and finds everything as it was left', async () => {
      const other = new TasksPage(await (await otherBrowser()).newPage())
      await openHydrated(other.page, '/sign-in')
      await fillSignIn(other.page, ada)
      await submitSignIn(other.page)
      await expect(other.title(canary)).toBeVisible()
      await expect(other.title('Book the ferry')).toBeHidden()
      await other.page.getByRole('link', { name: /^Done/ }).click()
      await expect(other.checkbox('Book the ferry')).toBeChecked()
    })
  })

  test('is told what is wrong with a form, field by field', async ({
    page,
    keeper,
    complaints,
  }) => {
    complaints.expect(/status of 4\d\d/)
    await page.context().clearCookies()
    await openHydrated(page, '/sign-up')
    await submitSignUp(page)
    await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(/Enter/)
    await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/Enter/)
    await fillSignUp(page, { ...keeper.person, password: 'short' })
    await submitSignUp(page)
    await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/least/)
    await openHydrated(page, '/sign-in')
    await fillSignIn(page, { ...keeper.person, password: 'not the password' })
    await submitSignIn(page)
    await expect(page.getByText(/do not match/)).toBeVisible()
    await expect(page.getByLabel('E-mail')).toHaveValue(keeper.person.email)
    await expect(page).toHaveURL('/sign-in')
  })
})
