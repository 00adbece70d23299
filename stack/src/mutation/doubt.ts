// A hole that only the whole suite can notice, on a machine that may be busy.
import type { Verdict } from './first-failure.ts'

const doubtsAtMost = 3
const confirmations = 2

/**
 * A test that nobody expected to fail must fail again each time it is asked alone: on a busy machine
 * a test may fail for want of time, and that is no sign of a hole.
 */
export async function judgeByAll(
  judge: (...filter: string[]) => Promise<Verdict>,
): Promise<Verdict> {
  const doubtful: string[] = []
  for (;;) {
    const without = doubtful.length === 0 ? [] : ['--grep-invert', doubtful.join('|')]
    const verdict = await judge(...without)
    if (verdict.kind !== 'failed' || doubtful.length === doubtsAtMost) return verdict
    const title = literal(verdict.test)
    let again = 0
    while (again < confirmations && (await judge('--grep', title)).kind === 'failed') again += 1
    if (again === confirmations) return verdict
    doubtful.push(title)
  }
}

/** The text as a pattern of nothing but itself. */
export function literal(title: string): string {
  return title.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
