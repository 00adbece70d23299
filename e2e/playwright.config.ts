/** Holdfast as people use it: a real browser, the production build, the whole stack. */
import { defineConfig } from '@playwright/test'
import type { ReporterDescription } from '@playwright/test'
import { readEnvironment } from './environment.ts'

const { baseUrl, chromiumPath, wantsJsonReport } = readEnvironment()
const jsonReport: ReporterDescription[] = wantsJsonReport ? [['json']] : []
const takesTheApiAway = /outage\.spec\.ts/
const mainFlow = /(main-flow|recovery)\.spec\.ts/

export default defineConfig({
  testDir: './tests',
  outputDir: './test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // Generous: the machine may be busy with something else.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['line'], ...jsonReport],
  use: {
    baseURL: baseUrl,
    // Neither has daylight saving: what a test expects of a date holds all year.
    timezoneId: 'Asia/Kolkata',
    locale: 'en-GB',
    // Without the film, which costs more than the tests themselves on a machine without a GPU.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'desktop', testIgnore: takesTheApiAway },
    {
      name: 'phone',
      testMatch: mainFlow,
      use: { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true },
    },
    // The api is there for everybody or for nobody, so these run alone.
    {
      name: 'outage',
      testMatch: takesTheApiAway,
      // One after the other, too.
      workers: 1,
      fullyParallel: false,
      dependencies: ['desktop', 'phone'],
    },
  ],
})
