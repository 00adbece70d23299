/** Attempts that change one claim or the type of a good token. */
import { compact, goodClaims, token } from '../issuer/mint.ts'
import { bearer } from './row.ts'
import type { Attempt, Bench } from './row.ts'

/** One good token for each of these values of one claim. */
export function each({ a, mint }: Bench, claim: string, values: unknown[]): Attempt[] {
  return values.map((value) =>
    bearer(
      `${claim} ${value === undefined ? 'missing' : JSON.stringify(value)}`,
      token(mint, a.subject, { claims: { [claim]: value } }),
    ),
  )
}

/** Good tokens in which one claim's number is written as exactly this text. */
export function written({ a, mint }: Bench, claim: string, texts: string[]): Attempt[] {
  return texts.map((text) => {
    const claims = JSON.stringify({ ...goodClaims(a.subject), [claim]: '@' })
    return bearer(`${claim} ${text}`, compact(mint.header, claims.replace('"@"', text), mint.sign))
  })
}

export function types(bench: Bench, values: unknown[]): Attempt[] {
  return values.map((typ) =>
    bearer(`typ ${String(typ)}`, token(bench.mint, bench.a.subject, { header: { typ } })),
  )
}
