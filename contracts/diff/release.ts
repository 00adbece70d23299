/** Whether the current contract may become the published one. */
import { child } from './contract.ts'
import type { Contracts } from './content.ts'
import type { Verdict } from './accepted.ts'

/** What stands against it, in a sentence; undefined when nothing does. */
export function obstacle({ old, current }: Contracts, verdict: Verdict): string | undefined {
  if (verdict.refused.length > 0) return 'It breaks what was promised: undo or accept each change.'
  if (verdict.stale.length > 0) return 'An acceptance is stale: remove it from accepted.yaml.'
  if (JSON.stringify(old.root.value) === JSON.stringify(current.root.value)) return undefined
  const [was, is] = [old, current].map(({ root }) => versionOf(child(root, 'info')))
  if (was === undefined || is === undefined) return 'info.version is not of the form 1.2.3.'
  const isLater = is[0] - was[0] || is[1] - was[1] || is[2] - was[2]
  return isLater > 0 ? undefined : `info.version has to grow from ${was.join('.')}.`
}

function versionOf(info: ReturnType<typeof child>): [number, number, number] | undefined {
  const version = info && child(info, 'version')?.value
  const found = typeof version === 'string' && /^(\d+)\.(\d+)\.(\d+)$/.exec(version)
  return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : undefined
}
