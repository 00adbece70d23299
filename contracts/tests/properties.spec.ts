/**
 * The rules about tokens, for tokens that no table lists: generated, judged by an oracle of the
 * suite's own, and the api must agree. `CONTRACTS_SEED` repeats a run.
 */
import { test } from '@playwright/test'
import { credentialLines } from '../properties/credentials.ts'
import { holds } from '../properties/hold.ts'
import { goodToken, tokenOf, tokenPlans } from '../properties/token.ts'
import type { TokenPlan } from '../properties/token.ts'
import type { Profile } from '../tokens/profiles.ts'

/** Changed everywhere at once, hardly a token is good; its claims alone may also shorten its reach. */
function leadsTo(aspect: string): Profile[] {
  if (aspect.startsWith('all')) return ['A1']
  return aspect === 'its claims' ? ['A1', 'A3', 'OK'] : ['A1', 'OK']
}

for (const mode of ['jwks', 'shared-secret'] as const) {
  test.describe(`${mode} mode`, () => {
    for (const [aspect, plans] of Object.entries(tokenPlans)) {
      test(`a token is judged by the rules, whatever is done to ${aspect} — ${mode}`, async () => {
        await holds({
          mode,
          plans,
          linesOf: (plan: TokenPlan) => (person) => ({
            lines: [`Bearer ${tokenOf(plan, mode, person.subject)}`],
          }),
          leadsTo: leadsTo(aspect),
        })
      })
    }

    test(`the Authorization header is read by its grammar — ${mode}`, async () => {
      await holds({
        mode,
        plans: credentialLines,
        linesOf: (plan) => (person) => {
          const jwt = tokenOf(goodToken, mode, person.subject)
          const filled = plan.map(({ value, ...rest }) => ({
            ...rest,
            value: value.replaceAll('@', jwt),
          }))
          return {
            lines: filled.map(({ value }) => value),
            verbatim: filled.map(({ name, colon, value }) => `${name}${colon}${value}`),
          }
        },
        leadsTo: ['A0', 'A1', 'OK'],
      })
    })
  })
}
