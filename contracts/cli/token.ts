/** A user's token: given once, or printed by a command as often as it expires. */
import { exec } from 'node:child_process'
import { promisify } from 'node:util'
import { readJwt } from '../check/jwt.ts'
import { OptionError } from './options.ts'
import type { TokenSource } from './options.ts'

const marginSeconds = 30
const commandTimeoutMs = 60_000

/** @returns a function that throws OptionError when there is no token that lives. */
export function tokenOf({ option, token, command }: TokenSource): () => Promise<string> {
  let current = token
  return async () => {
    // A new one is fetched before it is needed; a given one serves as long as it lives.
    const ends = command === undefined ? hasExpired : expires
    if (current !== undefined && !ends(current)) return current
    if (command === undefined) throw new OptionError(`${option}: the token has expired`)
    const printed = await output(option, command)
    if (hasExpired(printed)) throw new OptionError(`${option}: it printed a token that has expired`)
    current = printed
    return printed
  }
}

async function output(option: string, command: string): Promise<string> {
  try {
    const { stdout } = await promisify(exec)(command, { timeout: commandTimeoutMs })
    const token = stdout.trim()
    if (token === '' || /\s/.test(token)) {
      throw new OptionError(
        `${option}: it printed ${token === '' ? 'nothing' : 'more than a token'}`,
      )
    }
    return token
  } catch (error) {
    if (error instanceof OptionError) throw error
    const { code, signal } = error as { code?: number; signal?: string }
    throw new OptionError(`${option}: it failed (${signal ?? `exit code ${String(code)}`})`)
  }
}

/** So soon that the next request may come too late. */
function expires(token: string): boolean {
  const { exp, iat } = readJwt(token)?.payload ?? {}
  if (typeof exp !== 'number') return false
  const lifetime = typeof iat === 'number' ? exp - iat : Infinity
  return exp - Date.now() / 1000 < Math.min(marginSeconds, lifetime / 2)
}

function hasExpired(token: string): boolean {
  const { exp } = readJwt(token)?.payload ?? {}
  return typeof exp === 'number' && exp <= Date.now() / 1000
}
