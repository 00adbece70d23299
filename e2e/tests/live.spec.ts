import { expect, test } from '../fixtures.ts'
import { Places } from '../pages/places.ts'
import { TasksPage } from '../pages/tasks-page.ts'

test.describe('Two tabs, nobody touching the second', () => {
  test('show the same, whatever is done in the first', async ({ context, keeper, tasks }) => {
    const { id } = await keeper.add({ title: 'Shared', notes: 'before' })
    const other = new TasksPage(await context.newPage())
    await other.open()
    await tasks.open()
    const places = new Places(tasks.page)
    const there = new Places(other.page)

    await tasks.add('Added here')
    await expect(other.title('Added here')).toBeVisible()
    await tasks.saving(() => tasks.checkbox('Added here').click())
    await expect(other.title('Added here')).toBeHidden()

    await places.add('list', 'Home', 'Green')
    await expect(there.link('Home')).toBeVisible()
    await places.go('All tasks')

    await tasks.saving(() => tasks.remove('Shared'))
    await expect(other.title('Shared')).toBeHidden()
    await tasks.saving(() => tasks.messages.getByRole('button', { name: 'Undo' }).last().click())
    await expect(other.title('Shared')).toBeVisible()
    await other.page.close()
    expect(await keeper.task('Shared')).toMatchObject({ id, notes: 'before' })
  })

  test('follow what a program does, also in details that are open', async ({ keeper, tasks }) => {
    const task = await keeper.add({ title: 'Shared' })
    await tasks.open(`?task=${task.id}`)
    const changed = await keeper.change(task, { title: 'Shared by all' })
    await expect(tasks.details.getByLabel('Title')).toHaveValue('Shared by all')
    await keeper.add({ title: 'Part of it', parentId: changed.id })
    await expect(tasks.details.getByRole('link', { name: 'Part of it' })).toBeVisible()
  })
})

test('A task that comes back does so on the page, too', async ({ page, keeper, tasks }) => {
  const due = { kind: 'date', date: '2031-05-02' } as const
  await keeper.add({ title: 'Pay the rent', due })
  await tasks.open()
  await tasks.openDetails('Pay the rent')
  await tasks.saving(() => tasks.details.getByLabel('Repeats').selectOption('Every month'))
  await page.keyboard.press('Escape')
  await expect(tasks.row('Pay the rent')).toContainText('Every month')
  await tasks.saving(() => tasks.checkbox('Pay the rent').click())
  await expect(tasks.rows).toHaveText([/Jun/])
  const undo = tasks.messages.getByRole('button', { name: 'Undo' })
  await tasks.saving(() => undo.click())
  await expect(tasks.rows).toHaveText([/May/])
  expect(await keeper.tasks()).toMatchObject([{ status: 'open', due }])
})
