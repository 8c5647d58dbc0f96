import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SPANS_LENGTH, type Field } from '../../src/domain/contracts.ts'
import { compileFormat, listFormats } from '../../src/format/index.ts'
import { fittingLines, STRINGS } from '../kernel/mutated-lines.ts'
import { readLine } from './read-line.ts'
import { processorClock } from '../processor-clock.ts'

const COMBINED = compileFormat('combined')
const FRONT = '203.0.113.7 - - [10/Mar/2026:09:31:24 +0100]'

describe('where a line that does not fit stops to: after what fits', () => {
  it.each([
    ['a word and nothing else', 'LEAK', ''],
    ['no brackets at all: the end', '203.0.113.7 - - 10/Mar/2026', ''],
    ['no quote after the time', FRONT.slice(0, -1), '] GET / HTTP/1.1'],
    ['no quote at the end of the request', `${FRONT} "GET / HTTP/1.1`, ''],
    ['letters for bytes', `${FRONT} "GET / HTTP/1.1" 200 `, 'many "-" "-"'],
    ['negative bytes', `${FRONT} "GET / HTTP/1.1" 200 -`, '1 "-" "-"'],
    ['the end where a referrer is due', `${FRONT} "GET / HTTP/1.1" 200 512`, ''],
    ['an agent without quotes', `${FRONT} "GET / HTTP/1.1" 200 512 "-`, '" curl'],
    ['an agent cut without its quote', `${FRONT} "GET / HTTP/1.1" 200 512 "-" "curl`, ''],
    ['more after the end', `${FRONT} "GET / HTTP/1.1" 200 512 "-" "curl"`, ' 0.046'],
  ])('%s', (_, fits, rest) => {
    expect(readLine(COMBINED, fits + rest)).toBe(fits.length + 1)
  })

  it.each([
    ['cut', '[10/Mar/2026:09:31:24 +0100] GET /a 200 "curl', ''],
    ['something in front', '', 'LEAK [10/Mar/2026:09:31:24 +0100] GET /a 200 "curl"'],
    ['another time', '[2026-03-10T09:31:24+01:00] ', ''],
  ])('in a format whose target has no quotes, too: %s', (_, fits, rest) => {
    const scanner = compileFormat('[$time_local] $request_method $request_uri $status "$http_user_agent"')
    expect(readLine(scanner, fits + rest)).toBe(fits.length + 1)
  })
})

it.each([...listFormats().map(({ name }) => name), ...STRINGS])(
  'stops where a line ends, whatever stands behind it: %s',
  (format) => {
    const { scan } = compileFormat(format)
    const spans = new Int32Array(SPANS_LENGTH)
    const read = (line: Buffer, behind: string): string => {
      spans.fill(-1)
      return [scan(Buffer.concat([line, Buffer.from(behind)]), 0, line.length, spans), ...spans].join()
    }
    const differs: (readonly [string, string])[] = []
    for (const sample of [...fittingLines(format), Buffer.from(IN_BRACKETS)]) {
      for (let length = 0; length <= sample.length; length++) {
        const line = sample.subarray(0, length)
        const alone = read(line, '')
        for (const behind of BEHIND) if (read(line, behind) !== alone) differs.push([line.toString('latin1'), behind])
      }
    }
    expect(differs).toEqual([])
  },
)

/** With a bracket where some formats have their time. */
const IN_BRACKETS = '444 - "GET /" [Client 203.0.113.7] [Gzip -] "curl/8.5.0" "-"'
const BEHIND = ['\n', '\n]', '\n0]', '\n6] "', '\n"-" 200 ', '\n}]", [{', '", "x": ']

