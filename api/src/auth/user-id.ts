declare const minted: unique symbol

/**
 * The owner of everything a request may see: the `sub` of a verified token, 1-255 characters of
 * `A-Z a-z 0-9 _ -`. Only the verifier mints one, and whoever opens an
 * address that this service has sealed: holding a `UserId` is the proof that one or the other was judged.
 */
export type UserId = string & { readonly [minted]: 'UserId' }
