/** One token, tried on every secured operation. */
import { noteRow } from '../http/record.ts'
import { environment } from '../environment.ts'
import { sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { probesFor } from './judge.ts'
import { profileFaults } from './profiles.ts'
import type { Profile } from './profiles.ts'
import { bearer, dress } from './row.ts'

export interface Tried {
  person: Person
  jwt: string
  name: string
  origin?: string
}

/** What is wrong with the answers of every secured operation to this token; the attempts run at once. */
export async function faultsEverywhere(
  row: string,
  { person, jwt, name, origin = environment().apiBaseUrl }: Tried,
  profiles: Profile[],
): Promise<string[]> {
  const probes = await probesFor(person)
  const answers = probes.map(async ({ operation, name: where, message }) => {
    const dressed = dress(message, bearer(name, jwt))
    const exchange = await sendAs(person.subject, dressed, { origin })
    noteRow(row, operation.id)
    const faults = profiles.map((profile) => profileFaults(profile, exchange))
    return faults.some((found) => found.length === 0)
      ? []
      : [`${where} (${name}): ${faults.join(' or ')}`]
  })
  return (await Promise.all(answers)).flat()
}
