/** One difference between two schemas, before anybody knows in which direction they travel. */
export interface Finding {
  /** Narrower allows less than before, wider allows more. */
  readonly effect: 'narrower' | 'wider'
  /** Follows `request-` or `response-` in the name of a rule. */
  readonly name: string
  /** In the published contract for what is gone, in the current one for the rest. */
  readonly at: string
  readonly text: string
}

export function narrower(name: string, at: string, text: string): Finding {
  return { effect: 'narrower', name, at, text }
}

export function wider(name: string, at: string, text: string): Finding {
  return { effect: 'wider', name, at, text }
}
