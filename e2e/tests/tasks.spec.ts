import type { Task } from '@holdfast/contracts/client'
import { expect, test } from '../fixtures.ts'
import { dayIn } from '../pages/days.ts'
import { TasksPage } from '../pages/tasks-page.ts'
import { signIn } from '../people/account.ts'

test.describe('A task', () => {
  test('is renamed in its line', async ({ page, keeper, tasks }) => {
    await keeper.add({ title: 'Call Mira' })
    await tasks.open()
    await tasks.row('Call Mira').hover()
    await page.getByRole('button', { name: 'Rename Call Mira' }).click()
    const field = page.getByRole('textbox', { name: 'Task title' })
    await field.fill('never mind')
    await field.press('Escape')
    await expect(tasks.title('Call Mira')).toBeVisible()
    await page.getByRole('button', { name: 'Rename Call Mira' }).click()
    await field.fill('  Call Jo ')
    await tasks.saving(() => field.press('Enter'))
    await expect(tasks.title('Call Jo')).toBeVisible()
    expect(await keeper.titles()).toEqual(['Call Jo'])
  })

  test('takes a title, notes and a priority in its details', async ({ page, keeper, tasks }) => {
    await keeper.add({ title: 'Call Mira' })
    await tasks.open()
    await tasks.openDetails('Call Mira')
    await tasks.details.getByLabel('Title').fill('Call Mira & Jo <now>')
    await tasks.saving(() => tasks.details.getByLabel('Title').press('Enter'))
    await tasks.saving(() => tasks.choose(/^Priority:/, 'High'))
    await tasks.details.getByLabel('Notes').fill('# Bring\n<b>the contract</b>')
    await tasks.saving(() => page.keyboard.press('Escape'))
    await expect(tasks.details).toBeHidden()
    await expect(tasks.row('Call Mira & Jo <now>')).toContainText('High')
    expect(await keeper.task('Call Mira & Jo <now>')).toMatchObject({
      priority: 'high',
      notes: '# Bring\n<b>the contract</b>',
    })
    await page.reload()
    await expect(tasks.row('Call Mira & Jo <now>')).toContainText('<b>the contract</b>')
    await expect(tasks.list.locator('b')).toHaveCount(0)
  })

  test('keeps its notes when the page is closed in the middle of typing', async ({
    context,
    page,
    keeper,
    tasks,
  }) => {
    await keeper.add({ title: 'Write down' })
    await tasks.open()
    await tasks.openDetails('Write down')
    await tasks.details.getByLabel('Notes').fill('typed and not left')
    await page.close()
    await expect
      .poll(async () => (await keeper.task('Write down')).notes)
      .toBe('typed and not left')
    expect(context.pages()).toHaveLength(0)
  })

  const today = dayIn('Asia/Kolkata')
  const shapes: { name: string; due: NonNullable<Task['due']>; label: RegExp }[] = [
    { name: 'all day', due: { kind: 'date', date: today }, label: /^Today$/ },
    {
      name: 'at a time wherever one is',
      due: { kind: 'floating', dateTime: `${today}T14:30:00` },
      label: /^Today 14:30$/,
    },
    {
      name: 'at a time in a zone',
      due: { kind: 'zoned', dateTime: `${today}T14:30:00`, timeZone: 'Asia/Tokyo' },
      // Tokyo is three and a half hours ahead of Kolkata.
      label: /^Today 11:00$/,
    },
  ]
  for (const { name, due, label } of shapes) {
    test(`can be due ${name}`, async ({ page, keeper, tasks }) => {
      await keeper.add({ title: 'Send it' })
      await tasks.open()
      await tasks.openDetails('Send it')
      await tasks.details.getByRole('button', { name: 'Due date: none' }).click()
      const chooser = page.getByRole('dialog', { name: 'Choose a due date' })
      if (due.kind === 'date') {
        await tasks.saving(() => chooser.getByRole('button', { name: /^Today/ }).click())
      } else {
        await tasks.saving(() => chooser.getByLabel('Time', { exact: true }).fill('14:30'))
      }
      if (due.kind === 'zoned') {
        const zone = chooser.getByLabel('Time zone')
        await tasks.saving(() => zone.selectOption(due.timeZone))
      }
      expect((await keeper.task('Send it')).due).toEqual(due)
      await tasks.open()
      await expect(tasks.row('Send it').locator('time')).toHaveText(label)
    })
  }

  test('is due on a day of the calendar, and then on none', async ({ page, keeper, tasks }) => {
    await keeper.add({ title: 'Renew passport' })
    await tasks.open()
    await tasks.openDetails('Renew passport')
    await tasks.details.getByRole('button', { name: 'Due date: none' }).click()
    const chooser = page.getByRole('dialog', { name: 'Choose a due date' })
    await chooser.getByRole('application').getByRole('button', { name: /^Next/ }).click()
    const next = new Date(`${today.slice(0, 7)}-01T00:00:00Z`)
    next.setUTCMonth(next.getUTCMonth() + 1)
    const date = `${next.toISOString().slice(0, 7)}-15`
    await tasks.saving(() => chooser.locator(`[data-value="${date}"]`).last().click())
    expect((await keeper.task('Renew passport')).due).toEqual({ kind: 'date', date })
    await tasks.details.getByRole('button', { name: /^Due date: .*15/ }).click()
    await tasks.saving(() => chooser.getByRole('button', { name: 'No due date' }).click())
    expect((await keeper.task('Renew passport')).due).toBeNull()
  })

  test('is due today or overdue by the clock of the person, not of the server', async ({
    keeper,
    otherBrowser,
  }) => {
    // At any moment it is another day on one of these two shores.
    const [west, east] = ['Pacific/Pago_Pago', 'Pacific/Kiritimati'] as const
    await keeper.add({ title: 'Over there', due: { kind: 'date', date: dayIn(west) } })
    for (const [zone, text] of [
      [west, 'Due: Today'],
      [east, /Overdue: (Yesterday|\w{3},? \d+ \w+)/],
    ] as const) {
      const context = await otherBrowser({ timezoneId: zone })
      await signIn(context.request, keeper.person)
      const tasks = new TasksPage(await context.newPage())
      await tasks.open()
      await expect(tasks.row('Over there')).toContainText(text)
    }
  })
})

