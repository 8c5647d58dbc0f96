import { describe, expect, it } from 'vitest'
import { FATES, type Fate } from '../../src/domain/fate.ts'
import { openKernel } from '../../src/kernel/index.ts'
import { codesIn, page, rowsOf } from '../docs/pages.ts'
import {
  askLast,
  combined,
  hitOf,
  rememberedPaths,
  testGate,
  type LineParts,
  type TestGateOptions,
} from './test-gate.ts'

const ROBOT = 'Googlebot/2.1 (+http://www.google.com/bot.html)'
const SCRIPT = 'python-requests/2.32.3'

describe('the order of the fates: each line would have the next one too', () => {
  const options: TestGateOptions = { since: '2026-03-10', until: '2026-03-10' }
  const early = '09/Mar/2026:09:31:24 +0100'
  const rows: readonly { readonly fate: Fate; readonly why: string; readonly line: string }[] = [
    { fate: 'not-a-request', why: 'a blank line does not fit either', line: '' },
    { fate: 'malformed', why: 'of another day', line: combined({ time: early, status: 'abc' }) },
    { fate: 'out-of-period', why: 'to be ignored', line: combined({ time: early, request: 'GET /health HTTP/1.1' }) },
    { fate: 'out-of-period', why: 'without a path', line: combined({ time: early, request: 'OPTIONS * HTTP/1.1' }) },
    { fate: 'ignored', why: 'a feature', line: combined({ request: 'GET /simulateur/ping HTTP/1.1' }) },
    { fate: 'ignored', why: 'any method', line: combined({ request: 'OPTIONS /metrics/x HTTP/1.1' }) },
    { fate: 'ignored', why: 'an asset', line: combined({ request: 'GET /metrics/x.png HTTP/1.1' }) },
    { fate: 'method', why: 'of a robot', line: combined({ request: 'HEAD /simulateur HTTP/1.1', agent: ROBOT }) },
    { fate: 'method', why: 'on an asset of no feature', line: combined({ request: 'HEAD /x.png HTTP/1.1' }) },
    { fate: 'method', why: 'on a path of no feature', line: combined({ request: 'PROPFIND /x HTTP/1.1' }) },
    { fate: 'asset', why: 'of a robot', line: combined({ request: 'GET /x.PNG HTTP/1.1', agent: ROBOT }) },
    {
      fate: 'unmatched',
      why: 'of a robot, failed',
      line: combined({ request: 'GET /x HTTP/1.1', agent: ROBOT, status: '404' }),
    },
    { fate: 'robot', why: 'sent elsewhere', line: combined({ agent: ROBOT, status: '302' }) },
    { fate: 'robot', why: 'a part', line: combined({ agent: ROBOT, status: '206' }) },
    { fate: 'robot', why: 'failed', line: combined({ agent: SCRIPT, status: '500' }) },
    { fate: 'redirect', why: 'of a person', line: combined({ status: '302' }) },
    { fate: 'partial', why: 'of a person', line: combined({ status: '206' }) },
    { fate: 'failed', why: 'of a person', line: combined({ status: '500' }) },
    { fate: 'counted', why: 'of a person', line: combined() },
  ]
  it.each(rows)('$fate: $why', ({ fate, line }) => {
    expect(hitOf(line, options).fate).toBe(fate)
  })

  it('shows every fate that the gate gives', () => {
    const elsewhere: readonly Fate[] = ['late', 'too-long']
    expect(new Set(rows.map(({ fate }) => fate))).toEqual(new Set(FATES.filter((fate) => !elsewhere.includes(fate))))
  })

  it('is that of docs/formats.md', () => {
    const told = rowsOf(page('docs/formats.md'))
      .filter(([order = '']) => /^\d+$/.test(order))
      .flatMap(([, fate = '']) => codesIn(fate))
    expect(told).toEqual(['too-long', ...new Set(rows.map(({ fate }) => fate))])
  })
})

