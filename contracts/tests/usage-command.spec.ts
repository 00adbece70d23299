/** The command of this package, as anybody would run it, against the api: nothing found, all covered. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { environment } from '../environment.ts'
import { standingKey } from '../issuer/keys.ts'
import { keyMint, secretMint, token } from '../issuer/mint.ts'
import type { Mint } from '../issuer/mint.ts'
import { nameOf } from '../openapi/operations.ts'
import { operations, securedOperations } from '../spec/contract.ts'
import { newPerson } from '../world/people.ts'

interface Report {
  findings: { check: string; operation: string; detail: string }[]
  coverage: {
    operation: string
    tried: Record<string, number>
    missing: { what: string; reason: string }[]
  }[]
  warnings: { operation: string; text: string }[]
  leftBehind: string[]
}

const bin = fileURLToPath(new URL('../cli/bin.mjs', import.meta.url))
const modes: [mode: string, origin: () => string, mint: () => Mint][] = [
  ['jwks', () => environment().apiBaseUrl, () => keyMint(standingKey('ed-1'))],
  ['shared-secret', () => environment().secretApiBaseUrl, secretMint],
]

for (const [mode, origin, mint] of modes) {
  test(`the command finds nothing and covers everything in mode ${mode}`, async ({}, testInfo) => {
    const file = testInfo.outputPath('report.json')
    const tokenOf = (name: string): string => token(mint(), newPerson(name).subject)
    const expired = token(mint(), newPerson('A').subject, { claims: { exp: 1_700_000_000 } })
    const child = spawn(
      process.execPath,
      [
        ...[bin, '--spec', environment().openApiFile, '--base-url', origin()],
        ...['--allow-writes', '--strict', '--json', file, '--refused-token', expired],
      ],
      {
        env: { ...process.env, USER_A: tokenOf('A'), USER_B: tokenOf('B') },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    const [said, complained, [code]] = await Promise.all([
      ...[text(child.stdout), text(child.stderr)],
      once(child, 'close') as Promise<[number | null]>,
    ] as const)
    expect(complained).toBe('')
    expect(code, said).toBe(0)
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report
    expect(report.findings).toEqual([])
    expect(report.warnings).toEqual([])
    expect(report.leftBehind).toEqual([])
    expect(report.coverage.map(({ operation }) => operation)).toEqual(operations().map(nameOf))
    for (const operation of securedOperations()) {
      const covered = report.coverage.find((one) => one.operation === nameOf(operation))
      expect(covered?.missing, nameOf(operation)).toEqual([])
      expect(covered?.tried['authentication'], nameOf(operation)).toBeGreaterThan(20)
      expect(covered?.tried['isolation'], nameOf(operation)).toBeGreaterThan(0)
    }
  })
}
