import { expect, test } from '../fixtures.ts'
import { Places } from '../pages/places.ts'

/** What a list shows, with the depth of each line as the api has it. */
const titles = ['Apples', 'Pears', 'Plums', 'Cherries']

test.describe('The order of a list', () => {
  let listId: string

  test.beforeEach(async ({ keeper, tasks }) => {
    ;({ id: listId } = await keeper.addList({ name: 'Market' }))
    for (const title of titles) await keeper.add({ title, listId })
    await tasks.open(`?list=${listId}`)
    await expect(tasks.rows.getByRole('link')).toHaveText(titles)
  })

  test('is made by keys, and each step can be undone', async ({ page, keeper, tasks }) => {
    const order = async () => (await keeper.ordered(listId)).map(({ title }) => title)
    await tasks.title('Plums').focus()
    await tasks.saving(() => page.keyboard.press('Alt+ArrowUp'))
    await expect(tasks.rows.getByRole('link')).toHaveText(['Apples', 'Plums', 'Pears', 'Cherries'])
    await expect(tasks.title('Plums')).toBeFocused()
    expect(await order()).toEqual(['Apples', 'Plums', 'Pears', 'Cherries'])

    await tasks.saving(() => page.keyboard.press('Alt+ArrowRight'))
    const apples = await keeper.task('Apples')
    expect(await keeper.task('Plums')).toMatchObject({ parentId: apples.id })
    await expect(tasks.title('Plums')).toBeFocused()

    await tasks.saving(() => page.keyboard.press('Control+z'))
    await expect.poll(() => keeper.task('Plums')).toMatchObject({ parentId: null })
    await tasks.saving(() => page.keyboard.press('Control+z'))
    await expect(tasks.rows.getByRole('link')).toHaveText(titles)
    expect(await order()).toEqual(titles)
  })

  test('is made by dragging', async ({ page, keeper, tasks }) => {
    await tasks.row('Cherries').hover()
    const handle = tasks.row('Cherries').getByTitle('Drag to move')
    await handle.hover()
    await page.mouse.down()
    const target = await tasks.row('Apples').boundingBox()
    await page.mouse.move(target?.x ?? 0, (target?.y ?? 0) + 20, { steps: 4 })
    await page.mouse.move((target?.x ?? 0) + 40, (target?.y ?? 0) + 6, { steps: 4 })
    await tasks.saving(() => page.mouse.up())
    const wanted = ['Cherries', 'Apples', 'Pears', 'Plums']
    await expect(tasks.rows.getByRole('link')).toHaveText(wanted)
    expect((await keeper.ordered(listId)).map(({ title }) => title)).toEqual(wanted)
    await expect(tasks.message('Moved “Cherries”')).toBeVisible()
  })

  test('is made by a menu, which offers only what is possible', async ({ page, keeper, tasks }) => {
    const places = new Places(page)
    await page.getByRole('button', { name: 'More about Apples' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitem', { name: 'Move up' })).toBeHidden()
    await page.keyboard.press('Escape')
    await tasks.saving(() => places.choose('Apples', 'Move down'))
    await expect(tasks.rows.getByRole('link')).toHaveText(['Pears', 'Apples', 'Plums', 'Cherries'])
    await tasks.saving(() => places.choose('Apples', 'Make a subtask'))
    const { id } = await keeper.task('Pears')
    expect(await keeper.task('Apples')).toMatchObject({ parentId: id })
    await tasks.saving(() => places.choose('Apples', 'Take out'))
    expect(await keeper.task('Apples')).toMatchObject({ parentId: null })
  })
})

test.describe('Subtasks', () => {
  test('are added, checked off and counted in the details of their task', async ({
    keeper,
    tasks,
  }) => {
    const { id } = await keeper.add({ title: 'Paint the fence' })
    await tasks.open()
    await tasks.openDetails('Paint the fence')
    const field = tasks.details.getByRole('textbox', { name: 'New subtask' })
    for (const title of ['Buy brushes', 'Sand it']) {
      await field.fill(title)
      await tasks.saving(() => field.press('Enter'))
    }
    expect(await keeper.task('Sand it')).toMatchObject({ parentId: id })
    await tasks.saving(() =>
      tasks.details.getByRole('checkbox', { name: 'Complete Buy brushes' }).click(),
    )
    await expect(tasks.details.getByText('1 of 2 done')).toBeVisible()
    await tasks.details.getByRole('link', { name: 'Sand it' }).click()
    await expect(tasks.details.getByLabel('Title')).toHaveValue('Sand it')
    await expect(tasks.details.getByRole('link', { name: 'Paint the fence' })).toBeVisible()
    await tasks.saving(() => tasks.details.getByRole('button', { name: 'Take out' }).click())
    expect(await keeper.task('Sand it')).toMatchObject({ parentId: null })
  })

  test('say what they are part of, also where that is not shown', async ({ keeper, tasks }) => {
    const fence = await keeper.add({ title: 'Paint the fence' })
    await keeper.add({ title: 'Buy brushes', parentId: fence.id })
    await keeper.change(fence, { status: 'done' })
    await tasks.open('?status=open')
    await expect(tasks.title('Paint the fence')).toBeHidden()
    await expect(tasks.row('Buy brushes')).toContainText('Paint the fence')
  })

  test('go with their task and come back with it', async ({ keeper, tasks }) => {
    const { id } = await keeper.add({ title: 'Paint the fence' })
    await keeper.add({ title: 'Buy brushes', parentId: id })
    await tasks.open()
    await expect(tasks.row('Buy brushes')).toContainText('Paint the fence')
    await tasks.saving(() => tasks.remove('Paint the fence'))
    await expect(tasks.title('Buy brushes')).toBeHidden()
    expect(await keeper.titles()).toEqual([])
    await tasks.saving(() => tasks.messages.getByRole('button', { name: 'Undo' }).click())
    await expect(tasks.title('Buy brushes')).toBeVisible()
    expect(await keeper.task('Buy brushes')).toMatchObject({ parentId: id })
  })
})
