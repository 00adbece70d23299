/** A whole run: every check over every operation, and then what it made is taken away. */
import type { Operation } from '../openapi/operations.ts'
import { succeeded } from './ask.ts'
import { checkAssignment } from './assignment.ts'
import { checkAuthentication } from './authentication.ts'
import type { Bench } from './bench.ts'
import type { Severity } from './catalogue.ts'
import { Cleanup } from './cleanup.ts'
import type { Contract } from './contract.ts'
import { basicOf, carrierOf } from './credentials.ts'
import type { Carrier } from './credentials.ts'
import { checkInterference, checkSearch, furnish } from './interference.ts'
import { checkIsolation } from './isolation.ts'
import { Ledger } from './ledger.ts'
import type { Coverage, Finding, Part, Warning } from './ledger.ts'
import { Mask } from './mask.ts'
import { newPerson } from './person.ts'
import { Speaker } from './speaker.ts'
import { checkMethods, checkOverrides, checkOwnerFilters, checkPublic } from './surface.ts'
import { openWire, WireError } from './wire.ts'
import { NotCoveredError, World } from './world.ts'

export interface Plan {
  contract: Contract
  baseUrl: URL
  /** Asked again whenever a token is needed; whoever answers knows how long one lives. */
  tokens: { a: () => Promise<string>; b: () => Promise<string> }
  allowWrites: boolean
  acceptForbidden: boolean
  /** Name of the security scheme to use where an operation has several. */
  scheme?: string
  /** Operation ids: the only ones to check, all when empty; the others serve to make things. */
  only: readonly string[]
  /** Operation ids: not asked at all; and left out of the isolation matrix, because all may read them. */
  skip: readonly string[]
  shared: readonly string[]
  /** And those that may write for anybody, because the request itself is the proof. */
  open: readonly string[]
  /** Findings to count apart: `check` or `check:operationId`. */
  ignore: readonly string[]
  /** Those that are not as bad are counted apart, too. */
  failOn: Severity
  /** Genuine tokens that must be refused. */
  refused: readonly string[]
  headers: readonly (readonly [string, string])[]
  given: { A: ReadonlyMap<string, string>; B: ReadonlyMap<string, string> }
  timeoutMs: number
  delayMs: number
  signal: AbortSignal
  /** Told which operation is next. */
  onProgress?: (text: string) => void
}

export interface Report {
  baseUrl: string
  title: string
  allowWrites: boolean
  startedAt: string
  durationMs: number
  requests: number
  findings: Finding[]
  coverage: Coverage[]
  warnings: Warning[]
  /** References out of the contract, which are never followed. */
  unread: string[]
  leftBehind: string[]
  /** How many requests each was granted: without any, a refusal proves nothing. */
  granted: { A: number; B: number }
  /** Stopped before its end. */
  stopped: boolean
}

