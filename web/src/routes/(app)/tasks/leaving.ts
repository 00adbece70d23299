// How a task page is left: because the session has ended, or because the person signs out.
import type { ApiConnection } from '#lib/client/connect.ts'
import type { Toasts } from '#lib/client/toasts.svelte.ts'
import type { TaskStore } from '#lib/tasks/task-store.svelte.ts'

export type LeavingOptions = {
  connection: ApiConnection
  store: () => TaskStore
  toasts: Toasts
  /** Hands on what is typed. */
  save: () => void
  /** Tells the other tabs. */
  signedOut: () => void
}

export class Leaving {
  /** Whether leaving is what was asked for. */
  left = false
  /** Who signs out leaves nothing behind in this browser. */
  forgets = false
  readonly #options: LeavingOptions

  constructor(options: LeavingOptions) {
    this.#options = options
  }

  /** By a new document: nothing of this person stays behind in the old one, nor for the back button. */
  leave(reason: 'ended' | 'signed-out'): void {
    if (this.left) return
    this.left = true
    this.forgets = reason === 'signed-out'
    this.#options.connection.tokens.drop()
    const back = location.pathname + location.search
    const next = reason === 'ended' ? `&next=${encodeURIComponent(back)}` : ''
    location.replace(`/sign-in?reason=${reason}${next}`)
  }

  async signOut(anyway = false): Promise<void> {
    const { connection, store, toasts, save, signedOut } = this.#options
    save()
    await store().settle()
    const unsaved = store().list.unsentCount
    if (unsaved > 0 && !anyway) {
      const text = `${unsaved === 1 ? 'One change is' : `${String(unsaved)} changes are`} not saved yet.`
      const action = { name: 'Sign out anyway', run: () => void this.signOut(true) }
      toasts.show({ text, tone: 'error', action })
    } else if (await connection.signOut()) {
      signedOut()
      this.leave('signed-out')
    } else toasts.show({ text: 'You could not be signed out. Please try again.', tone: 'error' })
  }
}
