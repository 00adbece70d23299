import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { signedIn, signedOut } from '../pages/states.ts'
import type { Keeper } from '../people/keeper.ts'

const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

// A fading element has a contrast of its own for a moment.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

test.describe('Everybody can use', () => {
  for (const state of signedOut) {
    test(state.name, async ({ page, complaints }) => {
      if (state.complaint !== undefined) complaints.expect(state.complaint)
      await state.show(page)
      await expectUsable(page)
    })
  }

  test('the tasks when there are none', async ({ page, keeper, tasks }) => {
    expect(await keeper.tasks()).toEqual([])
    await tasks.open()
    await expect(page.getByRole('heading', { name: 'A fresh start' })).toBeVisible()
    await expectUsable(page)
  })

  for (const state of signedIn) {
    test(state.name, async ({ page, keeper, complaints }) => {
      if (state.complaint !== undefined) complaints.expect(state.complaint)
      await fillShelf(keeper)
      await state.show(page, keeper.person)
      await expectUsable(page)
    })
  }
})

async function expectUsable(page: Page): Promise<void> {
  const light = new AxeBuilder({ page }).withTags(wcag22aa)
  // The same elements in other colours: only what looks at colours can change its mind.
  const dark = new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block'])
  for (const [colorScheme, axe] of Object.entries({ light, dark })) {
    await page.emulateMedia({ colorScheme: colorScheme as 'light' | 'dark' })
    await settled(page)
    const { violations } = await axe.analyze()
    const found = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((n) => n.html) }))
    expect(found, colorScheme).toEqual([])
  }
  await page.setViewportSize({ width: 360, height: 780 })
  await settled(page)
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  expect(beyond, 'wider than a phone').toBe(0)
}

/** Until what fades or slides has arrived; what moves for ever does not count. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
}

async function fillShelf(keeper: Keeper): Promise<void> {
  const due = { kind: 'date', date: '2020-01-31' } as const
  await keeper.add({ title: 'Overdue', due, priority: 'high', notes: 'with notes' })
  const { id: listId } = await keeper.addList({ name: 'Home', color: 'green' })
  const { id: sectionId } = await keeper.addSection({ listId, name: 'Garden' })
  const { id: labelId } = await keeper.addLabel({ name: 'errand', color: 'yellow' })
  const { id } = await keeper.add({ title: 'Paint the fence', listId, labelIds: [labelId] })
  await keeper.add({ title: 'Buy brushes', listId, parentId: id })
  await keeper.add({ title: 'Water the plants', listId, sectionId })
  await keeper.add({ title: 'Medium', priority: 'medium', status: 'done' })
  await keeper.add({ title: 'Low', priority: 'low', due: { ...due, date: '2040-01-31' } })
  await keeper.add({ title: `${'unbroken'.repeat(30)} and long`, notes: 'n'.repeat(300) })
}
