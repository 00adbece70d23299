// Takes a theme chosen in a menu into the account, so that it is the same on every device.
import { deserialize } from '$app/forms'
import type { Theme } from './preferences.ts'

let last: Promise<unknown> = Promise.resolve()

/** One after the other, so that the last choice is the one that stays. @returns whether it is kept */
export function saveTheme(theme: Theme): Promise<boolean> {
  const saved = last.then(() => send(theme))
  last = saved
  return saved
}

async function send(theme: Theme): Promise<boolean> {
  try {
    const response = await fetch('/account/profile?/theme', {
      method: 'POST',
      headers: { 'x-sveltekit-action': 'true' },
      body: new URLSearchParams({ theme }),
    })
    return deserialize(await response.text()).type === 'success'
  } catch {
    return false
  }
}
