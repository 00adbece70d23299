/** The number that random tests draw from: another one each run, the same again with CONTRACTS_SEED. */
import { randomInt } from 'node:crypto'

let drawn: number | undefined

/** fast-check prints it with every failure. */
export function seed(): number {
  drawn ??= Number(process.env['CONTRACTS_SEED'] ?? randomInt(2 ** 31))
  return drawn
}
