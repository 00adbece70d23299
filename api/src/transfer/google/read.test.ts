import { describe, expect, it } from 'vitest'
import { readGoogleTasks } from './read.ts'

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const options = { timeZone: 'America/New_York' }

describe('Tasks.json of a Google Takeout', () => {
  const { document, errors } = readGoogleTasks(
    bytes({
      kind: 'tasks#taskLists',
      items: [
        {
          kind: 'tasks#tasks',
          id: 'L1',
          title: 'My Tasks',
          items: [
            { id: 'b', title: 'Second', position: '00000000000000000002', status: 'needsAction' },
            {
              id: 'a',
              title: 'First',
              position: '00000000000000000001',
              status: 'needsAction',
              due: '2026-05-01T00:00:00Z',
              notes: 'Some words',
              created: '2026-04-01T08:00:00.5Z',
              links: [{ type: 'email', link: 'https://example.org/mail' }],
            },
            {
              id: 'c',
              title: 'Step',
              parent: 'b',
              position: '00000000000000000000',
              status: 'completed',
              completed: '2026-04-02T08:00:00Z',
              scheduled_time: [{ current: true, start: '2026-05-01T16:00:00Z' }],
            },
            { id: 'd', title: 'Gone', deleted: true },
          ],
        },
      ],
    }),
    options,
  )

  it('has lists, order and subtasks', () => {
    expect(errors.count).toBe(0)
    expect(document.lists.map(({ name }) => name)).toEqual(['My Tasks'])
    expect(document.tasks.map(({ title, parent }) => [title, parent])).toEqual([
      ['Step', 'google:b'],
      ['First', null],
      ['Second', null],
    ])
  })

  it('has days as days and times on the clock of the owner', () => {
    const [step, first] = document.tasks
    expect(first).toMatchObject({
      due: { kind: 'date', date: '2026-05-01' },
      notes: 'Some words\n\nhttps://example.org/mail',
      createdAt: '2026-04-01T08:00:00.500Z',
      externalId: 'google:a',
    })
    expect(step).toMatchObject({
      due: { kind: 'zoned', dateTime: '2026-05-01T12:00:00', timeZone: 'America/New_York' },
      completedAt: '2026-04-02T08:00:00.000Z',
    })
  })

  it('is refused when it is another file', () => {
    for (const other of [[], {}, { items: 1 }, 'x', null]) {
      expect(() => readGoogleTasks(bytes(other), options)).toThrow(
        expect.objectContaining({ code: 'TRANSFER_UNREADABLE' }) as Error,
      )
    }
  })
})
