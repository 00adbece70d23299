import { chmodSync, mkdirSync, mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { firstClosedFolder } from './account.ts'

const stranger = { uid: 54_321, gid: 54_321 }

describe('firstClosedFolder', () => {
  it('names the topmost folder that the account cannot enter', () => {
    const home = realpathSync(mkdtempSync(join(tmpdir(), 'holdfast-')))
    const inner = join(home, 'checkout', 'data')
    mkdirSync(inner, { recursive: true })
    chmodSync(home, 0o700)
    expect(firstClosedFolder(inner, stranger)).toBe(home)
    chmodSync(home, 0o711)
    expect(firstClosedFolder(inner, stranger)).toBeUndefined()
  })

  it('goes by the rights of the owner where the account is the owner', () => {
    const home = realpathSync(mkdtempSync(join(tmpdir(), 'holdfast-')))
    chmodSync(home, 0o700)
    const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
    expect(firstClosedFolder(home, owner)).toBeUndefined()
  })
})
