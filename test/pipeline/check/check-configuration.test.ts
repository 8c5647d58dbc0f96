import { expect, it } from 'vitest'
import { checkConfiguration } from '../../../src/pipeline/check/check-configuration.ts'
import { configurationOf } from '../configuration-of.ts'

const codesOf = (yaml: string, format?: string): readonly string[] =>
  checkConfiguration(configurationOf(yaml), format).problems.map(({ code }) => code)

it.each([
  { yaml: 'features: [{ id: a, match: [/a], examples: [/a] }]', codes: [], why: 'a sound one' },
  {
    yaml: 'features: [{ id: a, match: [a.example.fr/x], examples: [a.example.fr/x] }]',
    codes: [],
    why: 'an example with a host',
  },
  {
    yaml: 'features: [{ id: a, match: [/a], from: 2031-01-01, examples: [POST /a] }]',
    codes: [],
    why: 'an example of a feature that is yet to come',
  },
  {
    yaml: 'features: [{ id: a, match: [/a/:x], examples: [/a/b.png] }]',
    codes: ['EXAMPLE_MISSES'],
    why: 'an example that is an asset',
  },
  {
    yaml: 'features:\n  - id: a # 7 % of the uses # review: a\n    match: [/a]\n  - id: b # looked at\n    match: [/b]',
    codes: ['REVIEW_LEFT'],
    why: 'a name of a draft that nobody has looked at',
  },
  {
    yaml: 'features:\n  - { id: a, match: [/a] } # review: a\n  # - id: b # review: b',
    codes: ['REVIEW_LEFT'],
    why: 'one that was written on one line since',
  },
  {
    yaml: 'features: [{ id: a, match: [/a], examples: [/a] }]\nignore: [/a]',
    codes: ['PATTERN_UNREACHABLE', 'EXAMPLE_MISSES'],
    why: 'an example that is ignored',
  },
  {
    yaml: 'features: [{ id: a, match: [/a, b], examples: [/b] }]',
    codes: ['PATTERN_SYNTAX'],
    why: 'examples are not proved where a pattern cannot be read',
  },
  {
    yaml: 'features: [{ id: a, match: [/a] }]\nstate: /dev/null\noutput: /dev/null/out',
    codes: ['PUBLISHER_UNNAMED', 'WRITE_FAILED', 'WRITE_FAILED'],
    why: 'no folder where a run needs one',
  },
  {
    yaml: 'features: [{ id: a, match: [/a/:x] }, { id: b, match: [/a/b, /a/b] }]',
    codes: ['PATTERN_UNREACHABLE', 'PATTERNS_OVERLAP'],
    why: 'patterns in each other’s way',
  },
  {
    yaml: "features: [{ id: a, match: [/a] }]\nlogs: [{ path: x, format: combine }, { path: y, format: '$status' }, { path: z }]",
    codes: ['FORMAT_UNKNOWN', 'FORMAT_SYNTAX'],
    why: 'formats of logs',
  },
  {
    yaml: 'datasets: [{ by: [day, feature, hour] }]\nfeatures: [{ id: a, match: [b], examples: [/a] }]',
    codes: ['PATTERN_SYNTAX', 'TABLE_RULE'],
    why: 'all at once',
  },
])('$why', ({ yaml, codes }) => {
  expect(codesOf(yaml)).toEqual(codes)
})

it('a format of the command line takes the place of the configuration’s', () => {
  const yaml = 'features: [{ id: a, match: [/a] }]\nlogs: [{ path: x, format: combine }]'
  expect(codesOf(yaml, 'combined')).toEqual([])
  expect(codesOf(yaml, 'auto')).toEqual([])
  expect(codesOf(yaml, 'comon')).toEqual(['FORMAT_UNKNOWN'])
})
