import type { Handle } from '@sveltejs/kit/hooks'

export const handle: Handle = ({ event, resolve }) => {
  event.locals.user = null
  event.locals.session = null
  return resolve(event)
}
