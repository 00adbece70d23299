/**
 * `npm run openapi:diff`: fails on what openapi.yaml breaks of the published contract.
 * With `--publish` it makes openapi.yaml the published one.
 */
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { judge, readAcceptances } from './accepted.ts'
import type { Verdict } from './accepted.ts'
import { compareContracts } from './compare.ts'
import { Contract } from './contract.ts'
import { obstacle } from './release.ts'
import { rules } from './rules.ts'

const current = inRoot('openapi.yaml')
const published = inRoot('contracts/baseline/openapi.yaml')
const acceptances = inRoot('contracts/baseline/accepted.yaml')
const noAcceptances =
  '# Breaking changes since this baseline that were decided on. docs/api-changes.md says how.\n[]\n'

const args = process.argv.slice(2)
try {
  process.exitCode = await main()
} catch (error) {
  console.error(`  ✗ ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

async function main(): Promise<number> {
  if (args.some((arg) => arg !== '--publish')) throw new Error(`unknown: ${args.join(' ')}`)
  const [old, text, list] = await Promise.all(
    [published, current, acceptances].map((file) => readFile(file, 'utf8')),
  )
  const contracts = { old: new Contract(old ?? ''), current: new Contract(text ?? '') }
  const verdict = judge(compareContracts(contracts), readAcceptances(list ?? ''))
  if (!args.includes('--publish')) return report(verdict)

  const sentence = obstacle(contracts, verdict)
  if (sentence !== undefined) throw new Error(sentence)
  await copyFile(current, published)
  await writeFile(acceptances, noAcceptances)
  console.log('openapi.yaml is the published contract now.')
  return 0
}

function report({ accepted, refused, stale }: Verdict): number {
  for (const { rule, at, text, operations } of refused) {
    const where = operations.length > 0 ? ` (${operations.join(', ')})` : ''
    console.error(`  ✗ ${rule} at ${at}\n      ${text}${where}. ${rules[rule]}`)
  }
  for (const { change, at } of stale) {
    console.error(`  ✗ accepted.yaml accepts ${change} at ${at}, and there is no such change`)
  }
  const [breaks, decided] = [refused.length, accepted.length]
  if (breaks > 0) console.error('Undo it, or accept it with a reason: docs/api-changes.md')
  console.log(`breaking: ${breaks}, accepted: ${decided}, stale: ${stale.length}`)
  return breaks + stale.length === 0 ? 0 : 1
}

function inRoot(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url))
}
