// The unit tests that judge the room under mutation, and no others.
import { defineConfig } from 'vitest/config'

const suites: Record<string, { include: string[]; globalSetup?: string[] }> = {
  auth: { include: ['api/src/auth/**/*.test.ts'] },
  db: {
    include: ['api/src/db/**/*.test.ts', 'api/test/**/*.test.ts'],
    globalSetup: ['api/test/global-setup.ts'],
  },
}

const suite = suites[process.env['MUTATED_ROOM'] ?? '']
if (suite === undefined) throw new Error('MUTATED_ROOM must name a room of api/src')

export default defineConfig({
  test: {
    ...suite,
    // A mutant that never answers is found by its tests' own bounds.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    mockReset: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
})
