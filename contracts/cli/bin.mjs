#!/usr/bin/env node
// The command. Plain JavaScript, because a Node that is too old can't even read what is behind it.
// In the package JavaScript lies beside it, in a clone TypeScript, which Node reads as it is.
import { existsSync } from 'node:fs'

const built = new URL('./main.js', import.meta.url)
const isBuilt = existsSync(built)
const [major, minor] = process.versions.node.split('.').map(Number)
const needed = isBuilt ? [22, 0] : [22, 18]

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  console.error(
    `holdfast-contracts: this is Node ${process.versions.node}, and it needs Node ${needed.join('.')} or later.`,
  )
  process.exit(2)
}

const { main } = await import(isBuilt ? built.href : new URL('./main.ts', import.meta.url).href)
process.exitCode = await main(process.argv.slice(2))
