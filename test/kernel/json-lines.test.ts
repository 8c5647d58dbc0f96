import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LINE, SPANS_LENGTH, type LineScanner } from '../../src/domain/contracts.ts'
import { compileFormat, compileKeyMap, listFormats } from '../../src/format/index.ts'
import { jsonScanner } from '../../src/format/json/json-scanner.ts'
import { keyMapOf, type WrittenKeys } from '../../src/format/json/keys/key-map.ts'
import { openKernel } from '../../src/kernel/index.ts'
import { LAYOUT } from '../../src/kernel/memory-layout.ts'
import { testGate } from '../gate/test-gate.ts'
import { processorClock } from '../processor-clock.ts'

const KERNEL = openKernel([])

const WRITTEN: WrittenKeys = {
  time: 't time',
  request: 'req',
  method: 'method',
  target: 'url uri',
  query: 'args',
  protocol: 'proto',
  status: 'status code',
  bytes: 'bytes',
  agent: 'headers.User-Agent[0] headers.ua',
  referrer: 'headers.Referer[1]',
  host: 'host a_key_that_is_the_host',
  duration: 'a_key_of_more_than_sixteen_bytes a_key_of_more_than_16_bytes_too',
}
const SCANNERS: readonly LineScanner[] = [
  jsonScanner({ name: 'json', keys: keyMapOf(WRITTEN), hidden: 'REDACTED' }),
  jsonScanner({
    name: 'json',
    keys: keyMapOf({ time: 't', target: 'url', status: 'status', bytes: 'bytes' }),
    requests: { path: ['logger'], prefix: 'http.log' },
  }),
]
const NESTED = jsonScanner({
  name: 'json',
  keys: keyMapOf({ time: 't', status: 'status', target: 'a.x', referrer: 'b.x', agent: `deep${'[0]'.repeat(15)}` }),
})

/** What the kernel makes of a line that stands in the midst of other bytes, as the scanner would say it; undefined: nothing. */
function readQuickly({ kernelPlan }: LineScanner, line: Uint8Array, after = Buffer.from('\n')): unknown {
  KERNEL.spans.fill(-1)
  if (kernelPlan === undefined || !KERNEL.follow(kernelPlan, 0)) throw new Error('the kernel cannot read these lines')
  const held = KERNEL.hold(Buffer.concat([line, after]), 0, line.length + after.length)
  const stopped = KERNEL.readLine(held, held + line.length)
  expect(Buffer.compare(KERNEL.bytes.subarray(held, held + line.length), line)).toBe(0)
  return stopped < 0 ? spansFrom(KERNEL.spans, held) : undefined
}

/** The spans that the scanner finds; undefined where the line does not fit. */
function readPlainly({ scan }: LineScanner, line: Uint8Array): unknown {
  const spans = new Int32Array(SPANS_LENGTH).fill(-1)
  return scan(line, 0, line.length, spans) < 0 ? spansFrom(spans, 0) : undefined
}

function spansFrom(spans: Int32Array, start: number): readonly unknown[] {
  return Array.from({ length: SPANS_LENGTH / 2 }, (_, i) =>
    spans[2 * i]! < 0 ? 'absent' : [spans[2 * i]! - start, spans[2 * i + 1]! - start],
  )
}

const FRONT = '"t":"2026-03-10T09:31:24+01:00","status":200,"req":"GET /a?b=LEAK HTTP/1.1"'

