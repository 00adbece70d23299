/** What the places beside the tasks can look like, with the tasks of `fillShelf`. */
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { openHydrated } from './hydrated.ts'
import { Places } from './places.ts'
import { TasksPage } from './tasks-page.ts'

interface PlaceState {
  readonly name: string
  readonly show: (page: Page) => Promise<unknown>
}

export const placeStates: readonly PlaceState[] = [
  {
    name: 'a list with sections, subtasks and labels',
    show: async (page) => {
      const places = new Places(page)
      await new TasksPage(page).open()
      await places.go('Home')
      await expect(page.getByRole('list', { name: 'Garden' })).toBeVisible()
    },
  },
  {
    name: 'what else can be done to a task',
    show: async (page) => {
      const places = new Places(page)
      await new TasksPage(page).open()
      await places.go('Home')
      await page.getByRole('button', { name: 'More about Paint the fence' }).focus()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('menu')).toBeVisible()
    },
  },
  {
    name: 'the details of a task with subtasks',
    show: async (page) => {
      const tasks = new TasksPage(page)
      await tasks.open()
      await tasks.openDetails('Paint the fence')
      await expect(tasks.details.getByRole('link', { name: 'Buy brushes' })).toBeVisible()
    },
  },
  {
    name: 'the places on a phone',
    show: async (page) => {
      await page.setViewportSize({ width: 360, height: 780 })
      await new TasksPage(page).open()
      await page.getByRole('button', { name: 'Places' }).click()
      await expect(page.getByRole('dialog', { name: 'Places' })).toBeVisible()
    },
  },
  {
    name: 'a list being made',
    show: async (page) => {
      const places = new Places(page)
      await new TasksPage(page).open()
      await places.nav.getByRole('button', { name: 'New list' }).click()
      await places.dialog.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByText('Type a name.')).toBeVisible()
    },
  },
  {
    name: 'the trash, and the question before it is emptied',
    show: async (page) => {
      const tasks = new TasksPage(page)
      await tasks.open()
      await tasks.saving(() => tasks.remove('Overdue'))
      await new Places(page).go('Trash')
      await page.getByRole('button', { name: 'Empty trash' }).click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
    },
  },
  { name: 'an empty trash', show: (page) => openHydrated(page, '/tasks?view=trash') },
]
