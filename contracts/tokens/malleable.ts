/** Second signatures that anybody can make out of a first one, without the key. */

const nistOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** The order of the group that edwards25519 signatures count in: RFC 8032 §5.1. */
const edwardsOrder = 2n ** 252n + 27742317777372353535851937790883648493n

/** ECDSA gives two valid signatures: s may be n - s. */
export function twin(signature: Buffer): Buffer {
  const s = BigInt(`0x${signature.subarray(32).toString('hex')}`)
  const other = s === 0n || s >= nistOrder ? s : nistOrder - s
  return Buffer.concat([signature.subarray(0, 32), bytesOf(other)])
}

/** True for the greater one of the two. */
export function isHigh(signature: Buffer): boolean {
  return BigInt(`0x${signature.subarray(32).toString('hex')}`) > nistOrder / 2n
}

/** S and S + L say the same to a verifier that does not look whether S is below L. */
export function largeS(signature: Buffer): Buffer {
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`)
  const sum = bytesOf((s + edwardsOrder) % 2n ** 256n)
  return Buffer.concat([signature.subarray(0, 32), sum.reverse()])
}

/** Pairs (r, s) that some verifiers took for a signature of everything. */
export function degeneratePairs(): Buffer[] {
  const numbers = [0n, 1n, nistOrder - 1n, nistOrder, nistOrder + 1n]
  return numbers.flatMap((r) => numbers.map((s) => Buffer.concat([bytesOf(r), bytesOf(s)])))
}

function bytesOf(number: bigint): Buffer {
  return Buffer.from(number.toString(16).padStart(64, '0'), 'hex')
}
