// A browser for the end-to-end tests: the one that is there, or else one that can be had.
import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { chromiumFromNpm } from './chromium-from-npm.ts'
import type { Environment } from './config.ts'
import { inRoot, root } from './paths.ts'
import { SetupError } from './setup-error.ts'

interface Search {
  readonly env: Environment
  readonly signal: AbortSignal
}

const installed = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The path of a Chromium that starts.
 * @throws SetupError when none is found and none can be installed.
 */
export async function findChromium(search: Search): Promise<string> {
  const wanted = search.env['CHROMIUM_PATH']
  if (wanted) {
    if (await starts(wanted)) return wanted
    throw new SetupError(['CHROMIUM_PATH does not start. Fix: correct or unset it'])
  }
  for (const name of installed) {
    const path = name.startsWith('/') ? name : await onPath(name)
    if (path !== undefined && (await starts(path))) return path
  }
  const own = playwrightsOwn()
  if (await starts(own)) return own
  return install(own, search)
}

async function install(own: string, { env, signal }: Search): Promise<string> {
  const attempt = async (sentence: string, command: string, args: readonly string[]) => {
    console.log(`  No browser yet: ${sentence}…`)
    const options = {
      ...{ cwd: root, signal, timeout: 180_000, maxBuffer: 64 * 1024 * 1024 },
      env: {
        ...env,
        DEBIAN_FRONTEND: 'noninteractive',
        PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
      },
    }
    await promisify(execFile)(command, args, options).catch(() => undefined)
  }
  const cli = inRoot('node_modules/@playwright/test/cli.js')
  await attempt("downloading Playwright's Chromium", process.execPath, [cli, 'install', 'chromium'])
  if (await starts(own)) return own

  console.log('  No browser yet: installing one from npm…')
  for (const path of await chromiumFromNpm(signal)) if (await starts(path)) return path

  if (process.getuid?.() === 0 && (await onPath('apt-get')) !== undefined) {
    await attempt('refreshing the package lists', 'apt-get', ['update', '-q'])
    await attempt('installing Chromium with apt-get', 'apt-get', [
      ...['install', '-y', '-q', '--no-install-recommends', 'chromium'],
    ])
    const path = await onPath('chromium')
    if (path !== undefined && (await starts(path))) return path
  }
  throw new SetupError([
    'The end-to-end tests need Chromium; none was found and none could be installed. ' +
      'Fix: install Chromium or Google Chrome, or set CHROMIUM_PATH to one',
  ])
}

/** Where Playwright keeps its own download, whether it is there or not. */
function playwrightsOwn(): string {
  const load = createRequire(inRoot('e2e/package.json'))
  const { chromium } = load('@playwright/test') as { chromium: { executablePath(): string } }
  return chromium.executablePath()
}

/** A browser without its libraries is a file like any other, so it has to speak. */
async function starts(path: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 20_000 })
    return /chrom/i.test(stdout)
  } catch {
    return false
  }
}

async function onPath(name: string): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => folder !== '')
  for (const folder of folders) {
    const path = `${folder}/${name}`
    try {
      await access(path, constants.X_OK)
      return path
    } catch {
      // The next folder.
    }
  }
  return undefined
}
