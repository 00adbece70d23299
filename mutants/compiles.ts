// A hole is code that compiles: what notices it must be a test, and not the engine.
import { join } from 'node:path'
import ts from 'typescript'
import { PlantError, plant } from './plant.ts'
import type { Hole } from './hole.ts'
import type { ApiSource } from './source/api-source.ts'

/** What is wrong with the holes themselves, one sentence each: a place that moved, code that is none. */
export function findFaults(holes: readonly Hole[], api: ApiSource): string[] {
  const faults: string[] = []
  const overlay = new Map<string, string>()
  const service = openService(api, overlay)
  for (const hole of holes) {
    let planted: Map<string, string>
    try {
      planted = plant(hole, api)
    } catch (error) {
      if (!(error instanceof PlantError)) throw error
      faults.push(error.message)
      continue
    }
    for (const [file, text] of planted) overlay.set(join(api.folder, 'src', file), text)
    for (const file of [...planted.keys()].filter((name) => name.endsWith('.ts'))) {
      const path = join(api.folder, 'src', file)
      const wrong = [
        ...service.getSyntacticDiagnostics(path),
        ...service.getSemanticDiagnostics(path),
      ]
      faults.push(
        ...wrong.map(
          (one) => `${hole.id}: ${file}: ${ts.flattenDiagnosticMessageText(one.messageText, ' ')}`,
        ),
      )
    }
    overlay.clear()
  }
  return faults
}

function openService(api: ApiSource, overlay: ReadonlyMap<string, string>): ts.LanguageService {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(api.folder, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, ' '))
      },
    },
  )
  const versions = new Map<string, number>()
  const seen = new Map<string, string>()
  const snapshotText = (path: string) => overlay.get(path) ?? ts.sys.readFile(path) ?? ''
  return ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => config?.options ?? {},
    getScriptFileNames: () => api.files.map((file) => join(api.folder, 'src', file)),
    getScriptVersion(path) {
      if (!path.startsWith(api.folder)) return '0'
      const text = snapshotText(path)
      if (seen.get(path) !== text) {
        seen.set(path, text)
        versions.set(path, (versions.get(path) ?? 0) + 1)
      }
      return String(versions.get(path))
    },
    getScriptSnapshot: (path) =>
      ts.sys.fileExists(path) ? ts.ScriptSnapshot.fromString(snapshotText(path)) : undefined,
    getCurrentDirectory: () => api.folder,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
  })
}
