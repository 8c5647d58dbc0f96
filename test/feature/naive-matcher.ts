import fc from 'fast-check'

/** A pattern as a random choice of parts, and the plainest reading of the rules that could be thought of. */
export type NaivePattern = {
  readonly methods: readonly string[]
  readonly host: string
  readonly segments: readonly string[]
  readonly conditions: readonly (readonly [key: string, value: string | undefined])[]
  readonly assets: boolean
}

export type NaiveRequest = {
  readonly method: string
  readonly host: string
  readonly segments: readonly string[]
  readonly query: readonly (readonly [key: string, value: string])[] | undefined
}

const UUID = '00000000-0000-4000-8000-000000000009'
const WILD = [':x<int>', ':x<uuid>', ':x<date>', ':x<slug>', ':x', '*', '**']
const METHODS = ['GET', 'POST', 'HEAD', 'PURGE']
const HOSTS = ['', 'www.example.fr', 'api.example.fr']
const WORDS = ['a', 'b', '7', UUID, '2026-01-02', '2026-02-30', 'a-b', '~', 'a.css']
const KIND: Readonly<Record<string, RegExp>> = {
  ':x<int>': /^\d+$/,
  ':x<uuid>': /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
  ':x<date>': /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?<!02-3\d|(?:0[469]|11)-31)$/,
  ':x<slug>': /^[a-z\d]+(?:[-_][a-z\d]+)*$/i,
}

const pairs = <V>(value: fc.Arbitrary<V>) =>
  fc.uniqueArray(fc.tuple(fc.constantFrom('k', 'l'), value), { maxLength: 2, selector: ([key]) => key })

export const naivePattern: fc.Arbitrary<NaivePattern> = fc.record({
  methods: fc.oneof(fc.constant([]), fc.subarray(METHODS.slice(0, 3), { minLength: 1 })),
  host: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom(...HOSTS) }),
  segments: fc
    .array(fc.constantFrom(...WORDS, ...WILD.slice(0, -1)), { maxLength: 3 })
    .chain((some) => fc.constantFrom(some, some.slice(0, 2), [...some.slice(0, 2), '**'])),
  conditions: fc.oneof(fc.constant([]), pairs(fc.constantFrom('1', '2', undefined))),
  assets: fc.boolean(),
})

export const naiveRequest: fc.Arbitrary<NaiveRequest> = fc.record({
  method: fc.constantFrom(...METHODS),
  host: fc.constantFrom(...HOSTS),
  segments: fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }),
  query: fc.option(
    fc.array(fc.tuple(fc.constantFrom('k', 'l', 'm'), fc.constantFrom('1', '2', '3')), { maxLength: 3 }),
    { nil: undefined },
  ),
})

export function patternText({ methods, host, segments, conditions }: NaivePattern): string {
  const query = conditions.map(([key, value]) => (value === undefined ? key : `${key}=${value}`)).join('&')
  return `${methods.join(',')}${methods.length > 0 ? ' ' : ''}${host}/${segments.join('/')}${query && '?'}${query}`
}

export function requestText({ method, host, segments, query }: NaiveRequest): string {
  const pairs = query?.map(([key, value]) => `${key}=${value}`).join('&')
  return `${method} ${host}/${segments.join('/')}${pairs === undefined ? '' : '?'}${pairs ?? ''}`
}

/** The first of the patterns, the most specific first, that fits; −2 where only the method is missing, else −1. */
export function naiveMatch(patterns: readonly NaivePattern[], request: NaiveRequest): number {
  const fitting = patterns.filter((pattern) => fitsButForMethod(pattern, request)).sort(moreSpecificFirst)
  const winner = fitting.find((pattern) => takesMethod(pattern, request.method))
  if (winner !== undefined) return patterns.indexOf(winner)
  return fitting.length > 0 ? -2 : -1
}

export function moreSpecificFirst(a: NaivePattern, b: NaivePattern): number {
  const [ours, theirs] = [keyOf(a), keyOf(b)]
  return ours < theirs ? -1 : ours > theirs ? 1 : 0
}

// One letter a rule, in the order of the rules: the least text goes first.
function keyOf({ segments, host, conditions, methods }: NaivePattern): string {
  const ranks = segments.map((segment) => (WILD.includes(segment) ? 'bcdeffg'[WILD.indexOf(segment)] : 'a'))
  const values = conditions.filter(([, value]) => value !== undefined).length
  return `${ranks.join('')} ${host === '' ? 'b' : 'a'}${9 - values}${9 - conditions.length}${methods.length || 9}`
}

function takesMethod({ methods }: NaivePattern, method: string): boolean {
  return (methods.length > 0 ? methods : ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).includes(method)
}

function fitsButForMethod(pattern: NaivePattern, request: NaiveRequest): boolean {
  if (pattern.host !== '' && pattern.host !== request.host) return false
  const values = new Map([...(request.query ?? [])].reverse())
  for (const [key, value] of pattern.conditions) {
    if (!values.has(key) || (value !== undefined && values.get(key) !== value)) return false
  }
  const last = pattern.segments.at(-1)
  if (request.segments.at(-1)?.endsWith('.css') && last !== 'a.css' && !pattern.assets) return false
  return pathFits(pattern.segments, request.segments)
}

function pathFits(pattern: readonly string[], path: readonly string[]): boolean {
  if (pattern.at(-1) === '**' ? path.length < pattern.length : path.length !== pattern.length) return false
  return pattern.every((segment, i) => {
    if (segment === '**' || segment === '*' || segment === ':x') return true
    return KIND[segment]?.test(path[i]!) ?? segment === path[i]
  })
}

/** Every request over the words, up to three segments: whatever can happen between patterns of two segments happens here. */
export function allRequests(): readonly NaiveRequest[] {
  const words = [...WORDS, '8', '00000000-0000-4000-8000-000000000008', '2026-01-03', 'c', '!', 'c.css']
  const one = words.map((word) => [word])
  const two = one.flatMap((path) => words.map((word) => [...path, word]))
  // Behind the first, `**` is all that there can be.
  const three = words.flatMap((word) => [
    [word, '!', '!'],
    [word, '!', 'c.css'],
  ])
  const queries: readonly NaiveRequest['query'][] = [
    undefined,
    ...['1', '2', '3'].flatMap((k) => [
      [['k', k] as const],
      [['l', k] as const],
      ...['1', '2', '3'].map((l) => [['k', k] as const, ['l', l] as const]),
    ]),
  ]
  return [[], ...one, ...two, ...three].flatMap((segments) =>
    ['GET', 'POST', 'HEAD', 'PUT'].flatMap((method) =>
      HOSTS.flatMap((host) => queries.map((query) => ({ method, host, segments, query }))),
    ),
  )
}
