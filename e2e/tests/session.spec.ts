import { expect, test } from '../fixtures.ts'
import { fillSignIn, submitSignIn } from '../pages/account-forms.ts'
import { refuse } from '../pages/answers.ts'
import { clientFor, fetchToken, signIn, signOut, signUp } from '../people/account.ts'
import { Keeper } from '../people/keeper.ts'
import { newPerson } from '../people/person.ts'

test.describe('A session that has ended on the server', () => {
  test('leads to the sign-in page by itself, and back with what was typed', async ({
    page,
    keeper,
    tasks,
    complaints,
  }) => {
    complaints.expect(/status of 401/)
    const { id } = await keeper.add({ title: 'In the middle of it' })
    await tasks.open('?status=all')
    await tasks.openDetails('In the middle of it')
    await tasks.details.getByLabel('Notes').fill('a long thought')
    await signOut(page.request)
    await expect(page.getByText(/Your session has ended/)).toBeVisible()
    await fillSignIn(page, keeper.person)
    await submitSignIn(page)
    await expect(page).toHaveURL(/\/tasks\?status=all/)
    await expect(tasks.row('In the middle of it')).toContainText('a long thought')
    const token = await fetchToken(page.request)
    const again = new Keeper(keeper.person, token, clientFor(token))
    await expect
      .poll(() => again.task('In the middle of it'))
      .toMatchObject({
        id,
        notes: 'a long thought',
      })
  })

  test('leads to the sign-in page at the next load, and back', async ({ page, keeper, tasks }) => {
    await tasks.open()
    await tasks.add('Still mine')
    await signOut(page.request)
    await page.goto('/tasks?status=all&sort=due')
    await expect(page).toHaveURL(/\/sign-in\?next=/)
    await fillSignIn(page, keeper.person)
    await submitSignIn(page)
    await expect(page).toHaveURL('/tasks?status=all&sort=due')
    await expect(tasks.title('Still mine')).toBeVisible()
  })
})

test.describe('Signing out', () => {
  test('ends every token of the session within a second, and of no other', async ({
    playwright,
  }) => {
    const person = newPerson()
    const [first, second] = [
      await playwright.request.newContext(),
      await playwright.request.newContext(),
    ]
    await signUp(first, person)
    await signIn(second, person)
    const [ended, other] = [await fetchToken(first), await fetchToken(second)]
    const statusOf = async (token: string): Promise<number> =>
      (await clientFor(token).GET('/v1/me')).response.status
    expect(await statusOf(ended)).toBe(200)
    await signOut(first)
    await expect.poll(() => statusOf(ended), { timeout: 1000, intervals: [20] }).toBe(401)
    expect(await statusOf(other)).toBe(200)
    await first.dispose()
    await second.dispose()
  })
})

test.describe('The token', () => {
  test('is renewed before it runs out, without a word', async ({ page, keeper, tasks }) => {
    await page.clock.install()
    await tasks.open()
    await tasks.add('First')
    // Whatever asks first: the person, or the page that looks for changes.
    const renewed = page.waitForResponse('**/api/auth/token')
    await page.clock.fastForward('04:30')
    await tasks.add('Second')
    expect((await renewed).status()).toBe(200)
    expect(await keeper.titles()).toEqual(['Second', 'First'])
    await expect(tasks.messages.getByRole('alert')).toHaveCount(0)
  })

  test('is replaced once when the api does not take it, and the change arrives', async ({
    page,
    keeper,
    tasks,
    complaints,
  }) => {
    complaints.expect(/status of 401/)
    await tasks.open()
    // The route stays: taking one away may lose a request that is on its way (`times: 1` does).
    let refusals = 0
    await page.route('**/v1/tasks', (route) => {
      refusals += 1
      return refusals > 1
        ? route.fallback()
        : refuse(route, { status: 401, slug: 'invalid-token', title: 'Invalid token' })
    })
    const renewed = page.waitForResponse('**/api/auth/token')
    await tasks.type('Persistent')
    await renewed
    await expect.poll(() => keeper.titles()).toEqual(['Persistent'])
    await expect(tasks.title('Persistent')).toBeVisible()
    await expect(page).toHaveURL('/tasks')
  })

  test('refused again and again signs nobody out and loses nothing', async ({
    page,
    keeper,
    tasks,
    complaints,
  }) => {
    complaints.expect(/status of 401/)
    await tasks.open()
    await page.route('**/v1/**', (route) =>
      refuse(route, { status: 401, slug: 'invalid-token', title: 'Invalid token' }),
    )
    await tasks.type('Persistent')
    await expect(tasks.connection).toContainText('1 change is kept here')
    await page.unrouteAll()
    await expect.poll(() => keeper.titles()).toEqual(['Persistent'])
    await expect(tasks.connection).toBeEmpty()
  })
})
