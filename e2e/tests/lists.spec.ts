import { expect, test } from '../fixtures.ts'
import { Places } from '../pages/places.ts'

test.describe('A list', () => {
  test('is made, filled, changed, archived, and thrown away with a way back', async ({
    page,
    keeper,
    tasks,
  }) => {
    expect(await keeper.lists()).toEqual([])
    const places = new Places(page)
    await tasks.open()

    await test.step('is made in a colour and shown', async () => {
      await places.add('list', 'Home', 'Green')
      await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible()
      await expect(places.link('Home')).toHaveAttribute('aria-current', 'page')
      expect(await keeper.lists()).toMatchObject([{ name: 'Home', color: 'green' }])
    })

    const [{ id: listId } = { id: '' }] = await keeper.lists()
    await test.step('takes the tasks that are added in it', async () => {
      await tasks.add('Paint the fence')
      expect(await keeper.task('Paint the fence')).toMatchObject({ listId })
      await places.go('Inbox')
      await expect(tasks.title('Paint the fence')).toBeHidden()
      await places.go('All tasks')
      await expect(tasks.row('Paint the fence')).toContainText('Home')
    })

    await test.step('is renamed', async () => {
      await places.choose('Home', 'Change')
      await tasks.saving(() => places.name('House'))
      await expect(places.link('House')).toBeVisible()
    })

    await test.step('is archived, and brought back by undo', async () => {
      await tasks.saving(() => places.choose('House', 'Archive'))
      await expect(places.link('House')).toBeHidden()
      await tasks.saving(() => tasks.messages.getByRole('button', { name: 'Undo' }).click())
      await expect(places.link('House')).toBeVisible()
    })

    await test.step('goes to the trash with its tasks, and comes back with them', async () => {
      await tasks.saving(() => places.choose('House', 'Delete'))
      await expect(places.link('House')).toBeHidden()
      await expect(tasks.title('Paint the fence')).toBeHidden()
      expect(await keeper.titles()).toEqual([])
      const undo = tasks.messages.getByRole('button', { name: 'Undo' }).last()
      await tasks.saving(() => undo.click())
      await places.go('House')
      await expect(tasks.title('Paint the fence')).toBeVisible()
      expect(await keeper.task('Paint the fence')).toMatchObject({ listId })
    })
  })

  test('has sections, which keep their tasks together and leave them behind', async ({
    page,
    keeper,
    tasks,
  }) => {
    const places = new Places(page)
    const { id } = await keeper.addList({ name: 'Home' })
    await keeper.add({ title: 'Call the plumber', listId: id })
    await tasks.open(`?list=${id}`)
    await page.getByRole('button', { name: 'Add section' }).click()
    await tasks.saving(() => places.name('Garden'))
    await page.getByRole('button', { name: 'Add a task to Garden' }).click()
    await expect(tasks.newTask).toBeFocused()
    await tasks.saving(() => tasks.type('Water the plants'))
    const garden = page.getByRole('list', { name: 'Garden' })
    await expect(garden.getByRole('link', { name: 'Water the plants' })).toBeVisible()
    await expect(tasks.title('Call the plumber')).toBeVisible()
    await tasks.saving(() => places.choose('Garden', 'Delete'))
    await expect(garden).toBeHidden()
    await expect(tasks.title('Water the plants')).toBeVisible()
    await tasks.saving(() => tasks.messages.getByRole('button', { name: 'Undo' }).click())
    await expect(garden.getByRole('link', { name: 'Water the plants' })).toBeVisible()
  })

  test('takes a task from another one, in its details', async ({ page, keeper, tasks }) => {
    const { id } = await keeper.addList({ name: 'Home' })
    const parent = await keeper.add({ title: 'Paint the fence' })
    await keeper.add({ title: 'Buy brushes', parentId: parent.id })
    await tasks.open('?list=inbox')
    await tasks.openDetails('Paint the fence')
    await tasks.saving(() => tasks.details.getByLabel('List').selectOption('Home'))
    await page.keyboard.press('Escape')
    await expect(tasks.list).toBeHidden()
    expect(await keeper.task('Buy brushes')).toMatchObject({ listId: id, parentId: parent.id })
  })
})

test.describe('A label', () => {
  test('is made on the way, and shows what has it', async ({ page, keeper, tasks }) => {
    const places = new Places(page)
    await keeper.add({ title: 'Buy milk' })
    await keeper.add({ title: 'Read a book' })
    await tasks.open()
    await tasks.openDetails('Buy milk')
    await tasks.details.getByRole('button', { name: 'Labels: none' }).click()
    await page.getByRole('menuitem', { name: 'New label' }).click()
    await places.name('errand', 'Orange')
    await expect(tasks.details.getByRole('button', { name: 'Labels: errand' })).toBeVisible()
    await expect
      .poll(async () => (await keeper.task('Buy milk')).labelIds)
      .toEqual((await keeper.labels()).map(({ id }) => id))
    await tasks.details.getByRole('button', { name: 'Close details' }).click()
    await expect(tasks.row('Buy milk')).toContainText('errand')
    await places.go('errand')
    await expect(tasks.rows.getByRole('link')).toHaveText(['Buy milk'])
    await tasks.saving(() => tasks.type('Buy bread'))
    await expect(tasks.rows).toHaveCount(2)
    await tasks.saving(() => places.choose('errand', 'Delete'))
    await expect(places.link('errand')).toBeHidden()
    expect(await keeper.task('Buy milk')).toMatchObject({ labelIds: [] })
    await tasks.saving(() => tasks.messages.getByRole('button', { name: 'Undo' }).click())
    await expect(places.link('errand')).toBeVisible()
    await expect(tasks.rows).toHaveCount(2)
  })

  test('has a name of its own: a second one is refused, and what is typed stays', async ({
    page,
    keeper,
    tasks,
    complaints,
  }) => {
    complaints.expect(/status of 409/)
    const places = new Places(page)
    await keeper.addLabel({ name: 'errand' })
    await tasks.open()
    await places.add('label', 'Errand')
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(places.dialog.getByLabel('Name')).toHaveValue('Errand')
    expect(await keeper.labels()).toHaveLength(1)
  })
})
