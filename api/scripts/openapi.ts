/**
 * `npm run openapi`: writes openapi.yaml from the route contracts and the typed client's schema from
 * openapi.yaml. With `--check` it writes nothing and fails when either file differs.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import openapiTypeScript, { astToString } from 'openapi-typescript'
import { buildDocument, toYaml } from '../src/http/docs/document.ts'
import { operations } from '../src/http/operations.ts'

const HEADER = '// Generated from openapi.yaml by `npm run openapi`.\n\n'

const yaml = toYaml(buildDocument(operations))
const types = HEADER + astToString(await openapiTypeScript(yaml, { alphabetize: false }))
const files = [
  ['openapi.yaml', yaml],
  ['contracts/client/schema.d.ts', types],
] as const

for (const [name, text] of files) {
  const path = fileURLToPath(new URL(`../../${name}`, import.meta.url))
  if (!process.argv.includes('--check')) {
    await writeFile(path, text)
  } else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    console.error(`${name} differs from the routes: run npm run openapi`)
    process.exitCode = 1
  }
}
