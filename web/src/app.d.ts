// Types that SvelteKit asks an app to fill in.
declare global {
  namespace App {
    interface Error {
      /** What to quote when reporting it: the log has the same id. Only faults of ours have one. */
      id?: string
    }
    interface Locals {
      /** The signed-in person, looked up for page routes only; null on every other path. */
      user: { id: string; name: string; email: string } | null
      /** The session the person is signed in with; null whenever `user` is null. */
      session: { id: string; expiresAt: Date; lastSeenAt: Date } | null
      /** True when the auth database could not be asked: `user` is null, but may be signed in. */
      authUnavailable: boolean
    }
  }
}

export {}
