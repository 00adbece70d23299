import { expect, test } from '../fixtures.ts'
import { startProvider, stopProvider } from '../http/control.ts'
import { fillSignIn, submitSignIn } from '../pages/account-forms.ts'
import { ProviderPage } from '../pages/provider-page.ts'
import { newPerson } from '../people/person.ts'

test.afterEach(() => startProvider())

test('While the provider is away people are told so, and sign in another way', async ({
  page,
  context,
  keeper,
  complaints,
}) => {
  // The page may ask for its token just when its session is gone.
  complaints.expect(/status of 401/)
  await context.clearCookies()
  const provider = new ProviderPage(page)
  await provider.signIn()
  const answer = await provider.answerFor(newPerson().email)
  await stopProvider()
  await page.goto(answer.href)
  await expect(provider.says('Test Identity does not answer just now.')).toBeVisible()
  await fillSignIn(page, keeper.person)
  await submitSignIn(page)
  await expect(page).toHaveURL('/tasks')
  await context.clearCookies()
  await startProvider()
  await provider.signIn(newPerson().email)
  await expect(page).toHaveURL('/tasks')
})
