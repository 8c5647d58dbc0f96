import { describe, expect, it } from 'vitest'
import { NO_FEATURE, NO_METHOD } from '../../src/domain/feature.ts'
import { compileFeatures } from '../../src/feature/index.ts'
import { feature, requestView } from './request-view.ts'

const UUID = '3F2504E0-4F89-41d3-9a0c-0305E82C3301'

/** The name of the feature that a request goes to; each pattern is a feature of its own, named by its text. */
function goesTo(patterns: readonly string[], request: string, caseInsensitive = false): string {
  const { matcher } = compileFeatures(
    patterns.map((pattern) => feature(pattern, [pattern])),
    { caseInsensitive },
  )
  const index = matcher.match(requestView(request))
  if (index === NO_FEATURE) return 'nothing'
  return index === NO_METHOD ? 'no method' : patterns[index]!
}

describe('language', () => {
  it.each([
    { pattern: '/aide', request: '/aide', fits: true, why: 'literal' },
    { pattern: '/aide', request: '/aidE', fits: false, why: 'case counts' },
    { pattern: '/aide', request: '/aid', fits: false, why: 'shorter' },
    { pattern: '/aide', request: '/aide/faq', fits: false, why: 'longer' },
    { pattern: '/aide', request: '/', fits: false, why: 'root is no literal' },
    { pattern: '/aide/', request: '/aide', fits: true, why: 'a slash at the end says nothing' },
    { pattern: '/aide//faq', request: '/aide/faq', fits: true, why: 'empty segments go' },
    { pattern: '/', request: '/', fits: true, why: 'root' },
    { pattern: '/', request: '/aide', fits: false, why: 'root is only the root' },
    { pattern: '/pr%C3%A9fecture', request: '/préfecture', fits: true, why: 'percent signs are undone' },
    { pattern: '/préfecture', request: '/pr%c3%a9fecture', fits: true, why: 'letters beyond ASCII' },
    { pattern: '/mes documents', request: '/mes%20documents', fits: true, why: 'a space in the path is no method' },
    { pattern: '/a%2Fb', request: '/a%2Fb', fits: true, why: 'an escaped slash does not split' },
    { pattern: '/a%2Fb', request: '/a/b', fits: false, why: 'an escaped slash does not split' },
    { pattern: '/%2A', request: '/*', fits: true, why: 'a literal star' },
    { pattern: '/v1:run', request: '/v1:run', fits: true, why: 'a colon inside a literal' },
    { pattern: '/:nom', request: '/x', fits: true, why: 'name' },
    { pattern: '/:numéro', request: '/x', fits: true, why: 'name with an accent' },
    { pattern: '/:nom', request: '/', fits: false, why: 'a name is one segment' },
    { pattern: '/:nom', request: '/x/y', fits: false, why: 'a name is one segment' },
    { pattern: '/*', request: '/x', fits: true, why: 'star' },
    { pattern: '/*/b', request: '/x/b', fits: true, why: 'star in the middle' },
    { pattern: '/**', request: '/x', fits: true, why: 'rest of one' },
    { pattern: '/**', request: '/x/y/z', fits: true, why: 'rest of three' },
    { pattern: '/**', request: '/', fits: false, why: 'the rest is one segment or more' },
    { pattern: '/a/**', request: '/a', fits: false, why: 'the rest is one segment or more' },
    { pattern: '/:n<int>', request: '/0042', fits: true, why: 'int' },
    { pattern: '/:n<int>', request: '/4a', fits: false, why: 'int' },
    { pattern: '/:n<int>', request: '/-4', fits: false, why: 'int has no sign' },
    { pattern: '/:n<uuid>', request: `/${UUID}`, fits: true, why: 'uuid of any case' },
    { pattern: '/:n<uuid>', request: `/${UUID.replace('-', 'a')}`, fits: false, why: 'uuid needs hyphens' },
    { pattern: '/:n<uuid>', request: `/${UUID.replace('F', 'G')}`, fits: false, why: 'uuid is hexadecimal' },
    { pattern: '/:n<uuid>', request: `/${UUID}0`, fits: false, why: 'uuid is 36 long' },
    { pattern: '/:n<date>', request: '/2026-12-31', fits: true, why: 'date' },
    { pattern: '/:n<date>', request: '/2026-02-28', fits: true, why: 'February of any year has 28 days' },
    { pattern: '/:n<date>', request: '/2026-02-29', fits: false, why: 'no leap year' },
    { pattern: '/:n<date>', request: '/2028-02-29', fits: true, why: 'leap year' },
    { pattern: '/:n<date>', request: '/2028-02-30', fits: false, why: 'February never has 30 days' },
    { pattern: '/:n<date>', request: '/1900-02-29', fits: false, why: 'no leap year every hundred years' },
    { pattern: '/:n<date>', request: '/2000-02-29', fits: true, why: 'but every four hundred' },
    { pattern: '/:n<date>', request: '/2026-04-31', fits: false, why: 'April has 30 days' },
    { pattern: '/:n<date>', request: '/2026-13-01', fits: false, why: 'no month 13' },
    { pattern: '/:n<date>', request: '/2026-00-01', fits: false, why: 'no month 0' },
    { pattern: '/:n<date>', request: '/2026-01-32', fits: false, why: 'no day 32' },
    { pattern: '/:n<date>', request: '/2026-01-00', fits: false, why: 'no day 0' },
    { pattern: '/:n<date>', request: '/2026/01-01', fits: false, why: 'two segments' },
    { pattern: '/:n<date>', request: '/2026-01+01', fits: false, why: 'date needs hyphens' },
    { pattern: '/:n<date>', request: '/202a-01-01', fits: false, why: 'date has digits' },
    { pattern: '/:n<date>', request: '/2026-a1-01', fits: false, why: 'date has digits' },
    { pattern: '/:n<date>', request: '/2026-01-0a', fits: false, why: 'date has digits' },
    { pattern: '/:n<slug>', request: '/Un-article_2', fits: true, why: 'slug of any case' },
    { pattern: '/:n<slug>', request: '/article', fits: true, why: 'slug of one word' },
    { pattern: '/:n<slug>', request: '/42', fits: true, why: 'an int is a slug' },
    { pattern: '/:n<slug>', request: '/un--article', fits: false, why: 'slug has one joiner' },
    { pattern: '/:n<slug>', request: '/-article', fits: false, why: 'slug begins with a word' },
    { pattern: '/:n<slug>', request: '/article-', fits: false, why: 'slug ends with a word' },
    { pattern: '/:n<slug>', request: '/article.html', fits: false, why: 'slug has no dot' },
    { pattern: '/:n<slug>', request: '/été', fits: false, why: 'slug is ASCII' },
  ])('$why: $pattern, $request', ({ pattern, request, fits }) => {
    expect(goesTo([pattern], request)).toBe(fits ? pattern : 'nothing')
  })

  it.each([
    { pattern: '/Aide/É', request: '/aide/É', fits: true, why: 'ASCII is lowered on both sides' },
    { pattern: '/Aide/É', request: '/aide/é', fits: false, why: 'other letters are not' },
    { pattern: '/aide?Q=A', request: '/aide?Q=A', fits: true, why: 'the query keeps its case' },
    { pattern: '/aide?Q=A', request: '/aide?q=a', fits: false, why: 'the query keeps its case' },
  ])('without case, $why: $pattern, $request', ({ pattern, request, fits }) => {
    expect(goesTo([pattern], request, true)).toBe(fits ? pattern : 'nothing')
  })
})

