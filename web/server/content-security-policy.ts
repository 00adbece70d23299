// What a page of web may load and talk to. Kit adds a nonce for each script and style it writes.
import type { Config } from '@sveltejs/kit/vite'

type Directives = NonNullable<NonNullable<Config['csp']>['directives']>

/**
 * Everything comes from the own origin (D9), so an injected tag has nowhere to load from and
 * nowhere to send to. `style-src-attr` is not opened: the UI libraries set styles through the
 * CSSOM, which the policy does not touch.
 */
export const contentSecurityPolicy = {
  'default-src': ['none'],
  'script-src': ['self'],
  'style-src': ['self'],
  'img-src': ['self', 'data:'],
  'font-src': ['self'],
  'connect-src': ['self'],
  'manifest-src': ['self'],
  'base-uri': ['none'],
  'form-action': ['self'],
  'frame-ancestors': ['none'],
  'object-src': ['none'],
} satisfies Directives
