/** One worker: the issuer's modes and the database's row hashes are shared by all tests. */
import { defineConfig } from '@playwright/test'
import type { ReporterDescription } from '@playwright/test'

const jsonReport: ReporterDescription[] = process.env['PLAYWRIGHT_JSON_OUTPUT_NAME']
  ? [['json']]
  : []

export default defineConfig({
  testDir: './tests',
  outputDir: './test-results',
  globalSetup: './global-setup.ts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['line'], ...jsonReport],
  projects: [
    { name: 'contracts', testIgnore: /coverage\.spec\.ts/ },
    // Counts what the others reached, so it runs after them.
    { name: 'coverage', testMatch: /coverage\.spec\.ts/, dependencies: ['contracts'] },
  ],
})
