// A hole is code that compiles: what notices it must be a test, and not the engine. All holes are
// checked as one program, in which each planted file stands beside the original under a name of its own.
import { createHash } from 'node:crypto'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import type { Hole } from './hole.ts'
import { PlantError, plant } from './plant.ts'
import { reachOf } from './source/imports.ts'
import type { ApiSource } from './source/api-source.ts'

/** What is wrong with the holes themselves, one sentence each: a place that moved, code that is none. */
export function findFaults(holes: readonly Hole[], api: ApiSource): string[] {
  const reach = reachOf(api)
  const alone = faultsOf(holes, api, { reach, beside: () => [] })
  // What a planted file hands to another may go through files that are as they were: then those
  // have to speak of the planted ones as well. Few holes need it, and it is most of the work.
  const doubtful = holes.filter(({ id }) => alone.has(id))
  const beside = (planted: readonly string[]) => between(planted, reach)
  const together = faultsOf(doubtful, api, { reach, beside })
  return doubtful.flatMap(({ id }) => together.get(id) ?? [])
}

type Reach = ReadonlyMap<string, ReadonlySet<string>>

interface Surroundings {
  readonly reach: Reach
  /** What is copied with these files although nothing is planted in it. */
  readonly beside: (planted: readonly string[]) => string[]
}

/** By the id of the hole. */
function faultsOf(
  holes: readonly Hole[],
  api: ApiSource,
  { reach, beside }: Surroundings,
): Map<string, string[]> {
  const faults = new Map<string, string[]>()
  const add = (id: string, sentence: string): void => {
    faults.set(id, [...(faults.get(id) ?? []), sentence])
  }
  const files = new Map<string, PlantedFile>()
  for (const hole of holes) {
    try {
      const planted = plant(hole, api)
      const copied = [...planted.keys(), ...beside([...planted.keys()])]
      const texts = new Map(copied.map((file) => [file, planted.get(file) ?? api.text(file)]))
      for (const file of copied.filter((name) => name.endsWith('.ts'))) {
        const path = join(api.folder, 'src', nameOf(file, texts, reach))
        const known = files.get(path)
        const text = known?.text ?? redirected(file, texts, reach)
        files.set(path, { text, file, ids: [...(known?.ids ?? []), hole.id] })
      }
    } catch (error) {
      if (!(error instanceof PlantError)) throw error
      add(hole.id, error.message)
    }
  }
  const program = ts.createProgram({
    // With the whole api beside them: some types are there only when something imports them.
    rootNames: [join(api.folder, 'src/main.ts'), ...files.keys()],
    ...optionsOf(api),
    host: hostWith(files, api),
  })
  for (const [path, { file, ids }] of files) {
    const source = program.getSourceFile(path)
    const wrong = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]
    for (const { messageText } of wrong) {
      const sentence = ts.flattenDiagnosticMessageText(messageText, ' ')
      for (const id of ids) add(id, `${id}: ${file}: ${sentence}`)
    }
  }
  return faults
}

interface PlantedFile {
  readonly text: string
  readonly file: string
  /** The holes that have it, alike in all that it imports. */
  readonly ids: readonly string[]
}

type Texts = ReadonlyMap<string, string>

/** The same name for the same text that imports the same: what holes share is compiled once. */
function nameOf(file: string, texts: Texts, reach: Reach): string {
  const seen = [...texts].filter(([other]) => other === file || reach.get(file)?.has(other))
  const digest = createHash('sha256').update(JSON.stringify(seen.sort())).digest('hex')
  return file.replace(/\.ts$/, `.hole-${digest.slice(0, 16)}.ts`)
}

/** Files on the way from one planted file to another: they must speak of the planted one as well. */
function between(planted: readonly string[], reach: Reach): string[] {
  return [...reach.keys()].filter(
    (file) =>
      !planted.includes(file) &&
      planted.some((one) => reach.get(one)?.has(file)) &&
      planted.some((other) => reach.get(file)?.has(other)),
  )
}

/** What a copied file imports of another copied file is that of the same hole. */
function redirected(file: string, texts: Texts, reach: Reach): string {
  return [...texts.keys()].reduce(
    (result, other) => {
      const specifier = specifierOf(file, other)
      const copy = specifierOf(file, nameOf(other, texts, reach))
      return result.replaceAll(`'${specifier}'`, `'${copy}'`)
    },
    texts.get(file) ?? '',
  )
}

function specifierOf(file: string, other: string): string {
  const path = relative(dirname(file), other)
  return path.startsWith('.') ? path : `./${path}`
}

function optionsOf(api: ApiSource): { options: ts.CompilerOptions } {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    join(api.folder, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, ' '))
      },
    },
  )
  return { options: parsed?.options ?? {} }
}

function hostWith(
  files: ReadonlyMap<string, { readonly text: string }>,
  api: ApiSource,
): ts.CompilerHost {
  const host = ts.createCompilerHost(optionsOf(api).options, true)
  return {
    ...host,
    getCurrentDirectory: () => api.folder,
    fileExists: (path) => files.has(path) || host.fileExists(path),
    readFile: (path) => files.get(path)?.text ?? host.readFile(path),
    getSourceFile(path, options, ...rest) {
      const planted = files.get(path)
      return planted === undefined
        ? host.getSourceFile(path, options, ...rest)
        : ts.createSourceFile(path, planted.text, options, true)
    },
  }
}
