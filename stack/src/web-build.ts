// web's production build, made only when something it is made of has changed.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Environment } from './config.ts'
import { withoutOwnVariables } from './environment.ts'
import { inRoot } from './paths.ts'
import { waitForLock } from './process/lock.ts'
import { SetupError } from './setup-error.ts'

/** Beside the output, so that deleting the build deletes the claim that it is current. */
const stampFile = inRoot('web/build/.sources')

/** Whether `web/build` is what the sources of now would give. */
export function isWebBuilt(): boolean {
  try {
    return readFileSync(stampFile, 'utf8') === webSourcesHash()
  } catch {
    return false
  }
}

/** Builds if needed; true when it built. Two at once in one checkout wait for each other. */
export async function ensureWebBuild(env: Environment, signal: AbortSignal): Promise<boolean> {
  if (isWebBuilt()) return false
  const release = await waitForLock('web-build')
  try {
    if (isWebBuilt()) return false
    const hash = webSourcesHash()
    await build(env, signal)
    writeFileSync(stampFile, hash)
    return true
  } finally {
    release()
  }
}

async function build(env: Environment, signal: AbortSignal): Promise<void> {
  try {
    // A build has no business with a secret or a database, so it gets none.
    await promisify(execFile)(
      process.execPath,
      [inRoot('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
      {
        cwd: inRoot('web'),
        env: { ...withoutOwnVariables(env), NODE_ENV: 'production' },
        maxBuffer: 64 * 1024 * 1024,
        signal,
      },
    )
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
    throw new SetupError(['web did not build:'], {
      cause: error,
      details: said.split('\n').slice(-20),
    })
  }
}

function webSourcesHash(): string {
  return hashFiles([inRoot('web'), inRoot('contracts/client'), inRoot('package-lock.json')])
}

const generated = new Set(['node_modules', '.svelte-kit', 'build', 'test-results'])

/** One hash over names and contents, in an order that does not depend on the file system. */
export function hashFiles(paths: readonly string[]): string {
  const hash = createHash('sha256')
  const visit = (path: string, name: string): void => {
    if (statSync(path).isDirectory()) {
      hash.update(`folder ${name}\0`)
      for (const entry of readdirSync(path).sort()) {
        if (!generated.has(entry) && !entry.endsWith('.test.ts')) visit(join(path, entry), entry)
      }
    } else {
      const content = readFileSync(path)
      hash.update(`file ${name} ${String(content.length)}\0`).update(content)
    }
  }
  paths.forEach((path, index) => {
    visit(path, String(index))
  })
  return hash.digest('hex')
}
