import { expect, it } from 'vitest'
import { indexOf } from '../../src/domain/dictionary.ts'
import { NO_FEATURE } from '../../src/domain/feature.ts'
import { checkExamples, compileFeatures } from '../../src/feature/index.ts'
import { feature, requestView, written } from './request-view.ts'

function problemsOf(match: readonly string[], examples: readonly string[]) {
  const features = [feature('first', ['/first']), feature('second', match, { examples: written(examples, 9) })]
  const { matcher } = compileFeatures(features, { caseInsensitive: false })
  return checkExamples(features, (request) => matcher.match(requestView(request)))
}

it.each([
  { match: ['/a'], example: '/a', why: 'GET by default' },
  { match: ['/a'], example: 'POST /a?x=1', why: 'the method written' },
  { match: ['POST,PUT /a'], example: '/a', why: 'the first method where GET is not taken' },
  { match: ['POST /a', 'GET /b'], example: '/b', why: 'GET where one pattern takes it' },
  { match: ['www.example.fr/a'], example: 'www.example.fr/a', why: 'a host' },
  { match: ['/a?x=1'], example: '/a?x=1', why: 'a query' },
])('reaches its feature, $why: $example', ({ match, example }) => {
  expect(problemsOf(match, [example])).toEqual([])
})

it.each([
  { match: ['/a'], example: '/first', taken: 'first', why: 'another feature has it' },
  { match: ['/a'], example: '/b', taken: undefined, why: 'nothing has it' },
  { match: ['/a'], example: 'HEAD /a', taken: undefined, why: 'the method is not taken' },
  { match: ['POST /a', 'GET /b'], example: '/a', taken: undefined, why: 'GET is of another pattern' },
  { match: ['faulty'], example: '/a', taken: undefined, why: 'its only pattern is faulty' },
])('misses its feature, $why: $example', ({ match, example, taken }) => {
  const problem = {
    code: 'EXAMPLE_MISSES',
    place: { file: 'comptage.yaml', line: 10, column: 5 },
    example,
    feature: 'second',
    ...(taken === undefined ? {} : { taken }),
  }
  expect(problemsOf([...match, '/fine'], ['/fine', example]).filter((found) => 'example' in found)).toEqual([problem])
})

it('hands over requests that always say their method', () => {
  const asked: string[] = []
  const features = [
    feature('a', ['DELETE /a'], { examples: written(['/a', 'GET /a', 'www.example.fr/a']) }),
    feature('b', [], { examples: written(['/b']) }),
  ]
  checkExamples(features, (request) => {
    asked.push(request)
    return request.includes('b') ? indexOf<'feature'>(1) : NO_FEATURE
  })
  expect(asked).toEqual(['DELETE /a', 'GET /a', 'DELETE www.example.fr/a', 'GET /b'])
})
