import { expect, test } from '../fixtures.ts'
import { Places } from '../pages/places.ts'

test('The trash gives back, and takes for good only when asked twice', async ({
  page,
  keeper,
  tasks,
}) => {
  const places = new Places(page)
  for (const title of ['One', 'Two', 'Three']) await keeper.add({ title })
  await tasks.open()
  for (const title of ['One', 'Two', 'Three']) await tasks.saving(() => tasks.remove(title))
  await places.go('Trash')
  const trash = page.getByRole('list', { name: 'Trash' }).getByRole('listitem')
  await expect(trash).toHaveCount(3)

  await tasks.saving(() => page.getByRole('button', { name: 'Restore Two' }).click())
  await expect(trash).toHaveCount(2)
  expect(await keeper.titles()).toEqual(['Two'])

  await page.getByRole('button', { name: 'Delete One for good' }).click()
  const question = page.getByRole('alertdialog')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(trash).toHaveCount(2)
  await page.getByRole('button', { name: 'Delete One for good' }).click()
  await tasks.saving(() => question.getByRole('button', { name: 'Delete for good' }).click())
  await expect(trash).toHaveCount(1)

  await page.getByRole('button', { name: 'Empty trash' }).click()
  await tasks.saving(() => question.getByRole('button', { name: 'Empty trash' }).click())
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible()
  await places.go('All tasks')
  await expect(tasks.rows.getByRole('link')).toHaveText(['Two'])
})
