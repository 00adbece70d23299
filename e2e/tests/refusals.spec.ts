import { expect, test } from '../fixtures.ts'
import { internalError, refuseLater } from '../pages/answers.ts'

test.describe('A change the api refuses', () => {
  test.beforeEach(({ complaints }) => {
    complaints.expect(/status of (412|422|500)/)
  })

  test('new task: it is there at once, taken back, explained, and not lost', async ({
    page,
    keeper,
    tasks,
  }) => {
    await tasks.open()
    const { held, release } = await refuseLater(page, 'POST', internalError)
    await tasks.type('Write to the mayor')
    await held
    await expect(tasks.title('Write to the mayor')).toBeVisible()
    release()
    await expect(tasks.title('Write to the mayor')).toBeHidden()
    await expect(tasks.message(/Could not add “Write to the mayor”/)).toBeVisible()
    await expect(tasks.newTask).toHaveValue('Write to the mayor')
    await tasks.saving(() => tasks.newTask.press('Enter'))
    expect(await keeper.titles()).toEqual(['Write to the mayor'])
  })

  test('edit: the old title is back, with the reason the api gave', async ({
    page,
    keeper,
    tasks,
  }) => {
    await keeper.add({ title: 'Old title' })
    await tasks.open()
    const { held, release } = await refuseLater(page, 'PATCH', {
      status: 422,
      slug: 'validation-failed',
      title: 'Validation failed',
      errors: [{ pointer: '/title', detail: 'is not allowed today' }],
    })
    await tasks.openDetails('Old title')
    await tasks.details.getByLabel('Title').fill('New title')
    await page.keyboard.press('Escape')
    await held
    await expect(tasks.title('New title')).toBeVisible()
    release()
    await expect(tasks.title('Old title')).toBeVisible()
    await expect(tasks.title('New title')).toBeHidden()
    await expect(tasks.message(/Could not change .*Title: is not allowed today\./i)).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: 'Could not change' })).toBeVisible()
  })

  test('completion: it is open again, and so says the count', async ({ page, keeper, tasks }) => {
    await keeper.add({ title: 'Half done' })
    await tasks.open()
    const { held, release } = await refuseLater(page, 'PATCH', internalError)
    await tasks.checkbox('Half done').click()
    await held
    await expect(page.getByRole('link', { name: 'Open 0' })).toBeVisible()
    release()
    await expect(tasks.checkbox('Half done')).not.toBeChecked()
    await expect(page.getByRole('link', { name: 'Open 1' })).toBeVisible()
    await expect(tasks.message(/Could not change “Half done”/)).toBeVisible()
  })

  test('deletion: the task is back', async ({ page, keeper, tasks }) => {
    await keeper.add({ title: 'Stubborn' })
    await tasks.open()
    const { held, release } = await refuseLater(page, 'DELETE', internalError)
    await tasks.remove('Stubborn')
    await held
    await expect(tasks.title('Stubborn')).toBeHidden()
    release()
    await expect(tasks.title('Stubborn')).toBeVisible()
    await expect(tasks.message(/Could not delete “Stubborn”/)).toBeVisible()
  })
})
