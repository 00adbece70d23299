// Running a test runner so that a person sees its output and we read its report.
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../config.ts'
import { inRoot } from '../paths.ts'
import { readPlaywright, readVitest } from './tally.ts'
import type { Tally } from './tally.ts'

/** What every launcher gets: where to put things, and when to give up. */
export interface TestRun {
  readonly env: Environment
  /** Removed afterwards. Others may pass through, for PostgreSQL under another account. */
  readonly folder: string
  readonly signal: AbortSignal
  /** A file for the runner's output, when several run at once; otherwise it goes to the terminal. */
  readonly output?: string
}

export async function runVitest(run: TestRun): Promise<Tally> {
  const { code, report } = await vitest(run, [inRoot('.')])
  return read(report, code, readVitest)
}

/** What a runner left: its exit code and the file of its JSON report, which may not be there. */
export interface Finished {
  readonly code: number
  readonly report: string
}

/** vitest in the folder `root`, with more arguments for it. */
export async function vitest(
  run: TestRun,
  [root, ...args]: readonly [root: string, ...args: string[]],
): Promise<Finished> {
  const report = join(run.folder, 'vitest.json')
  const runner = [inRoot('node_modules/vitest/vitest.mjs'), 'run', '--testTimeout=60000']
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const code = await runNode([...runner, ...reporters, ...args], {
    ...run,
    cwd: root,
    env: { ...run.env, TMPDIR: run.folder },
  })
  return { code, report }
}

export interface PlaywrightSuite {
  readonly cwd: string
  readonly env: Environment
  readonly args?: readonly string[]
}

export async function runPlaywright(run: TestRun, suite: PlaywrightSuite): Promise<Tally> {
  const { code, report } = await playwright(run, suite)
  return read(report, code, readPlaywright)
}

export async function playwright(run: TestRun, suite: PlaywrightSuite): Promise<Finished> {
  const report = join(run.folder, 'playwright.json')
  const args = [inRoot('node_modules/@playwright/test/cli.js'), 'test', '--retries=0']
  const live = process.stdout.isTTY && run.output === undefined
  const reporters = `--reporter=${live ? 'line' : 'dot'},json`
  const results = ['--output', join(run.folder, 'results')]
  const code = await runNode(
    [...args, '--forbid-only', reporters, ...results, ...(suite.args ?? [])],
    {
      ...run,
      cwd: suite.cwd,
      env: { ...run.env, ...suite.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report, TMPDIR: run.folder },
    },
  )
  return { code, report }
}

/** A folder for one section, gone when the section is over. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-test-'))
  await chmod(folder, 0o711)
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function read(file: string, code: number, parse: (report: unknown) => Tally): Tally {
  let tally: Tally
  try {
    tally = parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    console.error(`  The test runner left no readable report: ${String(error)}`)
    return { passed: 0, failed: 1 }
  }
  // Whatever the runner disliked that is not a case must not get lost.
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

async function runNode(
  args: readonly string[],
  { cwd, env, signal, output }: Omit<TestRun, 'folder'> & { readonly cwd: string },
): Promise<number> {
  const target = output === undefined ? 'inherit' : openSync(output, 'a')
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      ...{ cwd, signal, env: { ...env } },
      stdio: ['ignore', target, target],
    })
    if (typeof target === 'number') closeSync(target)
    child.once('error', () => {
      resolve(1)
    })
    child.once('close', (code) => {
      resolve(code ?? 1)
    })
  })
}
