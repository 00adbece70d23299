import { describe, expect, it } from 'vitest'
import { DatabaseError, toDatabaseError } from './errors.ts'

const withCode = (code: unknown, message = 'x') => Object.assign(new Error(message), { code })

describe('toDatabaseError', () => {
  it.each([
    ['DATABASE_BUSY', ['57014', '55P03', '40001', '40P01']],
    ['DATABASE_READ_ONLY', ['25006']],
    ['DATABASE_UNREACHABLE', ['08000', '08006', '53100', '53300', '57P01', '57P03', '28P01']],
    ['DATABASE_UNREACHABLE', ['3D000', 'CONNECTION_CLOSED', 'CONNECT_TIMEOUT', 'CONNECTION_ENDED']],
    ['DATABASE_UNREACHABLE', ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EHOSTUNREACH', 'ENETDOWN']],
    ['DATABASE_UNREACHABLE', ['ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT']],
    ['DATABASE_FAULT', ['23505', '42601', '42501', '22021', '5708', '257014', '570140', 'X08000']],
    ['DATABASE_FAULT', ['25006X', '08', 'XCONN', 'ENOENTX', 'E']],
  ] as const)('calls it %s for %j', (code, reasons) => {
    for (const reason of reasons) {
      expect(toDatabaseError(withCode(reason)), reason).toMatchObject({
        ...{ name: 'DatabaseError', code, reason, message: `${code} (${reason})` },
      })
    }
  })

  it('looks for the reason through every cause', () => {
    const driver = withCode('57014')
    const wrapped = new Error('Failed query', { cause: new Error('again', { cause: driver }) })
    expect(toDatabaseError(wrapped)).toMatchObject({ code: 'DATABASE_BUSY', reason: '57014' })
  })

  it('takes the outermost code that is text', () => {
    const error = Object.assign(new Error('x', { cause: withCode('57014') }), { code: 7 })
    expect(toDatabaseError(error).reason).toBe('57014')
    const outer = Object.assign(new Error('x', { cause: withCode('57014') }), { code: '25006' })
    expect(toDatabaseError(outer).reason).toBe('25006')
  })

  it.each([
    [new RangeError('CANARY'), 'RangeError'],
    [new Error('CANARY', { cause: 'CANARY' }), 'Error'],
    ['CANARY', 'unknown'],
    [undefined, 'unknown'],
    [{ code: 'CANARY' }, 'unknown'],
  ])('takes what has no code for a fault, and quotes nothing of it', (error, reason) => {
    expect(toDatabaseError(error)).toMatchObject({ code: 'DATABASE_FAULT', reason })
    expect(toDatabaseError(error).message).not.toContain('CANARY')
    expect(toDatabaseError(error).cause).toBeUndefined()
  })

  it('leaves its own as they are', () => {
    const own = new DatabaseError('DATABASE_BUSY', 'POOL_WAIT')
    expect(toDatabaseError(own)).toBe(own)
  })
})
