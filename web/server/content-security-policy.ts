// What a page of web may load and talk to. Kit adds a nonce for each script and style it writes.
import type { Config } from '@sveltejs/kit/vite'

type Directives = NonNullable<NonNullable<Config['csp']>['directives']>

/**
 * Everything comes from the own origin (D9), so an injected tag has nowhere to load from and
 * nowhere to send to. The UI libraries set styles through the CSSOM, which the policy does not
 * touch; the one style attribute is the one that hides Kit's own announcer of page titles.
 */
export const contentSecurityPolicy = {
  'default-src': ['none'],
  'script-src': ['self'],
  'style-src': ['self'],
  'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
  'img-src': ['self', 'data:'],
  'font-src': ['self'],
  'connect-src': ['self'],
  'manifest-src': ['self'],
  'base-uri': ['none'],
  'form-action': ['self'],
  'frame-ancestors': ['none'],
  'object-src': ['none'],
} satisfies Directives
