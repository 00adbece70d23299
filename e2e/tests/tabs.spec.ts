import { expect, test } from '../fixtures.ts'
import { TasksPage } from '../pages/tasks-page.ts'
import { holds } from '../pages/traces.ts'
import { signOut, signUp } from '../people/account.ts'
import { newPerson } from '../people/person.ts'

test.describe('Two tabs', () => {
  test('a change in one is in the other when one comes back to it', async ({
    context,
    keeper,
    tasks,
  }) => {
    await keeper.add({ title: 'Shared' })
    await tasks.open()
    await tasks.turnAway()
    const other = new TasksPage(await context.newPage())
    await other.open()
    await other.add('Added there')
    await other.saving(() => other.checkbox('Shared').click())
    await tasks.comeBack()
    await expect(tasks.title('Added there')).toBeVisible()
    await expect(tasks.title('Shared')).toBeHidden()
  })

  test('changes of different fields are both kept', async ({
    context,
    keeper,
    tasks,
    complaints,
  }) => {
    complaints.expect(/status of 412/)
    await keeper.add({ title: 'Shared' })
    await tasks.open()
    await tasks.turnAway()
    const other = new TasksPage(await context.newPage())
    await other.open('?task=' + (await keeper.task('Shared')).id)
    await other.saving(() => other.choose(/^Priority:/, 'High'))
    await tasks.openDetails('Shared')
    await tasks.details.getByLabel('Notes').fill('from this tab')
    await tasks.page.keyboard.press('Escape')
    await expect(tasks.row('Shared')).toContainText('High')
    await expect
      .poll(() => keeper.task('Shared'))
      .toMatchObject({ priority: 'high', notes: 'from this tab' })
    await expect(tasks.messages.getByRole('alert')).toHaveCount(0)
  })

  test('nobody silently overwrites the same field, and one may insist', async ({
    context,
    keeper,
    tasks,
    complaints,
  }) => {
    complaints.expect(/status of 412/)
    const { id } = await keeper.add({ title: 'Shared', notes: 'before' })
    await tasks.open(`?task=${id}`)
    await tasks.turnAway()
    const other = new TasksPage(await context.newPage())
    await other.open(`?task=${id}`)
    await other.details.getByLabel('Notes').fill('theirs')
    await other.saving(() => other.page.keyboard.press('Escape'))
    await tasks.details.getByLabel('Notes').fill('mine')
    await tasks.page.keyboard.press('Escape')
    await expect(tasks.message(/The notes of “Shared” .*changed in another place/)).toBeVisible()
    await expect(tasks.row('Shared')).toContainText('theirs')
    expect(await keeper.task('Shared')).toMatchObject({ notes: 'theirs' })
    await tasks.saving(() => tasks.messages.getByRole('button', { name: 'Use mine' }).click())
    expect(await keeper.task('Shared')).toMatchObject({ notes: 'mine' })
  })

  test('a task deleted in one is explained in the other', async ({
    context,
    keeper,
    tasks,
    complaints,
  }) => {
    complaints.expect(/status of 404/)
    await keeper.add({ title: 'Shared' })
    await tasks.open()
    await tasks.turnAway()
    const other = new TasksPage(await context.newPage())
    await other.open()
    await other.remove('Shared')
    await other.page.close()
    await expect.poll(() => keeper.titles()).toEqual([])
    await tasks.checkbox('Shared').click()
    await expect(tasks.message(/no longer exists/)).toBeVisible()
    await expect(tasks.title('Shared')).toBeHidden()
  })

  test('signing out in one signs out the other', async ({ context, keeper, tasks }) => {
    await keeper.add({ title: 'Not for others' })
    await tasks.open()
    const other = new TasksPage(await context.newPage())
    await other.open()
    await other.signOut()
    await expect(tasks.page).toHaveURL(/\/sign-in/)
    await expect(tasks.page.getByText('You are signed out.')).toBeVisible()
    expect(await holds(tasks.page, 'Not for others')).toBe(false)
  })

  test('when somebody else has signed in, no tab shows or changes what was there before', async ({
    context,
    keeper,
    tasks,
  }) => {
    expect(await keeper.tasks()).toEqual([])
    await tasks.open()
    await tasks.add('Not for others')
    await tasks.turnAway()
    await signOut(context.request)
    await signUp(context.request, newPerson('Grace Hopper'))
    const other = new TasksPage(await context.newPage())
    await other.open()
    await expect(tasks.page.getByRole('heading', { name: 'A fresh start' })).toBeVisible()
    expect(await holds(tasks.page, 'Not for others')).toBe(false)
  })
})
