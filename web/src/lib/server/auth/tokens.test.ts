import { jwtVerify, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { deriveSharedKey } from './tokens.ts'

describe('deriveSharedKey', () => {
  it('is the key that the api derives from the same secret', () => {
    // HKDF-SHA256 (RFC 5869), no salt, info "holdfast-api-jwt", 32 bytes; made with `openssl kdf`.
    expect(Buffer.from(deriveSharedKey('0123456789abcdef0123456789abcdef')).toString('hex')).toBe(
      'fbc6248da63bb6c260643265d402d0ba8fe7394eec7b5b82883703b984bca04a',
    )
  })

  it('is not the secret itself', async () => {
    const secret = '0123456789abcdef0123456789abcdef'
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from(secret))
    await expect(jwtVerify(token, deriveSharedKey(secret))).rejects.toThrow(
      'signature verification failed',
    )
  })
})
