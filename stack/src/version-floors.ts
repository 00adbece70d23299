// The oldest version of each package that has the security fixes we rely on. `npm audit` needs a
// service that not every registry has; a table in the repository is always there.
import { readFileSync } from 'node:fs'
import { inRoot } from './paths.ts'
import { isAtLeast } from './version.ts'

const floors: Readonly<Record<string, string>> = {
  '@better-auth/core': '1.7.2',
  '@hono/node-server': '2.0.10',
  '@hono/zod-openapi': '1.6.0',
  '@sveltejs/adapter-node': '6.0.0',
  '@sveltejs/kit': '3.2.0',
  'better-auth': '1.7.2',
  cookie: '0.7.0',
  devalue: '5.8.1',
  'drizzle-orm': '0.45.2',
  hono: '4.13.5',
  jose: '6.2.0',
  kysely: '0.28.17',
  postgres: '3.4.0',
  svelte: '5.55.7',
  vite: '8.0.0',
  zod: '4.0.0',
}

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>
}

/** One line for every installed package, at any depth, that is below its floor. */
export function belowFloor(
  lockfile: Lockfile,
  table: Readonly<Record<string, string>> = floors,
): string[] {
  return Object.entries(lockfile.packages).flatMap(([path, { version }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const floor = path.includes('node_modules/') ? table[name] : undefined
    if (floor === undefined || version === undefined || isAtLeast(version, floor)) return []
    return [`${path} is ${version}; the floor is ${floor}`]
  })
}

export function readLockfile(): Lockfile {
  return JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')) as Lockfile
}
