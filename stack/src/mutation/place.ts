// Where holes are planted: one copy of the suite, and for each lane a copy of the api of its own.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { ApiSource } from '../../../mutants/index.ts'
import { inRoot } from '../paths.ts'

const dependencies = (from: string, to: string): void => {
  symlinkSync(inRoot(`${from}node_modules`), join(to, 'node_modules'))
}
const withoutDependencies = (path: string): boolean =>
  !/(^|\/)(node_modules|test-results|playwright-report)$/.test(path)

/** A copy of the contract suite as it is now, so that a long run judges by one suite. */
export function copySuite(folder: string): string {
  mkdirSync(folder)
  dependencies('', folder)
  for (const name of ['contracts', 'openapi.yaml', 'package.json', 'tsconfig.base.json']) {
    cpSync(inRoot(name), join(folder, name), { recursive: true, filter: withoutDependencies })
  }
  dependencies('contracts/', join(folder, 'contracts'))
  return join(folder, 'contracts')
}

export interface Lane {
  readonly folder: string
  readonly apiFolder: string
  /** Puts these texts into the copy, by their path below `src`. */
  plant(texts: ReadonlyMap<string, string>): void
  /** Makes the copy what it was. */
  restore(): void
}

/** `bundled` is a `node_modules` whose packages stand before those that are installed. */
export function makeLane(folder: string, api: ApiSource, bundled: string): Lane {
  const apiFolder = join(folder, 'api')
  let planted: string[] = []
  mkdirSync(folder)
  dependencies('', folder)
  for (const name of ['package.json', 'tsconfig.base.json', 'openapi.yaml']) {
    cpSync(inRoot(name), join(folder, name))
  }
  cpSync(api.folder, apiFolder, { recursive: true, filter: withoutDependencies })
  cpSync(bundled, join(apiFolder, 'node_modules'), { recursive: true })
  linkMissing(join(api.folder, 'node_modules'), join(apiFolder, 'node_modules'))
  writeFileSync(join(folder, 'vitest.config.ts'), unitConfig)
  const put = (file: string, text: string): void => {
    const path = join(apiFolder, 'src', file)
    mkdirSync(dirname(path), { recursive: true })
    rmSync(path, { force: true })
    writeFileSync(path, text)
  }
  return {
    folder,
    apiFolder,
    plant(texts) {
      planted = [...texts.keys()]
      for (const [file, text] of texts) put(file, text)
    },
    restore() {
      for (const file of planted) put(file, api.text(file))
      planted = []
    },
  }
}

/** Links the packages of one `node_modules` into another that has its own of some. */
function linkMissing(from: string, to: string): void {
  for (const name of existsSync(from) ? readdirSync(from) : []) {
    if (!existsSync(join(to, name))) symlinkSync(join(from, name), join(to, name))
    else if (name.startsWith('@')) linkMissing(join(from, name), join(to, name))
  }
}

// The unit tests of the api alone: the root's configuration names projects that are not here.
const unitConfig = `import { defineConfig } from 'vitest/config'
export default defineConfig({
  test: { include: ['api/**/*.test.ts'], globalSetup: ['api/test/global-setup.ts'], hookTimeout: 60_000, mockReset: true, unstubEnvs: true },
})
`
