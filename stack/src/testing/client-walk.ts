// One client, made from openapi.yaml, compiled and run by doing in an empty folder, step for step,
// what its page in docs/clients says.
import { execFile } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import type { Environment } from '../config.ts'
import { openapiGeneratorVersion } from '../openapi-generator.ts'
import { inRoot } from '../paths.ts'
import { seconds } from '../report.ts'
import { createAccount } from './account.ts'
import {
  linesWithErrors,
  notPinned,
  readClientPage,
  withoutIds,
  wrongLines,
} from './client-page.ts'
import type { ClientPage, PageStep } from './client-page.ts'
import type { TestRun } from './run.ts'
import type { Tally } from './tally.ts'

export interface Client {
  /** Of its folder in clients/ and its page in docs/clients/. */
  readonly name: string
  /** Files and folders there that the page only points at. */
  readonly given: readonly string[]
  /** Brings into the walk's folder what the page's readers get from elsewhere. */
  readonly prepare?: (folder: string, run: TestRun) => Promise<Programs>
  /** A program full of mistakes that a compiler has to find, and how to compile it. */
  readonly mistakes: { readonly file: string; readonly command: string }
}

/** Where the programs are that are not among node_modules/.bin. */
export type Programs = ReadonlyMap<string, string>

/** What the pages say `npm start` listens on. */
const originOfPages = 'http://localhost:3000'

export class ClientWalk {
  readonly #client: Client
  readonly #origin: string
  readonly #run: TestRun
  /** Where the client lives in the repository, and where the walk happens. */
  readonly #home: string
  readonly #folder: string
  readonly #page: ClientPage
  readonly #account: { readonly email: string; readonly password: string }
  #programs: Programs = new Map()
  #passed = 0

