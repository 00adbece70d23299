import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SecretStore } from '../secrets.ts'
import { externalAccess, withLogin } from './external.ts'

describe('withLogin', () => {
  it('changes the login and nothing else', () => {
    const url = 'postgresql://boss:s%40crt@db.example.org:6543/tasks?sslmode=require'
    expect(withLogin(url, 'holdfast_api', 'p/w@:')).toBe(
      'postgresql://holdfast_api:p%2Fw%40%3A@db.example.org:6543/tasks?sslmode=require',
    )
  })
})

describe('externalAccess', () => {
  const options = {
    variable: 'DATABASE_URL',
    serviceRole: 'holdfast_api',
    secrets: new SecretStore(join(mkdtempSync(join(tmpdir(), 'holdfast-')), 'secrets.json')),
  }

  it('uses two given URLs as they are', async () => {
    const url = 'postgres://api%2Drole:pw@h/tasks'
    const migrationUrl = 'postgres://owner:pw@h/tasks'
    const access = await externalAccess({ ...options, choice: { url, migrationUrl } })
    expect(access).toEqual({ migrationUrl, serviceUrl: url, serviceRole: 'api-role' })
  })

  it('says in one line that nothing listens there, without the password', async () => {
    const choice = { url: 'postgres://boss:hidden@127.0.0.1:1/tasks', migrationUrl: undefined }
    const failure = externalAccess({ ...options, choice })
    await expect(failure).rejects.toThrow(/^DATABASE_URL: nothing listens there\. Fix: /)
    await expect(failure).rejects.not.toThrow(/hidden/)
  })
})
