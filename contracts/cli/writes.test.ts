/** Without --allow-writes nothing is sent that could change anything, guard or no guard. */
import { describe, expect, it } from 'vitest'
import { check, command, spec } from './fixture/run.ts'
import { startFixture } from './fixture/api.ts'
import type { Fixture } from './fixture/api.ts'

/** A's note and project, which a reckless request could change. */
function furnish({ store, userA, userB }: Fixture): { note: string; project: string } {
  const subject = (token: string): string => {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
    return (JSON.parse(payload) as { sub: string }).sub
  }
  const project = store.addProject(subject(userA), 'Garden')
  const note = store.addNote(subject(userA), { text: 'Water', projectId: project.id })
  store.addNote(subject(userB), { text: 'Rest' })
  return { note: note.id, project: project.id }
}

describe('without --allow-writes', () => {
  it('no request could change anything, even where no operation has a guard', async () => {
    const fixture = await startFixture('signature not checked', 'no guard on delete')
    const { note, project } = furnish(fixture)
    const before = structuredClone([fixture.store.notes, fixture.store.projects])
    try {
      const { origin, userA, userB } = fixture
      const { code } = await command([
        ...['--spec', spec, '--base-url', origin, '--user-a', userA, '--user-b', userB],
        ...['--resource', `noteId=${note}`, '--resource', `projectId=${project}`],
      ])
      expect(code).toBe(1)
      const unsafe = fixture.seen.filter(({ method }) => !['GET', 'HEAD', 'TRACE'].includes(method))
      expect(unsafe.length).toBeGreaterThan(0)
      for (const { method, target, body } of unsafe) {
        expect(target, method).not.toContain(note)
        expect(target, method).not.toContain(project)
        expect(['', '{"'], `${method} ${target}`).toContain(body)
        if (body === '') expect(target).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
      }
      expect([fixture.store.notes, fixture.store.projects]).toEqual(before)
    } finally {
      await fixture.close()
    }
  })

  it('still finds what reading shows, by what A is said to have', async () => {
    const fixture = await startFixture('get without owner')
    const { note } = furnish(fixture)
    try {
      const { origin, userA, userB } = fixture
      const { code, stdout } = await command([
        ...['--spec', spec, '--base-url', origin, '--user-a', userA, '--user-b', userB],
        ...['--resource', `noteId=${note}`],
      ])
      expect(stdout).toContain('bola-read')
      expect(code).toBe(1)
    } finally {
      await fixture.close()
    }
  })

  it('finds A and B something to read in their lists', async () => {
    const fixture = await startFixture('get without owner')
    furnish(fixture)
    try {
      const { origin, userA, userB } = fixture
      const { stdout } = await command([
        ...['--spec', spec, '--base-url', origin, '--user-a', userA, '--user-b', userB],
      ])
      expect(stdout).toContain('bola-read')
    } finally {
      await fixture.close()
    }
  })

  it('still finds that a write needs no credentials', async () => {
    const { report } = await check(['no guard on delete'])
    expect(report.findings.map(({ check: name }) => name)).toContain('refused-otherwise')
  })

  it('names what it could not cover, and fails for it when it is to be strict', async () => {
    const loose = await check([])
    expect(loose.failed).toBe(false)
    expect(loose.printed).toMatch(/Not covered[^]*DELETE \/notes\/\{noteId\}.*--allow-writes/)
    const strict = await check([], '--strict')
    expect(strict.failed).toBe(true)
  })
})
