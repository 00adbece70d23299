// Reads a page of docs/clients the way a person follows it: files to write, commands to type, and
// what to expect.

export interface ClientPage {
  /** What a person does, in order: writes a file, or types a command. */
  readonly steps: readonly PageStep[]
  /** Commands that begin a project and get its tools, which here are there already. */
  readonly preparation: readonly string[]
  /** The last command of all, and what it prints. */
  readonly program: string
  readonly output: readonly string[]
}

export type PageStep =
  { readonly file: string; readonly text: string } | { readonly command: string }

const preparing = /^(npm|mv) /

/**
 * A code block after a paragraph that is nothing but a file's name is that file; `sh` blocks are
 * commands, and the one `console` block shows the last command and its output.
 */
export function readClientPage(markdown: string): ClientPage {
  const steps: PageStep[] = []
  const preparation: string[] = []
  const output: string[] = []
  const blocks = /(?:^`(?<name>[^`\n]+)`:\n\n)?^```(?<kind>\w+)\n(?<text>[^]*?)^```$/gm
  for (const { groups } of markdown.matchAll(blocks)) {
    const { name: file, kind = '', text = '' } = groups ?? {}
    if (file !== undefined) {
      steps.push({ file, text })
    } else if (kind === 'sh') {
      const commands = commandsOf(text)
      preparation.push(...commands.filter((command) => preparing.test(command)))
      const typed = commands.filter((command) => !preparing.test(command))
      steps.push(...typed.map((command) => ({ command })))
    } else if (kind === 'console') {
      output.push(...text.trimEnd().split('\n'))
    } else {
      throw new Error(`a ${kind} block has no file name above it`)
    }
  }
  const [prompt = '', ...printed] = output
  if (printed.length === 0) throw new Error('no console block shows what to expect')
  return { steps, preparation, program: prompt.replace(/^\$ /, ''), output: printed }
}

function commandsOf(block: string): string[] {
  return block
    .replaceAll(/\\\n\s*/g, '')
    .trimEnd()
    .split('\n')
}

/** What a page installs or moves in that is another version than ours: the pins are by name. */
export function notPinned(
  preparation: readonly string[],
  pins: Readonly<Record<string, string>>,
): string[] {
  const files = Object.entries(pins).map(([name, version]) => `/${name}-${version}.jar`)
  return preparation.flatMap((line) => {
    const words = line.split(' ').filter((word) => !word.startsWith('-'))
    const moved = words[1] ?? ''
    if (words[0] === 'mv') return files.some((file) => moved.endsWith(file)) ? [] : [moved]
    if (words[1] !== 'install') return []
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
