import { describe, expect, it } from 'vitest'
import { qrCode } from './qr-code.ts'

describe('a QR code', () => {
  it('has a finder in three corners and a light edge of four squares', () => {
    const { size, path } = qrCode('otpauth://totp/Holdfast:ada@example.com?secret=ABC')
    const dark = squares(path)
    const at = (x: number, y: number) => dark.has(`${x} ${y}`)
    const far = size - 5
    for (const [x, y] of [
      [4, 4],
      [far, 4],
      [4, far],
    ] as const) {
      expect(at(x, y)).toBe(true)
    }
    // The fourth corner has no finder: its outer ring is not whole.
    const ring = Array.from({ length: 7 }, (_, n) => at(far - n, far))
    expect(ring).toContain(false)
    for (let n = 0; n < size; n += 1) {
      for (const edge of [0, 1, 2, 3, size - 1, size - 2, size - 3, size - 4]) {
        expect([at(n, edge), at(edge, n)]).toEqual([false, false])
      }
    }
  })

  it('is another one for another text', () => {
    expect(qrCode('one').path).not.toBe(qrCode('two').path)
  })
})

function squares(path: string): Set<string> {
  const found = new Set<string>()
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let n = 0; n < Number(length); n += 1) found.add(`${Number(x) + n} ${y}`)
  }
  return found
}
