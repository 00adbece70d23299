/** Keywords that nothing here understands: any difference is one in both directions. */
import { boundKeywords } from './bounds.ts'
import type { Place } from './contract.ts'
import { narrower, wider } from './finding.ts'
import type { Finding } from './finding.ts'
import { annotations, fingerprint } from './fingerprint.ts'
import type { View } from './view.ts'
import { isEverything, places } from './view.ts'

const understood: ReadonlySet<string> = new Set([
  ...boundKeywords,
  ...['type', 'enum', 'const', 'properties', 'required', 'items', 'default'],
  ...['additionalProperties', 'unevaluatedProperties', 'anyOf', 'oneOf', 'allOf', '$ref'],
  ...annotations,
])

export function compareUnjudged(old: View, current: View): Finding[] {
  const keywords = new Set(
    [...old.parts, ...current.parts]
      .flatMap((part) => Object.keys(part.keywords))
      .filter((keyword) => !understood.has(keyword) && !keyword.startsWith('x-')),
  )
  return [...keywords].flatMap((keyword) => {
    const [before, after] = [unjudged(old, keyword), unjudged(current, keyword)]
    const [was, is] = [
      before
        .map((place) => fingerprint(old.contract, place))
        .sort()
        .join(),
      after
        .map((place) => fingerprint(current.contract, place))
        .sort()
        .join(),
    ]
    if (was === is) return []
    const at = after.at(-1)?.at ?? before.at(-1)?.at ?? current.at
    const text = `${keyword} is another one, which nobody can judge but you`
    return [narrower('keyword-changed', at, text), wider('keyword-changed', at, text)]
  })
}

/** `not` everything is nothing, which the types say already. */
function unjudged(view: View, keyword: string): Place[] {
  return places(view, keyword).filter(({ value }) => keyword !== 'not' || !isEverything(value))
}
