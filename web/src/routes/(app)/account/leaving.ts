// How pages of the account leave it when the session has ended: given by the layout around them.
import { createContext } from 'svelte'

/** Goes where the server says by a new document, and tells the other tabs. */
type Leave = (to: string) => void

export const [getLeave, setLeave] = createContext<Leave>()
