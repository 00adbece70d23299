// Who imports whom in the api.
import { dirname, join } from 'node:path'
import ts from 'typescript'
import type { ApiSource } from './api-source.ts'

/** For each file the files of the api that it reaches by imports, over others too. */
export function reachOf(api: ApiSource): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map(api.files.map((file) => [file, importsOf(file, api)]))
  const reach = new Map<string, Set<string>>()
  for (const file of api.files) {
    const seen = new Set<string>()
    const waiting = [...(direct.get(file) ?? [])]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      waiting.push(...(direct.get(next) ?? []))
    }
    reach.set(file, seen)
  }
  return reach
}

function importsOf(file: string, api: ApiSource): string[] {
  return ts
    .preProcessFile(api.text(file))
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => join(dirname(file), fileName))
}