describe('a line that the kernel reads by itself', () => {
  // The kernel has no place for a date that is a key of its own, nor for a count.
  const JSON_FORMATS = listFormats().filter(
    ({ name, samples }) =>
      !['cloudfront_json', 'counted'].includes(name) && samples.every((sample) => sample.startsWith('{')),
  )

  it.each(JSON_FORMATS.flatMap(({ name, samples }) => samples.map((sample) => [name, sample] as const)))(
    'a sample of %s',
    (name, sample) => {
      const line = Buffer.from(sample, 'latin1')
      const scanner = compileFormat(name, undefined, { bytes: line, start: 0, end: line.length })
      expect(readQuickly(scanner, line)).toBeDefined()
      expect(readQuickly(scanner, line)).toEqual(readPlainly(scanner, line))
    },
  )

  it.each([
    ['nothing more', ''],
    ['escaped quotes and backslashes', ',"headers":{"User-Agent":["A \\"q\\" \\\\"]},"x":"\\\\\\""'],
    ['\\xHH, and bytes that are no UTF-8', ',"headers":{"User-Agent":["\\x22q\\x22\xe9\xff"]}'],
    ['lists of a string with a quote before a bracket', ',"headers":{"User-Agent":["a\\"]"]},"x":["\\"]"]'],
    ['empty numbers, dashes, null', ',"ut":,"bytes":-,"host":null'],
    ['spaces anywhere', ' , \t"bytes" : 7 , "host" :\t"x.fr" '],
    ['a comma at the end', ',"bytes":7,'],
    ['empty objects and lists', ',"headers":{},"x":{},"y":[]'],
    ['a key that comes twice', ',"bytes":1,"bytes":2'],
    ['elements', ',"headers":{"User-Agent":["a","b"],"Referer":["x","y","z"]}'],
    ['keys of more than 16 bytes', ',"a_key_of_more_than_sixteen_bytez":0.2,"a_key_of_more_than_sixteen_bytes":0.1'],
    ['objects and lists that nobody asks for', ',"x":{"a":[1,{"b":"}\\"]"}],"req":"LEAK"},"y":[[["]"]]]'],
    ['an object where a value is due', ',"bytes":{"bytes":[1]},"headers":7'],
    ['what is hidden', ',"headers":{"User-Agent":["REDACTED"],"ua":"b"}'],
    ['parts beside a request', ',"method":"PUT","uri":"/b","args":"x","proto":"HTTP/1.0"'],
    ['addresses for a host', ',"host":"[2001:db8::7]:443"'],
    ['16 levels', `,"x":${'['.repeat(15)}1${']'.repeat(15)},"headers":${'['.repeat(15)}1${']'.repeat(15)}`],
    ['a key of 60,000 bytes', `,"${'k'.repeat(60_000)}":1`],
  ])('%s', (_, more) => {
    const line = Buffer.from(` {${FRONT}${more}} `, 'latin1')
    expect(readQuickly(SCANNERS[0]!, line)).toBeDefined()
    expect(readQuickly(SCANNERS[0]!, line)).toEqual(readPlainly(SCANNERS[0]!, line))
  })
})

it('a key, a string and a list of one string, of each length up to 200', () => {
  for (let length = 0; length <= 200; length++) {
    const text = 'a'.repeat(length)
    const line = Buffer.from(`{${FRONT},"k${text}":1,"args":"${text}","headers":{"User-Agent":["${text}"]},"bytes":7}`)
    expect(readQuickly(SCANNERS[0]!, line)).toBeDefined()
    expect(readQuickly(SCANNERS[0]!, line)).toEqual(readPlainly(SCANNERS[0]!, line))
  }
})

