// The one entry of the root scripts. Plain JavaScript, because a Node that is too old cannot even
// read the TypeScript behind it and could only answer with a syntax error.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const verbs = {
  start: { file: './src/start.ts', args: [] },
  dev: { file: './src/start.ts', args: ['--watch'] },
  test: { file: './src/test.ts', args: [] },
  check: { file: './src/check.ts', args: [] },
  'rotate-keys': { file: './src/rotate-keys.ts', args: [] },
  mutants: { file: './src/mutants.ts', args: [] },
  'mutants:unit': { file: './src/unit-mutants.ts', args: [] },
  'openapi:diff': { file: '../contracts/diff/main.ts', args: [], separate: true },
  openapi: { file: '../api/scripts/openapi.ts', args: [], separate: true },
}

const [name = '', ...rest] = process.argv.slice(2)
const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
if (verb === undefined) {
  console.error(`Unknown verb. Use one of: ${Object.keys(verbs).join(', ')}`)
  process.exit(1)
}

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `Holdfast runs on Node 24, and this is Node ${process.versions.node}.\n` +
      `Fix: run "npm ci" (it installs Node 24 inside node_modules, your own Node stays as it is) ` +
      `and then "npm ${name === 'start' || name === 'test' ? name : `run ${name}`}".\n` +
      `If that changes nothing: npm ci must not leave out optional packages (no --omit=optional); ` +
      `on a platform without one, install Node 24 or later from https://nodejs.org.`,
  )
  process.exit(1)
}

const file = new URL(verb.file, import.meta.url)
const args = [...verb.args, ...rest]
if (verb.separate) {
  const { status } = spawnSync(process.execPath, [fileURLToPath(file), ...args], {
    stdio: 'inherit',
  })
  process.exit(status ?? 1)
}
process.argv.splice(2, Infinity, ...args)
try {
  await import(file.href)
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error
  console.error(`A package is missing: ${error.message}\nFix: run "npm ci".`)
  process.exit(1)
}
