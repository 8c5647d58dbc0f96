import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CALENDAR_DAYS } from '../../src/domain/calendar.ts'
import {
  AI_PURPOSES,
  BROWSERS,
  CLIENTS,
  DEVICES,
  FROM_WORDS,
  METHODS,
  REFERRERS,
  STATUSES,
  SYSTEMS,
} from '../../src/domain/dictionary.ts'
import { FATES, REASONS } from '../../src/domain/fate.ts'
import type { Hit } from '../../src/domain/hit.ts'
import { listFormats } from '../../src/format/index.ts'
import type { LineAtHand } from '../../src/gate/index.ts'
import {
  askLast,
  BROWSER,
  combined,
  FEATURES,
  hitOf,
  hitsOf,
  testGate,
  type HitInWords,
  type LineParts,
} from './test-gate.ts'

describe('hard lines', () => {
  const usual = { fate: 'counted', feature: 'simulateur' }
  it.each<{ row: string; line: string; then: Partial<HitInWords> }>([
    {
      row: '1 TLS on a plain port',
      line: combined({ request: '\\x16\\x03\\x01\\x00\\xA5', status: '400' }),
      then: { fate: 'malformed', reason: 'bad-request', method: undefined, status: '4xx' },
    },
    {
      row: '1 the same, raw',
      line: combined({ request: '\x16\x03\x01\0\xa5', status: '400' }),
      then: { fate: 'malformed', reason: 'bad-request' },
    },
    {
      row: '2 nothing sent',
      line: combined({ request: '', status: '400', bytes: '0' }),
      then: { fate: 'malformed', reason: 'bad-request' },
    },
    {
      row: '2 a time-out of Apache',
      line: combined({ request: '-', status: '408', bytes: '-' }),
      then: { fate: 'malformed', reason: 'bad-request', bytes: 0 },
    },
    {
      row: '3 one word',
      line: combined({ request: 'MGLNDD_203.0.113.7_443', status: '400' }),
      then: { fate: 'malformed', reason: 'bad-request' },
    },
    { row: '4 HTTP/0.9', line: combined({ request: 'GET /simulateur' }), then: usual },
    {
      row: '5 spaces in the target',
      line: combined({ request: 'GET /simulateur/a b c HTTP/1.1', status: '400' }),
      then: { fate: 'failed', feature: 'simulateur' },
    },
    { row: '6 a raw quote', line: combined({ request: 'GET /simulateur/q"uote HTTP/1.1' }), then: usual },
    {
      row: '6 raw quotes, two readings',
      line: combined({ request: 'GET /simulateur" 200 1 "-" "x HTTP/1.1', status: '404' }),
      then: { fate: 'malformed', reason: 'bad-line' },
    },
    {
      row: '7 quotes in the agent, Apache',
      line: combined({ agent: `${BROWSER} \\"q\\" \\\\` }),
      then: { ...usual, browser: 'firefox' },
    },
    {
      row: '7 quotes in the agent, nginx',
      line: combined({ agent: `${BROWSER} \\x22q\\x22 \\x5C b` }),
      then: { ...usual, browser: 'firefox' },
    },
    {
      row: '8 an agent that imitates fields',
      line: combined({ agent: 'x\\" 200 1 \\"-\\" \\"y', status: '404' }),
      then: { status: '4xx' },
    },
    {
      row: '9 an agent without quotes',
      line: combined().replace(`"${BROWSER}"`, BROWSER),
      then: { fate: 'malformed', reason: 'bad-line', day: undefined },
    },
    {
      row: '9 an agent without its closing quote',
      line: combined().slice(0, -1),
      then: { fate: 'malformed', reason: 'bad-line' },
    },
    { row: '10 a lone CR', line: combined({ request: 'GET /sim\rulateur HTTP/1.1' }), then: { fate: 'unmatched' } },
    { row: '11 CRLF', line: `${combined()}\r`, then: { ...usual, browser: 'firefox' } },
    { row: '12 a hole of NULs', line: `${'\0'.repeat(4096)}${combined()}`, then: usual },
    { row: '16 Latin-1, raw', line: combined({ request: 'GET /caf\xe9 HTTP/1.1' }), then: { fate: 'unmatched' } },
    {
      row: '16 Latin-1, escaped by nginx',
      line: combined({ request: 'GET /caf\\xE9 HTTP/1.1' }),
      then: { fate: 'unmatched' },
    },
    {
      row: '16 Latin-1, percent-encoded',
      line: combined({ request: 'GET /caf%E9 HTTP/1.1' }),
      then: { fate: 'unmatched' },
    },
    {
      row: '16 UTF-8, raw',
      line: combined({ request: 'GET /caf\xc3\xa9 HTTP/1.1' }),
      then: { fate: 'counted', feature: 'accents' },
    },
    {
      row: '16 UTF-8, escaped by nginx',
      line: combined({ request: 'GET /caf\\xC3\\xA9 HTTP/1.1' }),
      then: { fate: 'counted', feature: 'accents' },
    },
    {
      row: '16 UTF-8, percent-encoded',
      line: combined({ request: 'GET /caf%c3%A9 HTTP/1.1' }),
      then: { fate: 'counted', feature: 'accents' },
    },
    { row: '16 %zz', line: combined({ request: 'GET /simulateur/%zz HTTP/1.1' }), then: usual },
    { row: '16 % at the end', line: combined({ request: 'GET /simulateur/% HTTP/1.1' }), then: usual },
    {
      row: '18 absolute, own host',
      line: combined({ request: 'GET http://www.example.fr/simulateur HTTP/1.1' }),
      then: usual,
    },
    {
      row: '18 absolute, foreign host',
      line: combined({ request: 'GET http://example.org/simulateur HTTP/1.1' }),
      then: { fate: 'unmatched', feature: undefined },
    },
    {
      row: '19 CONNECT',
      line: combined({ request: 'CONNECT www.example.fr:443 HTTP/1.1' }),
      then: { fate: 'method', method: 'other' },
    },
    {
      row: '19 OPTIONS *',
      line: combined({ request: 'OPTIONS * HTTP/1.1', bytes: '-' }),
      then: { fate: 'method', method: 'OPTIONS' },
    },
    { row: '19 PRI *', line: combined({ request: 'PRI * HTTP/2.0', status: '400' }), then: { fate: 'method' } },
    {
      row: '20 %.',
      line: combined({ request: 'GET %. HTTP/1.1', status: '400' }),
      then: { fate: 'malformed', reason: 'bad-request', method: undefined },
    },
    {
      row: '20 a word',
      line: combined({ request: 'GET foo HTTP/1.1' }),
      then: { fate: 'malformed', reason: 'bad-request' },
    },
    {
      row: '21 small letters',
      line: combined({ request: 'get /simulateur HTTP/1.1' }),
      then: { fate: 'method', method: 'other' },
    },
    {
      row: '21 small letters and no protocol',
      line: combined({ request: 'get /simulateur' }),
      then: { fate: 'malformed', reason: 'bad-request' },
    },
    {
      row: '21 one small letter',
      line: combined({ request: 'gET /simulateur HTTP/1.1', status: '400' }),
      then: { fate: 'method', method: 'other' },
    },
    ...['ICY', 'ICY/1.0'].map((protocol) => ({
      row: `22 the protocol ${protocol}`,
      line: combined({ request: `GET /simulateur ${protocol}` }),
      then: { fate: 'counted', feature: 'simulateur' },
    })),
    ...['ICYB', 'IC', 'icy'].map((word) => ({
      row: `22 a path that ends in ${word}`,
      line: combined({ request: `GET /simulateur ${word}` }),
      then: { fate: 'unmatched' },
    })),
    ...[' ', '  ', '\t', ' \t '].map((blanks) => ({
      row: `24 blanks at the end: ${JSON.stringify(blanks)}`,
      line: combined() + blanks,
      then: { fate: 'counted', feature: 'simulateur' },
    })),
    ...['0', '000', '009', '-', '-1'].map((status) => ({
      row: `23 status ${status}`,
      line: combined({ status }),
      then: { fate: 'failed', status: 'none' },
    })),
    ...['444', '499', '408', '599', '400', '100', '199'].map((status) => ({
      row: `24 status ${status}`,
      line: combined({ status }),
      then: { fate: 'failed', feature: 'simulateur' },
    })),
    ...['600', '99', '099', '2000', 'abc', '20', '1', '', '2-0', '-2', '+200'].map((status) => ({
      row: `24 status "${status}"`,
      line: combined({ status }),
      then: { fate: 'malformed', reason: 'bad-status', status: undefined, day: '2026-03-10', method: 'GET' },
    })),
    { row: '24 a WebSocket', line: combined({ status: '101' }), then: { ...usual, status: '1xx' } },
    { row: '25 bytes -', line: combined({ bytes: '-' }), then: { ...usual, bytes: 0 } },
    ...['9007199254740992', '18446744073709551615', '9'.repeat(400)].map((bytes) => ({
      row: `25 bytes of 2^53 and more: ${bytes}`,
      line: combined({ bytes }),
      then: { fate: 'malformed', reason: 'bad-line', bytes: undefined },
    })),
    { row: '25 one less', line: combined({ bytes: '9007199254740991' }), then: { ...usual, bytes: 9007199254740991 } },
    { row: '25 bytes that are not there', line: combined({ bytes: '' }), then: { ...usual, bytes: undefined } },
    { row: '25 negative bytes', line: combined({ bytes: '-5' }), then: { fate: 'malformed', reason: 'bad-line' } },
    {
      row: '30 no leap year',
      line: combined({ time: '29/Feb/2027:09:31:24 +0100' }),
      then: { fate: 'malformed', reason: 'bad-time', day: undefined, hour: undefined, method: 'GET', status: '2xx' },
    },
    {
      row: '30 a French month',
      line: combined({ time: '31/Avr/2026:09:31:24 +0100' }),
      then: { fate: 'malformed', reason: 'bad-time' },
    },
    {
      row: '30 24:00',
      line: combined({ time: '10/Mar/2026:24:00:00 +0100' }),
      then: { fate: 'malformed', reason: 'bad-time' },
    },
    {
      row: '30 no zone',
      line: combined({ time: '10/Mar/2026:09:31:24' }),
      then: { fate: 'malformed', reason: 'bad-time' },
    },
    {
      row: '31 a leap second',
      line: combined({ time: '30/Jun/2026:21:59:60 +0000' }),
      then: { ...usual, day: '2026-06-30', hour: 23 },
    },
    { row: '32 a user with a space', line: combined({ user: 'jean LEAK' }), then: usual },
    { row: '32 a user with brackets', line: combined({ user: 'jean [LEAK] [' }), then: usual },
    { row: '32 a user with a quote', line: combined({ user: 'jean "LEAK' }), then: usual },
    { row: '33 IPv6', line: combined({ client: '2001:db8::7' }), then: usual },
    { row: '33 IPv4 in IPv6', line: combined({ client: '::ffff:203.0.113.7' }), then: usual },
    { row: '33 a host name', line: combined({ client: 'client.example.org' }), then: usual },
    { row: '33 a socket', line: combined({ client: 'unix:' }), then: usual },
    { row: '39 blank', line: '', then: { fate: 'not-a-request', reason: undefined, day: undefined } },
    { row: '39 blank, CRLF', line: '\r', then: { fate: 'not-a-request' } },
    { row: '39 NULs', line: '\0\0\0', then: { fate: 'not-a-request' } },
    { row: '39 NULs, CRLF', line: '\0\0\0\r', then: { fate: 'not-a-request' } },
    { row: '39 a directive', line: '#Version: 1.0', then: { fate: 'not-a-request' } },
    { row: '39 a message of nginx', line: '2026/03/10 09:31:24 [error] 31#31: LEAK', then: { fate: 'not-a-request' } },
    { row: '39 two CRs', line: '\r\r', then: { fate: 'malformed', reason: 'bad-line' } },
    ...['=1+1', '+1', '@x', '-x'].map((value) => ({
      row: `40 ${value} everywhere`,
      line: combined({ user: value, referrer: value, agent: value, request: `GET /${value} HTTP/1.1` }),
      then: { fate: 'unmatched', referrer: undefined },
    })),
  ])('$row', ({ line, then }) => {
    expect(hitOf(line)).toMatchObject(then)
  })

  it('25: bytes - of a server that writes 0 for nothing', () => {
    const format = '$time_local "$request" $status $body_bytes_sent'
    const line = '10/Mar/2026:09:31:24 +0100 "GET / HTTP/1.1" 200 -'
    expect(hitOf(line, { format }).bytes).toBeUndefined()
    expect(hitOf(line.replace(/-$/, '0'), { format }).bytes).toBe(0)
  })

  it('29: the hour twice at the end of October, with offsets', () => {
    const hours = [
      '25/Oct/2026:02:30:00 +0200',
      '25/Oct/2026:02:30:00 +0100',
      '25/Oct/2026:00:30:00 +0000',
      '25/Oct/2026:01:30:00 +0000',
    ]
    expect(hours.map((time) => hitOf(combined({ time })).hour)).toEqual([2, 2, 2, 2])
  })

  it('28: lines in reverse order', () => {
    const lines = Array.from({ length: 50 }, (_, i) =>
      combined({ time: `10/Mar/2026:${String(i % 24).padStart(2, '0')}:00:00 +0100` }),
    )
    const forward = hitsOf(testGate(), lines.map((line) => `${line}\n`).join(''))
    const backward = hitsOf(
      testGate(),
      lines
        .toReversed()
        .map((line) => `${line}\n`)
        .join(''),
    )
    expect(backward.toReversed()).toEqual(forward)
  })
})

