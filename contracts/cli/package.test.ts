/** The package as others get it: packed, unpacked somewhere else, and run. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFixture } from './fixture/api.ts'
import { command, usual } from './fixture/run.ts'

const run = promisify(execFile)
/** Where npm puts what this package needs, the nearest first. */
const modules = ['../node_modules', '../../node_modules'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
)
let folder = ''
let installed = ''

interface Manifest {
  bin: Record<string, string>
  dependencies: Record<string, string>
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-package-'))
  const built = join(folder, 'built')
  await run(process.execPath, [fileURLToPath(new URL('./build.ts', import.meta.url)), built])
  const packed = ['pack', built, '--pack-destination', folder, '--json', '--ignore-scripts']
  const { stdout } = await run('npm', packed, { cwd: folder })
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }]
  await run('tar', ['-xzf', join(folder, filename), '-C', folder])
  const project = join(folder, 'project')
  const scope = join(project, 'node_modules/@holdfast')
  await mkdir(scope, { recursive: true })
  installed = join(scope, 'contracts')
  await rename(join(folder, 'package'), installed)
  // In place of an install: what it names, from here, and nothing else.
  for (const name of Object.keys((await manifest()).dependencies)) {
    const found = modules.map((path) => join(path, name)).find((path) => existsSync(path))
    if (found === undefined) throw new Error(`${name} is not installed`)
    await symlink(found, join(project, 'node_modules', name), 'dir')
  }
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function manifest(): Promise<Manifest> {
  return JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as Manifest
}

describe('the package', () => {
  it('runs below node_modules, where Node reads JavaScript alone', async () => {
    const { bin } = await manifest()
    const file = join(installed, bin['holdfast-contracts'] ?? '')
    const fixture = await startFixture('get without owner')
    const { code, stdout, stderr } = await command(
      [...usual(fixture), '--only', 'getNote', '--allow-writes'],
      {},
      file,
    )
    await fixture.close()
    expect(stderr).toBe('')
    expect(stdout).toContain('bola-read')
    expect(code).toBe(1)
  })

  it('has the typed client', async () => {
    const file = join(folder, 'project/try.mjs')
    await writeFile(
      file,
      `import { createHoldfastClient } from '@holdfast/contracts/client'
       console.log(typeof createHoldfastClient({ baseUrl: 'http://127.0.0.1' }).GET)`,
    )
    const { stdout } = await run(process.execPath, [file])
    expect(stdout).toBe('function\n')
  })

  it('holds what it needs, and no source or test', async () => {
    const { stdout } = await run('find', [installed, '-type', 'f'])
    const files = stdout
      .trim()
      .split('\n')
      .map((file) => file.slice(installed.length + 1))
    expect(files).toEqual(
      expect.arrayContaining([
        'README.md',
        'LICENSE',
        'cli/bin.mjs',
        'cli/main.js',
        'client/client.d.ts',
      ]),
    )
    const wrong = files.filter((file) => /fixture|test|(?<!\.d)\.ts$/.test(file))
    expect(wrong).toEqual([])
  })
})
