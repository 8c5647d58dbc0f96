import * as regexp from 'eslint-plugin-regexp'

const PURE_ROOMS = [
  'domain',
  'kernel',
  'format',
  'server',
  'gate',
  'feature',
  'agent',
  'referrer',
  'recognition',
  'tally',
  'timeline',
  'protect',
]
const BYTE_LOOPS = ['format', 'gate', 'feature', 'agent', 'referrer']
const inRooms = (rooms) => rooms.map((room) => `src/${room}/**/*.ts`)

// As typescript-eslint has them in `strict` and `stylistic`.
const STRICT = [
  'no-var',
  'prefer-const',
  'prefer-rest-params',
  'prefer-spread',
  'typescript/ban-ts-comment',
  'no-array-constructor',
  'typescript/no-duplicate-enum-values',
  'typescript/no-dynamic-delete',
  'typescript/no-empty-object-type',
  'typescript/no-explicit-any',
  'typescript/no-extra-non-null-assertion',
  'typescript/no-extraneous-class',
  'typescript/no-invalid-void-type',
  'typescript/no-misused-new',
  'typescript/no-namespace',
  'typescript/no-non-null-asserted-nullish-coalescing',
  'typescript/no-non-null-asserted-optional-chain',
  'typescript/no-non-null-assertion',
  'typescript/no-require-imports',
  'typescript/no-this-alias',
  'typescript/no-unnecessary-type-constraint',
  'typescript/no-unsafe-declaration-merging',
  'typescript/no-unsafe-function-type',
  'no-unused-expressions',
  'no-unused-vars',
  'no-useless-constructor',
  'typescript/no-wrapper-object-types',
  'typescript/prefer-as-const',
  'typescript/prefer-literal-enum-member',
  'typescript/prefer-namespace-keyword',
  'typescript/triple-slash-reference',
  'typescript/unified-signatures',
  'typescript/adjacent-overload-signatures',
  'typescript/array-type',
  'typescript/ban-tslint-comment',
  'typescript/class-literal-property-style',
  'typescript/consistent-generic-constructors',
  'typescript/consistent-indexed-object-style',
  'typescript/no-confusing-non-null-assertion',
  'no-empty-function',
  'typescript/no-inferrable-types',
  'typescript/prefer-for-of',
  'typescript/prefer-function-type',
  'no-control-regex',
  'no-misleading-character-class',
  'no-regex-spaces',
  'prefer-regex-literals',
]

