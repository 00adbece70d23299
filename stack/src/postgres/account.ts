// Who PostgreSQL runs as. It refuses to run as root, so root needs an account to hand it to, and
// that account must be able to reach the programs and the data.
import { execFileSync } from 'node:child_process'
import { realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { SetupError } from '../setup-error.ts'

export interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * The account for the server on that data directory: `undefined` when it is simply ours. A directory
 * that is there stays with the one who made it.
 * @throws SetupError when we are root and no other account can be found or made.
 */
export function serverAccount(directory: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(directory, { throwIfNoEntry: false })
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const found = lookUp('postgres')
  if (found !== undefined) return found
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], {
      stdio: 'ignore',
    })
  } catch {
    // The line below says what is missing.
  }
  const made = lookUp('postgres')
  if (made !== undefined) return made
  throw new SetupError([
    'PostgreSQL refuses to run as root, and no "postgres" account could be made for it. ' +
      'Fix: run Holdfast as an ordinary user, or create the account: useradd --system postgres',
  ])
}

function lookUp(name: string): Account | undefined {
  try {
    const id = (flag: string) =>
      Number(
        execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      )
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

/** @throws SetupError naming the first folder on the way to `folder` that the account can't enter. */
export function requireReachable(folder: string, account: Account | undefined): void {
  if (account === undefined) return
  const closed = firstClosedFolder(folder, account)
  if (closed === undefined) return
  throw new SetupError([
    `Running as root, PostgreSQL works under another account, which can't enter ${closed}. ` +
      'Fix: put the checkout where others may read (for example /srv/holdfast), ' +
      'run Holdfast as an ordinary user, or use another PostgreSQL (DATABASE_URL, AUTH_DATABASE_URL)',
  ])
}

/** The topmost folder of `path`, itself included, without search permission for the account. */
export function firstClosedFolder(path: string, account: Account): string | undefined {
  const folders: string[] = []
  for (let folder = realpathSync(path); ; folder = dirname(folder)) {
    folders.unshift(folder)
    if (folder === dirname(folder)) break
  }
  return folders.find((folder) => {
    const { mode, uid, gid } = statSync(folder)
    const search = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    return (mode & search) === 0
  })
}