describe('everything that is known of a line', () => {
  it('of a use', () => {
    expect(hitOf(combined({ referrer: 'https://www.example.fr/LEAK' }))).toEqual({
      fate: 'counted',
      reason: undefined,
      outcome: 'counted',
      day: '2026-03-10',
      hour: 9,
      feature: 'simulateur',
      status: '2xx',
      method: 'GET',
      client: 'human',
      device: 'desktop',
      browser: 'firefox',
      os: 'linux',
      referrer: 'internal',
      bytes: 3126,
    })
  })

  it('of a robot: the outcome is what the answer alone makes of it', () => {
    expect(hitOf(combined({ agent: 'Googlebot/2.1', status: '404' }))).toMatchObject({
      fate: 'robot',
      outcome: 'failed',
      client: 'search-robot',
      feature: 'simulateur',
    })
  })

  it('nothing of it is left in the next line', () => {
    const [, second, third] = hitsOf(
      testGate(),
      `${combined({ referrer: 'https://example.org/' })}\nLEAK\n${combined({ request: 'GET /no HTTP/1.1' })}\n`,
    )
    expect(Object.entries(second!).filter(([, value]) => value !== undefined)).toEqual([
      ['fate', 'malformed'],
      ['reason', 'bad-line'],
    ])
    expect(third).toMatchObject({
      fate: 'unmatched',
      client: undefined,
      referrer: undefined,
      feature: undefined,
      outcome: undefined,
    })
  })

  it.each([
    ['-', 'none'],
    ['https://partner.example.org/LEAK', 'partner.example.org'],
    ['https://www.google.com/', 'search'],
    ['LEAK', 'other'],
  ])('the referrer %s is %s', (referrer, word) => {
    expect(hitOf(combined({ referrer })).referrer).toBe(word)
  })

  it.each([
    ['GET', 'GET'],
    ['HEAD', 'HEAD'],
    ['POST', 'POST'],
    ['PUT', 'PUT'],
    ['PATCH', 'PATCH'],
    ['DELETE', 'DELETE'],
    ['OPTIONS', 'OPTIONS'],
    ['GEX', 'other'],
    ['GOT', 'other'],
    ['PROPFIND', 'other'],
    ['PUTS', 'other'],
  ])('the method %s is %s', (method, word) => {
    expect(hitOf(combined({ request: `${method} /simulateur HTTP/1.1` })).method).toBe(word)
  })
})

