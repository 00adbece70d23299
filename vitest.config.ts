// Unit tests of every package, in one run.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'services',
          include: [
            '{api/src,api/scripts,contracts/{cli,diff,statistics,tokens},mutants,stack}/**/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'tasks database',
          include: ['api/test/**/*.test.ts'],
          globalSetup: ['api/test/global-setup.ts'],
        },
      },
      'web/vitest.config.ts',
    ],
    // Real databases on a busy machine: time is never what a test is about.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
    retry: 0,
    mockReset: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
})
