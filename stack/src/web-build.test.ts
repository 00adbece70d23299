import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { hashFiles } from './web-build.ts'

let folder: string
let before: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'src', 'a.ts'), 'a')
  writeFileSync(join(folder, 'src', 'b.ts'), 'b')
  before = hashFiles([folder])
})

describe('hashFiles', () => {
  it('is the same for the same content in another place', () => {
    const copy = mkdtempSync(join(tmpdir(), 'holdfast-'))
    mkdirSync(join(copy, 'src'))
    writeFileSync(join(copy, 'src', 'b.ts'), 'b')
    writeFileSync(join(copy, 'src', 'a.ts'), 'a')
    expect(hashFiles([copy])).toBe(before)
  })

  it('changes with a content, a name, a new file and a missing one', () => {
    const file = join(folder, 'src', 'a.ts')
    const seen = new Set([before])
    writeFileSync(file, 'A')
    seen.add(hashFiles([folder]))
    renameSync(file, join(folder, 'src', 'c.ts'))
    seen.add(hashFiles([folder]))
    writeFileSync(join(folder, 'src', 'd.ts'), '')
    seen.add(hashFiles([folder]))
    rmSync(join(folder, 'src', 'b.ts'))
    seen.add(hashFiles([folder]))
    expect(seen.size).toBe(5)
  })

  it('leaves out what is generated and what is only tested', () => {
    for (const name of ['node_modules', '.svelte-kit', 'build']) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'x.js'), 'x')
    }
    writeFileSync(join(folder, 'src', 'a.test.ts'), 'x')
    expect(hashFiles([folder])).toBe(before)
  })
})
