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
    allowOnly: false,
    retry: 0,
    mockReset: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
})
