import type { Load } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import { NotLoaded } from '../db/write/workspace.ts'
import { RefusalError } from './refusal-error.ts'

/** `refused`: what the use case threw. */
export type Outcome = { readonly result: unknown } | { readonly refused: RefusalError }

export interface BatchOptions {
  /** True: one refusal refuses all, with {@link BatchRefusedError}. False: the others are done. */
  readonly isAtomic: boolean
  /** Decided and answered, and nothing is changed. */
  readonly isTrial: boolean
}

/** The operation at `index` was refused, so none was done. */
export class BatchRefusedError extends Error {
  override name = 'BatchRefusedError'
  readonly code = 'BATCH_REFUSED'
  readonly index: number
  readonly refused: RefusalError

  constructor(index: number, refused: RefusalError) {
    super('BATCH_REFUSED')
    this.index = index
    this.refused = refused
  }
}

/** Several use cases as one change: each sees what those before it did, and one undo takes back all. */
export function batch(
  parts: readonly Mutation<unknown>[],
  { isAtomic, isTrial }: BatchOptions,
): Mutation<readonly Outcome[]> {
  const foresee = new Map<string, Load>()
  for (const part of parts) for (const load of part.foresee ?? []) foresee.set(load.key, load)
  return {
    isTrial,
    foresee: [...foresee.values()],
    work: (workspace) =>
      parts.map((part, index): Outcome => {
        try {
          return { result: workspace.attempt(() => part.work(workspace)) }
        } catch (refused) {
          if (refused instanceof NotLoaded || !(refused instanceof RefusalError)) throw refused
          if (isAtomic) throw new BatchRefusedError(index, refused)
          return { refused }
        }
      }),
  }
}
