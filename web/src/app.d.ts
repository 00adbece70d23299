// Types that SvelteKit asks an app to fill in.
declare global {
  namespace App {
    interface Locals {
      /** The signed-in person, looked up for page routes only; null on every other path. */
      user: { id: string; name: string; email: string } | null
      /** The session the person is signed in with; null whenever `user` is null. */
      session: { id: string; expiresAt: Date } | null
    }
  }
}

export {}
