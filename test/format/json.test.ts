import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SPAN, SPANS_LENGTH, type LineScanner } from '../../src/domain/contracts.ts'
import { compileFormat, compileKeyMap, detectFormat } from '../../src/format/index.ts'
import { jsonScanner } from '../../src/format/json/json-scanner.ts'
import { keyMapOf } from '../../src/format/json/keys/key-map.ts'
import { readLine, readTime } from './read-line.ts'
import { firstBytes } from './read-log.ts'
import { processorClock } from '../processor-clock.ts'

const KEYS = keyMapOf({
  time: 't',
  request: 'req',
  method: 'method',
  target: 'request_uri uri',
  status: 'status',
  bytes: 'bytes',
  agent: 'headers.User-Agent[0] ua',
  host: 'host',
  duration: 'ut',
})
const scanner = (): LineScanner => jsonScanner({ name: 'json', keys: KEYS })
const TIME = '"t":"2026-03-10T09:31:24+01:00"'
const FRONT = `${TIME},"status":200,"req":"GET / HTTP/1.1"`

function texts(line: string, by = scanner()): unknown {
  const read = readLine(by, line)
  return typeof read === 'number' ? `stops at ${read}` : read.texts
}

const REQUEST = { request: 'GET / HTTP/1.1', method: 'GET', target: '/', protocol: 'HTTP/1.1' }
const BASE = { time: '2026-03-10T09:31:24+01:00', ...REQUEST, status: '200' }