describe('methods', () => {
  it.each([
    { patterns: ['/a'], request: 'GET /a', to: '/a', why: 'a usual one' },
    { patterns: ['/a'], request: 'DELETE /a', to: '/a', why: 'a usual one' },
    { patterns: ['/a'], request: 'HEAD /a', to: 'no method', why: 'HEAD only if named' },
    { patterns: ['/a'], request: 'OPTIONS /a', to: 'no method', why: 'OPTIONS only if named' },
    { patterns: ['HEAD /a'], request: 'HEAD /a', to: 'HEAD /a', why: 'HEAD only if named' },
    { patterns: ['GET,POST /a'], request: 'POST /a', to: 'GET,POST /a', why: 'the second of two' },
    { patterns: ['GET, POST /a'], request: 'POST /a', to: 'GET, POST /a', why: 'a space after the comma' },
    { patterns: ['PROPFIND /a'], request: 'PROPFIND /a', to: 'PROPFIND /a', why: 'not a usual one' },
    { patterns: ['M-SEARCH /a'], request: 'M-SEARCH /a', to: 'M-SEARCH /a', why: 'hyphen' },
    { patterns: ['RPC_IN_DATA /a'], request: 'RPC_IN_DATA /a', to: 'RPC_IN_DATA /a', why: 'underscore' },
    { patterns: ['GET /a'], request: 'GETS /a', to: 'no method', why: 'longer' },
    { patterns: ['GET /a/b'], request: 'POST /a', to: 'nothing', why: 'no pattern fits the path' },
    { patterns: ['GET /a', '/:x'], request: 'POST /a', to: '/:x', why: 'falls back to a name' },
    { patterns: ['GET /a', '/**'], request: 'POST /a', to: '/**', why: 'falls back to the rest' },
    {
      patterns: ['GET /a/b', 'GET /:x/b', 'HEAD /**'],
      request: 'PUT /a/b',
      to: 'no method',
      why: 'all fit, none takes it',
    },
    { patterns: ['GET www.example.fr/a'], request: 'PUT /a', to: 'nothing', why: 'the host does not fit either' },
    { patterns: ['GET /a?x=1'], request: 'PUT /a?x=2', to: 'nothing', why: 'the query does not fit either' },
  ])('$why: $request', ({ patterns, request, to }) => {
    expect(goesTo(patterns, request)).toBe(to)
  })
})

