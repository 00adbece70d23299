import { expect, test } from '../fixtures.ts'
import { restartWeb, startApi, stopApi, tracesOf } from '../http/control.ts'
import { fillSignIn, submitSignIn } from '../pages/account-forms.ts'
import { DeletionPage } from '../pages/deletion-page.ts'
import { openHydrated } from '../pages/hydrated.ts'
import { mailTo } from '../people/mail.ts'

test.afterEach(() => startApi())

test('An account is deleted when the api is back, also after a restart of web', async ({
  page,
  keeper,
  complaints,
}) => {
  complaints.expect(/status of (?:401|403|503)/)
  const { person } = keeper
  await keeper.addMany(50)
  const deletion = new DeletionPage(page)
  await deletion.find()
  await deletion.fill(person)
  await stopApi()
  await deletion.send()
  await deletion.expectSignedOut()

  await openHydrated(page, '/sign-in')
  await fillSignIn(page, person)
  await submitSignIn(page)
  await expect(page.getByRole('alert')).toContainText('This account is being deleted')
  await restartWeb()
  await openHydrated(page, '/sign-in')
  await fillSignIn(page, { ...person, password: 'not the password' })
  await submitSignIn(page)
  await expect(page.getByText('do not match')).toBeVisible()
  expect(await tracesOf(person.email)).not.toEqual([])

  await startApi()
  await mailTo(person.email, 'Your account is deleted')
  await expect.poll(() => tracesOf(person.email)).toEqual([])
})
