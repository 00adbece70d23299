/** Rows about a token's times: RFC 7519 §4.1.4-6. */
import { nowSeconds, token } from '../issuer/mint.ts'
import { tokenBounds } from '../spec/token-bounds.ts'
import { each, written } from './claimed.ts'
import { bearer } from './row.ts'
import type { Attempt, Row } from './row.ts'

export const hour = tokenBounds().maxLifetimeSeconds
const wrongTypes = [null, true, 'x', '', [], {}, [nowSeconds() + 60]]

export const timeRows: Row[] = [
  {
    id: 'T90',
    says: 'refuses an expired token',
    profile: 'A1',
    attempts: (bench) => {
      const now = nowSeconds()
      const at = (exp: number): Attempt =>
        bearer(
          `exp now${String(exp - now)}`,
          token(bench.mint, bench.a.subject, { claims: { iat: exp - 300, exp } }),
        )
      return [at(now - hour), at(now - 60), at(now - 7), at(now - 6)]
    },
  },
  {
    id: 'T92',
    says: 'refuses a token without exp',
    profile: 'A1',
    attempts: (bench) => each(bench, 'exp', [undefined]),
  },
  {
    id: 'T93',
    says: 'refuses an exp that is no number',
    profile: 'A1',
    attempts: (bench) =>
      each(bench, 'exp', [
        String(nowSeconds() + 60),
        '1893456000',
        new Date(Date.now() + 60_000).toISOString(),
        ...wrongTypes,
      ]),
  },
  {
    id: 'T94',
    says: 'accepts an exp with a fraction',
    profile: 'OK',
    attempts: (bench) => each(bench, 'exp', [nowSeconds() + 600.5]),
  },
  {
    id: 'T95',
    says: 'refuses an exp in milliseconds, in infinity or in ten years',
    profile: 'A1',
    attempts: (bench) => [
      ...each(bench, 'exp', [Date.now() + 60_000, nowSeconds() + 10 * 365 * 24 * hour]),
      ...written(bench, 'exp', ['1e400', '99999999999999999999', '1e30', '9007199254740993']),
    ],
  },
  {
    id: 'T96',
    says: 'refuses an exp before the epoch',
    profile: 'A1',
    attempts: (bench) => [
      ...each(bench, 'exp', [-1, 0, -1e300]),
      ...written(bench, 'exp', ['-0', '-1e400']),
    ],
  },
  {
    id: 'T98',
    says: 'refuses a token that is not valid yet',
    profile: 'A1',
    attempts: (bench) =>
      each(bench, 'nbf', [nowSeconds() + hour, nowSeconds() + 60, '0', null, true, [], {}]),
  },
  {
    id: 'T99',
    says: 'refuses a token from the future or from long ago',
    profile: 'A1',
    attempts: (bench) => [
      ...each(bench, 'iat', [
        nowSeconds() + hour,
        nowSeconds() + 60,
        nowSeconds() - 10 * 365 * 24 * hour,
        0,
        -1,
      ]),
      bearer(
        'lives longer than an hour',
        token(bench.mint, bench.a.subject, { claims: { exp: nowSeconds() + hour + 60 } }),
      ),
      ...written(bench, 'iat', ['1e400', '-1e400']),
    ],
  },
  {
    id: 'T100',
    says: 'refuses a token without a readable iat',
    profile: 'A1',
    attempts: (bench) => each(bench, 'iat', [undefined, String(nowSeconds()), ...wrongTypes]),
  },
]
