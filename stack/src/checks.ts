// What holds for the code without running it. The longest steps come first.
import { inRoot } from './paths.ts'
import { finding, program, programs, runSteps } from './steps.ts'
import type { Step, Tally } from './steps.ts'
import { compareVariables } from './variable-list.ts'
import { belowFloor, readLockfile } from './version-floors.ts'

const bin = (path: string) => inRoot(`node_modules/${path}`)
const tsc = bin('typescript/bin/tsc')

const steps: readonly Step[] = [
  program('The code keeps the rules and its rooms keep their walls', bin('eslint/bin/eslint.js'), [
    ...['.', '--max-warnings', '0'],
  ]),
  programs(
    'The types of web hold and its pages compile without a warning',
    [
      [bin('@sveltejs/kit/svelte-kit.js'), 'sync'],
      [bin('svelte-check/bin/svelte-check'), '--fail-on-warnings', '--output', 'human'],
    ],
    inRoot('web'),
  ),
  ...['api', 'clients', 'contracts', 'e2e', 'mutants', 'stack'].map((name) =>
    program(`The types of ${name} hold`, tsc, ['-p', name]),
  ),
  program('Every file is formatted', bin('prettier/bin/prettier.cjs'), [
    ...['--check', '.', '--log-level', 'warn'],
    ...['--cache', '--cache-location', bin('.cache/holdfast/prettier')],
  ]),
  program('Nothing is unused and no imports go in a circle', bin('knip/bin/knip.js'), [
    '--no-config-hints',
  ]),
  program('openapi.yaml and the client are in sync with the routes', 'api/scripts/openapi.ts', [
    '--check',
  ]),
  program('openapi.yaml breaks nothing that was promised', 'contracts/diff/main.ts', []),
  program('openapi.yaml keeps the rules for contracts', bin('@redocly/cli/bin/cli.js'), [
    ...['lint', 'openapi.yaml', '--config', 'redocly.yaml'],
  ]),
  finding('No package is below its security floor', () => belowFloor(readLockfile())),
  finding('.env.example describes every variable, and only those', compareVariables),
]

export function check(): Promise<Tally> {
  return runSteps(steps)
}
