// Everything Holdfast stores about people, in their words, with the tables it stands in. A test
// compares the tables with those of both databases, so that a new one is told of here or goes red.

export interface Stored {
  name: string
  what: string
  why: string
  kept: string
  /** As `database/schema.table`. */
  tables: readonly string[]
}

export const stored: readonly Stored[] = [
  {
    name: 'Your tasks',
    what: 'What you write into them, when they were made and changed, and their order; the words in them, so that you find them; and your lists, sections, labels and filters.',
    why: 'They are what Holdfast is for.',
    kept: 'Until you delete them for good, or your account. What you delete rests in the trash first: 30 days, unless whoever runs this server says otherwise.',
    tables: [
      'tasks/public.tasks',
      'tasks/public.task_labels',
      'tasks/public.task_search',
      'tasks/public.task_words',
      'tasks/public.lists',
      'tasks/public.sections',
      'tasks/public.labels',
      'tasks/public.filters',
      'tasks/public.owners',
    ],
  },
  {
    name: 'What you changed in your tasks',
    what: 'Each change: when it was, what was asked, how things were before and after, and a hash of the session. Of what is gone for good, its number.',
    why: 'So that you can undo it, and your other devices follow.',
    kept: 'A year, and of what is gone for good 90 days, unless whoever runs this server says otherwise; or until you delete your account.',
    tables: ['tasks/public.changes', 'tasks/public.change_rows', 'tasks/public.tombstones'],
  },
  {
    name: 'Since when there is something of yours that is to be forgotten',
    what: 'The day of the oldest thing in your trash, of your oldest change, and of the oldest that is gone for good.',
    why: 'So that each of them is forgotten in time.',
    kept: 'As long as there is one.',
    tables: ['tasks/upkeep.owners'],
  },
  {
    name: 'Calendar addresses, if there are any',
    what: 'The name of each, and which tasks it shows. What makes its address work is not kept.',
    why: 'So that a calendar can show your tasks, and you can take that back.',
    kept: 'Until you take it back, or delete your account.',
    tables: ['tasks/public.calendars'],
  },
  {
    name: 'That a page or a program of yours is listening',
    what: 'A hash of your account’s number, and which server it listens to.',
    why: 'So that it is told what changes.',
    kept: 'While it listens, and minutes more.',
    tables: ['tasks/live.watches'],
  },
  {
    name: 'Answers to what programs asked once',
    what: 'For requests that carry a key of their own: the key, a hash of the request, and the answer.',
    why: 'So that what is sent twice is done once.',
    kept: 'A day.',
    tables: ['tasks/public.idempotency_keys'],
  },
  {
    name: 'Where you are, for your tasks',
    what: 'The time zone and the first day of the week that your tasks go by.',
    why: 'To know what is due today.',
    kept: 'Until you delete your account.',
    tables: ['tasks/public.settings'],
  },
  {
    name: 'Your account',
    what: 'Your name and e-mail address, whether the address is confirmed, and when the account was made and changed.',
    why: 'To know you again, and to reach you when you have forgotten your password.',
    kept: 'Until you delete your account.',
    tables: ['accounts/public.user'],
  },
  {
    name: 'Your password',
    what: 'A hash (scrypt), from which nobody can tell the password.',
    why: 'To let in nobody but you.',
    kept: 'Until you change it or delete your account.',
    tables: ['accounts/public.account'],
  },
  {
    name: 'Two-step sign-in, if you use it',
    what: 'The key of your authenticator app and your recovery codes, encrypted; when a code was last used, and how many wrong ones were tried.',
    why: 'To check the codes, each once.',
    kept: 'Until you switch it off or delete your account.',
    tables: ['accounts/public.two_factor'],
  },
  {
    name: 'Your passkeys, if you have any',
    what: 'The name you gave each, its public key, how often it was used, and when it was made and last used. Also, for minutes, random numbers that a passkey has signed.',
    why: 'To let you in without a password. The key that signs stays with your device.',
    kept: 'Until you remove it or delete your account.',
    tables: ['accounts/public.passkey', 'accounts/public.answered_challenge'],
  },
  {
    name: 'A sign-in provider, if you are connected with one',
    what: 'Which provider it is, and the number by which it knows you.',
    why: 'To let you in when the provider says that it is you. Nothing else that it tells of you is kept; it learns that you sign in here.',
    kept: 'Until you disconnect it or delete your account.',
    tables: [],
  },
  {
    name: 'Programs that act for you, if there are any',
    what: 'The name of each, what it may do and until when, a hash of its secret, and when and from which IP address it was last used. Of a device that asks to be let in: what it calls itself, its IP address, what it says about itself, and hashes of its codes.',
    why: 'So that a program needs no password of yours, and you see what it does and can take it back.',
    kept: 'Until its time is over, you take it back, or you delete your account; a device that asks, an hour at most.',
    tables: ['accounts/public.program', 'accounts/public.device_request'],
  },
  {
    name: 'Your settings',
    what: 'Initials, time zone, first day of the week, language of dates, and theme, as far as you have chosen them.',
    why: 'So that they are the same on all your devices.',
    kept: 'Until you delete your account.',
    tables: ['accounts/public.user_settings'],
  },
  {
    name: 'Where you are signed in',
    what: 'For each session its IP address, what the browser says about itself, when it began and was last used, and when you last proved in it that it is you.',
    why: 'So that you see what you do not know and sign it out.',
    kept: 'Until you sign out there, or a week after it was last used.',
    tables: ['accounts/public.session'],
  },
  {
    name: 'Your account’s activity',
    what: 'Sign-ins, refused ones and changes of the account: what happened and when, the IP address, and what the browser says about itself.',
    why: 'So that you notice when somebody else has tried.',
    kept: '90 days, 500 entries at most.',
    tables: ['accounts/public.security_event'],
  },
  {
    name: 'Links that we have mailed to you',
    what: 'What they are for, the address they went to and the one it is to become, and a hash of what makes them work. Also, for ten minutes, that your password was right and a code is to follow.',
    why: 'So that a link works once, and only for you.',
    kept: 'Until it is used, a day at most.',
    tables: ['accounts/public.mail_link', 'accounts/public.verification'],
  },
  {
    name: 'Mail that waits to be sent',
    what: 'The mail with its address, encrypted.',
    why: 'So that none is lost while the mail server is away.',
    kept: 'Until it is sent, a day at most.',
    tables: ['accounts/public.mail_outbox'],
  },
  {
    name: 'Counts against abuse',
    what: 'How often an IP address, a session, an account or an e-mail address has tried something; all of them but the IP address as hashes.',
    why: 'To slow down whoever guesses passwords or floods mailboxes.',
    kept: 'A day. Those of your account go with it; those of an IP address are not yours alone and stay that day.',
    tables: ['accounts/public.rate_limit'],
  },
  {
    name: 'Sessions that have ended',
    what: 'The random numbers of session and account until every server has been told, and then a hash of them. After your account is deleted: a hash of its number.',
    why: 'So that nobody can go on with a session that is over, and nothing is stored for an account that is gone.',
    kept: 'A little more than an hour.',
    tables: ['accounts/public.ended_session', 'tasks/auth.revocations'],
  },
  {
    name: 'That you have asked to be forgotten',
    what: 'When you have asked, and how far it has come.',
    why: 'To carry it through, also when something is out of reach for a while.',
    kept: 'Until it is done: seconds, as a rule.',
    tables: ['accounts/public.account_deletion'],
  },
]

/** What is about nobody. */
export const aboutNobody: readonly string[] = [
  'accounts/public.jwks',
  'accounts/public.holdfast_migration',
  'tasks/drizzle.__drizzle_migrations',
  'tasks/auth.sealing_keys',
]

export const inBrowser: readonly Pick<Stored, 'name' | 'what' | 'kept'>[] = [
  {
    name: 'Session',
    what: 'The cookie that signs you in; no script can read it.',
    kept: 'A week.',
  },
  {
    name: 'This browser is known',
    what: 'A cookie that spares you the limits on guessing when somebody else has used them up.',
    kept: '400 days.',
  },
  {
    name: 'On the way in',
    what: 'Cookies that say which account you have just made, that your password was right, or that you have gone for a passkey or to a sign-in provider.',
    kept: 'A day, and ten minutes.',
  },
  { name: 'Looks', what: 'Cookies with your theme and time zone.', kept: 'A year at most.' },
  {
    name: 'Changes that are not saved yet',
    what: 'What you have typed while the server could not be reached.',
    kept: 'Until it is saved, or you sign out.',
  },
]
