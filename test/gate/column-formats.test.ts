import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgentCoding } from '../../src/domain/contracts.ts'
import { compileFormat } from '../../src/format/index.ts'
import { decodingClassifier } from '../../src/gate/coding/decoding-classifier.ts'
import { undoDoubled } from '../../src/gate/coding/undo-escapes.ts'
import { hitsOf, testGate, type HitInWords } from './test-gate.ts'

const IIS = [
  '#Software: Microsoft Internet Information Services 10.0',
  '#Fields: date time cs-method cs-uri-stem cs-uri-query sc-status cs(User-Agent)',
]
const CLOUD = ['#Fields: date time x-edge-location cs-method cs-uri-stem sc-status cs(User-Agent)']
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
// An app whose name has a plus, and spaces that only a decoded agent has.
const WEBVIEW =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148'

function lastHit(format: string, lines: readonly string[]): HitInWords {
  const hit = hitsOf(testGate({ format }), lines.map((line) => `${line}\n`).join('')).at(-1)
  if (hit === undefined) throw new Error('no line')
  return hit
}

const iisLine = (agent: string): string => `2026-03-10 08:31:24 GET /simulateur - 200 ${agent}`
const cloudLine = (agent: string): string =>
  ['2026-03-10', '08:31:24', 'CDG50', 'GET', '/simulateur', '200', agent].join('\t')

describe('agents as column formats write them', () => {
  it.each([
    { agent: FIREFOX, client: 'human', device: 'desktop', browser: 'firefox', os: 'linux' },
    { agent: GOOGLEBOT, client: 'search-robot' },
    { agent: WEBVIEW, client: 'human', device: 'mobile', os: 'ios' },
    { agent: 'curl/8.5.0', client: 'machine' },
  ])('$agent', ({ agent, ...expected }) => {
    const plus = agent.replaceAll(' ', '+')
    const percent = agent.replaceAll(' ', '%20')
    const twice = percent.replaceAll('%', '%25')
    for (const format of ['w3c', 'iis']) expect(lastHit(format, [...IIS, iisLine(plus)])).toMatchObject(expected)
    for (const format of ['w3c', 'cloudfront'])
      for (const written of [percent, twice])
        expect(lastHit(format, [...CLOUD, cloudLine(written)])).toMatchObject(expected)
  })

  it('an agent that is not there is unknown', () => {
    expect(lastHit('iis', [...IIS, iisLine('-')])).toMatchObject({ fate: 'robot', client: 'unknown' })
  })

  it.each<{ coding: AgentCoding | undefined; written: string; decoded: string; why: string }>([
    { coding: undefined, written: 'a+b%20c', decoded: 'a+b%20c', why: 'as it was sent' },
    { coding: 'plain', written: 'a+b%20c', decoded: 'a+b%20c', why: 'as it was sent, said so' },
    { coding: 'plus', written: 'a+b++c%20d', decoded: 'a b  c%20d', why: 'plus' },
    { coding: 'percent', written: 'a+b%20c', decoded: 'a+b c', why: 'percent' },
    { coding: 'percent', written: 'a%2520b', decoded: 'a b', why: 'twice' },
    { coding: 'percent', written: 'a%252520b', decoded: 'a%20b', why: 'never thrice' },
    { coding: 'percent', written: 'a%zz%2', decoded: 'a%zz%2', why: 'no code' },
    { coding: 'percent', written: '%', decoded: '%', why: 'a percent sign at the end' },
    { coding: 'percent', written: '', decoded: '', why: 'nothing' },
  ])('$coding: $why', ({ coding, written, decoded }) => {
    let seen = ''
    const scanner = { ...compileFormat('combined'), ...(coding === undefined ? {} : { agentCoding: coding }) }
    const agents = decodingClassifier(scanner, {
      classify(bytes, start, end) {
        seen = Buffer.from(bytes).toString('latin1', start, end)
        return { client: 0, device: 0, browser: 0, os: 0 } as never
      },
    })
    const bytes = Buffer.from(`%2${written}20+`, 'latin1')
    agents.classify(bytes, 2, 2 + written.length)
    expect(seen).toBe(decoded)
    expect(bytes.toString('latin1')).toBe(`%2${written}20+`)
  })
})

