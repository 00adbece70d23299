// The parts of the account, in the order of every list of them. A new part is a new line here and a
// folder of its name.
import type { Component } from 'svelte'
import FolderDown from '@lucide/svelte/icons/folder-down'
import History from '@lucide/svelte/icons/history'
import LockKeyhole from '@lucide/svelte/icons/lock-keyhole'
import MonitorSmartphone from '@lucide/svelte/icons/monitor-smartphone'
import SquareTerminal from '@lucide/svelte/icons/square-terminal'
import UserRound from '@lucide/svelte/icons/user-round'

type Section = {
  href: `/account/${string}`
  name: string
  /** What one finds there, in a few words. */
  about: string
  Icon: Component<{ class?: string; 'aria-hidden'?: 'true' }>
}

export const sections: readonly Section[] = [
  {
    href: '/account/profile',
    name: 'Profile',
    about: 'Your name and initials, time zone, dates, and theme',
    Icon: UserRound,
  },
  {
    href: '/account/security',
    name: 'Security',
    about: 'Your e-mail address, password, passkeys and two-step sign-in',
    Icon: LockKeyhole,
  },
  {
    href: '/account/sessions',
    name: 'Sessions',
    about: 'Where you are signed in, and signing out there',
    Icon: MonitorSmartphone,
  },
  {
    href: '/account/programs',
    name: 'Programs',
    about: 'What may act for you, and taking that back',
    Icon: SquareTerminal,
  },
  {
    href: '/account/activity',
    name: 'Activity',
    about: 'Sign-ins and changes of the last 90 days',
    Icon: History,
  },
  {
    href: '/account/data',
    name: 'Your data',
    about: 'Download what Holdfast holds about you, or delete your account',
    Icon: FolderDown,
  },
]
