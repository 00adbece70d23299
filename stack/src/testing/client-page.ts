// Reads a page of docs/clients the way a person follows it: files to write, commands to type, and
// what to expect.

export interface ClientPage {
  /** By name. */
  readonly files: ReadonlyMap<string, string>
  /** In their order; those that only fetch tools are among `tools`. */
  readonly commands: readonly string[]
  /** Commands that get tools from outside, which here are already there. */
  readonly tools: readonly string[]
  /** What the last command prints. */
  readonly output: readonly string[]
}

const fetching = /^(npm install|curl) /

/**
 * A code block after a paragraph that is nothing but a file's name is that file; `sh` blocks are
 * commands, and the one `console` block shows the last command and its output.
 */
export function readClientPage(markdown: string): ClientPage {
  const files = new Map<string, string>()
  const lines: string[] = []
  const output: string[] = []
  const blocks = /(?:^`(?<name>[^`\n]+)`:\n\n)?^```(?<kind>\w+)\n(?<text>[^]*?)^```$/gm
  for (const { groups } of markdown.matchAll(blocks)) {
    const { name, kind = '', text = '' } = groups ?? {}
    if (name !== undefined) files.set(name, text)
    else if (kind === 'sh') lines.push(...commandsOf(text))
    else if (kind === 'console') output.push(...text.trimEnd().split('\n'))
    else throw new Error(`a ${kind} block has no file name above it`)
  }
  const [prompt = '', ...printed] = output
  if (printed.length === 0) throw new Error('no console block shows what to expect')
  return {
    files,
    commands: [...lines.filter((line) => !fetching.test(line)), prompt.replace(/^\$ /, '')],
    tools: lines.filter((line) => fetching.test(line)),
    output: printed,
  }
}

function commandsOf(block: string): string[] {
  return block
    .replaceAll(/\\\n\s*/g, '')
    .trimEnd()
    .split('\n')
}

/** What `npm install` and `curl` get in another version than ours: the pins are by name. */
export function notPinned(
  tools: readonly string[],
  pins: Readonly<Record<string, string>>,
): string[] {
  const files = Object.entries(pins).map(([name, version]) => `/${name}-${version}.jar`)
  return tools.flatMap((line) => {
    const words = line.split(' ').filter((word) => !word.startsWith('-'))
    const url = words.at(-1) ?? ''
    if (words[0] === 'curl') return files.some((file) => url.endsWith(file)) ? [] : [url]
    return words.slice(2).filter((word) => {
      const [name, version] = [word.slice(0, word.lastIndexOf('@')), word.split('@').at(-1)]
      return !`${pins[name] ?? ''}.`.startsWith(`${version ?? ''}.`)
    })
  })
}

/** Output without what is new each time: ids stand as `…`. */
export function withoutIds(text: string): string[] {
  const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g
  return text.trimEnd().replaceAll(uuid, '…').split('\n')
}

/** The lines, from 1, that carry a `// wrong:` remark. */
export function wrongLines(source: string): number[] {
  return source
    .split('\n')
    .flatMap((line, index) => (line.includes('// wrong: ') ? [index + 1] : []))
}

/** The lines, from 1, where tsc or javac found an error in the file of that name. */
export function linesWithErrors(output: string, file: string): number[] {
  const places = /^(?:\S*\/)?(?<name>[\w.-]+)(?:\((?<ts>\d+),\d+\)|:(?<java>\d+)): error/gm
  const found = [...output.matchAll(places)]
    .filter(({ groups }) => groups?.['name'] === file)
    .map(({ groups }) => Number(groups?.['ts'] ?? groups?.['java']))
  return [...new Set(found)].sort((one, other) => one - other)
}
