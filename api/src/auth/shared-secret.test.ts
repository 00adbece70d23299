import { hkdfSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sharedSecretKeys } from './shared-secret.ts'

const secret = 'a shared secret of more than thirty-two bytes'

describe('the shared secret', () => {
  it('derives the same key as RFC 5869 says, computed apart', async () => {
    const apart = new Uint8Array(hkdfSync('sha256', secret, '', 'holdfast-api-jwt', 32))
    const keys = await sharedSecretKeys(secret)
    expect(await keys.find(undefined)).toMatchObject({ algorithm: 'HS256', key: apart })
  })

  it('gives its key the name that web gives it', async () => {
    const apart = hkdfSync('sha256', secret, '', 'holdfast-api-jwt-kid', 12)
    const keys = await sharedSecretKeys(secret)
    const key = await keys.find(Buffer.from(apart).toString('base64url'))
    expect(key).toBe(await keys.find(undefined))
    expect(Buffer.from(apart)).not.toEqual(Buffer.from(key.key as Uint8Array).subarray(0, 12))
  })

  it('has one key, for HS256 alone, and none by another name', async () => {
    const keys = await sharedSecretKeys(secret)
    expect(keys.algorithms).toEqual(['HS256'])
    for (const kid of ['k', '', 'shared', secret]) {
      await expect(keys.find(kid)).rejects.toThrow(expect.objectContaining({ code: 'UNKNOWN_KEY' }))
    }
  })

  it('counts beside older ones, each by its name, and without a name it is meant', async () => {
    const older = [
      'an older secret of more than thirty-two bytes',
      'a still older secret, the same',
    ]
    const keys = await sharedSecretKeys(secret, older)
    const { id } = await (await sharedSecretKeys(secret)).find(undefined)
    expect(await keys.find(undefined)).toMatchObject({ id })
    expect(await keys.find(id)).toBe(await keys.find(undefined))
    for (const one of older) {
      const alone = await (await sharedSecretKeys(one)).find(undefined)
      expect(await keys.find(alone.id)).toEqual(alone)
    }
    const gone = await (
      await sharedSecretKeys('a secret that is given no more, at all')
    ).find(undefined)
    await expect(keys.find(gone.id)).rejects.toThrow(
      expect.objectContaining({ code: 'UNKNOWN_KEY' }),
    )
  })

  it('is always there', async () => {
    const keys = await sharedSecretKeys(secret)
    expect(keys.isReady()).toBe(true)
    expect(keys.isCurrent(await keys.find(undefined))).toBe(true)
  })
})
