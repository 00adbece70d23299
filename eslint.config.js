// What the code base holds itself to. Walls between rooms stand at the end, one block each.
import svelte from 'eslint-plugin-svelte'
import { defineConfig } from 'eslint/config'
import ts from 'typescript-eslint'

/**
 * Imports that a room must not have, each group with the reason a reader sees. The last wall around a
 * file replaces those before it: each says all that it forbids.
 */
const wall = (files, ...groups) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: groups.map(([regex, message]) => ({ regex, message })) },
    ],
  },
})

const sql = ['^(drizzle-orm|postgres)(/|$)', 'SQL lives in db/.']
const hono = ['^(hono|@hono/)', 'HTTP words live in http/.']
const otherPackages = (...names) => [
  `^(@holdfast/(?!contracts/client)|(\\.\\./)+(${names.join('|')})/)`,
  'Packages meet over HTTP; the only import between them is the generated client.',
]

const packagesOfApi = otherPackages('web', 'contracts', 'e2e', 'stack')

export default defineConfig(
  {
    ignores: [
      '**/node_modules/',
      '**/.svelte-kit/',
      'web/build/',
      'contracts/client/schema.d.ts',
      'contracts/dist/',
      'clients/*/walk/',
      '.holdfast/',
      '**/test-results/',
      '**/playwright-report/',
    ],
  },
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['vitest.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['error'] }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // Splitting a text into its code points is what the spread of a string is for.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // A number in a sentence is plain enough.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      // `void` also says that a result is of no interest here.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Leaving members out by destructuring names what is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // `env.NAME ?? 'x'` would take the empty string of `NAME=` for a value.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      // web is served at the root of its origin, so a path is a path.
      'svelte/no-navigation-without-resolve': 'off',
      // It takes every local Map, Set and Date for state.
      'svelte/prefer-svelte-reactivity': 'off',
      // svelte-check decides about the compiler's warnings, with all of them in view.
      'svelte/no-unused-svelte-ignore': 'off',
    },
  },
  {
    // The linter's program sees other components as `any`; svelte-check knows their props.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Marked so that it stands out: here it is for a provider on this machine, and the tests.
    files: ['web/src/lib/server/auth/provider/client.ts'],
    rules: {
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
      ],
    },
  },
  // Plain JavaScript has no types to check, and clients get theirs when they are generated.
  {
    files: ['**/*.js', '**/*.mjs', 'clients/typescript-*/**', 'clients/device-login/**'],
    ...ts.configs.disableTypeChecked,
  },
  // Tools that ask for a default export get one; command lines talk to a person.
  {
    files: ['**/*.config.{js,ts}', '**/global-setup.ts', '**/*reporter*.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: [
      'stack/**',
      'clients/**',
      '*/scripts/**',
      'contracts/client/**',
      'contracts/diff/main.ts',
      'contracts/global-setup.ts',
    ],
    rules: { 'no-console': 'off' },
  },

  wall(['api/src/**', 'api/scripts/**'], sql, packagesOfApi),
  wall(['api/src/auth/**'], sql, hono, packagesOfApi, [
    '^\\.\\./(?!json/)',
    'auth/ knows the RFCs and nothing of ours.',
  ]),
  wall(
    [
      'api/src/{tasks,lists,sections,labels,trash,changes,events,settings,model,me,filters,saved-filters,transfer,calendars}/**',
    ],
    sql,
    hono,
    packagesOfApi,
    ['^(\\.\\./)+(http|server)/', 'Use cases do not know who asks.'],
  ),
  wall(['api/src/words/**'], sql, hono, packagesOfApi, ['^\\.\\./', 'words/ knows text alone.']),
  wall(['api/src/db/**'], hono, packagesOfApi, [
    '^(\\.\\./)+(auth/(?!user-id)|http|json|lists|sections|labels|tasks|trash|changes|events|settings|model|saved-filters|me|server|config|log|main)',
    'db/ knows the owner, words and filters, and nothing else of ours.',
  ]),
  wall(['web/**'], otherPackages('api', 'e2e', 'stack')),
  wall(
    ['web/src/routes/**', 'web/src/lib/{client,components,tasks}/**'],
    ['^(drizzle-orm|postgres)(/|$)', 'SQL lives in lib/server/db/.'],
    otherPackages('api', 'e2e', 'stack'),
  ),
  wall(['contracts/**'], otherPackages('api', 'web', 'e2e', 'stack')),
  wall(
    ['contracts/{check,cli}/**'],
    [
      '^(@playwright/|\\.\\./((\\.\\./)?(environment|global-setup|isolation|issuer|spec|tests|tokens|world)))',
      'The command knows no API by name and runs on Node alone.',
    ],
    otherPackages('api', 'web', 'e2e', 'stack'),
  ),
  wall(['clients/**'], otherPackages('api', 'web', 'contracts', 'e2e', 'stack')),
  wall(['e2e/**'], otherPackages('api', 'web', 'stack')),
  wall(['stack/**'], otherPackages('api', 'web', 'contracts', 'e2e')),
  wall(
    ['mutants/**'],
    [
      '^(@holdfast/|(\\.\\./)+(api|web|contracts|clients|e2e|stack)/)',
      'Mutants know the api by its text; who runs them is no business of theirs.',
    ],
  ),
)
