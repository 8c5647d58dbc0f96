import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../../src/domain/problem.ts'
import { openExplainer } from '../../../src/pipeline/explain/explain-request.ts'
import { planCount } from '../../../src/pipeline/plan-count.ts'
import { configurationOf } from '../configuration-of.ts'

const plan = planCount({
  configuration: configurationOf(`
since: 2030-01-01
features:
  - { id: accueil, match: [/] }
  - { id: aide, match: [/aide, /aide/:sujet] }
  - { id: recherche, match: ["/recherche?type=lieu", "/recherche?page"] }
  - { id: dossier, match: ["GET,POST /demarches/:numero<int>/dossier"] }
  - { id: tuiles, match: [/tuiles/:z/:x], assets: count, until: 2020-12-31 }
  - { id: agent, match: [agents.example.fr/liste] }
  - { id: accents, match: ["/café"] }
ignore: [/health]
`),
})
const explain = openExplainer(plan)

describe('what becomes of a request', () => {
  it.each([
    { typed: '/', fate: 'counted', feature: 'accueil', why: 'without a method it is a GET' },
    { typed: '  POST   /aide/x ', fate: 'counted', feature: 'aide', why: 'spaces around it say nothing' },
    { typed: '/aide/../aide//x/', fate: 'counted', feature: 'aide', why: 'its path is normalised' },
    { typed: '/caf%C3%A9', fate: 'counted', feature: 'accents', why: 'encoded letters' },
    { typed: '/café', fate: 'counted', feature: 'accents', why: 'letters as they are' },
    { typed: '/tuiles/1/2.png', fate: 'counted', feature: 'tuiles', why: 'whatever the day' },
    { typed: '/aide/a"b\\c\u0001', fate: 'counted', feature: 'aide', why: 'what a server would escape' },
    { typed: 'www.example.fr/aide', fate: 'counted', feature: 'aide', why: 'its own host' },
    { typed: 'https://WWW.example.fr:443/aide', fate: 'counted', feature: 'aide', why: 'as an address' },
    { typed: 'GET agents.example.fr/liste', fate: 'counted', feature: 'agent', why: 'the host of a pattern' },
    { typed: '/liste', fate: 'unmatched', why: 'the pattern asks for a host' },
    { typed: 'www.example.org/aide', fate: 'unmatched', why: 'somebody else’s host' },
    { typed: 'GET /aide HTTP/1.1', fate: 'counted', feature: 'aide', why: 'as a log has it' },
    { typed: 'PUT /demarches/1/dossier HTTP/2', fate: 'method', why: 'as a log has it' },
    { typed: '/aide/HTTP/1.1', fate: 'unmatched', why: 'a path that ends so' },
    { typed: '/health', fate: 'ignored', why: 'told to ignore' },
    { typed: '/aide/x.png', fate: 'asset', why: 'a file of the page' },
    { typed: 'PUT /demarches/1/dossier', fate: 'method', why: 'no pattern takes the method' },
    { typed: 'OPTIONS *', fate: 'method', why: 'no path' },
    { typed: 'CONNECT www.example.fr:443', fate: 'method', why: 'a tunnel' },
    { typed: '/nulle/part', fate: 'unmatched', why: 'no pattern fits' },
    { typed: 'get /aide', fate: 'method', why: 'a method in small letters is one of nobody' },
    { typed: 'aide', fate: 'malformed', why: 'a path begins with a slash' },
    { typed: '', fate: 'malformed', why: 'nothing' },
  ])('$why: $typed', ({ typed, fate, feature }) => {
    const explained = explain(typed)
    expect(explained.fate).toBe(fate)
    expect(explained.feature?.id).toBe(feature)
  })
})

it('names the pattern that wins, as it is written', () => {
  expect(explain('/recherche?x=1&type=lieu').winner?.value).toBe('/recherche?type=lieu')
  expect(explain('/health').winner?.value).toBe('/health')
  expect(explain('/nulle/part').winner).toBeUndefined()
})

it('keeps the value of a query only where a pattern asks for just that', () => {
  const { read } = explain('/recherche?type=lieu&type=LEAK&page=LEAK&a%20b+c&=LEAK&&%zz=LEAK#LEAK')
  expect(read?.parameters).toEqual([
    { key: 'type', kind: 'named', value: 'lieu' },
    { key: 'type', kind: 'dropped' },
    { key: 'page', kind: 'dropped' },
    { key: 'a b c', kind: 'alone' },
    { key: '', kind: 'dropped' },
    { key: '%zz', kind: 'dropped' },
  ])
})

it('reads the target also where the decision falls before', () => {
  expect(explain('www.example.org/aide/x.png').read).toEqual({
    host: 'www.example.org',
    segments: ['aide', 'x.png'],
    parameters: [],
    isAsset: true,
  })
  expect(explain('/health').read?.segments).toEqual(['health'])
  expect(explain('OPTIONS *').read).toBeUndefined()
  expect(explain('aide').read).toBeUndefined()
})

it('tells a foreign host from the service’s own', () => {
  expect(explain('www.example.org/').isForeign).toBe(true)
  expect(explain('www.example.fr/').isForeign).toBe(false)
  expect(explain('/').isForeign).toBe(false)
  const anyHost = planCount({
    configuration: configurationOf('service: { id: essai, name: Essai }\nfeatures: [{ id: a, match: [/] }]'),
  })
  expect(openExplainer(anyHost)('www.example.org/')).toMatchObject({ isForeign: false, fate: 'counted' })
})

it('names the methods that would have been taken', () => {
  expect(explain('PUT /demarches/1/dossier').methodsTaken).toEqual(['GET', 'POST'])
  expect(explain('HEAD /nulle/part').methodsTaken).toEqual([])
  expect(explain('/aide').methodsTaken).toEqual([])
})

it('refuses a request that no line could hold', () => {
  expect(() => explain(`/${'x'.repeat(65536)}`)).toThrow(ProblemError)
})