test.describe('A deleted task', () => {
  test('comes back by undo', async ({ keeper, tasks }) => {
    await keeper.add({ title: 'Not this one' })
    await tasks.open()
    await tasks.remove('Not this one')
    await tasks.messages.getByRole('button', { name: 'Undo' }).click()
    await expect(tasks.title('Not this one')).toBeVisible()
    await tasks.open()
    await expect(tasks.title('Not this one')).toBeVisible()
    expect(await keeper.titles()).toEqual(['Not this one'])
  })

  test('is gone for everybody at once, and comes back as it was', async ({ keeper, tasks }) => {
    const label = await keeper.addLabel({ name: 'Errand' })
    const before = await keeper.add({ title: 'This one', notes: 'kept', labelIds: [label.id] })
    await tasks.open()
    await tasks.saving(() => tasks.remove('This one'))
    expect(await keeper.titles()).toEqual([])
    await tasks.saving(() => tasks.messages.getByRole('button', { name: 'Undo' }).click())
    const { version, updatedAt, ...rest } = await keeper.task('This one')
    expect(version).toBeGreaterThan(before.version)
    expect(updatedAt >= before.updatedAt).toBe(true)
    expect(before).toMatchObject(rest)
  })

  for (const how of ['reload', 'close'] as const) {
    test(`stays deleted when the page is left at once: ${how}`, async ({ page, keeper, tasks }) => {
      await keeper.add({ title: 'This one' })
      await tasks.open()
      await tasks.remove('This one')
      await (how === 'reload' ? page.reload() : page.close())
      await expect.poll(() => keeper.titles()).toEqual([])
    })
  }
})