describe('hosts', () => {
  it.each([
    { pattern: 'www.example.fr/a', request: 'www.example.fr/a', fits: true, why: 'the same' },
    { pattern: 'WWW.example.fr/a', request: 'www.example.fr/a', fits: true, why: 'hosts have no case' },
    { pattern: 'www.example.fr/', request: 'www.example.fr/', fits: true, why: 'its root' },
    { pattern: 'localhost/a', request: 'localhost/a', fits: true, why: 'the one host without a dot' },
    { pattern: 'www.example.fr/a', request: 'example.fr/a', fits: false, why: 'another' },
    { pattern: 'www.example.fr/a', request: '/a', fits: false, why: 'unknown' },
    { pattern: '/a', request: 'www.example.fr/a', fits: true, why: 'none asked for' },
  ])('$why: $pattern, $request', ({ pattern, request, fits }) => {
    expect(goesTo([pattern], request)).toBe(fits ? pattern : 'nothing')
  })
})

describe('query', () => {
  it.each([
    { pattern: '/a?x=1', request: '/a?x=1', fits: true, why: 'the value' },
    { pattern: '/a?x=1', request: '/a?x=12', fits: false, why: 'a longer value' },
    { pattern: '/a?x=12', request: '/a?x=1', fits: false, why: 'a shorter value' },
    { pattern: '/a?x=1', request: '/a?x', fits: false, why: 'no value' },
    { pattern: '/a?x=1', request: '/a', fits: false, why: 'no query' },
    { pattern: '/a?x=1', request: '/a?', fits: false, why: 'empty query' },
    { pattern: '/a?x=1', request: '/a?y=2&x=1', fits: true, why: 'another key before' },
    { pattern: '/a?x=1', request: '/a?xx=2&x=1', fits: true, why: 'a longer key before' },
    { pattern: '/a?x=1', request: '/a?x=1&x=2', fits: true, why: 'the first occurrence decides' },
    { pattern: '/a?x=1', request: '/a?x=2&x=1', fits: false, why: 'the first occurrence decides' },
    { pattern: '/a?x=1', request: '/a?x&x=1', fits: false, why: 'the first occurrence decides, without value too' },
    { pattern: '/a?x=1', request: '/a?&&x=1&', fits: true, why: 'empty parts' },
    { pattern: '/a?x', request: '/a?x', fits: true, why: 'present' },
    { pattern: '/a?x', request: '/a?x=anything', fits: true, why: 'present with a value' },
    { pattern: '/a?x', request: '/a?y=x', fits: false, why: 'a value is no key' },
    { pattern: '/a?x=', request: '/a?x=', fits: true, why: 'the empty value' },
    { pattern: '/a?x=', request: '/a?x', fits: true, why: 'no value is the empty value' },
    { pattern: '/a?x=', request: '/a?x=1', fits: false, why: 'the empty value' },
    { pattern: '/a?x=1&y', request: '/a?y=2&x=1', fits: true, why: 'two conditions, any order' },
    { pattern: '/a?x=1&y', request: '/a?x=1', fits: false, why: 'one of two' },
    { pattern: '/a?x=b=c', request: '/a?x=b=c', fits: true, why: 'a second = is of the value' },
    { pattern: '/a?q=caf%C3%A9+noir', request: '/a?q=café%20noir', fits: true, why: 'decoded on both sides' },
    { pattern: '/a?q=café noir', request: '/a?q=caf%c3%a9+noir', fits: true, why: 'decoded on both sides' },
    { pattern: '/a?q=1%2B1', request: '/a?q=1%2b1', fits: true, why: 'an escaped plus is a plus' },
    { pattern: '/a?q=1%2B1', request: '/a?q=1+1', fits: false, why: 'a plus is a space' },
    { pattern: '/a?f%5B%5D=1', request: '/a?f[]=1', fits: true, why: 'keys are decoded' },
    { pattern: '/a?f[]=1', request: '/a?f%5b%5D=1', fits: true, why: 'keys are decoded' },
    { pattern: '/a?q=%25', request: '/a?q=%', fits: true, why: 'a bad percent sign stands for itself' },
    { pattern: '/a?q=%252', request: '/a?q=%2', fits: true, why: 'a cut percent sign stands for itself' },
    { pattern: '/a?q=%25zz', request: '/a?q=%zz', fits: true, why: 'a bad percent sign stands for itself' },
    { pattern: '/a?q=%25az', request: '/a?q=%az', fits: true, why: 'half a percent sign stands for itself' },
  ])('$why: $pattern, $request', ({ pattern, request, fits }) => {
    expect(goesTo([pattern], request)).toBe(fits ? pattern : 'nothing')
  })
})

