// Everything in one JSON document, as docs/export-1.schema.json says, written while it is read.

interface Head {
  /** Where the schema of the document is. */
  $schema: string
  /** Grows when a reader of the older form could not read the newer one. */
  version: 1
  exportedAt: Date
  /** The origin of the Holdfast it comes from. */
  service: string
}

export interface Contents {
  head: Head
  /** Members that are small. */
  account: Record<string, unknown>
  sessions: AsyncIterable<unknown>
  securityEvents: AsyncIterable<unknown>
  taskPages: AsyncIterable<readonly unknown[]>
  /** The tasks in the trash. */
  trashPages: AsyncIterable<readonly unknown[]>
  /** What is told by the time the trash has been read: members that are small. */
  kept: object
}

/** One object whose last member counts the tasks outside the trash: without it the document is not whole. */
export async function* everythingAsJson(
  contents: Contents,
): AsyncGenerator<string, void, undefined> {
  const { head, account, sessions, securityEvents } = contents
  const members = Object.entries({ ...head, ...account })
  yield '{\n' + members.map(([name, value]) => `${member(name, value)},\n`).join('')
  yield* list('sessions', inPages(sessions))
  yield* list('securityEvents', inPages(securityEvents))
  let count = 0
  yield* list('tasks', contents.taskPages, (page) => (count += page.length))
  yield* list('trash', contents.trashPages)
  yield Object.entries(contents.kept)
    .map(([name, value]) => `${member(name, value)},\n`)
    .join('')
  yield `${member('taskCount', count)}\n}\n`
}

async function* list(
  name: string,
  pages: AsyncIterable<readonly unknown[]>,
  onPage: (page: readonly unknown[]) => void = () => undefined,
): AsyncGenerator<string, void, undefined> {
  yield `  ${JSON.stringify(name)}: [`
  let separator = '\n    '
  for await (const page of pages) {
    onPage(page)
    let text = ''
    for (const item of page) {
      text += separator + JSON.stringify(item)
      separator = ',\n    '
    }
    yield text
  }
  yield '\n  ],\n'
}

function member(name: string, value: unknown): string {
  const text = JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')
  return `  ${JSON.stringify(name)}: ${text}`
}

const AT_ONCE = 100

async function* inPages(items: AsyncIterable<unknown>): AsyncGenerator<unknown[], void, undefined> {
  let page: unknown[] = []
  for await (const item of items) {
    page.push(item)
    if (page.length < AT_ONCE) continue
    yield page
    page = []
  }
  yield page
}
