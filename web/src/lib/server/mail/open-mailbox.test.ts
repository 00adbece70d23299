import { describe, expect, it, vi } from 'vitest'
import { createMailbox } from './mailbox.ts'
import { admit } from './open-mailbox.ts'

// What it needs of SvelteKit is not there without it, and `admit` needs none of it.
vi.mock('../auth/instance.ts', () => ({}))

const mailbox = createMailbox()

describe('the mailbox', () => {
  it.each([
    ['127.0.0.1', 'localhost:3000'],
    ['::1', '[::1]:3000'],
    ['::ffff:127.0.0.1', '127.0.0.1:3000'],
  ])('opens for %s that asked for %s', (address, host) => {
    expect(admit(mailbox, { address, host, isForwarded: false })).toBe(mailbox)
  })

  it.each([
    ['192.168.1.20', 'localhost:3000'],
    ['127.0.0.1', 'rebound.example:3000'],
    ['127.0.0.1', 'localhost.example'],
    ['127.0.0.1', ''],
    ['10.0.0.1', '10.0.0.2:3000'],
  ])('is not there for %s that asked for %s', (address, host) => {
    expect(() => admit(mailbox, { address, host, isForwarded: false })).toThrow(
      expect.objectContaining({ status: 404 }),
    )
  })

  it('is not there for what comes through a proxy or a tunnel', () => {
    const from = { address: '127.0.0.1', host: 'localhost:3000', isForwarded: true }
    expect(() => admit(mailbox, from)).toThrow(expect.objectContaining({ status: 404 }))
  })

  it('is not there for anybody when there is a mail server', () => {
    const from = { address: '127.0.0.1', host: 'localhost:3000', isForwarded: false }
    expect(() => admit(null, from)).toThrow(expect.objectContaining({ status: 404 }))
  })
})
