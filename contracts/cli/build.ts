/**
 * Writes the package as it is published: JavaScript, because Node reads no TypeScript below
 * node_modules, and a manifest that says so. `node cli/build.ts [folder]`, `dist` when none is given.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Manifest {
  name: string
  version: string
  description: string
  keywords: string[]
  license: string
  bin: Record<string, string>
  dependencies: Record<string, string>
}

const home = fileURLToPath(new URL('..', import.meta.url))
const folder = resolve(process.argv[2] ?? join(home, 'dist'))
if (folder === resolve(home)) throw new Error('the package can not be written over its sources')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
compile()
for (const file of ['cli/bin.mjs', 'client/schema.d.ts', 'README.md']) copy(join(home, file), file)
copy(join(home, '../LICENSE'), 'LICENSE')
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`)

function compile(): void {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  const args = [compiler, '-p', join(home, 'tsconfig.package.json'), '--outDir', folder]
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) throw new Error('it does not compile')
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(join(folder, to)), { recursive: true })
  copyFileSync(from, join(folder, to))
}

function manifest(): Record<string, unknown> {
  const own = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest
  const { name, version, description, keywords, license, bin, dependencies } = own
  return {
    ...{ name, version, description, keywords, license, type: 'module', bin },
    exports: {
      './client': { types: './client/client.d.ts', default: './client/client.js' },
      './package.json': './package.json',
    },
    engines: { node: '>=22' },
    dependencies,
  }
}
