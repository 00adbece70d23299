/** One PostgreSQL server for all files that test against a database. */
import type { TestProject } from 'vitest/node'
import { startTestServer } from './postgres.ts'

export default async function globalSetup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer()
  project.provide('postgresPort', server.port)
  return () => server.stop()
}
