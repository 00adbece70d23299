/** Somebody tries passwords, on the page that people use. */
import { expect, test } from '../fixtures.ts'
import { fillSignIn, submitSignIn } from '../pages/account-forms.ts'
import { openHydrated } from '../pages/hydrated.ts'
import { signOut } from '../people/account.ts'

test.describe('Guessing passwords', () => {
  for (const javaScriptEnabled of [true, false]) {
    test(`ends after ten, and its owner still gets in where they have been before, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async ({
      context,
      page,
      keeper,
      otherBrowser,
      complaints,
    }) => {
      complaints.expect(/status of 4\d\d/)
      const { person } = keeper
      // The owner's browser is one that has signed in with the password.
      await signOut(context.request)
      await openHydrated(page, '/sign-in')
      await fillSignIn(page, person)
      await submitSignIn(page)
      await expect(page).toHaveURL('/tasks')

      const stranger = await (await otherBrowser({ javaScriptEnabled })).newPage()
      const guess = async (password: string) => {
        await (javaScriptEnabled ? openHydrated(stranger, '/sign-in') : stranger.goto('/sign-in'))
        await fillSignIn(stranger, { ...person, password })
        await submitSignIn(stranger)
      }
      for (let n = 0; n < 10; n += 1) {
        await guess(`guess number ${String(n)}`)
        await expect(stranger.getByText('do not match')).toBeVisible()
      }
      await guess(person.password)
      await expect(
        stranger.getByText(/Too many attempts\. Please try again in 1[45] minutes\./),
      ).toBeVisible()
      await expect(stranger).toHaveURL(/\/sign-in/)

      await signOut(context.request)
      await openHydrated(page, '/sign-in')
      await fillSignIn(page, person)
      await submitSignIn(page)
      await expect(page).toHaveURL('/tasks')
    })
  }
})