export default {
  plugins: ['typescript'],
  jsPlugins: ['eslint-plugin-regexp', 'eslint-plugin-redos-detector', './.ci/measures-plugin.js'],
  categories: { correctness: 'off' },
  // AssemblyScript looks like TypeScript and is none.
  ignorePatterns: ['assembly/**/*.ts', 'dist', 'release', 'coverage', 'open-data', 'review-kit', 'bench/data'],
  rules: {
    ...Object.fromEntries(STRICT.map((rule) => [rule, 'error'])),
    ...regexp.configs['flat/recommended'].rules,
    // Unlike ESLint, oxlint lets names with a `_` in front be unused unless it is told.
    'no-unused-vars': ['error', { varsIgnorePattern: '^$', argsIgnorePattern: '^$' }],
    'typescript/consistent-type-definitions': ['error', 'type'],
    'typescript/consistent-type-assertions': 'error',
    'redos-detector/no-unsafe-regex': ['error', { ignoreError: true }],
    'max-lines': ['error', 350],
    complexity: ['error', 8],
  },
  overrides: [
    {
      // Those that need types, as typescript-eslint has them in `strictTypeChecked` and `stylisticTypeChecked`.
      files: ['**/*.ts'],
      rules: {
        'typescript/no-implied-eval': 'error',
        'typescript/prefer-promise-reject-errors': 'error',
        'typescript/require-await': 'error',
        'typescript/await-thenable': 'error',
        'typescript/dot-notation': 'error',
        'typescript/no-array-delete': 'error',
        'typescript/no-base-to-string': 'error',
        'typescript/no-confusing-void-expression': [
          'error',
          {
            ignoreVoidReturningFunctions: true,
            ignoreArrowShorthand: true,
          },
        ],
        'typescript/no-deprecated': 'error',
        'typescript/no-duplicate-type-constituents': 'error',
        'typescript/no-floating-promises': 'error',
        'typescript/no-for-in-array': 'error',
        'typescript/no-generated-empty-object-type': 'error',
        'typescript/no-meaningless-void-operator': 'error',
        'typescript/no-misused-promises': 'error',
        'typescript/no-misused-spread': 'error',
        'typescript/no-mixed-enums': 'error',
        'typescript/no-redundant-type-constituents': 'error',
        'typescript/no-unnecessary-boolean-literal-compare': 'error',
        'typescript/no-unnecessary-condition': 'error',
        'typescript/no-unnecessary-template-expression': 'error',
        'typescript/no-unnecessary-type-arguments': 'error',
        'typescript/no-unnecessary-type-assertion': 'error',
        'typescript/no-unnecessary-type-conversion': 'error',
        'typescript/no-unnecessary-type-parameters': 'error',
        'typescript/no-unsafe-argument': 'error',
        'typescript/no-unsafe-assignment': 'error',
        'typescript/no-unsafe-call': 'error',
        'typescript/no-unsafe-enum-assignment': 'error',
        'typescript/no-unsafe-enum-comparison': 'error',
        'typescript/no-unsafe-member-access': 'error',
        'typescript/no-unsafe-return': 'error',
        'typescript/no-unsafe-unary-minus': 'error',
        'typescript/no-useless-default-assignment': 'error',
        'typescript/non-nullable-type-assertion-style': 'error',
        'typescript/only-throw-error': 'error',
        'typescript/prefer-find': 'error',
        'typescript/prefer-includes': 'error',
        'typescript/prefer-nullish-coalescing': 'error',
        'typescript/prefer-optional-chain': 'error',
        'typescript/prefer-reduce-type-parameter': 'error',
        'typescript/prefer-regexp-exec': 'error',
        'typescript/prefer-return-this-type': 'error',
        'typescript/prefer-string-starts-ends-with': 'error',
        'typescript/related-getter-setter-pairs': 'error',
        'typescript/restrict-plus-operands': [
          'error',
          {
            allowAny: false,
            allowBoolean: false,
            allowNullish: false,
            allowNumberAndString: false,
            allowRegExp: false,
          },
        ],
        // Numbers in a template read as they are; nothing else is let through.
        'typescript/restrict-template-expressions': [
          'error',
          {
            allowNumber: true,
          },
        ],
        'typescript/return-await': ['error', 'error-handling-correctness-only'],
        'typescript/unbound-method': 'error',
        'typescript/use-unknown-in-catch-callback-variable': 'error',
      },
    },
    {
      // They hand promises to `finally`, which waits for them; oxlint does not know that yet.
      files: [
        'src/pipeline/count/count-logs.ts',
        'src/pipeline/reading/jobs/open-helpers.ts',
        'src/pipeline/run/run-service.ts',
        'src/pipeline/tallies/tally-logs.ts',
        'test/pipeline/reading/jobs/share-lines.test.ts',
        'test/properties/ledger-balances.test.ts',
      ],
      rules: {
        'typescript/no-misused-promises': [
          'error',
          {
            checksVoidReturn: {
              arguments: false,
            },
          },
        ],
      },
    },
    {
      files: ['src/**/*.ts'],
      rules: { 'typescript/consistent-type-assertions': ['error', { assertionStyle: 'never' }] },
    },
    {
      // The two places where a value is given a type that it cannot prove: the brand of a dictionary position, the seal of a table.
      files: ['src/domain/dictionary.ts', 'src/protect/seal.ts'],
      rules: { 'typescript/consistent-type-assertions': 'off' },
    },
    {
      files: inRooms(BYTE_LOOPS),
      rules: {
        complexity: ['error', 20],
        // `bytes[i]!` inside a checked bound: a test for undefined costs a branch a byte, and the loop's condition is the proof.
        'typescript/no-non-null-assertion': 'off',
      },
    },
    {
      files: inRooms(PURE_ROOMS),
      rules: {
        'no-restricted-globals': ['error', 'process', 'fetch', 'Date', 'performance', 'setTimeout'],
      },
    },
    {
      files: ['src/protect/**/*.ts'],
      excludeFiles: ['src/protect/measures.ts'],
      rules: { 'measures/are-asked': 'error' },
    },
    { files: ['src/**/*.ts'], excludeFiles: ['src/cli/**'], rules: { 'no-console': 'error' } },
    {
      // Tests say what they mean in long tables, and may look into what they are given.
      files: ['test/**/*.ts'],
      rules: {
        // Their patterns read what they wrote themselves.
        'redos-detector/no-unsafe-regex': 'off',
        'max-lines': 'off',
        complexity: 'off',
        'typescript/no-non-null-assertion': 'off',
        // A sentence of a page, with the figures that were found: expectFigures`…`.
        'no-unused-expressions': ['error', { allowTaggedTemplates: true }],
      },
    },
    { files: ['**/*.cjs', 'bin/*.js'], rules: { 'typescript/no-require-imports': 'off' } },
  ],
}