describe('assets', () => {
  it.each([
    { match: '/:x', request: '/logo.png', excluded: true, why: 'a name' },
    { match: '/*', request: '/logo.png', excluded: true, why: 'a star' },
    { match: '/**', request: '/img/logo.png', excluded: true, why: 'the rest' },
    { match: '/logo.png', request: '/logo.png', excluded: false, why: 'a literal' },
    { match: '/:x/logo.png', request: '/a/logo.png', excluded: false, why: 'a literal after a name' },
    { match: '/**', request: '/a/b.pdf', excluded: false, why: 'no asset' },
  ])('$why: $match', ({ match, request, excluded }) => {
    const view = requestView(request)
    const options = { caseInsensitive: false }
    const counting = compileFeatures([feature('a', [match], { assets: 'count' })], options)
    const excluding = compileFeatures([feature('a', [match])], options)
    expect(counting.matcher.match(view)).toBe(0)
    expect(excluding.matcher.match(view)).toBe(excluded ? NO_FEATURE : 0)
  })

  it('goes on to a less specific pattern that counts assets', () => {
    const features = [feature('pages', ['/a/:x']), feature('tiles', ['/a/**'], { assets: 'count' })]
    const { matcher } = compileFeatures(features, { caseInsensitive: false })
    expect(matcher.match(requestView('/a/1.png'))).toBe(1)
    expect(matcher.match(requestView('/a/1'))).toBe(0)
  })

  it('is no method problem where a wildcard takes no asset', () => {
    const { matcher } = compileFeatures([feature('a', ['GET /:x'])], { caseInsensitive: false })
    expect(matcher.match(requestView('POST /logo.png'))).toBe(NO_FEATURE)
  })
})

