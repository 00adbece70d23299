/** What every check works with. */
import type { Contract } from './contract.ts'
import type { Carrier } from './credentials.ts'
import type { Operation } from '../openapi/operations.ts'
import type { Ledger } from './ledger.ts'
import type { Mask } from './mask.ts'
import type { Person } from './person.ts'
import type { Speaker } from './speaker.ts'
import type { World } from './world.ts'

export interface Bench {
  contract: Contract
  /** Those operations of the contract that the run is about. */
  checked: readonly Operation[]
  speaker: Speaker
  world: World
  ledger: Ledger
  mask: Mask
  a: Person
  b: Person
  carrierOf: (operation: Operation) => Carrier | undefined
  allowWrites: boolean
  /** Takes 403 for a refusal of bad credentials, too. */
  acceptForbidden: boolean
  /** Genuine tokens that must be refused. */
  refused: readonly string[]
  /** True for an operation whose resources are everybody's. */
  isShared: (operation: Operation) => boolean
  isOpen: (operation: Operation) => boolean
}