describe('the last line of a file, without its line end', () => {
  it.each<{ why: string; line: string; then: Partial<HitInWords> }>([
    { why: 'whole', line: combined(), then: { fate: 'counted' } },
    { why: 'whole, its CR there', line: `${combined()}\r`, then: { fate: 'counted' } },
    { why: 'cut in the agent', line: combined().slice(0, -20), then: { fate: 'malformed', reason: 'cut' } },
    {
      why: 'cut in the status',
      line: '203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET / HTTP/1.1" 2',
      then: { fate: 'malformed', reason: 'cut' },
    },
    { why: 'whole, no time', line: combined({ time: 'LEAK' }), then: { fate: 'malformed', reason: 'cut' } },
    {
      why: 'whole, no request',
      line: combined({ request: 'LEAK' }),
      then: { fate: 'malformed', reason: 'bad-request' },
    },
    { why: 'a lone CR', line: '\r', then: { fate: 'not-a-request' } },
  ])('$why', ({ line, then }) => {
    const hits = hitsOf(testGate(), `${combined()}\n${line}`)
    expect(hits).toMatchObject([{ fate: 'counted' }, then])
  })

  it('no line at all', () => {
    expect(hitsOf(testGate(), '')).toEqual([])
  })

  it('after a line end there is none', () => {
    expect(hitsOf(testGate(), '\n\n')).toMatchObject([{ fate: 'not-a-request' }, { fate: 'not-a-request' }])
  })
})

