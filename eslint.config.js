import { readFileSync } from 'node:fs'

import redos from 'eslint-plugin-redos-detector'
import * as regexp from 'eslint-plugin-regexp'
import tseslint from 'typescript-eslint'

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
// Read as text: Node imports no TypeScript.
const [, LISTED = ''] = readFileSync('src/domain/dictionary.ts', 'utf8').split('MEASURES = [')
const MEASURES = LISTED.slice(0, LISTED.indexOf(']')).match(/\w+/g).join('|')
const inRooms = (rooms) => rooms.map((room) => `src/${room}/**/*.ts`)

// Rules that need no types; those that do are oxlint's, in `.oxlintrc.json`.
export default tseslint.config(
  { ignores: ['dist/', 'release/', 'coverage/', 'open-data/', 'review-kit/', 'bench/data/'] },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  regexp.configs['flat/recommended'],
  {
    plugins: { 'redos-detector': redos },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      'redos-detector/no-unsafe-regex': ['error', { ignoreError: true }],
      'max-lines': ['error', 350],
      complexity: ['error', 8],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }] },
  },
  {
    // The two places where a value is given a type that it cannot prove: the brand of a dictionary position, the seal of a table.
    files: ['src/domain/dictionary.ts', 'src/protect/seal.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': 'off' },
  },
  {
    files: inRooms(BYTE_LOOPS),
    rules: {
      complexity: ['error', 20],
      // `bytes[i]!` inside a checked bound: a test for undefined costs a branch a byte, and the loop's condition is the proof.
      '@typescript-eslint/no-non-null-assertion': 'off',
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
    ignores: ['src/protect/measures.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          `Literal[value=/^(${MEASURES})$/]`,
          `:matches(Property, TSPropertySignature)[key.name=/^(${MEASURES})$/]`,
        ].map((selector) => ({
          selector,
          message: 'What a measure tells is asked of src/protect/measures.ts, for every measure.',
        })),
      ],
    },
  },
  { files: ['src/**/*.ts'], ignores: ['src/cli/**'], rules: { 'no-console': 'error' } },
  {
    // Tests say what they mean in long tables, and may look into what they are given.
    files: ['test/**/*.ts'],
    rules: {
      // Their patterns read what they wrote themselves.
      'redos-detector/no-unsafe-regex': 'off',
      'max-lines': 'off',
      complexity: 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A sentence of a page, with the figures that were found: expectFigures`…`.
      '@typescript-eslint/no-unused-expressions': ['error', { allowTaggedTemplates: true }],
    },
  },
  { files: ['**/*.cjs', 'bin/*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    // AssemblyScript looks like TypeScript and is none. No text of it is handed on, so whoever names its files hears nothing.
    files: ['assembly/**/*.ts'],
    processor: { preprocess: () => [], postprocess: () => [] },
  },
)
