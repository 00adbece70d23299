import { describe, expect, it } from 'vitest'
import { CatchUp } from './catch-up.ts'

function setUp(own: number[], seen: number | null = 4) {
  const reads: string[] = []
  const catchUp = new CatchUp({
    read: () => Promise.resolve(reads.push('read')),
    settle: () => Promise.resolve(),
    isOwn: (change) => own.includes(change),
    seen,
  })
  return { catchUp, reads }
}

describe('catching up', () => {
  it('reads again when there is a change of another place', async () => {
    const { catchUp, reads } = setUp([])
    await catchUp.changed(5)
    expect(reads).toHaveLength(1)
  })

  it('does not for what was changed here', async () => {
    const { catchUp, reads } = setUp([5, 6])
    await catchUp.changed(6)
    expect(reads).toEqual([])
  })

  it('notices a change of another place between two of here', async () => {
    const { catchUp, reads } = setUp([5, 7])
    await catchUp.changed(7)
    expect(reads).toHaveLength(1)
  })

  it('reads once for what comes while it reads', async () => {
    const { catchUp, reads } = setUp([])
    await Promise.all([catchUp.changed(5), catchUp.changed(6), catchUp.changed(7)])
    expect(reads.length).toBeLessThan(3)
    await catchUp.changed(7)
    expect(reads.length).toBeLessThan(3)
  })

  it('reads when nobody has listened for a while', async () => {
    const { catchUp, reads } = setUp([5])
    await catchUp.changed(null)
    await catchUp.changed(5)
    expect(reads).toHaveLength(1)
  })

  it('reads when it does not know what is shown', async () => {
    const { catchUp, reads } = setUp([5], null)
    await catchUp.changed(5)
    expect(reads).toHaveLength(1)
  })
})
