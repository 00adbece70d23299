/** What the pages can look like, each with the way there: everybody has to be able to use them all. */
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { askToSignUp, signOut } from '../people/account.ts'
import { mailTo } from '../people/mail.ts'
import { newPerson } from '../people/person.ts'
import { PasskeyDevice } from '../people/passkey-device.ts'
import type { Person } from '../people/person.ts'
import { askToBeLetIn } from '../people/program.ts'
import { fillSignIn, submitSignIn } from './account-forms.ts'
import { AccountPage } from './account-page.ts'
import { internalError, refuse } from './answers.ts'
import { DevicePage } from './device-page.ts'
import { hydrated, openHydrated } from './hydrated.ts'
import { PasskeysPage } from './passkeys-page.ts'
import { placeStates } from './place-states.ts'
import { ProgramsPage } from './programs-page.ts'
import { ProviderPage } from './provider-page.ts'
import { TasksPage } from './tasks-page.ts'
import { TwoStepPage } from './two-step-page.ts'

export interface State {
  readonly name: string
  /** What the browser says about a page that is not there. */
  readonly complaint?: RegExp
  readonly show: (page: Page) => Promise<unknown>
}

export const signedOut: readonly State[] = [
  { name: 'the front page', show: (page) => openHydrated(page, '/') },
  { name: 'sign-up', show: (page) => openHydrated(page, '/sign-up') },
  { name: 'sign-in', show: (page) => openHydrated(page, '/sign-in?reason=ended') },
  {
    name: 'a form with mistakes',
    complaint: /status of 400/,
    show: async (page) => {
      await openHydrated(page, '/sign-up')
      await page.getByRole('button', { name: 'Create account' }).click()
      await expect(page.getByText('Enter your name.')).toBeVisible()
    },
  },
  { name: 'what is stored', show: (page) => openHydrated(page, '/privacy') },
  { name: 'a forgotten password', show: (page) => openHydrated(page, '/forgot-password') },
  {
    name: 'a link on its way',
    show: async (page) => {
      await openHydrated(page, '/forgot-password')
      await page.getByLabel('E-mail').fill(newPerson().email)
      await page.getByRole('button', { name: 'Send the link' }).click()
      await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
    },
  },
  {
    name: 'a link that confirms an address, in another browser',
    show: async (page) => {
      const person = newPerson()
      await askToSignUp(person)
      const { link } = await mailTo(person.email, 'Confirm your e-mail address')
      await openHydrated(page, link)
      await expect(page.getByRole('button', { name: 'Confirm and set password' })).toBeVisible()
    },
  },
  {
    name: 'a link that does not work any more',
    show: async (page) => {
      await openHydrated(page, '/reset-password?token=none')
      await expect(page.getByRole('heading', { name: 'does not work' })).toBeVisible()
    },
  },
  {
    name: 'the mailbox',
    show: async (page) => {
      const person = newPerson()
      await askToSignUp(person)
      await mailTo(person.email, 'Confirm your e-mail address')
      await openHydrated(page, `/dev/mail?to=${person.email}`)
      await expect(page.getByRole('listitem')).toHaveCount(1)
    },
  },
  {
    name: 'a mail and what is around it',
    // What the check itself wants to run in the preview.
    complaint: /frame is sandboxed/,
    show: async (page) => {
      const person = newPerson()
      await askToSignUp(person)
      const { id } = await mailTo(person.email, 'Confirm your e-mail address')
      await openHydrated(page, `/dev/mail/${id}`)
      // Nothing runs in the preview, so nothing can look at it there: the mail is the next state.
      await page.locator('iframe').evaluate((frame) => {
        frame.remove()
      })
    },
  },
  {
    name: 'a mail',
    show: async (page) => {
      const person = newPerson()
      await askToSignUp(person)
      const { html } = await mailTo(person.email, 'Confirm your e-mail address')
      await page.setContent(html)
    },
  },
  {
    name: 'the theme menu',
    show: async (page) => {
      await openHydrated(page, '/')
      await page.getByRole('button', { name: 'Theme' }).click()
      await expect(page.getByRole('menu')).toBeVisible()
    },
  },
  {
    name: 'a page that does not exist',
    complaint: /status of 404/,
    show: (page) => openHydrated(page, '/no-such-page'),
  },
  {
    name: 'a form that gets no answer',
    complaint: /status of 500/,
    show: async (page) => {
      await openHydrated(page, '/sign-in')
      await page.route('**/sign-in', (route) => refuse(route, internalError))
      await fillSignIn(page, newPerson())
      await submitSignIn(page)
      await expect(page.getByRole('alert')).toContainText('cannot be reached')
    },
  },
  {
    name: 'an error',
    complaint: /status of 405/,
    show: async (page) => {
      await openHydrated(page, '/')
      // The front page takes no form.
      await page.evaluate(() => {
        const form = document.createElement('form')
        form.method = 'post'
        document.body.append(form)
        form.submit()
      })
      await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeVisible()
      await hydrated(page)
    },
  },
]

interface PersonalState extends Omit<State, 'show'> {
  readonly show: (page: Page, person: Person) => Promise<unknown>
}

