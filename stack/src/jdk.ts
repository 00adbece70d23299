// A Java compiler for the Java client's test: the one that is there, or else Debian's.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Environment } from './config.ts'
import { SetupError } from './setup-error.ts'

export interface Jdk {
  readonly java: string
  readonly javac: string
}

const run = promisify(execFile)
const floor = 17
const debian = 'openjdk-17-jdk-headless'

/** @throws SetupError when there is none and none can be installed. */
export async function findJdk(env: Environment, signal: AbortSignal): Promise<Jdk> {
  const found = await firstThatWorks(env)
  if (found !== undefined) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('  No Java compiler yet: installing one with apt-get…')
    const options = {
      ...{ signal, timeout: 300_000, maxBuffer: 64 * 1024 * 1024 },
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }
    await run('apt-get', ['update', '-q'], options).catch(() => undefined)
    const install = ['install', '-y', '-q', '--no-install-recommends', debian]
    await run('apt-get', install, options).catch(() => undefined)
    const installed = await firstThatWorks(env)
    if (installed !== undefined) return installed
  }
  throw new SetupError([
    `The Java client needs a JDK; none was found and none could be installed. Fix: install JDK ` +
      `${floor} or later (on Debian: ${debian}), or set JAVA_HOME to one`,
  ])
}

async function firstThatWorks(env: Environment): Promise<Jdk | undefined> {
  const home = env['JAVA_HOME']
  const folders = [...(home ? [`${home}/bin/`] : []), '']
  for (const folder of folders) {
    const jdk = { java: `${folder}java`, javac: `${folder}javac` }
    if ((await versionOf(jdk.javac)) >= floor && (await versionOf(jdk.java)) >= floor) return jdk
  }
  return undefined
}

/** 0 for a program that does not run: macOS has a `javac` that only says where to get one. */
async function versionOf(program: string): Promise<number> {
  try {
    const { stdout } = await run(program, ['--version'], { timeout: 20_000 })
    return Number(/(?:javac|openjdk|java) (\d+)/.exec(stdout)?.[1] ?? 0)
  } catch {
    return 0
  }
}
