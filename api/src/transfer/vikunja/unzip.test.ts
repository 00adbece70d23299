import { Zip, ZipDeflate, strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { unzipFile } from './unzip.ts'

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

function codeOf(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return (error as { code?: unknown }).code
  }
  return undefined
}

/** As Go writes it: the lengths stand behind the data. */
function zipWithDescriptors(files: Record<string, string>): Uint8Array {
  const parts: Uint8Array[] = []
  const zip = new Zip((_, chunk) => void parts.push(chunk))
  for (const [name, content] of Object.entries(files)) {
    const file = new ZipDeflate(name, { level: 6 })
    zip.add(file)
    file.push(strToU8(content), true)
  }
  zip.end()
  return Buffer.concat(parts)
}

describe('unzipFile', () => {
  it('takes one file out of many, packed or stored', () => {
    const files = { VERSION: strToU8('1'), 'data.json': strToU8('[1]'), b: strToU8('c') }
    expect(text(unzipFile(zipSync(files), 'data.json'))).toBe('[1]')
    expect(text(unzipFile(zipSync(files, { level: 0 }), 'data.json'))).toBe('[1]')
  })

  it('takes one whose length stands behind it', () => {
    const long = JSON.stringify(Array.from({ length: 50_000 }, (_, index) => index * 7919))
    const archive = zipWithDescriptors({ 'files/1': 'x'.repeat(70_000), 'data.json': long, z: 'z' })
    expect(text(unzipFile(archive, 'data.json'))).toBe(long)
  })

  it('stops at a bomb, whatever length it tells', () => {
    const archive = zipSync({ 'data.json': new Uint8Array(200 * 2 ** 20) }, { level: 9 })
    const view = new DataView(archive.buffer, archive.byteOffset)
    expect(codeOf(() => unzipFile(archive, 'data.json'))).toBe('TRANSFER_TOO_MUCH')
    view.setUint32(22, 10, true)
    const begin = performance.now()
    expect(codeOf(() => unzipFile(archive, 'data.json'))).toBe('TRANSFER_TOO_MUCH')
    expect(performance.now() - begin).toBeLessThan(20_000)
  })

  it('leaves a bomb beside it packed', () => {
    const archive = zipSync({ bomb: new Uint8Array(100 * 2 ** 20), 'data.json': strToU8('[]') })
    expect(text(unzipFile(archive, 'data.json'))).toBe('[]')
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['no archive', strToU8('{"a":1}'.repeat(1000))],
    ['an archive without it', zipSync({ other: strToU8('x') })],
    [
      'half an archive',
      zipSync({ 'data.json': strToU8('x'.repeat(500)) }, { level: 0 }).subarray(0, 200),
    ],
    [
      'other bytes behind the head',
      zipSync({ 'data.json': strToU8('x'.repeat(500)) }).map((byte, at) => (at > 40 ? 0xff : byte)),
    ],
  ])('refuses %s', (_, bytes) => {
    expect(codeOf(() => unzipFile(bytes, 'data.json'))).toBe('TRANSFER_UNREADABLE')
  })
})