describe('raw quotes: one reading, or none', () => {
  const NONE = compileFormat(
    'escape=none $remote_addr [$time_local] "$request" "$http_user_agent" $status $request_time',
  )
  const OLD = compileFormat('%h %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"')
  const T = '[10/Mar/2026:09:31:24 +0100]'
  it.each<{ why: string; scanner: typeof NONE; line: string; texts?: Partial<Record<Field, string>> }>([
    {
      why: 'one quote in the target',
      scanner: OLD,
      line: `203.0.113.7 ${T} "GET /q"uote HTTP/1.1" 200 5 "-" "curl"`,
      texts: { target: '/q"uote', status: '200', agent: 'curl' },
    },
    {
      why: 'a quoted word in the agent',
      scanner: OLD,
      line: `203.0.113.7 ${T} "GET / HTTP/1.1" 200 5 "-" "an "odd" one"`,
      texts: { target: '/', agent: 'an "odd" one' },
    },
    {
      why: 'a quote at the end of the agent',
      scanner: OLD,
      line: `203.0.113.7 ${T} "GET / HTTP/1.1" 200 5 "-" "odd""`,
      texts: { agent: 'odd"' },
    },
    {
      why: 'an agent that could be a referrer and an agent',
      scanner: OLD,
      line: `203.0.113.7 ${T} "GET / HTTP/1.1" 404 5 "-" "a" "b"`,
    },
    {
      why: 'a target that carries a whole end of a line',
      scanner: OLD,
      line: `203.0.113.7 ${T} "GET /a" 200 1 "-" "x HTTP/1.1" 404 5 "-" "curl"`,
    },
    {
      why: 'a plain line of escape=none',
      scanner: NONE,
      line: `203.0.113.7 ${T} "GET / HTTP/1.1" "curl" 404 0.046`,
      texts: { status: '404', agent: 'curl' },
    },
    {
      why: 'a backslash of escape=none is a byte like any other',
      scanner: NONE,
      line: `203.0.113.7 ${T} "GET / HTTP/1.1" "curl\\" 404 0.046`,
      texts: { status: '404', agent: 'curl\\' },
    },
    {
      why: 'an agent that forges the status, before a duration that is none',
      scanner: NONE,
      line: `203.0.113.7 ${T} "GET / HTTP/1.1" "curl" 200 1" 404 0.046`,
      texts: { status: '404', agent: 'curl" 200 1' },
    },
    {
      why: 'the same where anything may follow the status',
      scanner: compileFormat('escape=none $remote_addr [$time_local] "$request" "$http_user_agent" $status $geo'),
      line: `203.0.113.7 ${T} "GET / HTTP/1.1" "curl" 200 1" 404 0.046`,
    },
    {
      why: 'an agent that forges the end of a target without quotes',
      scanner: compileFormat('escape=none $time_local $request_method $request_uri $status "$http_user_agent"'),
      line: `10/Mar/2026:09:31:24 +0100 GET / 404 "curl 200 "x"`,
    },
    {
      why: 'the same where quotes are escaped is no forgery',
      scanner: compileFormat('$time_local $request_method $request_uri $status "$http_user_agent"'),
      line: `10/Mar/2026:09:31:24 +0100 GET / 404 "curl 200 \\x22x"`,
      texts: { target: '/', status: '404' },
    },
    {
      why: 'a target and an agent, both without quotes: the first reading',
      scanner: compileFormat('$time_local $request_uri $status $http_user_agent'),
      line: `10/Mar/2026:09:31:24 +0100 /a 404 curl 200 x`,
      texts: { target: '/a', status: '404', agent: 'curl 200 x' },
    },
    {
      why: 'a target without quotes, its agent in quotes: the last reading before the quote',
      scanner: compileFormat('$time_local $request_uri $status "$http_user_agent"'),
      line: `10/Mar/2026:09:31:24 +0100 /a 200 b 404 "curl 200 x"`,
      texts: { target: '/a 200 b', status: '404', agent: 'curl 200 x' },
    },
    {
      why: 'the referrer right after a target without quotes',
      scanner: compileFormat('$time_local $status $uri "$http_referer" "$http_user_agent"'),
      line: `10/Mar/2026:09:31:24 +0100 200 /a b "-" "curl"`,
      texts: { target: '/a b', agent: 'curl' },
    },
  ])('$why', ({ scanner, line, texts }) => {
    const read = readLine(scanner, line)
    if (texts === undefined) expect(read).toEqual(expect.any(Number))
    else expect(read).toMatchObject({ texts })
  })
})