const COLUMN = ({ column }: LineAtHand) => column()

describe('the column of a line that is malformed', () => {
  it.each<{ why: string; line: string; before: string }>([
    { why: 'a bad line', line: combined({ bytes: 'x' }), before: 'x "-"' },
    { why: 'a bad time', line: combined({ time: '10/Avr/2026:09:31:24 +0100' }), before: '10/Avr' },
    { why: 'a bad status', line: combined({ status: '600' }), before: '600' },
    { why: 'no status', line: combined({ status: '' }), before: ' 3126' },
    { why: 'a bad request', line: combined({ request: 'LEAK' }), before: 'LEAK' },
    { why: 'more than one: the first reason', line: combined({ time: 'x', status: 'y', request: 'z' }), before: 'x]' },
  ])('$why', ({ line, before }) => {
    const gate = testGate()
    expect(askLast(gate, `${combined()}\n${line}\n`, COLUMN)).toBe(line.indexOf(before) + 1)
  })

  it('counts from the first byte that is no NUL', () => {
    const gate = testGate()
    expect(askLast(gate, `\0\0\0${combined({ status: '600' })}\r\n`, COLUMN)).toBe(
      combined({ status: '600' }).indexOf('600') + 1,
    )
  })

  it('is 1 for a bad request where the format has no column of requests', () => {
    const gate = testGate({ format: '$time_local "$request_method" "$request_uri" $status' })
    const line = '10/Mar/2026:09:31:24 +0100 "-" "-" 400\n'
    expect(hitsOf(gate, line)).toMatchObject([{ reason: 'bad-request' }])
    expect(askLast(gate, line, COLUMN)).toBe(1)
  })
})

