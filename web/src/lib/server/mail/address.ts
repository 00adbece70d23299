// What may stand in a header of a mail: one plain address, and nothing that could end the header.

/** RFC 5321 §4.5.3.1.3, without the angle brackets. */
const MAX_LENGTH = 254

export class MailAddressError extends Error {
  override name = 'MailAddressError'
  readonly code = 'invalid-mail-address'
}

/** @throws MailAddressError for a list, a display name, a comment, a line break or a blank */
export function acceptAddress(address: string): string {
  if (
    address.length > MAX_LENGTH ||
    !/^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()\\,;"\p{Cc}]+$/u.test(address)
  ) {
    throw new MailAddressError('not one plain address')
  }
  return address
}