describe('JSON that servers write', () => {
  it.each([
    ['nothing more', '', {}],
    ['\\xHH in a string', ',"ua":"\\x22q\\x22"', { agent: '\\x22q\\x22' }],
    [
      'escaped quotes and backslashes',
      ',"ua":"A \\"q\\" \\\\","host":"a.fr"',
      { agent: 'A \\"q\\" \\\\', host: 'a.fr' },
    ],
    ['bytes that are no UTF-8', ',"ua":"\xe9\xff"', { agent: '\xe9\xff' }],
    ['an empty number', ',"ut":,"bytes":7', { bytes: '7' }],
    ['an empty number at the end', ',"bytes":7,"ut":', { bytes: '7' }],
    ['a dash for a number', ',"ut":-,"bytes":7', { bytes: '7' }],
    ['a list without brackets', ',"ut":0.000, 0.041,"bytes":7', { duration: '0.000, 0.041', bytes: '7' }],
    ['such a list, tight', ',"ut":0.000,0.041 ,"bytes":7', { duration: '0.000,0.041', bytes: '7' }],
    ['such a list with dashes and colons', ',"ut":-, 0.001 : 0.002', { duration: '-, 0.001 : 0.002' }],
    ['a comma at the end', ',"bytes":7,', { bytes: '7' }],
    ['spaces anywhere', ' , \t"bytes" : 7 , "ua" :\t"x" ', { bytes: '7', agent: 'x' }],
    ['null', ',"ua":null,"bytes":null', { bytes: '' }],
    ['null with a space after it', ',"ua":null ,"bytes":null ', { bytes: '' }],
    ['empty and -', ',"ua":"","host":"-"', {}],
    ['a key that comes twice: the first counts', ',"ua":"a","ua":"b"', { agent: 'a' }],
    ['a key that comes twice, first empty', ',"ua":"","ua":"b"', {}],
    ['the first path that has a value', ',"ua":"b","headers":{"User-Agent":["a"]}', { agent: 'a' }],
    ['an empty value gives way', ',"headers":{"User-Agent":[""]},"ua":"b"', { agent: 'b' }],
    ['a dash gives way', ',"headers":{"User-Agent":["-"]},"ua":"b"', { agent: 'b' }],
    ['a list without the element', ',"headers":{"User-Agent":[]},"ua":"b"', { agent: 'b' }],
    ['further elements', ',"headers":{"Cookie":["LEAK"],"User-Agent":["a","b"]}', { agent: 'a' }],
    ['an object where a value is due', ',"ua":{"a":"LEAK"}', {}],
    ['a value where an object is due', ',"headers":"LEAK"', {}],
    ['objects and lists that nobody asks for', ',"x":{"a":[1,{"b":"}"}],"ua":"LEAK"},"ua":"b"', { agent: 'b' }],
    ['other words', ',"x":true,"y":false,"z":1.5e-7', {}],
    ['an address for a host', ',"host":"203.0.113.7"', {}],
    ['an address with a port for a host', ',"host":"203.0.113.7:8080"', {}],
    ['an IPv6 address for a host', ',"host":"[2001:db8::7]"', {}],
    ['a host with a port', ',"host":"dead.example.fr:443"', { host: 'dead.example.fr:443' }],
    ['a host with letters of an address alone', ',"host":"cafe.de"', { host: 'cafe.de' }],
  ])('%s', (_, more, expected) => {
    expect(texts(`{${FRONT}${more}}`)).toEqual({ ...BASE, ...expected })
    expect(texts(` {${FRONT}${more}} `)).toEqual({ ...BASE, ...expected })
  })

  it.each([
    ['a request of its own before its parts', '"req":"GET /a HTTP/1.1","method":"PUT","uri":"/b"', 'GET', '/a'],
    ['parts, where the request is empty', '"req":"","method":"PUT","uri":"/b"', 'PUT', '/b'],
    ['parts alone', '"method":"PUT","uri":"/b"', 'PUT', '/b'],
    ['the raw target before the rewritten one', '"uri":"/b","method":"PUT","request_uri":"/a"', 'PUT', '/a'],
    ['escaped slashes', '"req":"GET \\/a HTTP\\/1.1"', 'GET', '\\/a'],
    ['an empty request alone', '"req":""', undefined, undefined],
    ['no HTTP', '"req":"\\x16\\x03"', undefined, undefined],
    ['dashes for both parts', '"method":"-","uri":"-"', undefined, undefined],
    ['no method, where others have one', '"uri":"/a"', undefined, undefined],
    ['a method in small letters', '"method":"get","uri":"/a"', 'get', '/a'],
    ['no such method', '"method":"get 1","uri":"/a"', undefined, undefined],
  ])('%s', (_, parts, method, target) => {
    const read = readLine(scanner(), `{${TIME},"status":200,${parts}}`)
    expect(typeof read === 'number' ? read : [read.texts.method, read.texts.target]).toEqual([method, target])
  })

  it('without a key for the method, GET is left to be assumed', () => {
    const by = jsonScanner({ name: 'json', keys: keyMapOf({ time: 't', target: 'uri', status: 'status' }) })
    expect(by.cautions).toContain('no-method')
    expect(texts(`{${TIME},"status":200,"uri":"/a"}`, by)).toEqual({ time: BASE.time, status: '200', target: '/a' })
  })

  it.each([
    ['nothing', ''],
    ['half an object', `{${FRONT}`],
    ['half a string', `{${FRONT},"ua":"x`],
    ['half a key', `{${FRONT},"ua`],
    ['a key without a value', `{${FRONT},"ua"}`],
    ['two objects', `{${FRONT}}{${FRONT}}`],
    ['something behind', `{${FRONT}} x`],
    ['something in front', `x {${FRONT}}`],
    ['a list', `[${FRONT}]`],
    ['two commas', `{${FRONT},,"ua":"x"}`],
    ['a key without quotes', `{${FRONT},ua:"x"}`],
    ['the wrong bracket', `{${FRONT},"headers":["x"}}`],
    ['the wrong bracket, where nobody asks', `{${FRONT},"x":["x"}}`],
    ['a list that is not closed', `{${FRONT},"x":[1,2}`],
    ['words side by side', `{${FRONT} "ua":"x"}`],
    ['17 levels', `{${FRONT},"x":${'['.repeat(16)}${']'.repeat(16)}}`],
    ['17 levels of what is asked for', `{${FRONT},"headers":${'{"User-Agent":'.repeat(15)}[]${'}'.repeat(15)}}`],
    ['no time', '{"status":200,"req":"GET / HTTP/1.1"}'],
    ['no status', `{${TIME},"req":"GET / HTTP/1.1"}`],
    ['neither request nor target', `{${TIME},"status":200,"method":"GET"}`],
  ])('%s does not fit', (_, line) => {
    expect(readLine(scanner(), line)).toEqual(expect.any(Number))
  })

  it('16 levels fit', () => {
    expect(texts(`{${FRONT},"x":${'['.repeat(15)}${']'.repeat(15)}}`)).toEqual(BASE)
  })
})

