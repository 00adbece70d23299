import { v7 as uuidv7 } from 'uuid'
import type { TransferDocument } from '../document.ts'

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Which id everything of a document gets, should it be new: made once, however often it is tried. */
export interface Plan {
  readonly document: TransferDocument
  /** True for what has an id of ours in the file: then that is what it is known by. */
  readonly isOurs: (key: string) => boolean
  readonly idOf: (key: string) => string
  /** An id that nothing has, for what can't have its own. */
  readonly spareOf: (key: string) => string
}

export function planImport(document: TransferDocument): Plan {
  const isOurs = (key: string) => UUID_V7.test(key)
  const ids = new Map<string, { own: string; spare: string }>()
  const { lists, sections, labels, filters, tasks } = document
  for (const { key } of [...lists, ...sections, ...labels, ...filters, ...tasks]) {
    const spare = uuidv7()
    ids.set(key, { own: isOurs(key) ? key : spare, spare })
  }
  return {
    document,
    isOurs,
    idOf: (key) => ids.get(key)?.own ?? key,
    spareOf: (key) => ids.get(key)?.spare ?? key,
  }
}

/** Where the parts of a document are now, by their keys. */
export type Places = ReadonlyMap<string, string>

export interface Put {
  readonly places: Places
  /** How many were made. */
  readonly made: number
}
