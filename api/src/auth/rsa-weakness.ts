/** RSA keys that verify and must not be trusted. Numbers are big-endian bytes. */

const MIN_BITS = 2048
const MAX_BITS = 8192
const F4 = 65537n

/** NIST SP 800-56B §6.4.1: modulus of 2048 bits or more, odd exponent of 65537 or more, no ROCA. */
export function isWeakRsaKey(modulus: Uint8Array, exponent: Uint8Array): boolean {
  const n = toBigInt(modulus)
  const e = toBigInt(exponent)
  const bits = n.toString(2).length
  if (bits < MIN_BITS || bits > MAX_BITS || n % 2n === 0n) return true
  if (e < F4 || e % 2n === 0n || e >= 1n << 32n) return true
  return hasRocaFingerprint(n)
}

const ROCA_PRIMES = [
  11n,
  13n,
  17n,
  19n,
  37n,
  53n,
  61n,
  71n,
  73n,
  79n,
  97n,
  103n,
  107n,
  109n,
  127n,
  151n,
  157n,
]

/**
 * CVE-2017-15361: the faulty generator makes moduli that are powers of 65537 modulo every small
 * prime. A sound key passes all of these by chance about once in 2^28.
 */
function hasRocaFingerprint(n: bigint): boolean {
  return ROCA_PRIMES.every((prime) => powersOf65537(prime).has(n % prime))
}

function powersOf65537(prime: bigint): Set<bigint> {
  const powers = new Set<bigint>()
  for (let power = 1n; !powers.has(power); power = (power * F4) % prime) powers.add(power)
  return powers
}

function toBigInt(bytes: Uint8Array): bigint {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  return value
}