describe('times of JSON lines', () => {
  it.each([
    ['2026-03-10T09:31:24+01:00', '2026-03-10T08:31:24Z'],
    ['2026-03-10T08:31:24.655123456Z', '2026-03-10T08:31:24Z'],
    ['10/Mar/2026:09:31:24 +0100', '2026-03-10T08:31:24Z'],
    ['[10/Mar/2026:09:31:24 +0100]', '2026-03-10T08:31:24Z'],
    ['2026/03/10 09:31:24', '2026-03-10T09:31:24'],
    ['2026/03/10 09:31:24.655', '2026-03-10T09:31:24'],
    ['1773131484', '2026-03-10T08:31:24Z'],
    ['1773131484.655', '2026-03-10T08:31:24Z'],
    ['1773131484655', '2026-03-10T08:31:24Z'],
    ['1773131484655123', '2026-03-10T08:31:24Z'],
    ['', 'bad time'],
    ['-', 'bad time'],
    ['[10/Mar/2026:09:31:24 +0100', 'bad time'],
    ['2026/03/10 09:31', 'bad time'],
    ['2026/03/10T09:31:24', 'bad time'],
    ['2026/03/10 09:31:24x', 'bad time'],
    ['2026-03-10T09:31:24', '2026-03-10T09:31:24'],
    ['2026-03-10 09:31:24', '2026-03-10T09:31:24'],
    ['2026-03-10 09:31:24.655', '2026-03-10T09:31:24'],
    ['2026-03-10 09:31:24,655', '2026-03-10T09:31:24'],
    ['2026-03-10 09:31:24x', 'bad time'],
    ['2026-03-10 09:31', 'bad time'],
    ['2026-02-30 09:31:24', 'bad time'],
    ['10/Mar/2026:09:31:24', '2026-03-10T09:31:24'],
    ['10/Mar/2026:09:31:24.655', '2026-03-10T09:31:24'],
    ['[10/Mar/2026:09:31:24]', '2026-03-10T09:31:24'],
    ['10/Mar/2026:09:31:24 ', 'bad time'],
    ['10/Mar/2026 09:31:24', 'bad time'],
    ['10/Mar/2026:09:31', 'bad time'],
    ['1773131484655123999', '2026-03-10T08:31:24Z'],
    ['1773131484999999999', '2026-03-10T08:31:24Z'],
    ['999999999999999999', '2001-09-09T01:46:39Z'],
    ['17731314846551239999', 'bad time'],
    ['12345678901234567', 'bad time'],
    ['1773131484x', 'bad time'],
    ['1773131484.6x', 'bad time'],
    ['99999999999', 'bad time'],
    ['yesterday', 'bad time'],
  ])('%s is %s', (text, instant) => {
    expect(readTime(scanner(), text)).toBe(instant)
  })
})

describe('the order of keys', () => {
  const FIVE = [TIME, '"status":404', '"req":"GET /a HTTP/1.1"', '"ua":"x y"', '"bytes":12']
  const member = fc.tuple(
    fc.oneof(
      fc.constantFrom('status', 't', 'req', 'ua', 'host', 'bytes', 'uri', 'headers'),
      fc.string({ maxLength: 8 }),
    ),
    fc.jsonValue({ maxDepth: 3 }),
  )
  const object = fc.array(member, { maxLength: 8 }).map((members) => {
    const written = members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
    return `{${written.join(',')}}`
  })

  it('a scanner that has seen other lines reads a line as a new one does', () => {
    fc.assert(
      fc.property(fc.array(object, { minLength: 1, maxLength: 12 }), (lines) => {
        const old = scanner()
        for (const line of lines) expect(texts(latin(line), old)).toEqual(texts(latin(line)))
      }),
    )
  })

  it('fields in any order among any others are found, and identifiers change nothing', () => {
    const others = fc.array(fc.tuple(fc.constantFrom('ip', 'user', 'cookie', 'x'), fc.jsonValue()), { maxLength: 5 })
    fc.assert(
      fc.property(
        fc.shuffledSubarray(FIVE, { minLength: 5 }),
        others,
        fc.infiniteStream(fc.nat()),
        (five, more, places) => {
          const members = [...five]
          for (const [key, value] of more)
            members.splice((places.next().value ?? 0) % (members.length + 1), 0, `"${key}":${JSON.stringify(value)}`)
          expect(texts(latin(`{${members.join(',')}}`))).toEqual({
            ...BASE,
            request: 'GET /a HTTP/1.1',
            target: '/a',
            status: '404',
            agent: 'x y',
            bytes: '12',
          })
        },
      ),
    )
  })

  it('of well-formed lines it reads what JSON.parse reads', () => {
    const by = jsonScanner({ name: 'json', keys: keyMapOf({ time: 't', status: 's', request: 'r', agent: 'a.b[1]' }) })
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.string(), (other, agent) => {
        const line = JSON.stringify({
          x: other,
          a: { c: other, b: [other, agent], d: other },
          t: BASE.time,
          s: 200,
          r: 'GET / HTTP/1.1',
        })
        const read = readLine(by, latin(line))
        const written = typeof read === 'number' ? undefined : read.texts.agent
        const value: unknown =
          written === undefined ? '' : JSON.parse(`"${Buffer.from(written, 'latin1').toString('utf8')}"`)
        expect(value).toBe(agent === '-' ? '' : agent)
      }),
    )
  })
})