describe('what an answer makes of a request', () => {
  it.each<[string, string, Fate]>([
    ['GET', '200', 'counted'],
    ['GET', '204', 'counted'],
    ['GET', '299', 'counted'],
    ['GET', '206', 'partial'],
    ['GET', '304', 'counted'],
    ['GET', '101', 'counted'],
    ['GET', '100', 'failed'],
    ['GET', '103', 'failed'],
    ['GET', '300', 'redirect'],
    ['GET', '301', 'redirect'],
    ['GET', '302', 'redirect'],
    ['GET', '303', 'redirect'],
    ['GET', '307', 'redirect'],
    ['GET', '308', 'redirect'],
    ['GET', '399', 'redirect'],
    ['POST', '302', 'counted'],
    ['PUT', '303', 'counted'],
    ['PATCH', '302', 'counted'],
    ['DELETE', '302', 'counted'],
    ['POST', '304', 'counted'],
    ['POST', '206', 'partial'],
    ['POST', '422', 'failed'],
    ['GET', '400', 'failed'],
    ['GET', '404', 'failed'],
    ['GET', '499', 'failed'],
    ['GET', '500', 'failed'],
    ['GET', '0', 'failed'],
    ['GET', '444', 'failed'],
  ])('%s, %s: %s', (method, status, fate) => {
    expect(hitOf(combined({ request: `${method} /simulateur HTTP/1.1`, status }))).toMatchObject({
      fate,
      outcome: fate,
    })
  })

  it('a part counts where the feature says so', () => {
    expect(hitOf(combined({ request: 'GET /video/a HTTP/1.1', status: '206' })).fate).toBe('counted')
  })

  it('the redirect of a method that only a pattern knows is one', () => {
    expect(hitOf(combined({ request: 'PROPFIND /odd HTTP/1.1', status: '302' }))).toMatchObject({
      fate: 'redirect',
      feature: 'odd',
      method: 'other',
    })
  })
})

describe('who counts', () => {
  const NO_AGENT = '%h %l %u %t "%r" %>s %b "%{Referer}i"'
  it.each<{ why: string; parts: LineParts; fate: Fate; client: string; format?: string }>([
    { why: 'a person', parts: {}, fate: 'counted', client: 'human' },
    { why: 'a script', parts: { agent: SCRIPT }, fate: 'robot', client: 'machine' },
    { why: 'nobody says who', parts: { agent: '-' }, fate: 'robot', client: 'unknown' },
    { why: 'an empty agent', parts: { agent: '' }, fate: 'robot', client: 'unknown' },
    { why: 'a search robot', parts: { agent: ROBOT }, fate: 'robot', client: 'search-robot' },
    {
      why: 'a script, all clients',
      parts: { request: 'GET /open HTTP/1.1', agent: SCRIPT },
      fate: 'counted',
      client: 'machine',
    },
    {
      why: 'nobody says who, all clients',
      parts: { request: 'GET /open HTTP/1.1', agent: '-' },
      fate: 'counted',
      client: 'unknown',
    },
    {
      why: 'a search robot, all clients',
      parts: { request: 'GET /open HTTP/1.1', agent: ROBOT },
      fate: 'robot',
      client: 'search-robot',
    },
    {
      why: 'a monitor, all clients',
      parts: { request: 'GET /open HTTP/1.1', agent: 'UptimeRobot/2.0' },
      fate: 'robot',
      client: 'monitor',
    },
  ])('$why: $fate', ({ parts, fate, client }) => {
    expect(hitOf(combined(parts))).toMatchObject({ fate, client })
  })

  it('everybody where the format has no agent', () => {
    const line = combined({ agent: 'LEAK' }).replace(' "LEAK"', '')
    expect(hitOf(line, { format: NO_AGENT })).toMatchObject({ fate: 'counted', client: 'unknown' })
  })
})

describe('which feature', () => {
  it.each<{ why: string; target: string; feature: string | undefined; fate: Fate }>([
    { why: 'the root', target: '/', feature: 'home', fate: 'counted' },
    { why: 'an asset as a literal', target: '/logo.svg', feature: 'logo', fate: 'counted' },
    { why: 'an asset of a feature that counts them', target: '/tiles/1/2/3.png', feature: 'tiles', fate: 'counted' },
    { why: 'an asset of one that does not', target: '/simulateur/logo.png', feature: undefined, fate: 'asset' },
    { why: 'an asset by its last segment only', target: '/simulateur/a.png/b', feature: 'simulateur', fate: 'counted' },
    { why: 'a dot and no extension', target: '/simulateur/a.', feature: 'simulateur', fate: 'counted' },
    {
      why: 'a longer extension than any',
      target: '/simulateur/a.webmanifests',
      feature: 'simulateur',
      fate: 'counted',
    },
    { why: 'the longest one', target: '/simulateur/a.WebManifest', feature: undefined, fate: 'asset' },
    { why: 'data is no asset', target: '/simulateur/a.json', feature: 'simulateur', fate: 'counted' },
    { why: 'query as asked for', target: '/search?type=aide&x=LEAK', feature: 'search', fate: 'counted' },
    { why: 'another query', target: '/search?type=LEAK', feature: undefined, fate: 'unmatched' },
    { why: 'no query', target: '/search', feature: undefined, fate: 'unmatched' },
  ])('$why: $target', ({ target, feature, fate }) => {
    expect(hitOf(combined({ request: `GET ${target} HTTP/1.1` }))).toMatchObject({ feature, fate })
  })
})

