import { expect, test } from '../fixtures.ts'

test('Everything works without a mouse', async ({ page, keeper, tasks }) => {
  const { keyboard } = page
  await tasks.open()

  await test.step('adds tasks one after the other', async () => {
    await keyboard.press('n')
    await expect(tasks.newTask).toBeFocused()
    await keyboard.type('First')
    await tasks.saving(() => keyboard.press('Enter'))
    await keyboard.type('Second')
    await tasks.saving(() => keyboard.press('Enter'))
    await expect(tasks.rows).toHaveCount(2)
    await expect(tasks.newTask).toBeFocused()
  })

  await test.step('walks the list', async () => {
    await keyboard.press('Tab')
    await keyboard.press('j')
    await expect(tasks.title('Second')).toBeFocused()
    await keyboard.press('ArrowDown')
    await expect(tasks.title('First')).toBeFocused()
    await keyboard.press('k')
    await expect(tasks.title('Second')).toBeFocused()
  })

  await test.step('completes one and takes it back', async () => {
    await tasks.saving(() => keyboard.press('x'))
    await expect(tasks.title('Second')).toBeHidden()
    await expect(tasks.title('First')).toBeFocused()
    await tasks.saving(() => keyboard.press('z'))
    await expect(tasks.title('Second')).toBeVisible()
    expect(await keeper.task('Second')).toMatchObject({ status: 'open', completedAt: null })
  })

  await test.step('renames one', async () => {
    await keyboard.press('r')
    await expect(page.getByRole('textbox', { name: 'Task title' })).toBeFocused()
    await keyboard.type('First of all')
    await tasks.saving(() => keyboard.press('Enter'))
    await expect(tasks.title('First of all')).toBeFocused()
  })

  await test.step('opens the details, and is back in the line after closing them', async () => {
    await keyboard.press('e')
    await expect(tasks.details).toBeVisible()
    await expect(tasks.details.locator(':focus')).toHaveCount(1)
    await keyboard.press('Escape')
    await expect(tasks.details).toBeHidden()
    await expect(tasks.title('First of all')).toBeFocused()
  })

  await test.step('deletes one and takes it back', async () => {
    await keyboard.press('Delete')
    await expect(tasks.title('First of all')).toBeHidden()
    await expect(tasks.title('Second')).toBeFocused()
    await keyboard.press('z')
    await expect(tasks.title('First of all')).toBeVisible()
  })

  await test.step('searches and asks for help', async () => {
    await keyboard.press('/')
    await expect(tasks.search).toBeFocused()
    await keyboard.type('second')
    await expect(tasks.rows).toHaveCount(1)
    await keyboard.press('Escape')
    await expect(tasks.rows).toHaveCount(2)
    await keyboard.press('Tab')
    await keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  await test.step('signs out', async () => {
    // Before its tokens end with the session.
    expect(await keeper.titles()).toHaveLength(2)
    await page.getByRole('button', { name: 'Account menu' }).focus()
    await keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeVisible()
    await keyboard.press('End')
    await keyboard.press('Enter')
    await expect(page).toHaveURL(/\/sign-in/)
  })
})
