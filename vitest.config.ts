// Unit tests of every package, in one run.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'services', include: ['{api,stack}/**/*.test.ts'] },
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
