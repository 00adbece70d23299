import { expect, test } from '../fixtures.ts'

test('Offline, changes are kept and sent when the network is back', async ({
  context,
  keeper,
  tasks,
  complaints,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/)
  await keeper.add({ title: 'From before' })
  await tasks.open()
  await context.setOffline(true)
  await expect(tasks.connection).toContainText('You’re offline.')
  await tasks.type('Thought of in the tunnel')
  await tasks.checkbox('From before').click()
  await expect(tasks.connection).toContainText('2 changes are kept here')
  await expect(tasks.title('Thought of in the tunnel')).toBeVisible()
  expect(await keeper.titles()).toEqual(['From before'])
  await context.setOffline(false)
  await expect(tasks.connection).toBeEmpty()
  await expect
    .poll(async () => (await keeper.tasks()).map(({ title, status }) => `${title}: ${status}`))
    .toEqual(['Thought of in the tunnel: open', 'From before: done'])
})