describe('a line after another, whose keys stand in the same places, or do not', () => {
  const many = (count: number): string => Array.from({ length: count }, (_, i) => `,"k${i}":${i}`).join('')

  it.each([
    ['the same keys', ',"bytes":7,"host":"x.fr"', ',"bytes":9,"host":"y.fr"'],
    ['in another order', ',"bytes":7,"host":"x.fr"', ',"host":"y.fr","bytes":9'],
    ['another of that length', ',"host":"x.fr"', ',"code":404'],
    ['another that begins with it', ',"args":"x"', ',"args2":"x"'],
    ['one that differs in its last byte', ',"a_key_that_is_the_hosT":"LEAK"', ',"a_key_that_is_the_host":"x.fr"'],
    ['28 bytes', `,"${'k'.repeat(28)}":1`, `,"${'k'.repeat(27)}K":1`],
    ['29 bytes', `,"${'k'.repeat(29)}":1`, ',"bytes":7'],
    ['spaces as before', ' , "bytes" : 7 , "host" : "x"', ' , "bytes" : 9 , "host" : "y"'],
    ['spaces no more', ', "bytes" : 7', ',"bytes":9'],
    ['spaces behind the colon', ',"bytes":7', ',"bytes": \t9'],
    ['one object less', ',"headers":{"ua":"a"},"bytes":7', ',"bytes":7'],
    ['none where there were some', ',"headers":{"ua":"a"},"bytes":7', ',"headers":{},"bytes":7'],
    ['a list where an object stood', ',"headers":{"x":1,"ua":"a"}', ',"headers":["x","ua"]'],
    ['more than are remembered', many(300), many(300)],
  ])('%s', (_, before, more) => {
    const [first, line] = [before, more].map((members) => Buffer.from(`{${FRONT}${members}}`))
    expect(readQuickly(SCANNERS[0]!, first!)).toEqual(readPlainly(SCANNERS[0]!, first!))
    expect(readQuickly(SCANNERS[0]!, line!)).toBeDefined()
    expect(readQuickly(SCANNERS[0]!, line!)).toEqual(readPlainly(SCANNERS[0]!, line!))
  })

  it.each([
    ['without its colon', ',"bytes":7', ',"bytes";7}'],
    ['without its comma', ',"bytes":7', ' "bytes":7}'],
    ['cut behind its colon', ',"bytes":7', ',"bytes":'],
    ['cut within it', ',"bytes":7', ',"byt'],
    ['in a list', ',"headers":{"x":1,"ua":"a"}', ',"headers":["x","ua":"a"]}'],
    ['the first key behind the 32nd', many(28), `${many(29)}{"t":1}`],
  ])('that fits no more: %s', (_, before, more) => {
    const [first, line] = [Buffer.from(`{${FRONT}${before}}`), Buffer.from(`{${FRONT}${more}`)]
    expect(readQuickly(SCANNERS[0]!, first)).toBeDefined()
    // What stood behind it once stands there still.
    expect(readQuickly(SCANNERS[0]!, line, first.subarray(line.length))).toBeUndefined()
    expect(readPlainly(SCANNERS[0]!, line)).toBeUndefined()
  })

  it('the same key in two objects', () => {
    const line = Buffer.from('{"t":1,"status":200,"a":{"x":"/"},"b":{"x":"https://x.fr/"}}')
    expect(readQuickly(NESTED, line)).toBeDefined()
    expect(readQuickly(NESTED, line)).toEqual(readPlainly(NESTED, line))
  })

  it('a list of one string at the last level, and one further down', () => {
    const line = (levels: number): Buffer =>
      Buffer.from(`{"t":1,"status":200,"a":{"x":"/"},"deep":${'['.repeat(levels)}"x"${']'.repeat(levels)}}`)
    expect(readQuickly(NESTED, line(15))).toBeDefined()
    expect(readQuickly(NESTED, line(15))).toEqual(readPlainly(NESTED, line(15)))
    expect(readQuickly(NESTED, line(16))).toBeUndefined()
  })

  it('leaves its keys alone', () => {
    expect(readQuickly(SCANNERS[0]!, Buffer.from(`{${FRONT}}`))).toBeDefined()
    const kept = Buffer.from(KERNEL.bytes.subarray(LAYOUT.guesses, LAYOUT.rooms[0])).toString('latin1')
    expect(kept).toContain(',"req":\0\0')
    expect(kept).not.toContain('LEAK')
    expect(kept).not.toMatch(/:[^\0]/)
  })

  it('keys that lead elsewhere by another plan', () => {
    const line = Buffer.from('{"t":1,"u":"/200","s":"/404"}')
    for (const [target, status] of ['us', 'su', 'us']) {
      const scanner = jsonScanner({ name: 'json', keys: keyMapOf({ time: 't', target: target!, status: status! }) })
      expect(readQuickly(scanner, line)).toBeDefined()
      expect(readQuickly(scanner, line)).toEqual(readPlainly(scanner, line))
    }
  })
})

it('what nobody asks for is passed by as the scanner does, with escapes and brackets at all places of 64 bytes', () => {
  const string = fc
    .array(
      fc.constantFrom(
        'a',
        'b'.repeat(15),
        'c'.repeat(62),
        '\\\\',
        '\\"',
        '\\'.repeat(70),
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
      ),
      {
        maxLength: 9,
      },
    )
    .map((pieces) => `"${pieces.join('')}"`)
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', maxDepth: 12 },
      string,
      fc.constantFrom('1', 'null', '""'),
      fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
      fc
        .array(fc.tuple(string, tie('value')), { maxLength: 4 })
        .map((items) => `{${items.map((item) => item.join(':')).join(',')}}`),
    ),
  }))
  const change = fc.option(fc.tuple(fc.nat(1000), fc.constantFrom(...Buffer.from('"\\[]{}a'))), { freq: 2 })
  let passed = 0
  fc.assert(
    fc.property(value, change, (nested, changed) => {
      const line = Buffer.from(`{${FRONT},"x":[0,${nested}],"bytes":7}`)
      const from = FRONT.length + 9
      if (changed !== null) line[from + (changed[0] % (line.length - from - 12))] = changed[1]
      const found = readQuickly(SCANNERS[0]!, line)
      if (changed === null) expect(found).toBeDefined()
      if (found === undefined) return
      passed++
      expect(found).toEqual(readPlainly(SCANNERS[0]!, line))
    }),
    { numRuns: 3000 },
  )
  expect(passed).toBeGreaterThan(1500)
})