describe('hostile lines', () => {
  const spans = new Int32Array(SPANS_LENGTH)

  it.each([
    '[',
    '{"a":',
    '{"headers":',
    '{"headers":{"User-Agent":[',
    '"',
    '{"a":"\\',
    ',',
    '{"a":1,',
    '{"a":,',
    '{"a":1, 1',
  ])('3 MB of %s stop at once', (piece) => {
    const bytes = Buffer.from(piece.repeat(3_000_000 / piece.length))
    const workedMs = processorClock()
    expect(scanner().scan(bytes, 0, bytes.length, spans)).toBeGreaterThanOrEqual(0)
    expect(workedMs()).toBeLessThan(2000)
  })

  it('any cut and any flipped byte gives an answer within the line', () => {
    const line = `{${FRONT},"headers":{"User-Agent":["a \\" b"]},"ut":0.1, 0.2,"x":[{"y":null}]}`
    const by = scanner()
    for (let at = 0; at < line.length; at++) {
      expect(readLine(by, line.slice(0, at))).toEqual(expect.any(Number))
      for (const byte of ['"', '\\', '{', '}', '[', ']', ',', ':', ' ', '\0', '\xff', 'e'])
        readLine(by, line.slice(0, at) + byte + line.slice(at + 1))
    }
  })
})

describe('caddy', () => {
  const caddy = compileFormat('caddy')
  const isMessage = (line: string): boolean => {
    const bytes = Buffer.from(line)
    expect(caddy.scan(bytes, 0, bytes.length, new Int32Array(SPANS_LENGTH).fill(-1))).toBeGreaterThanOrEqual(0)
    return caddy.isNotRequest?.(bytes, 0, bytes.length) ?? false
  }

  it.each([
    ['{"level":"info","ts":1.5,"logger":"tls","msg":"x"}', true],
    ['{"level":"info","ts":1.5,"msg":"without a logger"}', true],
    [
      '{"level":"error","ts":1.5,"logger":"http.log.error","msg":"x","request":{"method":"GET","uri":"/"},"status":502}',
      true,
    ],
    ['{"level":"info","ts":1.5,"logger":"admin.api","msg":"received request","method":"POST","uri":"/load"}', true],
    ['{"time":"2026-03-10T08:31:24Z","request_method":"GET","request_uri":"/","status":200}', false],
    ['{"level":"info","ts":1.5,"msg":"served","path":"/","status":200}', false],
    ['{"a":1}', false],
    ['{"logger":"com.example.Access","level":"INFO","message":"x"}', false],
    ['{"ts":1.5,"logger":"http.log.access"}', false],
    ['{"ts":1.5,"logger":"http.log","status":', false],
    ['no JSON', false],
  ])('%s: a message, %s', (line, is) => {
    expect(isMessage(line)).toBe(is)
  })

  it('reads an access log with a name of its own', () => {
    const line = '{"ts":1773131484.655,"logger":"http.log.access.log0","request":{"method":"GET","uri":"/"},"status":0}'
    expect(texts(line, caddy)).toEqual({ time: '1773131484.655', method: 'GET', target: '/', status: '0' })
  })
})

it('what Traefik redacts is absent', () => {
  const line = `{"StartUTC":"","time":"2026-03-10T08:31:24Z","RequestMethod":"GET","RequestPath":"/","DownstreamStatus":200,"request_User-Agent":"REDACTED"}`
  expect(texts(line, compileFormat('traefik_json'))).toEqual({
    time: '2026-03-10T08:31:24Z',
    method: 'GET',
    target: '/',
    status: '200',
  })
})

