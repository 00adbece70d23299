/** Rows about the `scope` claim that mean the same to every operation: RFC 9068 §2.2.3, RFC 6749 §3.3. */
import { knownScopes } from '../spec/scopes.ts'
import { each } from './claimed.ts'
import type { Row } from './row.ts'

/** All that there is, so that every operation is within reach. */
const every = (): string => knownScopes().join(' ')

export const scopeRows: Row[] = [
  {
    id: 'T130',
    says: 'refuses a scope that is none, whatever stands in it',
    profile: 'A1',
    attempts: (bench) =>
      each(bench, 'scope', [
        null,
        '',
        ' ',
        0,
        1,
        true,
        false,
        [],
        {},
        knownScopes(),
        [every()],
        { scope: every() },
        Object.fromEntries(knownScopes().map((scope) => [scope, true])),
        ` ${every()}`,
        `${every()} `,
        every().replaceAll(' ', '  '),
        every().replaceAll(' ', '\t'),
        every().replaceAll(' ', '\n'),
        every().replaceAll(' ', '\u00a0'),
        `${every()}\n`,
        `${every()}\u0000`,
        `${every()} "`,
        `${every()} \\`,
        `${every()} ü`,
        `${every()} \u007f`,
      ]),
  },
  {
    id: 'T131',
    says: 'answers 403 where the scope names nothing that it knows',
    profile: 'A3',
    attempts: (bench) =>
      each(bench, 'scope', [
        '*',
        'openid profile email',
        'admin',
        'tasks',
        'tasks:*',
        every().toUpperCase(),
        every().replaceAll(' ', ','),
        every().replaceAll(' ', '+'),
        every().replaceAll(':', '.'),
        knownScopes()
          .map((scope) => `${scope}:all`)
          .join(' '),
        knownScopes()
          .map((scope) => `x${scope}`)
          .join(' '),
        knownScopes()
          .map((scope) => scope.slice(0, -1))
          .join(' '),
        knownScopes()
          .map((scope) => scope.split(':')[1] ?? '')
          .join(' '),
        'x'.repeat(4000),
        'constructor __proto__ has',
      ]),
  },
  {
    id: 'T132',
    says: 'accepts a scope that names enough, in any order, beside what it does not know',
    profile: 'OK',
    attempts: (bench) =>
      each(bench, 'scope', [
        undefined,
        every(),
        knownScopes().toReversed().join(' '),
        `${every()} ${every()}`,
        `openid ${every()} profile`,
        `${'x'.repeat(3000)} ${every()}`,
      ]),
  },
]
