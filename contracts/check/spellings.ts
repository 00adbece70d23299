/** The same path in other spellings, without credentials: none of them may open it. */
import type { Message } from '../http/exchange.ts'
import type { Operation } from '../openapi/operations.ts'
import { messageOf, succeeded } from './ask.ts'
import type { Probe } from './authentication.ts'
import { none } from './bad-credentials.ts'
import type { Bench } from './bench.ts'

/** The path as a guard may miss it and a router still find it. */
const spellings: [says: string, spell: (path: string) => string][] = [
  ['a slash at the end', (path) => `${path}/`],
  ['two slashes at the front', (path) => `/${path}`],
  ['two slashes before the last part', (path) => path.replace(/\/([^/]*)$/, '//$1')],
  ['a dot in between', (path) => path.replace(/\/([^/]*)$/, '/./$1')],
  ['a step down and up', (path) => `/x/..${path}`],
  ['an encoded step down and up', (path) => `/x/%2e%2e${path}`],
  [
    'an encoded letter',
    (path) =>
      path.replace(
        /[a-z](?=[^a-z]*$|[a-z]*$)/,
        (letter) => `%${letter.charCodeAt(0).toString(16)}`,
      ),
  ],
  ['capital letters', (path) => path.replace(/^\/[^/?]*/, (part) => part.toUpperCase())],
  ['a parameter after a semicolon', (path) => `${path};x=1`],
  ['an ending', (path) => `${path}.json`],
]

export async function checkSpellings(
  bench: Bench,
  operation: Operation,
  probe: Probe,
): Promise<void> {
  const { speaker, ledger } = bench
  const { control, ask } = probe
  if (control === undefined) return
  const path = messageOf(ask).target.split('?', 1)[0] ?? ''
  for (const [says, spell] of spellings) {
    const spelled = spell(path)
    if (spelled === path) continue
    const change = (message: Message): Message => ({
      ...message,
      target: message.target.replace(path, () => spelled),
    })
    const heard = await speaker.send({ ...none, name: none.says, hears: undefined }, ask, {
      change,
      odd: true,
      quiet: true,
    })
    ledger.tried(operation, 'authentication')
    // A page for whatever is not found is no answer of this operation.
    const alike = heard.reply.headers['content-type'] === control.headers['content-type']
    if (!succeeded(heard.reply) || !alike) continue
    ledger.find(operation, {
      ...{ check: 'path-spelling', part: 'authentication', place: 'path' },
      detail: `no credentials and ${says}: answered ${heard.reply.status}`,
      ...speaker.evidence(heard),
    })
  }
}