  constructor(client: Client, origin: string, run: TestRun) {
    this.#client = client
    this.#origin = origin
    this.#run = run
    this.#home = inRoot(`clients/${client.name}`)
    this.#folder = join(this.#home, 'walk')
    this.#account = {
      email: `ada@${client.name}.example`,
      password: 'correct horse battery staple',
    }
    this.#page = readClientPage(readFileSync(inRoot(`docs/clients/${client.name}.md`), 'utf8'))
  }

  /** Each case needs the one before, so the first that fails is the last. */
  async walk(): Promise<Tally> {
    const { name, mistakes } = this.#client
    await this.#beginProject()
    try {
      await this.#case(`docs/clients/${name}.md installs what is tested here`, () => {
        expectEqual(notPinned(this.#page.preparation, pins()).join(' '), '')
      })
      for (const step of this.#page.steps) await this.#follow(step)
      await this.#testProgram(this.#page.program)
      await this.#case(`each mistake of ${mistakes.file} is found by the compiler`, async () => {
        const { code, output } = await this.#execute(mistakes.command)
        const file = mistakes.file.split('/').at(-1) ?? ''
        const wrong = wrongLines(readFileSync(join(this.#folder, mistakes.file), 'utf8'))
        if (code === 0 || wrong.length === 0) throw new Error('it compiled')
        const found = linesWithErrors(output, file)
        if (found.join() !== wrong.join()) {
          throw new Error(
            `mistakes are on lines ${wrong.join()}, errors on ${found.join()}\n${output}`,
          )
        }
      })
    } catch (error) {
      console.log(String(error).replace(/^/gm, '      '))
      return { passed: this.#passed, failed: 1 }
    }
    return { passed: this.#passed, failed: 0 }
  }

  async #beginProject(): Promise<void> {
    const { given, prepare } = this.#client
    await rm(this.#folder, { recursive: true, force: true })
    await mkdir(this.#folder)
    await writeFile(join(this.#folder, 'package.json'), '{ "private": true, "type": "module" }\n')
    for (const name of [...given, 'wrong']) {
      await cp(join(this.#home, name), join(this.#folder, name), { recursive: true })
    }
    if (prepare !== undefined) this.#programs = await prepare(this.#folder, this.#run)
  }

  async #follow(step: PageStep): Promise<void> {
    if ('command' in step) {
      await this.#case(step.command, () => this.#mustWork(step.command))
      return
    }
    const { file, text } = step
    await this.#case(`docs/clients/${this.#client.name}.md shows ${file} as it is`, () => {
      expectEqual(text, readFileSync(join(this.#home, file), 'utf8'))
    })
    await writeFile(join(this.#folder, file), text)
  }

  /** Twice: the second time there is one task more. */
  async #testProgram(command: string): Promise<void> {
    const [created = '', listed = '', refused = '', ...more] = this.#page.output
    expectEqual(more.join('\n'), '')
    await createAccount(this.#origin, this.#account)
    let first = ''
    let printed: readonly string[] = []
    await this.#case(`${command}: signs in and creates a task`, async () => {
      first = await this.#mustWork(command)
      printed = withoutIds(first)
      expectEqual(printed[0], created)
    })
    await this.#case(`${command}: lists the task that it created`, () => {
      expectEqual(printed[1], listed)
      const [one, other] = first.split('\n').map((line) => line.split(/[ :]/)[1])
      expectEqual(one, other)
    })
    await this.#case(`${command}: reads the problem of a call without a token`, () => {
      expectEqual(printed.slice(2).join('\n'), refused)
    })
    await this.#case(`${command}: signs in again and finds both tasks`, async () => {
      const again = withoutIds(await this.#mustWork(command))
      expectEqual(again.join('\n'), [created, listed, listed, refused].join('\n'))
    })
  }

  async #case(name: string, test: () => unknown): Promise<void> {
    const started = performance.now()
    const line = (mark: string) => {
      const took = seconds(performance.now() - started)
      console.log(`  ${mark} ${this.#client.name} › ${name}  ${took}`)
    }
    try {
      await test()
    } catch (error) {
      line('✗')
      throw error
    }
    line('✓')
    this.#passed += 1
  }

  async #mustWork(command: string): Promise<string> {
    const { code, output } = await this.#execute(command)
    if (code !== 0) throw new Error(`${command}\nexit code ${code}\n${output}`)
    return output
  }

  #execute(command: string): Promise<{ readonly code: number; readonly output: string }> {
    const [name = '', ...args] = command.replaceAll(originOfPages, this.#origin).split(' ')
    const [file = '', ...rest] = this.#resolve(name, args).flatMap((word) =>
      word.includes('*') ? globSync(word, { cwd: this.#folder }) : [word],
    )
    const nodeFolder = dirname(process.execPath)
    const env: Environment = {
      ...this.#run.env,
      // What is not installed must not be fetched behind our back.
      NPM_CONFIG_OFFLINE: 'true',
      PATH: [nodeFolder, this.#run.env['PATH']].join(delimiter),
      HOLDFAST_URL: this.#origin,
      HOLDFAST_EMAIL: this.#account.email,
      HOLDFAST_PASSWORD: this.#account.password,
    }
    const options = {
      ...{ cwd: this.#folder, env: { ...env }, signal: this.#run.signal },
      ...{ timeout: 180_000, maxBuffer: 64 * 1024 * 1024 },
    }
    return new Promise((resolve) => {
      execFile(file, rest, options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1
        resolve({ code, output: code === 0 ? stdout : `${stdout}${stderr}` })
      })
    })
  }

  #resolve(name: string, args: readonly string[]): readonly string[] {
    if (name === 'node') return [process.execPath, ...args]
    const own = this.#programs.get(name)
    if (own !== undefined) return [own, ...args]
    const [tool = '', ...rest] = args
    const places = ['clients/node_modules/.bin', 'node_modules/.bin'].map(inRoot)
    const found = places.map((place) => join(place, tool)).find((path) => existsSync(path))
    if (name !== 'npx' || found === undefined) throw new Error(`no program for: ${name} ${tool}`)
    return [found, ...rest]
  }
}

function pins(): Record<string, string> {
  const read = (file: string) =>
    JSON.parse(readFileSync(inRoot(file), 'utf8')) as Record<string, Record<string, string>>
  return {
    ...read('package.json')['devDependencies'],
    ...read('clients/package.json')['dependencies'],
    ...read('clients/package.json')['devDependencies'],
    'openapi-generator-cli': openapiGeneratorVersion,
  }
}

/** Says the first line that differs: the rest of a file is no news. */
function expectEqual(actual: string | undefined, expected: string | undefined): void {
  if (actual === expected) return
  const [found, wanted] = [actual, expected].map((text = '') => text.split('\n'))
  const differs = [...(wanted ?? []), undefined].findIndex((line, at) => line !== found?.[at])
  const [one, other] = [wanted?.[differs], found?.[differs]].map((line) => line ?? 'nothing more')
  throw new Error(`line ${differs + 1}, expected: ${one ?? ''}\nbut found: ${other ?? ''}`)
}
