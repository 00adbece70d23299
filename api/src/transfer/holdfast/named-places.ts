import type { Assembly } from '../assembly.ts'
import type { Place } from '../findings.ts'

/** Lists and sections that a table only names: each made when it is first named. */
export class NamedPlaces {
  readonly #assembly: Assembly
  readonly #lists = new Map<string, string>()
  readonly #sections = new Map<string, string>()

  constructor(assembly: Assembly) {
    this.#assembly = assembly
    for (const { key, name } of assembly.lists()) this.#lists.set(name, key)
    for (const { key, list, name } of assembly.sections()) this.#sections.set(at(list, name), key)
  }

  /** Null, the inbox, when it is not named. */
  listNamed(place: Place, given: string): string | null {
    const name = given.trim()
    if (name === '') return null
    const known = this.#lists.get(name)
    if (known !== undefined) return known
    const key = `list ${this.#lists.size + 1}`
    this.#assembly.addList(place, { key, name })
    this.#lists.set(name, key)
    return key
  }

  sectionNamed(place: Place, list: string | null, given: string): string | null {
    const name = given.trim()
    if (name === '' || list === null) return null
    const known = this.#sections.get(at(list, name))
    if (known !== undefined) return known
    const key = `section ${this.#sections.size + 1}`
    this.#assembly.addSection(place, { key, list, name })
    this.#sections.set(at(list, name), key)
    return key
  }
}

function at(list: string, name: string): string {
  return JSON.stringify([list, name])
}
