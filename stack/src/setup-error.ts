/**
 * Something this machine lacks, in words for the person who can change it. Each line is one
 * problem followed by its fix; no stack trace is shown for it.
 */
export class SetupError extends Error {
  override name = 'SetupError'
  readonly code = 'setup'
  readonly lines: readonly string[]
  /** What a program said about it, to be shown below the lines. */
  readonly details: readonly string[]

  constructor(
    lines: readonly string[],
    options: ErrorOptions & { details?: readonly string[] } = {},
  ) {
    super(lines.join('\n'), options)
    this.lines = lines
    this.details = options.details ?? []
  }
}