describe('what an answer says beside', () => {
  it.each([
    { status: '404', isMissing: true, isGone: false },
    { status: '410', isMissing: true, isGone: false },
    { status: '499', isMissing: false, isGone: true },
    { status: '460', isMissing: false, isGone: true },
    { status: '200', isMissing: false, isGone: false },
    { status: '500', isMissing: false, isGone: false },
  ])('$status: the page is missing $isMissing, the client is gone $isGone', ({ status, isMissing, isGone }) => {
    const gate = testGate()
    const told = askLast(gate, `${combined({ status })}\n`, (line) => [line.isMissing(), line.isGone()])
    expect(told).toEqual([isMissing, isGone])
  })
})

describe('verdicts on paths', () => {
  const pathOf = (length: number): string => `/simulateur/${'a'.repeat(length - '/simulateur/'.length)}`

  it.each<{ why: string; request: string; isKept: boolean }>([
    { why: 'a path', request: 'GET /simulateur HTTP/1.1', isKept: true },
    { why: 'a long one', request: `GET ${pathOf(2000)}?age=LEAK HTTP/1.1`, isKept: true },
    { why: 'one deeper than any pattern', request: `GET /simulateur${'/a'.repeat(2000)} HTTP/1.1`, isKept: true },
    { why: 'a path that the log escapes', request: 'GET /simulateur/\\x41 HTTP/1.1', isKept: false },
    { why: 'another method', request: 'POST /simulateur HTTP/1.1', isKept: true },
    { why: 'a method on no list', request: 'PROPFIND /odd HTTP/1.1', isKept: false },
  ])('$why: remembered $isKept, and the same the second time', ({ request, isKept }) => {
    const memo = openKernel([], rememberedPaths({ mostEntries: 8, arenaBytes: 4096 })).paths!
    const found: number[] = []
    const verdicts = {
      ...memo,
      find: (...span: Parameters<typeof memo.find>) => found[found.push(memo.find(...span)) - 1]!,
    }
    const once = hitOf(combined({ request }))
    const options = { verdicts }
    expect([hitOf(combined({ request }), options), hitOf(combined({ request }), options)]).toEqual([once, once])
    expect(found.some((verdict) => verdict >= 0)).toBe(isKept)
  })
})

describe('when', () => {
  const on = (day: string, path: string) =>
    hitOf(combined({ time: `${day}/Mar/2026:12:00:00 +0100`, request: `GET ${path} HTTP/1.1` }))

  it.each<[string, string, Fate]>([
    ['09', '/old-one', 'counted'],
    ['10', '/old-one', 'unmatched'],
    ['10', '/new-one', 'unmatched'],
    ['11', '/new-one', 'counted'],
    ['09', '/brief', 'unmatched'],
    ['10', '/brief', 'counted'],
    ['11', '/brief', 'unmatched'],
  ])('on the %s, %s: %s', (day, path, fate) => {
    expect(on(day, path).fate).toBe(fate)
  })

  it.each<[string, TestGateOptions, Fate]>([
    ['the first day', { since: '2026-03-10' }, 'counted'],
    ['the day before the first', { since: '2026-03-11' }, 'out-of-period'],
    ['the last day', { until: '2026-03-10' }, 'counted'],
    ['the day after the last', { until: '2026-03-09' }, 'out-of-period'],
    ['between', { since: '2026-03-01', until: '2026-03-31' }, 'counted'],
  ])('%s: %o', (_, options, fate) => {
    expect(hitOf(combined(), options)).toMatchObject({ fate, day: '2026-03-10' })
  })

  it('days are those of the service', () => {
    const time = '10/Mar/2026:23:30:00 +0000'
    expect(hitOf(combined({ time }), { since: '2026-03-11' }).fate).toBe('counted')
    expect(hitOf(combined({ time }), { since: '2026-03-11', serviceZone: 'UTC' }).fate).toBe('out-of-period')
  })
})
