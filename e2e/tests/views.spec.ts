import { expect, test } from '../fixtures.ts'
import { hydrated } from '../pages/hydrated.ts'

test.describe('A view of the tasks', () => {
  test.beforeEach(async ({ keeper, tasks }) => {
    await keeper.add({ title: 'Apples', due: { kind: 'date', date: '2031-05-02' } })
    await keeper.add({ title: 'Pears', priority: 'high', notes: 'from the market' })
    await keeper.add({ title: 'Plums', priority: 'low', due: { kind: 'date', date: '2031-05-01' } })
    await keeper.add({ title: 'Cherries', status: 'done' })
    await tasks.open()
    await expect(tasks.rows).toHaveCount(3)
  })

  test('shows what is open, done or all, and is an address', async ({ page, tasks }) => {
    await page.getByRole('link', { name: /^Done/ }).click()
    await expect(tasks.rows.getByRole('link')).toHaveText(['Cherries'])
    await expect(page).toHaveURL('/tasks?status=done')
    await page.getByRole('navigation', { name: 'Status' }).getByText('All').click()
    await expect(tasks.rows).toHaveCount(4)
    await page.reload()
    // A page that is not alive yet does not hear that somebody goes back.
    await hydrated(page)
    await expect(tasks.rows).toHaveCount(4)
    await page.goBack()
    await expect(tasks.rows.getByRole('link')).toHaveText(['Cherries'])
  })

  test('finds by title and notes, and says when there is nothing', async ({ page, tasks }) => {
    await tasks.search.fill('MARKET')
    await expect(tasks.rows.getByRole('link')).toHaveText(['Pears'])
    await tasks.search.fill('p')
    await expect(tasks.rows.getByRole('link')).toHaveText(['Plums', 'Pears', 'Apples'])
    await tasks.search.fill('bananas')
    await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible()
    await page.getByRole('link', { name: 'Clear filters' }).click()
    await expect(tasks.rows).toHaveCount(3)
    await expect(tasks.search).toHaveValue('')
  })

  test('narrows by priority and says so', async ({ page, tasks }) => {
    await tasks.choose(/^Filter and sort$/, 'High')
    await page.keyboard.press('Escape')
    await expect(tasks.rows.getByRole('link')).toHaveText(['Pears'])
    const filters = page.getByRole('list', { name: 'Active filters' })
    await filters.getByRole('link', { name: /^Priority: High/ }).click()
    await expect(tasks.rows).toHaveCount(3)
  })

  test('sorts by due date and by priority', async ({ page, tasks }) => {
    await tasks.choose(/^Filter and sort$/, 'Due date')
    await expect(page).toHaveURL('/tasks?sort=due')
    await page.keyboard.press('Escape')
    await expect(tasks.rows.getByRole('link')).toHaveText(['Plums', 'Apples', 'Pears'])
    await tasks.open('?sort=priority')
    await expect(tasks.rows.getByRole('link')).toHaveText(['Pears', 'Plums', 'Apples'])
    await tasks.open('?sort=oldest')
    await expect(tasks.rows.getByRole('link')).toHaveText(['Apples', 'Pears', 'Plums'])
  })

  test('opens the task that the address names', async ({ page, keeper, tasks }) => {
    const { id } = await keeper.task('Cherries')
    await tasks.open(`?task=${id}`)
    await expect(tasks.details.getByLabel('Title')).toHaveValue('Cherries')
    await tasks.details.getByRole('button', { name: 'Close details' }).click()
    await expect(page).toHaveURL('/tasks')
  })

  test('says so when the address names a task that is not there', async ({
    page,
    tasks,
    complaints,
  }) => {
    complaints.expect(/status of 404/)
    await tasks.open('?task=01890000-0000-7000-8000-000000000000')
    await expect(tasks.message('This task does not exist any more.')).toBeVisible()
    await expect(page).toHaveURL('/tasks')
  })
})

test('A long list comes page by page, each task once', async ({ page, keeper, tasks }) => {
  const titles = Array.from({ length: 120 }, (_, index) => `Task number ${index + 1}`)
  // A few at a time: one person's writes wait for each other.
  for (let from = 0; from < titles.length; from += 5) {
    await Promise.all(titles.slice(from, from + 5).map((title) => keeper.add({ title })))
  }
  await tasks.open()
  await expect(tasks.rows).toHaveCount(50)
  await expect(page.getByRole('link', { name: 'Open 120' })).toBeVisible()
  await page.getByRole('button', { name: 'Load more' }).scrollIntoViewIfNeeded()
  await expect(tasks.rows).toHaveCount(100)
  await tasks.rows.last().scrollIntoViewIfNeeded()
  await expect(tasks.rows).toHaveCount(120)
  await expect(page.getByRole('button', { name: 'Load more' })).toBeHidden()
  const shown = await tasks.rows.getByRole('link').allTextContents()
  expect(shown.map((text) => text.trim()).sort()).toEqual([...titles].sort())
})