export async function run(plan: Plan): Promise<Report> {
  const { baseUrl, signal } = plan
  const startedAt = new Date()
  // What is made is taken away even when the run is stopped: that needs a wire of its own.
  const wire = openWire(baseUrl, plan)
  const lastWire = openWire(baseUrl, { ...plan, signal: new AbortController().signal })
  const operations = plan.contract.operations.filter(({ id }) => !plan.skip.includes(id))
  const contract = { ...plan.contract, operations }
  const checked = operations.filter(({ id }) => plan.only.length === 0 || plan.only.includes(id))
  const ledger = new Ledger(checked, plan.ignore, plan.failOn)
  const mask = new Mask()
  const carriers = new Map<string, Carrier>()
  for (const operation of contract.operations) {
    if (!operation.secured) continue
    const carrier = carrierOf(contract, operation, plan.scheme)
    if (typeof carrier !== 'string') carriers.set(operation.id, carrier)
    else if (checked.includes(operation)) unsupported(ledger, operation, carrier)
  }
  const find = ({ id }: Operation) => carriers.get(id)
  const masked = (token: () => Promise<string>, label: string) => async () => {
    const value = await token()
    mask.addToken(value, label)
    mask.addEncoded(basicOf(value), `$(printf %s "${label}" | base64 | tr -d '\\n')`)
    return value
  }
  const a = newPerson('A', masked(plan.tokens.a, '$USER_A'), find)
  const b = newPerson('B', masked(plan.tokens.b, '$USER_B'), find)
  for (const token of plan.refused) mask.addToken(token, '$TOKEN')
  const people = { a, b }
  const { headers, allowWrites, given } = plan
  let active = wire
  const speaker = new Speaker({
    wire: { ...wire, send: (message) => active.send(message) },
    ...{ ledger, mask, carrierOf: find, people, headers },
  })
  const world = new World({ contract, speaker, allowWrites, given })
  const cleanup = new Cleanup(contract, speaker, people, mask)
  const bench: Bench = {
    ...{ contract, checked, speaker, world, ledger, mask, a, b, allowWrites },
    ...{ carrierOf: find, acceptForbidden: plan.acceptForbidden, refused: plan.refused },
    isOpen: ({ id, at }) => plan.open.includes(id) || at.node['x-open'] === true,
    isShared: ({ id, at }) => plan.shared.includes(id) || at.node['x-shared'] === true,
  }
  const granted = { A: 0, B: 0 }
  speaker.onReply(({ voice, reply, ask }) => {
    if (!ask.operation.secured || !succeeded(reply)) return
    if (voice === a) granted.A += 1
    if (voice === b) granted.B += 1
  })
  try {
    await a.token()
    await b.token()
    await wire.send({ method: 'GET', target: baseUrl.pathname })
    await checkAll(bench, plan, new Set(carriers.keys()))
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    active = lastWire
    await cleanup.run(ledger)
    wire.close()
    lastWire.close()
  }
  const title = contract.document.root['info']
  return {
    ...{ baseUrl: baseUrl.href, title: titleOf(title), allowWrites },
    ...{ startedAt: startedAt.toISOString(), durationMs: Date.now() - startedAt.getTime() },
    ...{ requests: wire.count() + lastWire.count(), findings: ledger.findings() },
    ...{ coverage: ledger.coverage(), warnings: ledger.warnings, unread: contract.unread },
    ...{ leftBehind: ledger.leftBehind, granted, stopped: signal.aborted },
  }
}

async function checkAll(bench: Bench, plan: Plan, supported: ReadonlySet<string>): Promise<void> {
  const { checked } = bench
  const secured = checked.filter(({ id, secured: is }) => is && supported.has(id))
  const steps: [part: Part, what: string, check: (operation: Operation) => Promise<void>][] = [
    ['isolation', "another user's ids", (operation) => checkIsolation(bench, operation)],
    ['isolation', 'owner named', (operation) => checkOwnerFilters(bench, operation)],
    ['isolation', 'search', (operation) => checkSearch(bench, operation)],
    ['authentication', 'bad credentials', (operation) => checkAuthentication(bench, operation)],
    ['surface', 'members of the body', (operation) => checkAssignment(bench, operation)],
    ['surface', 'other methods', (operation) => checkMethods(bench, operation)],
    ['surface', 'method overrides', (operation) => checkOverrides(bench, operation)],
  ]
  if (plan.allowWrites) await furnish(bench)
  for (const operation of secured) {
    plan.onProgress?.(`${operation.method} ${operation.template}`)
    for (const [part, what, check] of steps) {
      await noting(bench, operation, part, what, () => check(operation), plan.signal)
    }
  }
  for (const operation of checked.filter(({ secured: is }) => !is)) {
    plan.onProgress?.(`${operation.method} ${operation.template}`)
    await noting(
      bench,
      operation,
      'surface',
      'what it shows',
      () => checkPublic(bench, operation),
      plan.signal,
    )
  }
  const [first] = secured
  if (!plan.allowWrites || first === undefined) return
  await noting(
    bench,
    first,
    'isolation',
    'what A does',
    () => checkInterference(bench),
    plan.signal,
  )
}

/** One operation that can't be asked, or doesn't answer, is no reason not to ask the others. */
async function noting(
  { ledger }: Bench,
  operation: Operation,
  part: Part,
  what: string,
  check: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await check()
  } catch (error) {
    const known = error instanceof NotCoveredError || error instanceof WireError
    if (!known || signal.aborted) throw error
    ledger.missed(operation, part, what, error.message)
  }
}

function unsupported(ledger: Ledger, operation: Operation, reason: string): void {
  for (const part of ['authentication', 'isolation', 'surface'] as const) {
    ledger.missed(operation, part, 'credentials', reason)
  }
}

function titleOf(info: unknown): string {
  const title =
    typeof info === 'object' && info !== null && 'title' in info ? info.title : undefined
  return typeof title === 'string' ? title : 'untitled'
}
