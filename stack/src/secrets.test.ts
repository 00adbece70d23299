import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SecretStore } from './secrets.ts'

function newFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'holdfast-')), 'secrets.json')
}

describe('SecretStore', () => {
  it('makes a secret once and keeps it for its owner alone', () => {
    const file = newFile()
    const made = new SecretStore(file).get('BETTER_AUTH_SECRET')
    expect(made).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(new SecretStore(file).get('BETTER_AUTH_SECRET')).toBe(made)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('makes another one for each name and each installation', () => {
    const store = new SecretStore(newFile())
    expect(store.get('one')).not.toBe(store.get('two'))
    expect(new SecretStore(newFile()).get('one')).not.toBe(store.get('one'))
  })

  it('does not start over when the file is damaged', () => {
    const file = newFile()
    writeFileSync(file, '{"one": "valu')
    expect(() => new SecretStore(file)).toThrow(/damaged\. Fix: /)
  })
})
