// A hole is code that compiles: what notices it must be a test, and not the engine. All holes are
// checked as one program, in which each planted file stands beside the original under a name of its own.
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import type { Hole } from './hole.ts'
import { PlantError, plant } from './plant.ts'
import { reachOf } from './source/imports.ts'
import type { ApiSource } from './source/api-source.ts'

/** What is wrong with the holes themselves, one sentence each: a place that moved, code that is none. */
export function findFaults(holes: readonly Hole[], api: ApiSource): string[] {
  const faults: string[] = []
  const reach = reachOf(api)
  const files = new Map<string, { readonly text: string; readonly of: string }>()
  for (const [index, hole] of holes.entries()) {
    try {
      const planted = plant(hole, api)
      const copied = [...planted.keys(), ...between([...planted.keys()], reach)]
      for (const file of copied.filter((name) => name.endsWith('.ts'))) {
        const path = join(api.folder, 'src', nameOf(file, index))
        const text = redirected(planted.get(file) ?? api.text(file), { file, copied, index })
        files.set(path, { text, of: `${hole.id}: ${file}` })
      }
    } catch (error) {
      if (!(error instanceof PlantError)) throw error
      faults.push(error.message)
    }
  }
  const program = ts.createProgram({
    // With the whole api beside them: some types are there only when something imports them.
    rootNames: [join(api.folder, 'src/main.ts'), ...files.keys()],
    ...optionsOf(api),
    host: hostWith(files, api),
  })
  for (const [path, { of }] of files) {
    const source = program.getSourceFile(path)
    const wrong = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]
    const sentences = wrong.map(({ messageText }) =>
      ts.flattenDiagnosticMessageText(messageText, ' '),
    )
    faults.push(...sentences.map((sentence) => `${of}: ${sentence}`))
  }
  return faults
}

function nameOf(file: string, index: number): string {
  return file.replace(/\.ts$/, `.hole-${index}.ts`)
}

/** Files on the way from one planted file to another: they must speak of the planted one as well. */
function between(
  planted: readonly string[],
  reach: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  return [...reach.keys()].filter(
    (file) =>
      !planted.includes(file) &&
      planted.some((one) => reach.get(one)?.has(file)) &&
      planted.some((other) => reach.get(file)?.has(other)),
  )
}

/** What a copied file imports of another copied file is that of the same hole. */
function redirected(
  text: string,
  { file, copied, index }: { file: string; copied: readonly string[]; index: number },
): string {
  return copied.reduce((result, other) => {
    const path = relative(dirname(file), other)
    const specifier = path.startsWith('.') ? path : `./${path}`
    return result.replaceAll(`'${specifier}'`, `'${nameOf(specifier, index)}'`)
  }, text)
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
