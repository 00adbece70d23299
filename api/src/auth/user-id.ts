declare const minted: unique symbol

/**
 * The owner of everything a request may see: the `sub` of a verified token, 1-255 characters of
 * `A-Z a-z 0-9 _ -`. Only the verifier mints one, so holding a `UserId` is the proof that a token
 * was judged.
 */
export type UserId = string & { readonly [minted]: 'UserId' }