describe('a line that the kernel leaves to the scanner', () => {
  it.each([
    ['a list without brackets', `{${FRONT},"bytes":0.000, 0.041}`],
    ['17 levels', `{${FRONT},"x":${'['.repeat(16)}1${']'.repeat(16)}}`],
    ['17 levels of what is asked for', `{${FRONT},"headers":${'['.repeat(16)}1${']'.repeat(16)}}`],
    ['an object that closes as a list of one string does', `{${FRONT},"x":{"a"]}`],
    ['backslashes outside of strings', `{${FRONT},"x":[${'c'.repeat(60)}\\"\\"]}`],
    ['escaped slashes', `{"t":1,"status":200,"req":"GET \\/a HTTP\\/1.1"}`],
    ['no time', '{"status":200,"req":"GET / HTTP/1.1"}'],
    ['a bracket that closes another', `{${FRONT},"x":{]}`],
    ['more than an object', `{${FRONT}} {}`],
    ['nothing', ''],
  ])('%s', (_, line) => {
    expect(readQuickly(SCANNERS[0]!, Buffer.from(line))).toBeUndefined()
  })

  it('a message of the server', () => {
    const line = (logger: string): Buffer => Buffer.from(`{"t":1,"status":200,"url":"/","logger":"${logger}"}`)
    const read = (logger: string): unknown => readQuickly(SCANNERS[1]!, line(logger))
    expect(['http.log', 'http.log.access'].map(read)).not.toContain(undefined)
    expect(['http.lo', 'http', '', 'tls.http.log'].map(read)).toEqual([undefined, undefined, undefined, undefined])
  })
})

const VALUE = fc.oneof(
  fc.constantFrom(
    '"GET /a HTTP/1.1"',
    '"GET /b"',
    '"PUT"',
    '"/c"',
    '"-"',
    '""',
    '-',
    '',
    'null',
    'null ',
    '"REDACTED"',
  ),
  fc.constantFrom('"2026-03-10T09:31:24Z"', '1773131484.655', '200', '"a\\"b"', '"a\\\\"', '"http.log.x"', '0.1, 0.2'),
  fc.constantFrom('"203.0.113.7"', '"cafe.de:80"', '["x","y"]', '[,]', '{"ua":"z"}', '[{"a":[]},"y"]', '{"x":[}', '"'),
)
const NAMES = [...Object.values(WRITTEN).join(' ').split(/[ .]/), 'User-Agent', 'Referer', 'logger', 'other']
const MEMBER = fc.tuple(fc.constantFrom(...NAMES), VALUE).map(([key, value]) => `"${key}":${value}`)
const HEADERS = fc.array(MEMBER, { maxLength: 3 }).map((members) => `"headers":{${members.join(',')}}`)
const TAIL = fc.constantFrom('', ',', ' ', '}', ' ,')

const JSON_LINE = fc
  .tuple(
    fc.constantFrom('', `${FRONT},`, '"t":1,"status":200,"url":"/u","method":"GET",'),
    fc.array(fc.oneof(MEMBER, MEMBER, HEADERS), { maxLength: 8 }),
    TAIL,
    fc.array(fc.tuple(fc.nat(400), fc.constantFrom(...Buffer.from('"\\ -[]{},:\t\r0a\xff', 'latin1'))), {
      maxLength: 2,
    }),
    fc.option(fc.nat(400), { freq: 6 }),
  )
  .map(([front, members, tail, changes, cut]) => {
    const line = Buffer.from(`{${front}${members.join(',')}${tail}}`, 'latin1')
    for (const [at, byte] of changes) if (at < line.length) line[at] = byte
    return cut === null ? line : line.subarray(0, cut)
  })

