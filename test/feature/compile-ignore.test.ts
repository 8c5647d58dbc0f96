import { expect, it } from 'vitest'
import { NO_FEATURE } from '../../src/domain/feature.ts'
import { compileIgnore } from '../../src/feature/index.ts'
import { requestView, written } from './request-view.ts'

it.each([
  { request: '/health', ignored: true, why: 'the first pattern' },
  { request: 'HEAD /health', ignored: true, why: 'any method where none is named' },
  { request: 'PROPFIND /health', ignored: true, why: 'any method where none is named' },
  { request: '/static/site.css', ignored: true, why: 'wildcards take assets' },
  { request: 'GET /metrics', ignored: true, why: 'the method named' },
  { request: 'POST /metrics', ignored: false, why: 'another method is not ignored' },
  { request: '/', ignored: false, why: 'no pattern' },
])('$why: $request', ({ request, ignored }) => {
  const { matcher, problems } = compileIgnore(written(['/health', '/static/**', 'GET /metrics']), {
    caseInsensitive: false,
  })
  expect(problems).toEqual([])
  expect(matcher.match(requestView(request))).toBe(ignored ? 0 : NO_FEATURE)
})

it('reports faults and what is never reached', () => {
  const { problems } = compileIgnore(written(['health', '/metrics', 'GET /a', '/a', '/metrics/']), {
    caseInsensitive: false,
  })
  expect(problems).toMatchObject([
    { code: 'PATTERN_SYNTAX', place: { line: 1 } },
    { code: 'PATTERN_UNREACHABLE', place: { line: 5 }, by: ['/metrics'] },
  ])
})

it('follows the case that the service asks for', () => {
  const { matcher } = compileIgnore(written(['/Health']), { caseInsensitive: true })
  expect(matcher.match(requestView('/health'))).toBe(0)
})