/** With the tasks of `fillShelf`. */
export const signedIn: readonly PersonalState[] = [
  {
    name: 'the tasks',
    show: (page) => new TasksPage(page).open('?status=all'),
  },
  ...placeStates,
  {
    name: 'a deleted task with its undo',
    show: async (page) => {
      const tasks = new TasksPage(page)
      await tasks.open()
      await tasks.remove('Overdue')
      await expect(tasks.message(/Deleted/)).toBeVisible()
    },
  },
  {
    name: 'a task being typed',
    show: async (page) => {
      const tasks = new TasksPage(page)
      await tasks.open()
      await tasks.newTask.fill('Half a thought')
    },
  },
  {
    name: 'nothing found',
    show: async (page) => {
      await new TasksPage(page).open('?q=nothing&priority=high')
      await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible()
    },
  },
  {
    name: 'nothing done, offline',
    complaint: /ERR_INTERNET_DISCONNECTED/,
    show: async (page) => {
      const tasks = new TasksPage(page)
      await tasks.open()
      await page.context().setOffline(true)
      await expect(tasks.connection).toContainText('You’re offline.')
    },
  },
  {
    name: 'the details of a task',
    show: async (page) => {
      const tasks = new TasksPage(page)
      await tasks.open()
      await tasks.openDetails('Overdue')
    },
  },
  {
    name: 'the choice of a due date',
    show: async (page) => {
      const tasks = new TasksPage(page)
      await tasks.open()
      await tasks.openDetails('Overdue')
      await tasks.details.getByRole('button', { name: /^Due date:/ }).click()
      await page.getByRole('dialog', { name: 'Choose a due date' }).getByRole('grid').waitFor()
    },
  },
  {
    name: 'a change of the e-mail address',
    show: async (page) => {
      const account = new AccountPage(page)
      await account.open('security')
      await account.changeEmail(newPerson().email)
      await expect(account.says('Check your mail.')).toBeVisible()
    },
  },
  {
    name: 'the account menu',
    show: async (page) => {
      await new TasksPage(page).open()
      await page.getByRole('button', { name: 'Account menu' }).click()
      await expect(page.getByRole('menu')).toBeVisible()
    },
  },
  {
    name: 'the filter menu',
    show: async (page) => {
      await new TasksPage(page).open()
      await page.getByRole('button', { name: 'Filter and sort' }).click()
      await expect(page.getByRole('menu')).toBeVisible()
    },
  },
  {
    name: 'the keyboard shortcuts',
    show: async (page) => {
      await new TasksPage(page).open()
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    },
  },
  { name: 'the account', show: (page) => openHydrated(page, '/account') },
  ...(['profile', 'security', 'sessions', 'programs', 'activity', 'data'] as const).map((part) => ({
    name: `the account: ${part}`,
    show: (page: Page) => openHydrated(page, `/account/${part}`),
  })),
  {
    name: 'deleting the account',
    show: (page) => openHydrated(page, '/account/data/delete'),
  },
  {
    name: 'a new access token, and the program that has it',
    show: async (page, person) => {
      const programs = new ProgramsPage(page)
      await programs.open()
      await programs.make({ name: 'n'.repeat(64), scopes: ['tasks:write'] }, person)
    },
  },
  {
    name: 'an access token with mistakes',
    complaint: /status of 400/,
    show: async (page) => {
      const programs = new ProgramsPage(page)
      await programs.open()
      await programs.scope('tasks:read').uncheck()
      await programs.submit()
      await expect(page.getByText('Choose what it may do.')).toBeVisible()
    },
  },
  { name: 'a code to enter', show: (page) => openHydrated(page, '/device') },
  {
    name: 'a code of nothing',
    complaint: /status of 404/,
    show: (page) => new DevicePage(page).enter('BCDF-GHJK'),
  },
  {
    name: 'a device to let in',
    show: async (page) => {
      const { userCode } = await askToBeLetIn({ clientId: 'x'.repeat(64) })
      const device = new DevicePage(page)
      await device.enter(userCode)
      await expect(device.allow).toBeVisible()
    },
  },
  {
    name: 'a device that is let in',
    show: async (page, person) => {
      const { userCode } = await askToBeLetIn({ clientId: 'cli' })
      const device = new DevicePage(page)
      await device.enter(userCode)
      await device.letIn(person)
      await expect(page.getByRole('heading', { name: 'cli is let in' })).toBeVisible()
    },
  },
  {
    name: 'two-step sign-in, off',
    show: (page) => openHydrated(page, '/account/security/second-factor'),
  },
  {
    name: 'two-step sign-in, being set up',
    show: async (page, person) => {
      const twoStep = new TwoStepPage(page)
      await twoStep.open()
      await twoStep.setUp(person.password)
    },
  },
  {
    name: 'two-step sign-in, just switched on',
    show: async (page, person) => {
      const twoStep = new TwoStepPage(page)
      await twoStep.open()
      await twoStep.switchOn(person)
    },
  },
  {
    name: 'the second step of signing in',
    show: async (page, person) => {
      const twoStep = new TwoStepPage(page)
      await twoStep.open()
      await twoStep.switchOn(person)
      await signOut(page.request)
      await openHydrated(page, '/sign-in')
      await twoStep.signInByPassword(person)
    },
  },
  {
    name: 'passkeys, before it is clear who asks',
    show: (page) => openHydrated(page, '/account/security/passkeys'),
  },
  {
    name: 'passkeys, one just added and being changed',
    show: async (page, person) => {
      await PasskeyDevice.of(page)
      const passkeys = new PasskeysPage(page)
      await passkeys.add(person.password)
      await passkeys.passkeys.getByText('Change').click()
    },
  },
  {
    name: 'connecting with the provider',
    show: async (page, person) => {
      const provider = new ProviderPage(page)
      await provider.open()
      await provider.prove(person.password)
      await expect(provider.connect).toBeVisible()
    },
  },
  {
    name: 'an account form with mistakes',
    complaint: /status of 400/,
    show: async (page) => {
      await openHydrated(page, '/account/security')
      await page.getByRole('button', { name: 'Change password' }).click()
      await expect(page.getByText('Enter your current password.')).toBeVisible()
    },
  },
]
