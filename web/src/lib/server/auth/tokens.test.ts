import { jwtVerify, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { deriveSharedKey } from './tokens.ts'

describe('deriveSharedKey', () => {
  it('is the key that the api derives from the same secret', () => {
    // HKDF-SHA256 (RFC 5869), no salt, info "holdfast-api-jwt", 32 bytes; made with `openssl kdf`.
    const { key, header } = deriveSharedKey('0123456789abcdef0123456789abcdef')
    expect(Buffer.from(key).toString('hex')).toBe(
      'fbc6248da63bb6c260643265d402d0ba8fe7394eec7b5b82883703b984bca04a',
    )
    // The same with the info "holdfast-api-jwt-kid", 12 bytes.
    expect(header).toEqual({ alg: 'HS256', kid: 'OZNiRE-Qi8YBQeO7' })
  })

  it('is not the secret itself', async () => {
    const secret = '0123456789abcdef0123456789abcdef'
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from(secret))
    await expect(jwtVerify(token, deriveSharedKey(secret).key)).rejects.toThrow(
      'signature verification failed',
    )
  })
})