describe('what is asked of the line at hand', () => {
  it.each([
    { status: '404', missing: true },
    { status: '410', missing: true },
    { status: '403', missing: false },
    { status: '200', missing: false },
  ])('whether nothing is there: $status', ({ status, missing }) => {
    const gate = testGate()
    expect(askLast(gate, `${combined({ status })}\n`, (line) => line.isMissing())).toBe(missing)
  })

  it.each([
    { request: 'GET /aide HTTP/1.1', learnt: [false], why: 'a path' },
    { request: 'GET http://www.example.fr/aide HTTP/1.1', learnt: [true], why: 'an absolute target' },
    { request: 'OPTIONS * HTTP/1.1', learnt: [], why: 'no path: that of the line before is still there' },
    { request: 'LEAK', learnt: [], why: 'no request' },
  ])('what a learner is taught, of $why', ({ request, learnt }) => {
    const gate = testGate()
    const taught: boolean[] = []
    askLast(gate, `${combined()}\n${combined({ request })}\n`, (line) => {
      taught.length = 0
      line.teach({ take: (_, isAbsolute) => taught.push(isAbsolute) })
    })
    expect(taught).toEqual(learnt)
  })
})

describe('any bytes', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\n',
      '\r\n',
      '"',
      ' ',
      '[',
      ']',
      '\\',
      '\\x',
      '%',
      '%2',
      '/',
      '..',
      '?',
      '#',
      '\0',
      '200',
      'GET ',
      ' HTTP/1.1',
      'http://',
      '10/Mar/2026:09:31:24 +0100',
    ),
    fc.constantFrom(
      combined(),
      combined({ request: 'POST /api/v1/calculate HTTP/1.1', agent: '-' }),
      ...listFormats().flatMap(({ samples }) => samples),
    ),
    fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    fc
      .record({
        request: fc.webUrl({ withQueryParameters: true, withFragments: true }).map((url) => `GET ${url} HTTP/1.1`),
        status: fc.constantFrom('200', '206', '302', '404', '-'),
      })
      .map((parts: LineParts) => `${combined(parts)}\n`),
  )
  const logs = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
  const formats = fc.constantFrom(
    ...listFormats().map(({ name }) => name),
    'escape=none $time_local $request_method $request_uri $status $body_bytes_sent "$http_user_agent"',
    '%{usec}t %h %m %U%q %>s %b %V',
    '[%{%d/%b/%Y:%T}t] "%r" %>s',
  )
  const LIMITS: Readonly<Record<keyof Hit, number>> = {
    fate: FATES.length,
    reason: REASONS.length,
    outcome: FATES.length,
    day: CALENDAR_DAYS,
    hour: 24,
    feature: FEATURES.length,
    status: STATUSES.length,
    method: METHODS.length,
    client: CLIENTS.length,
    device: DEVICES.length,
    browser: BROWSERS.length,
    os: SYSTEMS.length,
    purpose: AI_PURPOSES.length,
    referrer: REFERRERS.length + 1,
    from: FEATURES.length + FROM_WORDS.length,
    lines: 2,
    bytes: Number.MAX_SAFE_INTEGER + 1,
    duration: Number.MAX_SAFE_INTEGER + 1,
  }

  it('give one Hit a line, every field of it in its dictionary or unread', () => {
    fc.assert(
      fc.property(logs, formats, (log, format) => {
        const hits: Hit[] = []
        const bytes = Buffer.from(log, 'latin1')
        testGateOf(format).readLines(bytes, 0, bytes.length, (hit) => hits.push({ ...hit }))
        expect(hits.length).toBe(log.split('\n').length - (log === '' || log.endsWith('\n') ? 1 : 0))
        for (const hit of hits) {
          expect(Object.keys(hit).toSorted()).toEqual(Object.keys(LIMITS).toSorted())
          for (const [name, limit] of Object.entries(LIMITS)) {
            const value = Object.entries(hit).find(([field]) => field === name)![1]
            expect(Number.isInteger(value) && value >= -1 && value < limit, `${name} is ${value}`).toBe(true)
          }
          expect(hit.fate).toBeGreaterThanOrEqual(0)
          expect(hit.reason >= 0).toBe(FATES[hit.fate] === 'malformed')
        }
      }),
      { numRuns: 400 },
    )
  })

  it('cut at any line end give the same Hits', () => {
    fc.assert(
      fc.property(logs, formats, fc.infiniteStream(fc.boolean()), (log, format, cuts) => {
        const whole = hitsOf(testGateOf(format), log)
        const gate = testGateOf(format)
        const pieces: string[] = ['']
        for (const line of log.split(/(?<=\n)/)) {
          if (cuts.next().value === true) pieces.push('')
          pieces.push(`${pieces.pop() ?? ''}${line}`)
        }
        expect(pieces.flatMap((text) => hitsOf(gate, text))).toEqual(whole)
      }),
      { numRuns: 200 },
    )
  })

  // A gate has 1 MB of buffers and compiled rooms behind it: one for each format is enough.
  const gates = new Map<string, ReturnType<typeof testGate>>()
  function testGateOf(format: string): ReturnType<typeof testGate> {
    const gate = gates.get(format) ?? testGate({ format })
    gates.set(format, gate)
    return gate
  }
})
