// What every answer of web's origin says to a browser, pages and files and the api's answers alike.

/**
 * The policy of what is not a page: nothing, but for the looks of the document that stands in when a
 * page fails. Pages replace it with their own, and the api's documentation brings one along.
 */
const NO_PAGE =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export function securityHeaders(publicUrl: URL): Record<string, string> {
  return {
    'content-security-policy': NO_PAGE,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // The origin alone, and to itself only: no path of ours is told to anybody.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': [
      'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
      'publickey-credentials-create=(self), publickey-credentials-get=(self)',
    ].join(', '),
    ...(publicUrl.protocol === 'https:' && {
      'strict-transport-security': 'max-age=31536000',
    }),
  }
}

/** Not on the api's answers: who may read those across origins is for its CORS rules to say. */
export const PAGES_ONLY = ['cross-origin-resource-policy'] as const
