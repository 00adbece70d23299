/** One token, tried on every secured operation. */
import { noteRow } from '../http/record.ts'
import { environment } from '../environment.ts'
import { sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { grantedProbes, probesFor } from './judge.ts'
import type { Probe } from './judge.ts'
import { profileFaults } from './profiles.ts'
import type { Profile } from './profiles.ts'
import { bearer, dress } from './row.ts'

export interface Tried {
  person: Person
  jwt: string
  name: string
  origin?: string
}

/** What is refused can be asked again, and at once: many tokens of one person meet the same requests. */
export function lastingProbes(person: Person): Promise<Probe[]> {
  const probes = known.get(person) ?? probesFor(person)
  known.set(person, probes)
  return probes
}

const known = new WeakMap<Person, Promise<Probe[]>>()

/** What is wrong with the answers of every secured operation to this token. */
export async function faultsEverywhere(
  row: string,
  { person, jwt, name, origin = environment().apiBaseUrl }: Tried,
  profiles: Profile[],
): Promise<string[]> {
  const answerTo = async ({ operation, name: where, message }: Probe): Promise<string[]> => {
    const dressed = dress(message, bearer(name, jwt))
    const exchange = await sendAs(person.subject, dressed, { origin })
    noteRow(row, operation.id)
    const faults = profiles.map((profile) => profileFaults(profile, exchange))
    return faults.some((found) => found.length === 0)
      ? []
      : [`${where} (${name}): ${faults.join(' or ')}`]
  }
  if (!profiles.includes('OK')) {
    return (await Promise.all((await lastingProbes(person)).map(answerTo))).flat()
  }
  const wrong: string[] = []
  for await (const probe of grantedProbes(person)) wrong.push(...(await answerTo(probe)))
  return wrong
}