it('whatever the kernel reads in a line, the scanner reads too', () => {
  let read = 0
  fc.assert(
    fc.property(
      JSON_LINE,
      fc.constantFrom(...SCANNERS.keys()),
      fc.constantFrom('\n', '"}', '}\n', ']}', '\\"', ':1}'),
      (line, which, after) => {
        const scanner = SCANNERS[which]!
        const found = readQuickly(scanner, line, Buffer.from(after))
        if (found === undefined) return
        read++
        expect(found).toEqual(readPlainly(scanner, line))
      },
    ),
    { numRuns: 3000 },
  )
  expect(read).toBeGreaterThan(300)
})

describe('hostile lines', () => {
  const MEBIBYTE = 1 << 20

  it.each([
    '{',
    '[',
    '{"t":',
    '{"headers":',
    '{"x":',
    '"',
    '\\',
    '{"x":"\\',
    '{"\\"',
    '{"t":"\\"',
    ' ',
    '{"x":[{"y":"',
    '{"x":1,',
  ])('a mebibyte of %s', (piece) => {
    for (const front of ['', '{"x":', `{${FRONT},`]) {
      const line = Buffer.from(`${front}${piece.repeat(MEBIBYTE / piece.length)}`)
      const workedMs = processorClock()
      expect(readQuickly(SCANNERS[0]!, line)).toBeUndefined()
      // 1 ms, were nobody else about; if a byte were looked at anew for each before it, an hour.
      expect(workedMs()).toBeLessThan(1000)
    }
  })

  it('three mebibytes, more than the kernel has room for', () => {
    const nested = Buffer.from(`{${FRONT},"x":${'['.repeat(3 * MEBIBYTE)}\n`)
    const gates = [testGate({ format: 'nginx_json', kernel: KERNEL }), testGate({ format: 'nginx_json' })]
    const [quick, plain] = gates.map((gate) => {
      const fates: unknown[] = []
      gate.readLines(nested, 0, nested.length, ({ fate, reason }) => fates.push([fate, reason]))
      return fates
    })
    expect(quick).toEqual(plain)
    expect(quick).toHaveLength(1)
  })
})

describe('keys that the kernel has no room for', () => {
  const keys = { time: ['t'], status: ['status'], target: ['url'] }
  const follows = (more: Parameters<typeof compileKeyMap>[0]): boolean =>
    KERNEL.follow(compileKeyMap({ ...keys, ...more }).kernelPlan!, 0)
  const many = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `key${i}`)

  it.each([
    ['none too long', { agent: ['k'.repeat(47)] }, true],
    ['one too long', { agent: ['k'.repeat(48)] }, false],
    ['the last element', { agent: ['a[7]'] }, true],
    ['an element too far', { agent: ['a[8]'] }, false],
    ['such an element deeper in', { agent: ['a[0][8]'] }, false],
    ['63 candidates', { agent: many(60) }, true],
    ['64 candidates', { agent: many(61) }, false],
    ['255 records', { agent: Array.from({ length: 60 }, (_, i) => `k${i}[0].x`) }, false],
  ])('%s', (_, more, expected) => {
    expect(follows(more)).toBe(expected)
  })

  it.each(['hidden', 'prefix'] as const)('%s too long', (text) => {
    const { kernelPlan } = SCANNERS[1]!
    if (kernelPlan === undefined || 'steps' in kernelPlan) throw new Error('no keys')
    expect(KERNEL.follow({ ...kernelPlan, [text]: new Uint8Array(63) }, 0)).toBe(true)
    expect(KERNEL.follow({ ...kernelPlan, [text]: new Uint8Array(64) }, 0)).toBe(false)
  })
})

it('the hour of a time in UTC is remembered', () => {
  const lines = ['09:31:24', '09:59:59', '10:00:00', '10:00:60'].map(
    (time) => `{"time":"2026-03-10T${time}Z","request":"GET / HTTP/1.1","status":200}\n`,
  )
  const same: unknown[] = []
  const log = Buffer.from(lines.join(''))
  testGate({ format: 'nginx_json', kernel: KERNEL, serviceZone: 'UTC' }).readLines(log, 0, log.length, ({ hour }) =>
    same.push([hour, KERNEL.line[LINE.isSameHour]]),
  )
  expect(same).toEqual([
    [9, 0],
    [9, 1],
    [10, 0],
    [10, 0],
  ])
})
