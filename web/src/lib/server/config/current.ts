// The configuration as SvelteKit's server code sees it: read on first use, never at import.
import * as env from '$app/env/private'
import { loadConfig, type Config } from './load.ts'

let current: Config | undefined

export function getConfig(): Config {
  current ??= loadConfig({ ...env })
  return current
}
