// The packages that an api of a lane imports, with few files in the place of hundreds: Node starts
// three times faster then, and every hole starts three apis. What is planted in is not bundled.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

/** Those that bring many files; all are ES modules, so that a bundle exports what they do. */
const BUNDLED = ['@hono/zod-openapi', 'drizzle-orm', 'hono', 'jose']

/**
 * Writes packages into `folder`, a `node_modules`, that answer to every specifier of {@link BUNDLED}
 * which `texts` import. `from` is where they are resolved.
 */
export async function bundleDependencies(
  folder: string,
  { from, texts }: { readonly from: string; readonly texts: Iterable<string> },
): Promise<void> {
  const specifiers = specifiersIn(texts)
  const bundle = await rolldown({
    input: Object.fromEntries(specifiers.map((specifier) => [fileOf(specifier), specifier])),
    cwd: from,
    platform: 'node',
    preserveEntrySignatures: 'strict',
    // What belongs to no package of the list stays where it is, drivers above all.
    external: (id, importer) =>
      importer !== undefined && /^[^./]/.test(id) && packageOf(id) === undefined,
  })
  await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name]',
    chunkFileNames: '.chunks/[name]-[hash].js',
  })
  await bundle.close()
  for (const [name, own] of Map.groupBy(specifiers, packageOf)) {
    if (name === undefined) continue
    const exports = own.map((specifier) => [
      `.${specifier.slice(name.length)}`,
      `.${fileOf(specifier).slice(name.length)}`,
    ])
    const manifest = { name, type: 'module', exports: Object.fromEntries(exports) as unknown }
    mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name, 'package.json'), JSON.stringify(manifest))
  }
}

function specifiersIn(texts: Iterable<string>): string[] {
  const found = new Set<string>()
  for (const text of texts) {
    for (const [, specifier = ''] of text.matchAll(/(?:from|import\()\s*'([^'./][^']*)'/g)) {
      if (packageOf(specifier) !== undefined) found.add(specifier)
    }
  }
  return [...found].sort()
}

function packageOf(specifier: string): string | undefined {
  return BUNDLED.find((name) => specifier === name || specifier.startsWith(`${name}/`))
}

function fileOf(specifier: string): string {
  return BUNDLED.includes(specifier) ? `${specifier}/main.js` : `${specifier}.js`
}
