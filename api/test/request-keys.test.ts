import { describe, expect, it } from 'vitest'
import type { UserId } from '../src/auth/user-id.ts'
import { writeOnce } from '../src/db/write/run.ts'
import { createTask } from '../src/tasks/create.ts'
import { NO_FIELDS } from '../src/tasks/task.ts'
import { database, newOwner, root, titlesIn } from './task-world.ts'

describe('a request with a key', () => {
  const once = (owner: UserId, key: string, request = 'request', isTrial = false) =>
    writeOnce(
      database,
      { owner, operation: 'test' },
      {
        ...createTask({ ...NO_FIELDS, title: 'once' }),
        isTrial,
        key: { key, request },
        toAnswer: ({ result }) => ({ status: 201, headers: {}, body: result.id }),
      },
    )

  it('is done once, however often and at once it comes', async () => {
    const owner = newOwner()
    const first = await once(owner, 'key')
    expect(await once(owner, 'key')).toEqual(first)
    const others = await Promise.allSettled([1, 2, 3, 4, 5].map(() => once(owner, 'other')))
    const done = others.flatMap((one) => (one.status === 'fulfilled' ? [one.value.body] : []))
    const refused = others.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as unknown] : [],
    )
    expect(new Set(done).size).toBe(1)
    for (const error of refused) expect(error).toMatchObject({ code: 'KEY_IN_FLIGHT' })
    expect(await titlesIn(owner, null)).toHaveLength(2)
  })

  it('leaves its key free when it was only tried', async () => {
    const owner = newOwner()
    const tried = await once(owner, 'key', 'request', true)
    expect(await titlesIn(owner, null)).toEqual([])
    const done = await once(owner, 'key', 'another')
    expect(done.body).not.toBe(tried.body)
    expect(await titlesIn(owner, null)).toEqual(['once'])
  })

  it('is refused with another body, and is free for anybody else', async () => {
    const [ann, bob] = [newOwner(), newOwner()]
    const first = await once(ann, 'key')
    await expect(once(ann, 'key', 'another')).rejects.toMatchObject({ code: 'KEY_REUSED' })
    expect((await once(bob, 'key')).body).not.toBe(first.body)
    expect(await titlesIn(ann, null)).toHaveLength(1)
  })

  it('is taken while it is under way, for its owner alone', async () => {
    const [ann, bob] = [newOwner(), newOwner()]
    await once(ann, 'another key')
    let first: Promise<unknown> | undefined
    await root.begin(async (held) => {
      await held`update owners set seq = seq where owner_id = ${ann}`
      first = once(ann, 'key')
      // Until it stands in the queue for the lock.
      await expect
        .poll(async () => (await held`select 1 from pg_locks where not granted`).length)
        .toBeGreaterThan(0)
      await expect(once(ann, 'key')).rejects.toMatchObject({ code: 'KEY_IN_FLIGHT' })
      await once(bob, 'key')
    })
    await first
    expect(await titlesIn(ann, null)).toHaveLength(2)
  })

  it('is kept as a digest, in the transaction of its change', async () => {
    const owner = newOwner()
    await once(owner, 'a key of somebody', 'what they asked')
    const kept = await root<Record<string, string>[]>`
      select xmin::text as transaction, key || fingerprint as text from idempotency_keys
      where owner_id = ${owner}`
    const made = await root`select xmin::text as transaction from tasks where owner_id = ${owner}`
    expect(kept.map(({ transaction }) => transaction)).toEqual([made[0]?.['transaction']])
    expect(kept[0]?.['text']).toMatch(/^[\w-]{86}$/)
  })

  it('is good for a day', async () => {
    const owner = newOwner()
    const aged = (hours: number) => root`
      update idempotency_keys set created_at = now() - make_interval(hours => ${hours})
      where owner_id = ${owner}`
    const first = await once(owner, 'key')
    await aged(23)
    expect(await once(owner, 'key')).toEqual(first)
    await aged(25)
    expect((await once(owner, 'key')).body).not.toBe(first.body)
  })
})