describe('precedence, whatever the order in the file', () => {
  it.each([
    { request: '/12', order: ['/12', '/:x<int>', '/:x<slug>', '/:x', '/**'], why: 'literal, int, slug, name, rest' },
    { request: `/${UUID}`, order: ['/:x<uuid>', '/:x<slug>', '/*', '/**'], why: 'uuid before slug' },
    { request: '/2026-01-01', order: ['/:x<date>', '/:x<slug>', '/:x', '/**'], why: 'date before slug' },
    { request: '/a/b', order: ['/a/b', '/a/:y', '/a/**', '/:x/b', '/*/*', '/:x/**', '/**'], why: 'from the left' },
    {
      request: 'www.example.fr/a?x=1&y=2',
      order: ['www.example.fr/a', '/a?x=1&y=2', '/a?x=1&y', '/a?x=1', '/a?x&y', '/a?y', 'GET /a', 'GET,POST /a', '/a'],
      why: 'host, more values, more keys, fewer methods',
    },
    { request: 'www.example.fr/a', order: ['/a', 'www.example.fr/:x'], why: 'the path goes before the host' },
    { request: '/a?x=1', order: ['/a', '/:x?x=1'], why: 'the path goes before the query' },
  ])('$why', ({ request, order }) => {
    for (let n = 0; n < order.length; n++) {
      const left = order.slice(n)
      const rotated = [...left.slice(2), ...left.slice(0, 2)]
      expect(goesTo(left, request)).toBe(order[n])
      expect(goesTo([...left].reverse(), request)).toBe(order[n])
      expect(goesTo(rotated, request)).toBe(order[n])
    }
  })

  it.each([
    { patterns: ['/a/b/c', '/a/:y/d', '/:x/b/e'], request: '/a/b/e', to: '/:x/b/e', why: 'out of two dead ends' },
    { patterns: ['www.example.fr/a', '/:x'], request: 'api.example.fr/a', to: '/:x', why: 'another host' },
    { patterns: ['/a?x=1', '/a?x', '/**'], request: '/a?x=2', to: '/a?x', why: 'another value' },
    { patterns: ['/a?x=1', '/a?x', '/**'], request: '/a', to: '/**', why: 'no query' },
    { patterns: ['/:x<int>/a', '/:x/b'], request: '/1/b', to: '/:x/b', why: 'out of a kind' },
  ])('falls back, $why', ({ patterns, request, to }) => {
    expect(goesTo(patterns, request)).toBe(to)
    expect(goesTo([...patterns].reverse(), request)).toBe(to)
  })
})

describe('winner', () => {
  const { matcher } = compileFeatures([feature('a', ['/a', 'GET /a/**'])], { caseInsensitive: false })

  it.each([
    { request: '/a', line: 1, why: 'the first pattern' },
    { request: '/a/b', line: 2, why: 'the second' },
    { request: '/b', line: undefined, why: 'nothing fits' },
    { request: 'PUT /a/b', line: undefined, why: 'none takes the method' },
  ])('$why: $request', ({ request, line }) => {
    matcher.match(requestView(request))
    expect(matcher.winner()?.place.line).toBe(line)
  })

  it('is nobody before the first request', () => {
    expect(compileFeatures([feature('a', ['/a'])], { caseInsensitive: false }).matcher.winner()).toBeUndefined()
  })
})

it('works with the good patterns when others are faulty', () => {
  const { matcher, problems } = compileFeatures([feature('a', ['nothing', '/a']), feature('b', ['/:', '/b'])], {
    caseInsensitive: false,
  })
  expect(problems.map(({ code }) => code)).toEqual(['PATTERN_SYNTAX', 'PATTERN_SYNTAX'])
  expect(matcher.match(requestView('/a'))).toBe(0)
  expect(matcher.match(requestView('/b'))).toBe(1)
})

it('does nothing without features', () => {
  const { matcher, problems } = compileFeatures([], { caseInsensitive: false })
  expect(problems).toEqual([])
  expect(matcher.match(requestView('/'))).toBe(NO_FEATURE)
  expect(matcher.match(requestView('/a/b'))).toBe(NO_FEATURE)
})

it('knows many literals apart', () => {
  const patterns = Array.from({ length: 3000 }, (_, n) => `/page-${n}`)
  const { matcher } = compileFeatures([feature('pages', patterns)], { caseInsensitive: false })
  for (const [n, pattern] of patterns.entries()) {
    expect(matcher.match(requestView(pattern))).toBe(0)
    expect(matcher.winner()?.place.line).toBe(n + 1)
  }
  expect(matcher.match(requestView('/page-3000'))).toBe(NO_FEATURE)
})

it('does not take words of one hash for each other', () => {
  // FNV-1a gives both 0x5e4daa9d.
  expect(goesTo(['/liquid'], '/costarring')).toBe('nothing')
  expect(goesTo(['/liquid', '/costarring'], '/costarring')).toBe('/costarring')
})

it('tells the words that its patterns hold', () => {
  const { hosts, literals, conditions } = compileFeatures(
    [feature('a', ['agents.example.fr/Aide/:x/d%C3%A9p%C3%B4t?type=lieu']), feature('b', ['/**?page', 'nothing'])],
    { caseInsensitive: false },
  )
  expect(hosts).toEqual(['agents.example.fr'])
  expect(literals).toEqual(['Aide', 'dépôt'])
  expect(conditions).toEqual([{ key: 'type', value: 'lieu' }, { key: 'page' }])
})