describe('a value in which another column begins is no value: the log has more columns than its format', () => {
  const LINE = `${FRONT} "GET /a HTTP/1.1" 200 512 "-" `
  it.each([
    ['no agent, a duration, addresses', 'combined', `${LINE}"-" 0.366 "198.51.100.7, 203.0.113.3"`],
    ['an agent, a duration, addresses', 'combined', `${LINE}"curl" 0.366 "198.51.100.7"`],
    ['the same behind a host', 'vhost_combined', `www.example.fr ${LINE}"-" 0.366 "-"`],
    ['a name before the value', 'combined', `${LINE}"-" rt="0.366"`],
    ['an empty value', 'combined', `${LINE}"-" 0.366 ""`],
    ['a TAB', 'combined', `${LINE}"-"\t0.366\t"-"`],
    ['a bar', 'combined', `${LINE}"-"|0.366|"-"`],
    ['brackets', 'combined', `${LINE}"-" ["198.51.100.7"`],
    [
      'the referrer',
      '%h %t "%r" %>s "%{Referer}i" %b',
      '203.0.113.7 [10/Mar/2026:09:31:24 +0100] "GET / HTTP/1.1" 200 "-" 1 "a" 2',
    ],
    [
      'the request, where quotes are escaped',
      '%h %t %>s "%r"',
      '203.0.113.7 [10/Mar/2026:09:31:24 +0100] 200 "GET / HTTP/1.1" 5 "-"',
    ],
    [
      'a value that is passed over',
      '%t "%r" %>s "%{User-Agent}i" %D "%{X}i"',
      '[10/Mar/2026:09:31:24 +0100] "GET / HTTP/1.1" 200 "-" 1 "a" 2 "b"',
    ],
    [
      'quotes that stay raw',
      'escape=none [$time_local] "$request" $status "$http_user_agent"',
      '[10/Mar/2026:09:31:24 +0100] "GET / HTTP/1.1" 200 "-" 0.3 "-"',
    ],
    [
      'no forger gains by it: the request would swallow the status',
      'escape=none [$time_local] "$request" $status "$http_user_agent"',
      '[10/Mar/2026:09:31:24 +0100] "GET / HTTP/1.1" 404 "x HTTP/1.1" 200 "y"',
    ],
  ])('%s', (_, format, line) => {
    expect(readLine(compileFormat(format), line)).toEqual(expect.any(Number))
  })
})

describe('blanks at the end', () => {
  const T = '[10/Mar/2026:09:31:24 +0100]'
  it.each([
    [
      'a raw quote in the agent',
      '%h %t "%r" %>s "%{User-Agent}i"',
      `203.0.113.7 ${T} "GET /a HTTP/1.1" 200 "a"b" \t`,
      'a"b',
    ],
    ['a target without quotes', '%t %m %U %>s "%{User-Agent}i"', `${T} GET /a 200 "x"  `, 'x'],
    ['a value that may end in a blank keeps it', '%t "%r" %>s %{User-Agent}i', `${T} "GET /a HTTP/1.1" 200 x `, 'x '],
  ])('%s', (_, format, line, agent) => {
    expect(readLine(compileFormat(format), line)).toMatchObject({ texts: { target: '/a', status: '200', agent } })
  })

  it('do not move the place where a misfit stops', () => {
    expect(readLine(COMBINED, `${FRONT} "GET / HTTP/1.1" 200 many "-" "-"  `)).toBe(
      `${FRONT} "GET / HTTP/1.1" 200 `.length + 1,
    )
  })
})