it('Traefik has agents and referrers only where its first lines have some', () => {
  const line = '{"StartUTC":"2026-03-10T08:31:24Z","RequestMethod":"GET","RequestPath":"/","DownstreamStatus":200}'
  const fieldsOf = (...lines: readonly string[]): ReadonlySet<string> => {
    const bytes = Buffer.from(lines.join('\n'))
    return compileFormat('traefik_json', undefined, { bytes, start: 0, end: bytes.length }).fields
  }
  const others = ['bytes', 'duration', 'host', 'method', 'protocol', 'status', 'target', 'time']
  expect([...fieldsOf(line)].sort()).toEqual(others)
  expect(fieldsOf(line, line.replace('{', '{"request_User-Agent":"curl/8.5.0",'))).toContain('agent')
})

describe('a log whose server was told to leave headers out', () => {
  const made = (format: string, told: readonly number[], lines: readonly string[]): LineScanner => {
    const bytes = Buffer.from(lines.join('\n'))
    const first = { bytes, start: 0, end: bytes.length }
    return format === 'json'
      ? compileKeyMap(KEYS_NAMED, 'json', first, { format, told })
      : compileFormat(format, undefined, first, { format, told })
  }
  const KEYS_NAMED = { time: ['t'], target: ['p'], status: ['s'], agent: ['a'] }
  const caddyLine = (headers: string): string =>
    `{"ts":1773131484.655,"logger":"http.log.access","request":{"method":"GET","uri":"/"${headers}},"status":200}`
  const [HEADLESS, BARE] = [caddyLine(''), caddyLine(',"headers":{"Accept":["*/*"]}')]
  const AGENT = caddyLine(',"headers":{"User-Agent":["curl/8.5.0"]}')
  const MESSAGE = '{"level":"info","ts":1773131484.655,"logger":"tls","msg":"started"}'
  const OBJECT = '{"t":1773131484,"p":"/","s":200}'
  const CLOUD =
    '{"date":"2026-03-10","time":"08:31:24","cs-method":"GET","cs-uri-stem":"/","sc-status":"200","cs(Referer)":"-"}'
  const times = (count: number, line: string): readonly string[] => Array.from({ length: count }, () => line)

  it.each([
    ['caddy', 'a request without the object of headers', [], [HEADLESS], false, false],
    ['caddy', 'messages alone', [], [MESSAGE], true, true],
    ['caddy', 'nineteen without the agent', [], [MESSAGE, ...times(19, BARE)], true, true],
    ['caddy', 'twenty', [], times(20, BARE), false, true],
    ['caddy', 'twenty, and one with it', [], [...times(20, BARE), AGENT], true, true],
    ['caddy', 'one without headers, and one with the agent', [], [HEADLESS, AGENT], true, true],
    ['caddy', 'one, after nineteen of another look', [19], [BARE], false, true],
    ['caddy', 'nineteen of another look alone', [19], [MESSAGE], true, true],
    ['caddy', 'one with it, after twenty without', [20], [AGENT], true, true],
    ['json', 'nineteen without the key that is named', [], times(19, OBJECT), true, false],
    ['json', 'twenty', [], times(20, OBJECT), false, false],
    ['json', 'one, after nineteen of another look', [19], [OBJECT], false, false],
    ['cloudfront_json', 'a column that was not chosen', [], [CLOUD], false, true],
    ['cloudfront_json', 'all columns', [], [CLOUD.replace('{', '{"cs(User-Agent)":"-",')], true, true],
  ] as const)('%s: %s', (format, _, told, lines, hasAgent, hasReferrer) => {
    const { fields, cautions, byLine } = made(format, told, lines)
    expect([fields.has('agent'), fields.has('referrer')]).toEqual([hasAgent, hasReferrer])
    expect(cautions.includes('no-agent')).toBe(!hasAgent)
    // A line that has the key all the same is judged by it.
    if (!hasAgent) expect(byLine?.has('agent')).toBe(true)
  })

  it('tells how many it saw, and no more than are enough', () => {
    expect(made('caddy', [], times(3, BARE)).told).toEqual([3])
    expect(made('caddy', [19], times(3, BARE)).told).toEqual([20])
    expect(made('caddy', [19], [AGENT]).told).toBeUndefined()
    expect(made('caddy', [], [MESSAGE]).told).toBeUndefined()
    expect(made('caddy', [7], [MESSAGE]).told).toEqual([7])
  })
})