describe('a header amid a log', () => {
  const WITHOUT = '#Fields: date time cs-method cs-uri-stem sc-status'
  const WITH = '#Fields: date time cs-method cs-uri-stem sc-status cs(User-Agent)'
  const plain = '2026-03-10 08:31:24 GET /simulateur 200'

  it('is no request', () => {
    expect(lastHit('w3c', [WITH])).toMatchObject({ fate: 'not-a-request', reason: undefined })
  })

  it('may bring an agent: robots are told from then on', () => {
    expect(lastHit('w3c', [WITHOUT, plain])).toMatchObject({ fate: 'counted', client: 'unknown' })
    expect(lastHit('w3c', [WITHOUT, plain, WITH, `${plain} Googlebot/2.1`])).toMatchObject({ fate: 'robot' })
  })

  it('may take the agent away: all count from then on', () => {
    expect(lastHit('w3c', [WITH, `${plain} Googlebot/2.1`, WITHOUT, plain])).toMatchObject({ fate: 'counted' })
  })

  it('before it, no line fits', () => {
    expect(lastHit('w3c', [plain])).toMatchObject({ fate: 'malformed', reason: 'bad-line' })
  })
})

describe('targets of column formats', () => {
  const gcs = (uri: string): string =>
    `"1773131484655123","203.0.113.7","1","","GET","${uri}","200","0","3126","46012","www.example.fr","","${FIREFOX}","LEAK","GET_Object","bucket","LEAK"`

  it.each([
    { uri: '/simulateur', fate: 'simulateur', why: 'plain' },
    { uri: '/a""b', fate: 'unmatched', why: 'a quote in the path' },
    { uri: '/simulateur?""', fate: 'simulateur', why: 'a quote in the query' },
    { uri: '/search?type=aide&x=""', fate: 'search', why: 'a query whose quotes are undone' },
    { uri: '/a%20b', fate: 'accents', why: 'decoded once' },
    { uri: '/a%2520b', fate: 'unmatched', why: 'and not twice' },
  ])('gcs, $why: $uri', ({ uri, fate }) => {
    const hit = lastHit('gcs', [gcs(uri)])
    expect(hit.feature ?? hit.fate).toBe(fate)
  })

  it('a header row of gcs is no request', () => {
    expect(lastHit('gcs', ['time_micros,cs_uri,sc_status'])).toMatchObject({ fate: 'not-a-request' })
    expect(lastHit('gcs', ['time_micros,cs_uri'])).toMatchObject({ fate: 'malformed', reason: 'bad-line' })
    expect(lastHit('gcs', [''])).toMatchObject({ fate: 'not-a-request' })
  })

  it('w3c: the query in its own column', () => {
    const line = (query: string): string => `2026-03-10 08:31:24 GET /search ${query} 200 curl`
    expect(lastHit('w3c', [...IIS, line('type=aide')])).toMatchObject({ feature: 'search' })
    expect(lastHit('w3c', [...IIS, line('-')])).toMatchObject({ feature: undefined, fate: 'unmatched' })
  })
})

it.each([
  ['', ''],
  ['""', '"'],
  ['"', '"'],
  ['"""', '""'],
  ['a""b"c', 'a"b"c'],
])('%j is %j: two quotes are one', (written, value) => {
  const bytes = Buffer.from(`"${written}"`)
  const out = Buffer.alloc(10)
  expect(out.toString('latin1', 0, undoDoubled(bytes, 1, 1 + written.length, out))).toBe(value)
})

it('what CSV doubles is read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', 'a', ',') }), (value) => {
      const written = Buffer.from(value.replaceAll('"', '""'))
      const out = Buffer.alloc(written.length)
      expect(out.toString('latin1', 0, undoDoubled(written, 0, written.length, out))).toBe(value)
    }),
  )
})
