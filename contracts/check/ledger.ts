/** What a run finds, covers and leaves behind. */
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { catalogue, severities } from './catalogue.ts'
import type { CheckName, Severity } from './catalogue.ts'

export type Part = 'authentication' | 'isolation' | 'surface'

export interface Finding {
  check: CheckName
  severity: Severity
  part: Part
  /** `GET /notes/{noteId}` */
  operation: string
  operationId: string
  /** Where in the request: `path noteId`, `credentials`, … */
  place: string
  /** What was tried and seen, in a sentence. */
  detail: string
  sent: string
  got: string
  /** What it was compared with, where something was. */
  instead?: string
  curl: string
  /** Other attempts on the same place that showed the same. */
  also: string[]
  /** Named by `--ignore`, or not as bad as `--fail-on`: shown, and counted apart. */
  ignored: boolean
}

export interface Coverage {
  operation: string
  operationId: string
  /** How many attempts each part took; a part without any is not covered. */
  tried: Record<Part, number>
  /** Where another user's ids were tried. */
  places: string[]
  /** What could not be tried, and why. */
  missing: { part: Part; what: string; reason: string }[]
  /** Parts in which there is nothing to try. */
  idle: Part[]
}

export interface Warning {
  operation: string
  text: string
}

export type Discovery = Omit<Finding, 'severity' | 'operation' | 'operationId' | 'also' | 'ignored'>

export class Ledger {
  readonly warnings: Warning[] = []
  readonly leftBehind: string[] = []
  readonly #ignored: readonly string[]
  readonly #failOn: Severity
  readonly #findings = new Map<string, Finding>()
  readonly #coverage = new Map<string, Coverage>()

  /**
   * @param ignored `check` or `check:operationId`.
   * @param failOn what is not as bad is ignored.
   */
  constructor(operations: readonly Operation[], ignored: readonly string[], failOn: Severity) {
    this.#ignored = ignored
    this.#failOn = failOn
    for (const operation of operations) {
      this.#coverage.set(operation.id, {
        operation: nameOf(operation),
        operationId: operation.id,
        tried: { authentication: 0, isolation: 0, surface: 0 },
        places: [],
        missing: [],
        idle: [],
      })
    }
  }

  /** Nothing is kept about operations that the run is not about. */
  find(operation: Operation, discovery: Discovery): void {
    if (!this.#coverage.has(operation.id)) return
    const key = `${discovery.check} ${operation.id} ${discovery.place}`
    const known = this.#findings.get(key)
    if (known) {
      if (known.detail !== discovery.detail && !known.also.includes(discovery.detail)) {
        known.also.push(discovery.detail)
      }
      return
    }
    const { severity } = catalogue[discovery.check]
    const names = [discovery.check, `${discovery.check}:${operation.id}`]
    const mild = severities.indexOf(severity) > severities.indexOf(this.#failOn)
    this.#findings.set(key, {
      ...discovery,
      ...{ severity, operation: nameOf(operation), operationId: operation.id, also: [] },
      ignored: mild || names.some((name) => this.#ignored.includes(name)),
    })
  }

  tried(operation: Operation, part: Part, place?: string): void {
    const coverage = this.#of(operation)
    coverage.tried[part] += 1
    if (place !== undefined && !coverage.places.includes(place)) coverage.places.push(place)
  }

  missed(operation: Operation, part: Part, what: string, reason: string): void {
    const { missing } = this.#of(operation)
    if (!missing.some((one) => one.part === part && one.what === what)) {
      missing.push({ part, what, reason })
    }
  }

  idle(operation: Operation, part: Part): void {
    const { idle } = this.#of(operation)
    if (!idle.includes(part)) idle.push(part)
  }

  warn(operation: Operation, text: string): void {
    if (!this.#coverage.has(operation.id)) return
    const name = nameOf(operation)
    if (!this.warnings.some((one) => one.operation === name && one.text === text)) {
      this.warnings.push({ operation: name, text })
    }
  }

  /** The worst first, then in the contract's order. */
  findings(): Finding[] {
    const order = [...this.#coverage.keys()]
    return [...this.#findings.values()].sort(
      (one, other) =>
        severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
        one.check.localeCompare(other.check) ||
        order.indexOf(one.operationId) - order.indexOf(other.operationId),
    )
  }

  coverage(): Coverage[] {
    return [...this.#coverage.values()]
  }

  #of(operation: Operation): Coverage {
    const coverage = this.#coverage.get(operation.id)
    if (!coverage) throw new Error(`${operation.id} is not of this contract`)
    return coverage
  }
}