describe('a user name', () => {
  it.each([
    ['combined', 'jean [x] LEAK'],
    ['combined', 'jean [10] LEAK [a/b/c]'],
    ['[%{%Y-%m-%d %H:%M:%S}t]', 'jean [x] LEAK'],
    ['$time_iso8601', 'jean [2026-03-10] LEAK'],
    ['$msec', 'jean [1773131484] LEAK'],
    ['%{sec}t', 'jean [1] LEAK'],
  ])('does not end before the time: %s', (time, user) => {
    const format =
      time === 'combined'
        ? time
        : time.includes('$')
          ? `$remote_user [${time}] "$request" $status`
          : `%u ${time.startsWith('[') ? time : `[${time}]`} "%r" %>s`
    const written = {
      combined: '10/Mar/2026:08:31:24 +0000',
      $time_iso8601: '2026-03-10T08:31:24+00:00',
      $msec: '1773131484.655',
      '%{sec}t': '1773131484',
    }
    const line = `${user} [${new Map(Object.entries(written)).get(time) ?? '2026-03-10 08:31:24'}] "GET / HTTP/1.1" 200`
    const read = readLine(compileFormat(format), time === 'combined' ? `203.0.113.7 - ${line} 1 "-" "-"` : line)
    expect(read).toMatchObject({
      instant: expect.stringContaining('2026-03-10T08:31:24') as string,
      texts: { target: '/', status: '200' },
    })
  })
})

describe('hostile lines', () => {
  const CUSTOM = [
    'escape=none $remote_addr [$time_local] "$request" "$http_user_agent" $status $request_time',
    'escape=none $time_local $request_method $request_uri $status "$http_user_agent" "$http_referer"',
    '$time_local $request_method $request_uri $status $http_user_agent $http_referer $upstream_response_time',
    '%v:%p %{X-Forwarded-For}i %l %u %t %m %U%q %>s %b "%{Referer}i" "%{User-Agent}i" %D',
  ].map((format) => compileFormat(format))
  const ALL = [...listFormats().map(({ name }) => compileFormat(name)), ...CUSTOM]

  it.each([
    ['quotes', '"'],
    ['quotes and spaces', '" '],
    ['what parts referrer and agent', '" "'],
    ['what could be the end of a request', '" 200 1 "-" "'],
    ['brackets', ' ['],
    ['times', ' [10/Mar/2026:09:31:24 +0100] "'],
    ['spaces', ' '],
    ['statuses', ' 200'],
    ['backslashes', '\\'],
    ['escaped quotes', '\\"'],
    ['lists', ', '],
    ['colons', ' : '],
  ])('64 KiB of %s are read or refused at once', (_, text) => {
    const fronts = ['', `${FRONT} "`, `${FRONT} "GET /`, '10/Mar/2026:09:31:24 +0100 GET /']
    const lines = fronts.map((front) => front + text.repeat(Math.floor((65536 - front.length) / text.length)))
    const workedMs = processorClock()
    for (const scanner of ALL) for (const line of lines) readLine(scanner, line)
    // 36 lines of 64 KiB: 0.1 s here; without a bound on the tries, hours.
    expect(workedMs()).toBeLessThan(5000)
  })

  it('random bytes never throw, and no field reaches beyond its line', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '"',
        ' ',
        '[',
        ']',
        '\\',
        '-',
        '200',
        '512',
        '" "',
        '"GET / HTTP/1.1"',
        FRONT,
        '203.0.113.7',
        'http://',
        ', ',
        ':',
      ),
      fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString('latin1').replaceAll('\n', ' ')),
    )
    fc.assert(
      fc.property(fc.constantFrom(...ALL), fc.array(piece, { maxLength: 40 }), (scanner, pieces) => {
        readLine(scanner, pieces.join(''))
      }),
      { numRuns: 3000 },
    )
  })
})