describe('nginx_json finds how a log spells its keys', () => {
  const of = (...lines: readonly string[]): LineScanner => {
    const bytes = Buffer.from(`no JSON\n${lines.join('\n')}\n`)
    return compileFormat('json', undefined, { bytes, start: 0, end: bytes.length })
  }
  const LINE =
    '{"Time" : "2026-03-10T09:31:24+01:00","URI":"/a","Status":200,"Host":"www.example.fr","UT":,"Addr":"LEAK"}'

  it('capitals included', () => {
    const by = of(LINE)
    expect([...by.fields].sort()).toEqual(['host', 'status', 'target', 'time'])
    expect(texts(LINE, by)).toEqual({ time: BASE.time, target: '/a', status: '200', host: 'www.example.fr' })
    expect(texts(LINE.toLowerCase(), by)).toEqual(expect.stringMatching(/^stops/))
  })

  it('a path without a method is that of a request only beside a host, an agent or bytes', () => {
    const line = LINE.replace('Host', 'Module')
    expect(texts(line, of(line))).toEqual(expect.stringMatching(/^stops/))
  })

  it('a log without such keys: all names, in small letters', () => {
    expect(of('{"a":1}').fields.size).toBe(compileFormat('json').fields.size)
  })
})

describe('what a duration counts', () => {
  const CADDY = (duration: string): string =>
    `{"logger":"http.log.access","ts":1773131484.655,"request":{"method":"GET","uri":"/"},"duration":${duration},"status":200}`
  const other =
    (key: string, more = ''): ((duration: string) => string) =>
    (duration) =>
      `{"time":"2026-03-10T09:31:24Z","request":"GET / HTTP/1.1","status":200,"${key}":${duration}${more}}`
  const unitIn = (format: string, lines: readonly string[]): string | undefined => {
    const { fields, cautions, unitless, durationUnit } = compileFormat(format, undefined, firstBytes(['{}', ...lines]))
    expect(cautions.includes('ambiguous-duration')).toBe(!fields.has('duration'))
    if (format !== 'caddy' && lines.length > 0) expect(unitless !== undefined).toBe(!fields.has('duration'))
    if (lines.length > 0) expect(detectFormat(firstBytes(lines))).toMatchObject({ scanner: { name: format } })
    return fields.has('duration') ? durationUnit : undefined
  }

  it.each([
    { durations: ['0.046012'], unit: 's', why: 'seconds' },
    { durations: ['350.5'], unit: 's', why: 'Caddy alone writes fractions of seconds' },
    { durations: ['1.2e-05'], unit: 's', why: 'the smallest' },
    { durations: ['2', '0.046'], unit: 's', why: 'two seconds, and a fraction' },
    { durations: [], unit: 's', why: 'nothing to judge by' },
    { durations: ['46', '0'], unit: undefined, why: 'milliseconds' },
    { durations: ['46012345'], unit: undefined, why: 'nanoseconds' },
    { durations: ['"46.012345ms"', '"1m2.5s"'], unit: 'written', why: 'each says its own' },
    { durations: ['"46.012345ms"', '"LEAK"'], unit: undefined, why: 'one does not' },
  ])('caddy, $why: $durations', ({ durations, unit }) => {
    expect(unitIn('caddy', durations.map(CADDY))).toBe(unit)
  })

  const KEYS_WITHOUT_UNIT = ['request_time', 'reqtime', 'response_time', 'rt', 'generation_time_milli']
  const HUNDRED = Array.from({ length: 100 }, (_, i) => i)

  it.each([
    { durations: ['350.5', '12.25'], unit: undefined, why: 'seconds or milliseconds' },
    { durations: ['0.046'], unit: undefined, why: 'milliseconds of a fast program, or seconds' },
    { durations: ['46', '0'], unit: undefined, why: 'whole numbers' },
    { durations: ['0.046', '0.004'], unit: 's', why: 'no server answers within 4 µs' },
    { durations: ['"0.046"', '"0.000"'], unit: 's', why: 'nor within 0, in quotes' },
    { durations: ['1.2e-05'], unit: 's', why: 'nor within 12 ns' },
    { durations: ['0.0'], unit: undefined, why: 'a rounded zero' },
    { durations: ['0.01', '0.010'], unit: undefined, why: '10 µs are too long to tell' },
    { durations: ['0.000', '350.512', '12.250'], unit: undefined, why: 'a zero, and seconds that no site takes' },
    { durations: HUNDRED.map((i) => (i < 4 ? '0.004' : '3.25')), unit: undefined, why: 'four stray ones of a hundred' },
    { durations: HUNDRED.map((i) => (i < 5 ? '0.004' : '3.25')), unit: 's', why: 'five of a hundred' },
    { durations: ['0.004', '"LEAK"'], unit: undefined, why: 'a word' },
    { durations: ['-', '""'], unit: undefined, why: 'nothing' },
    { durations: ['"350ms"', '"1.2s"', '"12\xc2\xb5s"'], unit: 'written', why: 'each says its own' },
    { durations: ['"350ms"', '350'], unit: undefined, why: 'one does not' },
  ])('a key without a unit, $why: $durations', ({ durations, unit }) => {
    for (const key of KEYS_WITHOUT_UNIT) expect(unitIn('nginx_json', durations.map(other(key)))).toBe(unit)
  })

  it.each(['time_iso8601', 'time_local', 'body_bytes_sent', 'http_referer', 'http_user_agent'])(
    'request_time beside %s is of nginx, which counts seconds',
    (name) => {
      for (const key of KEYS_WITHOUT_UNIT)
        for (const [duration, isTold] of [
          ['0.35', key === 'request_time'],
          ['350', false],
        ] as const)
          expect(unitIn('nginx_json', [other(key, `,"${name}":""`)(duration)])).toBe(isTold ? 's' : undefined)
    },
  )

  it('the first key of which it is known is read', () => {
    const line = other('request_time', ',"rt":0.004')('350.5')
    const by = compileFormat('json', undefined, firstBytes([line]))
    expect(texts(line, by)).toMatchObject({ duration: '0.004' })
  })

  it('where the configuration names the key it names the unit', () => {
    const keys = { time: ['time'], request: ['request'], status: ['status'], duration: ['rt'] }
    expect(compileKeyMap(keys).durationUnit).toBe('s')
    for (const unit of ['s', 'ms', 'us', 'ns'] as const)
      expect(compileKeyMap({ ...keys, duration_unit: unit }).durationUnit).toBe(unit)
  })
})

