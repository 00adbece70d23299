import { expect, it } from 'vitest'
import { digestOf, isSecretOf, makeSecret } from './address.ts'

it('a secret is compared by every character of what is kept of it', () => {
  const secret = makeSecret()
  const digest = digestOf(secret)
  expect(isSecretOf(secret, digest)).toBe(true)
  const changed = Array.from(digest, (character, at) => {
    return digest.slice(0, at) + (character === 'A' ? 'B' : 'A') + digest.slice(at + 1)
  })
  for (const other of [...changed, digest.slice(0, -1), `${digest}A`, '']) {
    expect(isSecretOf(secret, other), other).toBe(false)
  }
})
