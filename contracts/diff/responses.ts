/** What comes out: statuses, headers and bodies. */
import { compareContent, compareSchemaOf } from './content.ts'
import type { Contracts, Pair } from './content.ts'
import type { Contract, Place } from './contract.ts'
import { isTrue } from './requests.ts'
import type { Change } from './rules.ts'

export function compareResponses(contracts: Contracts, pair: Pair): Change[] {
  const before = contracts.old.members(pair.old, 'responses')
  const after = contracts.current.members(pair.current, 'responses')
  const changes: Change[] = []
  for (const [status, old] of before) {
    if (status.startsWith('x-')) continue
    const current = answerTo(after, status)
    if (current === undefined) {
      changes.push({ rule: 'response-removed', at: old.at, text: `${status} is gone` })
    } else {
      changes.push(...compareResponse(contracts, { old, current }))
    }
  }
  for (const [status, current] of after) {
    if (before.has(status)) continue
    const old = answerTo(before, status)
    if (old !== undefined) {
      changes.push(...compareResponse(contracts, { old, current }))
    } else if (/^[123]/.test(status)) {
      // Any other error is one of its class to a client that does not know it (RFC 9110 §15).
      changes.push({ rule: 'response-added', at: current.at, text: `${status} is new` })
    }
  }
  return changes
}

/** What documents this status: itself, its class, or the default. */
function answerTo(responses: ReadonlyMap<string, Place>, status: string): Place | undefined {
  const names = [status, `${status.charAt(0)}XX`, 'default']
  return names.map((name) => responses.get(name)).find((response) => response !== undefined)
}

function compareResponse(contracts: Contracts, pair: Pair): Change[] {
  return [...compareHeaders(contracts, pair), ...compareContent(contracts, pair, 'response')]
}

function compareHeaders(contracts: Contracts, pair: Pair): Change[] {
  const before = headersOf(contracts.old, pair.old)
  const after = headersOf(contracts.current, pair.current)
  return [...before].flatMap(([name, old]): Change[] => {
    const current = after.get(name)
    if (current === undefined) {
      return [{ rule: 'header-removed', at: old.at, text: `${name} is gone` }]
    }
    const isNewlyOptional = isTrue(old, 'required') && !isTrue(current, 'required')
    return [
      ...(isNewlyOptional
        ? [{ rule: 'header-optional' as const, at: current.at, text: `${name} may be missing` }]
        : []),
      ...compareSchemaOf(contracts, { old, current }, 'response'),
    ]
  })
}

function headersOf(contract: Contract, response: Place): Map<string, Place> {
  const headers = contract.members(response, 'headers')
  return new Map([...headers].map(([name, header]) => [name.toLowerCase(), header]))
}
