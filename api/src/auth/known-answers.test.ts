/** Tokens that others signed: the examples of the RFCs, through key import and verifier as in service. */
import { describe, expect, it } from 'vitest'
import { importVerificationKey } from './jwk.ts'
import { TokenError } from './token-error.ts'
import { createVerifier } from './verifier.ts'
import type { VerificationKey } from './signed-token.ts'

const CLAIMS =
  'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ'

const hmac = Buffer.from(
  'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
  'base64url',
)

const rsa = {
  kty: 'RSA',
  n: 'ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ',
  e: 'AQAB',
}

const ec = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
}

const ed = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }

async function imported(jwk: Record<string, string>): Promise<VerificationKey> {
  const key = await importVerificationKey(jwk)
  if (key === undefined) throw new Error('the example key was left out')
  return key
}

const examples: [string, VerificationKey, string][] = [
  [
    'RFC 7515 A.1, HS256',
    { algorithm: 'HS256', key: new Uint8Array(hmac), id: 'a1' },
    `eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${CLAIMS}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`,
  ],
  [
    'RFC 7515 A.2, RS256',
    await imported(rsa),
    `eyJhbGciOiJSUzI1NiJ9.${CLAIMS}.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw`,
  ],
  [
    'RFC 7515 A.3, ES256',
    await imported(ec),
    `eyJhbGciOiJFUzI1NiJ9.${CLAIMS}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q`,
  ],
  [
    'RFC 8037 A.4, EdDSA',
    await imported(ed),
    'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg',
  ],
]

/** What becomes of a token; whose signature is good fails at claims that are not for us. */
async function outcome(key: VerificationKey, token: string): Promise<string> {
  const seen = { sought: false }
  const keys = {
    algorithms: [key.algorithm],
    find: () => {
      seen.sought = true
      return Promise.resolve(key)
    },
    isCurrent: () => true,
    isReady: () => true,
    close: () => undefined,
  }
  const verifier = createVerifier({
    keys,
    revocations: { refuseRevoked: () => undefined },
    issuer: 'https://issuer.test',
    audience: 'holdfast-api',
  })
  try {
    await verifier.verify(token)
    return 'accepted'
  } catch (error) {
    if (!(error instanceof TokenError)) throw error
    // Behind the key there is only the signature, and then the payload.
    const isSigned = seen.sought && ['MALFORMED', 'CLAIM_REFUSED', 'EXPIRED'].includes(error.code)
    return isSigned ? 'signed' : error.code
  }
}

describe.each(examples)('%s', (_, key, token) => {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const bytes = Buffer.from(signature, 'base64url')
  const resigned = (changed: Buffer) => `${header}.${payload}.${changed.toString('base64url')}`

  it('is signed', async () => {
    expect(await outcome(key, token)).toBe('signed')
  })

  it('is not signed with any bit of the signature changed', async () => {
    const wrong: number[] = []
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      if ((await outcome(key, resigned(changed))) !== 'BAD_SIGNATURE') wrong.push(bit)
    }
    expect(wrong).toEqual([])
  })

  it('is not signed with a signature of another length', async () => {
    const more = Buffer.alloc(1)
    for (const changed of [
      bytes.subarray(1),
      bytes.subarray(0, -1),
      Buffer.concat([bytes, more]),
      Buffer.concat([more, bytes]),
      Buffer.concat([bytes, bytes]),
    ]) {
      expect(await outcome(key, resigned(changed))).toBe('BAD_SIGNATURE')
    }
  })

  it('is not signed for any other text', async () => {
    const other = Buffer.from(payload, 'base64url')
    other[0] = (other[0] ?? 0) ^ 1
    const text = other.toString('base64url')
    expect(await outcome(key, `${header}.${text}.${signature}`)).toBe('BAD_SIGNATURE')
  })

  it('is not signed by the key of any other example', async () => {
    for (const [, another] of examples.filter(([, candidate]) => candidate !== key)) {
      expect(await outcome(another, token)).not.toBe('signed')
    }
  })
})