describe('a log_format that writes JSON', () => {
  it.each([
    ['each variable by itself', '{"t":"$time_iso8601","r":"$request","s":$status,"b":$body_bytes_sent}'],
    ['nested', '{"t":"$time_iso8601","http":{"r":["$request"],"s":"$status"},"b":$body_bytes_sent,"id":"$request_id"}'],
    [
      'a request made of its parts, a time in brackets',
      '{"t":"[$time_local]","r":"$request_method $request_uri $server_protocol","s":$status,"b":$body_bytes_sent}',
    ],
  ])('%s', (_, format) => {
    const by = compileFormat(`escape=json '${format}'`)
    const line = format
      .replace('$time_iso8601', '2026-03-10T09:31:24+01:00')
      .replace('$time_local', '10/Mar/2026:09:31:24 +0100')
      .replace('$request_id', 'LEAK')
      .replace(/\$request(?:_method \$request_uri \$server_protocol)?/, 'GET / HTTP/1.1')
      .replace('$status', '200')
      .replace('$body_bytes_sent', '7')
    expect(by.escapes).toBe('json')
    expect(texts(line, by)).toEqual({ ...BASE, time: expect.any(String) as string, bytes: '7' })
  })

  it.each([
    ['a decoded target', '{"t":"$msec","u":"$uri","m":"$request_method","s":$status}', true],
    ['a raw target before a decoded one', '{"t":"$msec","u":"$uri","r":"$request_uri","s":$status}', false],
  ])('%s', (_, format, decoded) => {
    const by = compileFormat(`escape=json ${format}`)
    expect([by.targetDecoded, by.zone, by.escapes]).toEqual([decoded, 'UTC', 'json'])
  })

  it.each([
    ['%{%Y-%m-%d %H:%M:%S}t', '2026-03-10 09:31:24', '2026-03-10T09:31:24'],
    ['%{%Y-%m-%dT%H:%M:%S}t', '2026-03-10T09:31:24', '2026-03-10T09:31:24'],
    ['%{%d/%m/%Y:%H:%M:%S %z}t', '10/03/2026:09:31:24 +0100', '2026-03-10T08:31:24Z'],
    ['[%{%d/%m/%Y:%T}t]', '[10/03/2026:09:31:24]', '2026-03-10T09:31:24'],
    ['%{%Y-%m-%d}t","clock":"%{%T}t', '2026-03-10","clock":"09:31:24', '2026-03-10T09:31:24'],
    ['%t', '[10/Mar/2026:09:31:24 +0100]', '2026-03-10T08:31:24Z'],
    ['%{msec}t', '1773131484655', '2026-03-10T08:31:24Z'],
  ])('a time as Apache writes it: %s', (directive, written, instant) => {
    const rest = ', \\"req\\":\\"%r\\", \\"status\\":\\"%>s\\", \\"ua\\":\\"%{User-Agent}i\\" }'
    const by = compileFormat(`LogFormat "{ \\"time\\":\\"${directive.replaceAll('"', '\\"')}\\"${rest}" j`)
    const line = `{ "time":"${written}", "req":"GET /a HTTP/1.1", "status":"200", "ua":"x \\"y\\"" }`
    expect(readLine(by, line)).toMatchObject({ instant, texts: { target: '/a', status: '200', agent: 'x \\"y\\"' } })
  })

  it.each([
    ['no JSON', 'escape=json "$remote_addr [$time_local] \\"$request\\" $status"'],
    ['JSON that clients can forge', 'escape=none {"t":"$time_iso8601","r":"$request","s":"$status"}'],
    ['JSON with a dash after the path', '{"t":"$time_iso8601","r":"$uri$is_args$args","s":"$status"}'],
    ['a bracket too many', '{"t":"$time_iso8601","r":"$request","s":"$status"}}'],
    ['a status beside something else', '{"t":"$time_iso8601","r":"$request","s":"HTTP $status"}'],
  ])('%s is read like every other string', (_, format) => {
    expect(compileFormat(format).escapes).not.toBe('json')
  })
})

