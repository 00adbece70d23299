/** From options to a report: the contract is read, the tokens are fetched, the checks are run. */
import { claimsOf } from '../check/person.ts'
import { run } from '../check/run.ts'
import type { Report } from '../check/run.ts'
import { WireError } from '../check/wire.ts'
import { OptionError } from './options.ts'
import type { Options } from './options.ts'
import { loadSpec } from './spec.ts'
import { tokenOf } from './token.ts'

/** @throws OptionError when the options don't fit the contract or nobody answers. */
export async function examine(
  options: Options,
  signal: AbortSignal,
  onProgress: (text: string) => void = () => undefined,
): Promise<Report> {
  const contract = await loadSpec(options, signal)
  known(
    options,
    contract.operations.map(({ id }) => id),
  )
  const tokens = { a: tokenOf(options.users.a), b: tokenOf(options.users.b) }
  await checkUsers(options, tokens)
  try {
    return await run({ ...options, contract, signal, tokens, onProgress })
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    throw new OptionError(`--base-url: ${options.baseUrl.href}: ${error.message}`, { cause: error })
  }
}

/** One person alone proves nothing. */
async function checkUsers(
  { users }: Options,
  tokens: { a: () => Promise<string>; b: () => Promise<string> },
): Promise<void> {
  const [a, b] = [await tokens.a(), await tokens.b()]
  const [{ sub: one }, { sub: other }] = [claimsOf(a), claimsOf(b)]
  if (a === b || (one !== undefined && one === other)) {
    throw new OptionError(`${users.b.option}: is the same user as ${users.a.option}`)
  }
}

/** A name that the contract does not have would quietly do nothing. */
function known({ only, skip, shared, open, ignore }: Options, ids: readonly string[]): void {
  const named: [option: string, names: string[]][] = [
    ['only', only],
    ['skip', skip],
    ['shared', shared],
    ['open', open],
    ['ignore', ignore.flatMap((name) => name.split(':').slice(1))],
  ]
  for (const [option, names] of named) {
    const wrong = names.find((name) => !ids.includes(name))
    if (wrong !== undefined) {
      throw new OptionError(`--${option}: the contract has no operation ${wrong}`)
    }
  }
}
