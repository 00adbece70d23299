// `npm run mutants:unit`: changes api/src/auth and api/src/db in every small way that Stryker knows,
// and counts the changes that their unit tests notice. Fails below the score in its configuration.
// `npm run mutants:unit -- auth` takes one room, `-- auth api/src/auth/jwk.ts` some of its files.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { inRoot } from './paths.ts'

const rooms = ['auth', 'db']
const folder = inRoot('stack/runtimes/stryker')
const modules = `${folder}/node_modules/@stryker-mutator`

const [wanted, ...files] = process.argv.slice(2)
if (wanted !== undefined && !rooms.includes(wanted)) {
  throw new Error(`${wanted} is not one of ${rooms.join(', ')}`)
}
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
await promisify(execFile)(npm, ['ci', '--no-audit', '--no-fund'], { cwd: folder })
for (const room of wanted === undefined ? rooms : [wanted]) {
  if ((await mutate(room)) !== 0) process.exitCode = 1
}

async function mutate(room: string): Promise<number> {
  const all = [`api/src/${room}/**/*.ts`, `!**/*.test.ts`]
  const child = spawn(
    process.execPath,
    [
      ...[`${modules}/core/bin/stryker.js`, 'run', `${folder}/stryker.config.json`],
      ...['--plugins', `${modules}/vitest-runner/dist/src/index.js`],
      ...['--mutate', (files.length > 0 ? files : all).join(',')],
    ],
    { cwd: inRoot('.'), stdio: 'inherit', env: { ...process.env, MUTATED_ROOM: room } },
  )
  const [code] = (await once(child, 'close')) as [number | null]
  return code ?? 1
}