it('no mark is left from the line before', () => {
  const spans = new Int32Array(SPANS_LENGTH)
  const by = scanner()
  const [long, short] = [`{${FRONT},"ua":"x","host":"a.fr","bytes":1,"ut":2}`, `{${FRONT}}`].map((line) =>
    Buffer.from(line),
  )
  by.scan(long!, 0, long!.length, spans)
  by.scan(short!, 0, short!.length, spans)
  for (const field of ['agent', 'host', 'bytes', 'duration'] as const) expect(spans[SPAN[field]]).toBe(-1)
})

/** A character a byte, as UTF-8 would have it. */
function latin(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

describe('a line after another', () => {
  it('may have spaces where the line before had none', () => {
    const by = scanner()
    const [tight, spaced] = [':', ': '].map((colon) => `{${FRONT},"bytes":7}`.replaceAll('":', `"${colon}`))
    for (const line of [tight!, spaced!]) expect(texts(line, by)).toEqual({ ...BASE, bytes: '7' })
  })

  it('takes nothing from the request of the line before', () => {
    const by = jsonScanner({ name: 'json', keys: keyMapOf({ time: 't', request: 'req', status: 'status' }) })
    const spans = new Int32Array(SPANS_LENGTH).fill(-1)
    for (const request of ['GET / HTTP/1.1', '\\u0016\\u0003']) {
      const line = Buffer.from(`{${TIME},"status":400,"req":"${request}"}`)
      expect(by.scan(line, 0, line.length, spans)).toBe(-1)
    }
    expect([spans[SPAN.method], spans[SPAN.target], spans[SPAN.protocol]]).toEqual([-1, -1, -1])
  })
})

it('reads Envoy Gateway as it stands', () => {
  const line =
    '{":authority":"www.example.fr","bytes_sent":3126,"duration":46,"method":"GET","protocol":"HTTP/2","response_code":200,"route_name":"LEAK","start_time":"2026-03-10T08:31:24.655Z","user-agent":"curl/8.5.0","x-envoy-origin-path":"/aide?LEAK","x-forwarded-for":"203.0.113.7"}'
  const bytes = Buffer.from(`${line}\n`.repeat(20), 'latin1')
  const detected = detectFormat({ bytes, start: 0, end: bytes.length })
  const scanner = 'scanner' in detected ? detected.scanner : compileFormat('json')
  expect(readLine(scanner, line)).toMatchObject({
    texts: {
      method: 'GET',
      target: '/aide?LEAK',
      status: '200',
      bytes: '3126',
      agent: 'curl/8.5.0',
      host: 'www.example.fr',
    },
  })
  // Whole milliseconds may be seconds to who knows nothing of Envoy.
  expect(scanner.unitless).toBe('duration')
})
