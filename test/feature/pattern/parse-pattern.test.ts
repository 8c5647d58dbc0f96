import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileFeatures } from '../../../src/feature/index.ts'
import { feature } from '../request-view.ts'

const options = { caseInsensitive: false }

it.each([
  { pattern: '', why: 'must-start-with-slash', column: 1 },
  { pattern: 'aide', why: 'must-start-with-slash', column: 1 },
  { pattern: 'aide/faq', why: 'must-start-with-slash', column: 1 },
  { pattern: 'GET aide/faq', why: 'must-start-with-slash', column: 5 },
  { pattern: '?x=1', why: 'must-start-with-slash', column: 1 },
  { pattern: 'www.example.fr', why: 'must-start-with-slash', column: 1 },
  { pattern: '/a/**/b', why: 'rest-must-be-last', column: 4 },
  { pattern: '/**/**', why: 'rest-must-be-last', column: 2 },
  { pattern: '/a/:n<integer>', why: 'unknown-kind', column: 7, nearest: 'int' },
  { pattern: '/a/:n<UUID>', why: 'unknown-kind', column: 7, nearest: 'uuid' },
  { pattern: '/:n<guid>', why: 'unknown-kind', column: 5, nearest: 'uuid' },
  { pattern: '/:n<day>', why: 'unknown-kind', column: 5, nearest: 'date' },
  { pattern: '/:n<colour>', why: 'unknown-kind', column: 5 },
  { pattern: '/:n<>', why: 'unknown-kind', column: 5 },
  { pattern: '/:n<averylongwordindeed>', why: 'unknown-kind', column: 5 },
  { pattern: '/a/b*', why: 'star-inside-segment', column: 5 },
  { pattern: '/***', why: 'star-inside-segment', column: 2 },
  { pattern: '/:n*', why: 'star-inside-segment', column: 4 },
  { pattern: '/report-:id.pdf', why: 'name-inside-segment', column: 9 },
  { pattern: '/a/b.:format', why: 'name-inside-segment', column: 6 },
  { pattern: '/@:user', why: 'name-inside-segment', column: 3 },
  { pattern: '/a/:', why: 'bad-name', column: 4 },
  { pattern: '/:1', why: 'bad-name', column: 2 },
  { pattern: '/:n<int', why: 'bad-name', column: 2 },
  { pattern: '/:n.html', why: 'bad-name', column: 2 },
  { pattern: '/a/{id}', why: 'bad-name', column: 4 },
  { pattern: '/a/x<id>', why: 'bad-name', column: 5 },
  { pattern: '/100%', why: 'bad-percent', column: 5 },
  { pattern: '/a%2', why: 'bad-percent', column: 3 },
  { pattern: '/caf%E9', why: 'not-utf8', column: 5 },
  { pattern: '/a?x=%C3', why: 'not-utf8', column: 6 },
  { pattern: '/a?x%=1', why: 'bad-percent', column: 5 },
  { pattern: '/a?x=%zz', why: 'bad-percent', column: 6 },
  { pattern: 'get /a', why: 'bad-method', column: 1 },
  { pattern: 'GET,, /a', why: 'bad-method', column: 5 },
  { pattern: 'GET,post /a', why: 'bad-method', column: 5 },
  { pattern: ' /a', why: 'bad-method', column: 1 },
  { pattern: 'ABCDEFGHIJKLMNOPQRSTU /a', why: 'bad-method', column: 1 },
  { pattern: 'GTE /a', why: 'unknown-method', column: 1, nearest: 'GET' },
  { pattern: 'GET,PSOT /a', why: 'unknown-method', column: 5, nearest: 'POST' },
  { pattern: 'ANY /a', why: 'unknown-method', column: 1 },
  { pattern: 'ALL /a', why: 'unknown-method', column: 1 },
  { pattern: 'EVERYTHING /a', why: 'unknown-method', column: 1 },
  { pattern: '//www.example.fr/a', why: 'two-slashes', column: 1 },
  { pattern: 'GET //a', why: 'two-slashes', column: 5 },
  { pattern: '/a/[id]', why: 'bad-name', column: 4 },
  { pattern: '/a?vue=*', why: 'wild-value', column: 8 },
  { pattern: '/a?x=:v', why: 'wild-value', column: 6 },
  { pattern: '/a?k&x={v}', why: 'wild-value', column: 8 },
  { pattern: 'http://www.example.fr/a', why: 'bad-host', column: 1 },
  { pattern: 'www.example.fr:8080/a', why: 'bad-host', column: 1 },
  { pattern: 'GET www..fr/a', why: 'bad-host', column: 5 },
  { pattern: 'www.préfecture.fr/a', why: 'bad-host', column: 1, nearest: 'www.xn--prfecture-c4a.fr' },
  { pattern: '*.example.fr/a', why: 'bad-host', column: 1 },
  { pattern: '/a?', why: 'bad-query', column: 4 },
  { pattern: '/a?=1', why: 'bad-query', column: 4 },
  { pattern: '/a?x=1&', why: 'bad-query', column: 8 },
  { pattern: '/a?x=1&x=2', why: 'bad-query', column: 8 },
  { pattern: '/a?x&%78', why: 'bad-query', column: 6 },
  { pattern: '/a/../b', why: 'dot-segment', column: 4 },
  { pattern: '/./b', why: 'dot-segment', column: 2 },
  { pattern: '/%2e%2E', why: 'dot-segment', column: 2 },
  { pattern: '/a;jsessionid=1', why: 'session', column: 2 },
  { pattern: '/b/%3BJSESSIONID=', why: 'session', column: 4 },
  { pattern: '/a#b', why: 'fragment', column: 3 },
])('$why: $pattern', (row) => {
  const place = { file: 'comptage.yaml', line: 1, column: 5 }
  expect(compileFeatures([feature('a', [row.pattern])], options).problems).toEqual([
    { code: 'PATTERN_SYNTAX', place, ...row },
  ])
})

it.each(['/v1/projects:list', '/Aide:Accueil', '/préfecture:x', '/12:x', '/a-:1', '/a-:', '/report-%3Aid.pdf'])(
  'takes a colon that begins no name as it is: %s',
  (pattern) => {
    expect(compileFeatures([feature('a', [pattern])], options).problems).toEqual([])
  },
)

it('never throws, whatever is written', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...Array.from('/:<>*?&=%2e#.,GET ab{}'), 'int', '**', '\ud800') }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.boolean()), { maxLength: 6 }), (texts) => {
      const patterns = texts.map(([pattern, slash]) => (slash ? `/${pattern}` : pattern))
      const { problems } = compileFeatures(
        patterns.map((pattern, i) => feature(`f${i}`, [pattern])),
        options,
      )
      for (const problem of problems) {
        if (problem.code !== 'PATTERN_SYNTAX') continue
        expect(problem.column).toBeGreaterThanOrEqual(1)
        expect(problem.column).toBeLessThanOrEqual(problem.pattern.length + 1)
      }
    }),
  )
})
