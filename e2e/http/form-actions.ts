/** Every form that a page of web takes, read from its routes: a new one is attacked unasked. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const routes = join(import.meta.dirname, '../../web/src/routes')

/** Paths such as `/tasks?/add`; a page's only form has the page's own path. */
export function formActions(): string[] {
  return globSync('**/+page.server.ts', { cwd: routes }).flatMap((file) => {
    const [, body] = /^export const actions\b[^=]*= \{\n(.*?)^\}/ms.exec(source(file)) ?? []
    if (body === undefined) {
      // Written in another way it would go unseen.
      if (/\bactions\b/.test(source(file))) throw new Error(`${file} has actions in no known form`)
      return []
    }
    const names = [...body.matchAll(/^ {2}(?:async )?(\w+)(?=: |\()/gm)].map(([, name]) => name)
    if (names.length === 0) throw new Error(`${file} has actions without names`)
    return names.map((name) => (name === 'default' ? path(file) : `${path(file)}?/${name}`))
  })
}

function source(file: string): string {
  return readFileSync(join(routes, file), 'utf8')
}

/** Groups in parentheses are no part of the address. */
function path(file: string): string {
  return `/${dirname(file)
    .split('/')
    .filter((part) => !/^\(.*\)$|^\.$/.test(part))
    .join('/')}`
}
