/** The program of docs/clients/device-login.md, as the page says and as somebody meets it. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from '../fixtures.ts'
import { readEnvironment } from '../environment.ts'
import { DevicePage } from '../pages/device-page.ts'

const { baseUrl } = readEnvironment()
const root = join(import.meta.dirname, '../..')
const home = join(root, 'clients/device-login')
const folder = join(home, 'walk')
const page = readFileSync(join(root, 'docs/clients/device-login.md'), 'utf8')

test.afterAll(() => rm(folder, { recursive: true, force: true }))

function start(program: string, ...args: string[]): ChildProcess {
  const env = { ...process.env, HOLDFAST_URL: baseUrl }
  return spawn(process.execPath, [program, ...args], { cwd: folder, env, stdio: 'pipe' })
}

/** What the page calls `npx`. */
function tool(...path: string[]): string {
  const places = ['clients/node_modules', 'node_modules'].map((place) => join(root, place, ...path))
  return places.find((place) => existsSync(place)) ?? ''
}

async function finished(child: ChildProcess): Promise<string> {
  if (!child.stdout || !child.stderr) throw new Error('it has no output')
  const [said, complained, [code]] = await Promise.all([
    ...[text(child.stdout), text(child.stderr)],
    once(child, 'close') as Promise<[number | null]>,
  ] as const)
  expect(code, said + complained).toBe(0)
  return said
}

test('the page shows the program as it is', () => {
  for (const file of ['list-tasks.ts', 'tsconfig.json']) {
    expect(page).toContain(readFileSync(join(home, file), 'utf8'))
  }
})

test('the program is generated for, compiles, and lists the tasks of whoever lets it in', async ({
  page: browser,
  keeper,
}) => {
  // Two compilers run in it.
  test.slow()
  await keeper.add({ title: 'Water the plants' })
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  for (const file of ['list-tasks.ts', 'tsconfig.json']) {
    await cp(join(home, file), join(folder, file))
  }
  await cp(join(root, 'clients/package.json'), join(folder, 'package.json'))
  const generate = tool('openapi-typescript/bin/cli.js')
  await finished(start(generate, `${baseUrl}/openapi.yaml`, '-o', 'generated/holdfast.d.ts'))
  await finished(start(tool('typescript/bin/tsc'), '-p', '.'))

  const program = start('list-tasks.ts')
  let printed = ''
  program.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const done = finished(program)
  await expect.poll(() => printed, { timeout: 20_000 }).toMatch(/enter \S+\n/)
  const [, code = ''] = /enter (\S+)/.exec(printed) ?? []
  const device = new DevicePage(browser)
  await device.enter(code)
  await device.letIn(keeper.person)
  await expect(browser.getByRole('heading', { name: 'list-tasks is let in' })).toBeVisible()
  const said = (await done)
    .trimEnd()
    .replaceAll(code, '…')
    .replaceAll(baseUrl, 'http://localhost:3000')
  const [, shown = ''] = /```console\n\$ node list-tasks\.ts\n([^]*?)\n```/.exec(page) ?? []
  expect(said).toBe(shown)
})
