import { describe, expect, it } from 'vitest'
import type { Field } from '../../src/domain/contracts.ts'
import { compileFormat } from '../../src/format/index.ts'
import { readLine } from './read-line.ts'
import { firstBytes, readLast, readLog } from './read-log.ts'

const IIS = '#Software: Microsoft Internet Information Services 10.0'
const OTHER = '#Software: Netscaler Web Logging(NSWL)'
const SHORT = '#Fields: date time cs-method cs-uri-stem sc-status'
const CLOUD =
  '#Fields: date time x-edge-location c-ip cs-method cs(Host) cs-uri-stem sc-status cs(User-Agent) x-host-header time-taken'

type Row = {
  readonly why: string
  readonly log: readonly string[]
  readonly format?: string
  readonly instant?: string
  readonly texts?: Partial<Record<Field, string | undefined>>
  /** Where the last line stops to fit, if it does. */
  readonly column?: number
}

const ROWS: readonly Row[] = [
  { why: 'a line before any #Fields', log: ['2026-03-10 08:31:24 GET / 200'], column: 1 },
  { why: 'a header without a status', log: ['#Fields: date time cs-uri-stem', '2026-03-10 08:31:24 /'], column: 1 },
  {
    why: '38 a second header with another order rules from there on',
    log: [SHORT, '#Fields: sc-status cs-uri-stem time date', '404 /aide 08:31:24 2026-03-10'],
    instant: '2026-03-10T08:31:24Z',
    texts: { method: undefined, target: '/aide', status: '404' },
  },
  {
    why: '38 a second header that cannot be read takes the first away',
    log: [SHORT, '#Fields: LEAK', '2026-03-10 08:31:24 GET / 200'],
    column: 1,
  },
  {
    why: 'a field that the second header does not have is gone',
    log: [
      '#Fields: date time cs-uri-stem sc-status cs(User-Agent)',
      '2026-03-10 08:31:24 / 200 LEAK',
      SHORT,
      '2026-03-10 08:31:24 GET / 200',
    ],
    texts: { agent: undefined, target: '/' },
  },
  {
    why: 'names of columns in any case, more spaces than needed, one at the end',
    log: ['#fields:  DATE time  CS-Uri-Stem SC-STATUS CS(USER-AGENT) ', '2026-03-10 08:31:24 / 200 curl'],
    texts: { target: '/', agent: 'curl' },
  },
  {
    why: 'names of columns in quotes, and TAB between them',
    log: ['#Fields: "date"\t"time"\tcs-uri-stem\tsc-status', '2026-03-10\t08:31:24\t/a b\t200'],
    texts: { target: '/a b' },
  },
  {
    why: 'a name that holds a known one is unknown',
    log: ['#Fields: date time cs-uri-stem xsc-status sc-statusx sc-status', '2026-03-10 08:31:24 / 1 2 200'],
    texts: { status: '200' },
  },
  {
    why: 'a plus of IIS as it stands: it may be a blank, or a plus',
    log: [IIS, SHORT, '2026-03-10 08:31:24 GET /mes+documents 200'],
    texts: { target: '/mes+documents' },
  },
  {
    why: 'the first of two equal columns',
    log: ['#Fields: date time cs-uri-stem sc-status sc-status date', '2026-03-10 08:31:24 / 200 404 1999-01-01'],
    instant: '2026-03-10T08:31:24Z',
    texts: { status: '200' },
  },
  {
    why: 'stem and query rather than the whole',
    log: [
      '#Fields: date time cs-uri cs-uri-stem cs-uri-query sc-status',
      '2026-03-10 08:31:24 http://x/y?z /a b=LEAK 200',
    ],
    texts: { target: '/a', query: 'b=LEAK' },
  },
  {
    why: 'the whole target, where there is nothing else',
    log: ['#Fields: date time cs-uri sc-status', '2026-03-10 08:31:24 http://www.example.fr/a?b 200'],
    texts: { target: 'http://www.example.fr/a?b' },
  },
  {
    why: 'date and time apart',
    log: ['#Fields: date cs-uri-stem sc-status time', '2026-03-10 / 200 08:31:24'],
    instant: '2026-03-10T08:31:24Z',
  },
  {
    why: 'only a time: the day of #Date',
    log: ['#Date: 2026-03-10 00:00:00', '#Fields: time cs-uri-stem sc-status', '08:31:24 / 200'],
    instant: '2026-03-10T08:31:24Z',
  },
  {
    why: 'a #Date that changes',
    log: ['#Date: 2026-03-10', '#Fields: time cs-uri-stem sc-status', '#Date: 2026-03-11', '08:31:24 / 200'],
    instant: '2026-03-11T08:31:24Z',
  },
  ...(
    [
      ['a clock that jumps back by hours', ['23:00:03', '08:15:00'], '2026-03-11T08:15:00Z'],
      ['and goes on from there', ['23:00:03', '08:15:00', '21:59:59'], '2026-03-11T21:59:59Z'],
      ['two days on', ['23:00:03', '08:15:00', '00:00:00.5'], '2026-03-12T00:00:00Z'],
      ['late by an hour', ['23:00:03', '22:00:03'], '2026-03-10T22:00:03Z'],
      ['late by the hour before', ['23:59:59', '22:00:00'], '2026-03-10T22:00:00Z'],
      ['late by more', ['23:00:03', '21:59:59'], '2026-03-11T21:59:59Z'],
      ['late over midnight', ['23:59:59', '00:00:00', '23:59:58'], '2026-03-10T23:59:58Z'],
      ['what follows a late one', ['23:59:59', '00:00:00', '23:59:58', '00:00:02'], '2026-03-11T00:00:02Z'],
      ['a time that is none', ['23:59:59', '24:00:00', '23:59:59'], '2026-03-10T23:59:59Z'],
      ['before the time of #Date', ['20:59:59'], '2026-03-11T20:59:59Z', ' 22:00:00'],
      ['just before the time of #Date', ['21:00:00'], '2026-03-10T21:00:00Z', ' 22:59:58'],
      ['late in the day of a #Date of midnight', ['23:59:59'], '2026-03-10T23:59:59Z', ' 00:00:02'],
      ['late in the day of a #Date without a time', ['23:59:59'], '2026-03-10T23:59:59Z', ' LEAK'],
    ] as const
  ).map(([why, times, instant, clock = '']) => ({
    why: `only a time: ${why}`,
    log: [`#Date: 2026-03-10${clock}`, '#Fields: time cs-uri-stem sc-status', ...times.map((time) => `${time} / 200`)],
    instant,
  })),
  {
    why: 'the date of a line rather than #Date',
    log: ['#Date: 2026-03-10', '#Fields: date time cs-uri-stem sc-status', '2026-03-12 08:31:24 / 200'],
    instant: '2026-03-12T08:31:24Z',
  },
  ...['#Date: 2026-02-30', '#Date: 10-Mar-2026', '#Date: 2026-13-01', '#Date: 0000-00-00', '#Date:', '#Date'].map(
    (date) => ({
      why: `only a time, and no day in ${date}`,
      log: ['#Date: 2026-03-10', date, '#Fields: time cs-uri-stem sc-status', '08:31:24 / 200'],
      instant: 'bad time',
    }),
  ),
  {
    why: 'only a time, and no #Date',
    log: ['#Fields: time cs-uri-stem sc-status', '08:31:24 / 200'],
    instant: 'bad time',
  },
  ...(
    [
      ['08:31:24.655', '2026-03-10T08:31:24Z'],
      ['23:59:60', '2026-03-10T23:59:59Z'],
      ['24:00:00', 'bad time'],
      ['08:31', 'bad time'],
      ['08-31-24', 'bad time'],
      ['08:31:24x', 'bad time'],
      ['08:31:24.x', 'bad time'],
      ['-', 'bad time'],
    ] as const
  ).map(([time, instant]) => ({
    why: `the time ${time}`,
    log: [SHORT, `2026-03-10 ${time} GET / 200`],
    instant,
  })),
  {
    why: 'an impossible time under #Date',
    log: ['#Date: 2026-03-10', '#Fields: time cs-uri-stem sc-status', '25:00:00 / 200'],
    instant: 'bad time',
  },
  ...['2026-02-30', '26-03-10', '2026/03/10', '-'].map((date) => ({
    why: `the date ${date}`,
    log: [SHORT, `${date} 08:31:24 GET / 200`],
    instant: 'bad time',
  })),
  {
    why: 'a column too few',
    log: [SHORT, '2026-03-10 08:31:24 GET /'],
    column: 26,
  },
  { why: 'a column too many', log: [SHORT, '2026-03-10 08:31:24 GET / 200 LEAK'], column: 31 },
  { why: 'a space at the end', log: [SHORT, '2026-03-10 08:31:24 GET / 200 '], texts: { status: '200' } },
  { why: 'one word', log: [SHORT, 'LEAK'], column: 5 },
  { why: 'an empty value between two separators', log: [SHORT, '2026-03-10 08:31:24 GET / '], texts: { target: '/' } },
  {
    why: 'values that are not there',
    log: [
      '#Fields: date time cs-uri-stem cs-uri-query cs-version sc-status sc-bytes cs(Referer) cs(User-Agent) cs-host time-taken',
      '2026-03-10 08:31:24 / - - - - - - - -',
    ],
    texts: {
      query: undefined,
      protocol: undefined,
      referrer: undefined,
      agent: undefined,
      host: undefined,
      duration: undefined,
      status: '-',
      bytes: '-',
    },
  },
  {
    why: 'a request that is not HTTP',
    log: [SHORT, '2026-03-10 08:31:24 - - 400'],
    texts: { method: undefined, target: undefined, status: '400' },
  },
  {
    why: 'a method in small letters',
    log: [SHORT, '2026-03-10 08:31:24 get / 200'],
    texts: { method: 'get', target: '/' },
  },
  {
    why: '25 a negative size',
    log: ['#Fields: date time cs-uri-stem sc-status sc-bytes', '2026-03-10 08:31:24 / 200 -5'],
    column: 27,
  },
  {
    why: 'a quoted variant: quotes around every value',
    log: [
      '#Fields: date time cs-uri-stem sc-status cs(User-Agent)',
      '"2026-03-10" "08:31:24" "/aide" "200" "Mozilla/5.0 ""LEAK"" x"',
    ],
    instant: '2026-03-10T08:31:24Z',
    texts: { target: '/aide', status: '200', agent: 'Mozilla/5.0 ""LEAK"" x' },
  },
  {
    why: 'a cookie in quotes holds spaces (IIS 6)',
    log: [
      '#Fields: date time cs-uri-stem cs(Cookie) sc-status',
      '2026-03-10 08:31:24 / "session=LEAK; utm=LEAK 404" 200',
    ],
    texts: { status: '200' },
  },
  {
    why: 'a client that sends a quote does not shift the columns',
    log: [
      '#Fields: date time cs-uri-stem cs(User-Agent) cs(Referer) sc-status',
      '2026-03-10 08:31:24 / "LEAK https://x/" 200',
    ],
    texts: { agent: '"LEAK', referrer: 'https://x/"', status: '200' },
  },
  {
    why: 'a quote that is not closed, and a space too many',
    log: ['#Fields: date time cs-uri-stem cs(User-Agent) sc-status', '2026-03-10 08:31:24 / "LEAK x 200'],
    column: 23,
  },
  {
    why: 'a quote alone',
    log: ['#Fields: date time cs-uri-stem cs(User-Agent) sc-status', '2026-03-10 08:31:24 / " 200'],
    texts: { agent: '"' },
  },
  {
    why: 'empty quotes are no agent',
    log: ['#Fields: date time cs-uri-stem cs(User-Agent) sc-status', '2026-03-10 08:31:24 / "" 200'],
    texts: { agent: undefined },
  },
  {
    why: 'quotes, and too few columns',
    log: ['#Fields: date time cs-uri-stem cs(User-Agent) sc-status', '2026-03-10 08:31:24 "/ x y" 200'],
    column: 32,
  },
  {
    why: 'quotes, and too many columns',
    log: [SHORT, '2026-03-10 08:31:24 GET "/ x" 200 LEAK'],
    column: 35,
  },
  {
    why: 'CloudFront: the host that was asked for, not its own; columns that it does not name yet',
    log: [
      CLOUD,
      '2026-03-10\t08:31:24\tCDG50\tLEAK\tGET\td0000.example.fr\t/a\t200\tA%2520b\twww.example.fr\t0.046\t-\tLEAK',
    ],
    texts: { host: 'www.example.fr', agent: 'A%2520b', duration: '0.046' },
  },
  {
    why: 'Shoutcast: its own names, no method',
    log: [
      '#Fields: c-ip c-dns date time cs-uri-stem c-status cs(User-Agent) sc-bytes x-duration avgbandwidth',
      '203.0.113.7 LEAK 2026-03-10 08:31:24 /radio 200 WinampMPEG 65580 41 LEAK',
    ],
    texts: { method: undefined, target: '/radio', status: '200', duration: '41', bytes: '65580' },
  },
  {
    why: 'directives that say nothing',
    log: [SHORT, '#Remark: #Fields: LEAK', '#', '#Start-Date: LEAK', '2026-03-10 08:31:24 GET / 200'],
    texts: { target: '/' },
  },
]

describe('W3C extended', () => {
  it.each(ROWS)('$why', ({ log, format = 'w3c', instant, texts, column }) => {
    const read = readLast(compileFormat(format), log)
    if (column !== undefined) {
      expect(read).toBe(column)
      return
    }
    if (typeof read === 'number') throw new Error(`stops at column ${read}`)
    if (instant !== undefined) expect(read.instant).toBe(instant)
    for (const [field, text] of Object.entries(texts ?? {}))
      expect([field, Object.entries(read.texts).find(([name]) => name === field)?.[1]]).toEqual([field, text])
  })

  it('read on from where it stood, the days go on', () => {
    const [before, after] = [compileFormat('w3c'), compileFormat('w3c')]
    readLog(before, ['#Date: 2026-03-10 23:00:03', '#Fields: time cs-uri-stem sc-status', '08:15:00 / 200'])
    after.memory?.takeUp(before.memory?.tell() ?? [])
    expect(readLog(after, ['21:59:59 / 200', '07:00:00 / 200'])).toMatchObject([
      { instant: '2026-03-11T21:59:59Z' },
      { instant: '2026-03-12T07:00:00Z' },
    ])
    expect(after.cautions).toContain('no-date')
  })

  it('of times it keeps the hour alone, and goes on from any line as if it had read all', () => {
    const head = ['#Date: 2026-03-10 21:47:11', '#Fields: time cs-uri-stem sc-status']
    const times = ['21:46:59', '23:59:58', '22:00:00', '00:00:01', '23:00:00', '09:12:13', '08:00:00', '06:59:59']
    const lines = times.map((time) => `${time} / 200`)
    const whole = readLog(compileFormat('w3c'), [...head, ...lines]).slice(head.length)
    expect(whole).toHaveLength(lines.length)
    for (const at of lines.keys()) {
      const [before, after] = [compileFormat('w3c'), compileFormat('w3c')]
      readLog(before, [...head, ...lines.slice(0, at)])
      const told = before.memory?.tell() ?? []
      expect((told[0] ?? 1) % 3600).toBe(0)
      after.memory?.takeUp(told)
      expect(readLog(after, lines.slice(at))).toEqual(whole.slice(at))
    }
  })

  it('a directive is no request, and stops at its first byte', () => {
    expect(readLog(compileFormat('w3c'), [IIS, SHORT, '#'])).toEqual([1, 1, 1])
  })

  it('two logs that are read in turns do not share a header', () => {
    const [a, b] = [compileFormat('w3c'), compileFormat('w3c')]
    readLog(a, [SHORT])
    readLog(b, ['#Fields: sc-status cs-uri-stem time date'])
    expect(readLast(a, ['2026-03-10 08:31:24 GET /a 200'])).toMatchObject({ texts: { target: '/a' } })
    expect(readLast(b, ['200 /b 08:31:24 2026-03-10'])).toMatchObject({ texts: { target: '/b' } })
  })
})

describe('time-taken', () => {
  const TAKEN = '#Fields: date time cs-uri-stem sc-status time-taken'
  const line = (taken: string): string => `2026-03-10 08:31:24 / 200 ${taken}`
  it.each([
    { why: 'IIS: ms', format: 'w3c', head: [IIS, TAKEN], taken: '46', duration: '46', unit: 'ms' },
    { why: 'another program: s', format: 'w3c', head: [OTHER, TAKEN], taken: '1', duration: '1', unit: 's' },
    { why: 'nobody says, decimals: s', format: 'w3c', head: [TAKEN], taken: '0.046', duration: '0.046', unit: 's' },
    { why: 'nobody says, an integer', format: 'w3c', head: [TAKEN], taken: '46', caution: true },
    { why: 'nobody says, nothing', format: 'w3c', head: [TAKEN], taken: '-' },
    { why: 'the operator says IIS: ms', format: 'iis', head: [TAKEN], taken: '46', duration: '46', unit: 'ms' },
    { why: 'CloudFront: s', format: 'cloudfront', head: [TAKEN], taken: '1', duration: '1', unit: 's' },
    { why: 'the program changes: s', format: 'w3c', head: [IIS, TAKEN, OTHER], taken: '1', duration: '1', unit: 's' },
    { why: 'the program changes: ms', format: 'w3c', head: [OTHER, TAKEN, IIS], taken: '1', duration: '1', unit: 'ms' },
    { why: '25 negative: absent', format: 'w3c', head: [IIS, TAKEN], taken: '-46' },
    { why: 'no number: absent', format: 'w3c', head: [IIS, TAKEN], taken: 'LEAK' },
    { why: 'two dots: absent', format: 'w3c', head: [OTHER, TAKEN], taken: '1.2.3' },
  ])('$why ($taken)', ({ format, head, taken, duration, unit, caution = false }) => {
    const scanner = compileFormat(format)
    const read = readLast(scanner, [...head, line(taken)])
    if (typeof read === 'number') throw new Error(`stops at column ${read}`)
    expect(read.texts.duration).toBe(duration)
    if (unit !== undefined) expect(scanner.durationUnit).toBe(unit)
    expect(scanner.cautions.includes('ambiguous-duration')).toBe(caution)
  })

  it("Shoutcast's x-duration is in seconds, but time-taken comes before it", () => {
    const scanner = compileFormat('w3c')
    const fields = '#Fields: date time cs-uri-stem sc-status x-duration'
    expect(readLast(scanner, [IIS, fields, line('41')])).toMatchObject({ texts: { duration: '41' } })
    expect(scanner.durationUnit).toBe('s')
    expect(readLast(scanner, [`${fields} time-taken`, line('41 46')])).toMatchObject({ texts: { duration: '46' } })
    expect(scanner.durationUnit).toBe('ms')
  })
})

describe('what is known before a line is read', () => {
  it.each([
    { why: 'IIS', log: [IIS, SHORT], name: 'iis', coding: 'plus' },
    { why: 'CloudFront', log: ['#Version: 1.0', CLOUD], name: 'cloudfront', coding: 'percent' },
    { why: 'any other', log: [OTHER, SHORT], name: 'w3c', coding: 'plus' },
    { why: 'lines before the header', log: ['LEAK', SHORT], name: 'w3c', coding: 'plus' },
  ])('the first lines say who wrote the log: $why', ({ log, name, coding }) => {
    for (const lineEnd of ['\n', '\r\n']) {
      const scanner = compileFormat('w3c', undefined, firstBytes(log, lineEnd))
      expect(scanner).toMatchObject({ name, agentCoding: coding })
      expect(scanner.fields).toEqual(compileAfter(log).fields)
    }
  })

  it('the first header counts, and rules nothing until it comes by', () => {
    const scanner = compileFormat('w3c', undefined, firstBytes([SHORT, '#Fields: time sc-status cs-uri']))
    expect([...scanner.fields].toSorted()).toEqual(['method', 'status', 'target', 'time'])
    expect(readLast(scanner, ['2026-03-10 08:31:24 GET / 200'])).toBe(1)
  })

  it('without a header it promises what a header may name', () => {
    for (const scanner of [compileFormat('w3c'), compileFormat('w3c', undefined, firstBytes(['LEAK']))]) {
      expect(scanner.fields.size).toBe(11)
      expect(scanner.cautions).toEqual(['bytes-with-headers'])
    }
  })

  it('fields and cautions follow the header in force', () => {
    const scanner = compileFormat('w3c', undefined, firstBytes([SHORT]))
    expect(scanner.cautions).toEqual(['no-agent', 'no-referrer', 'no-host'])
    readLog(scanner, ['#Fields: date time cs-uri-stem sc-status cs(User-Agent) cs(Referer) cs-host'])
    expect(scanner.cautions).toEqual([])
    expect(scanner.fields.has('agent')).toBe(true)
  })
})

function compileAfter(log: readonly string[]) {
  const scanner = compileFormat('w3c')
  readLog(scanner, log)
  return scanner
}

describe('a log that lost its header lines', () => {
  const IIS =
    '2026-03-10 08:31:24 198.51.100.4 GET /aide - 443 - 203.0.113.7 Mozilla/5.0+(X11) https://www.example.fr/ 200 0 0 46'
  const CLOUDFRONT = [
    ...['2026-03-10', '08:31:24', 'CDG50', '3126', '203.0.113.7', 'GET', 'd0000.example.fr', '/aide', '200'],
    ...['https://www.example.fr/', 'Mozilla/5.0%20(X11)', '-', '-', 'Hit', 'LEAK', 'www.example.fr', 'https', '217'],
  ]
  const texts = (format: string, line: string): unknown => {
    const read = readLine(compileFormat(format, undefined, firstBytes([line])), line)
    return typeof read === 'number' ? 'misfit' : [read.texts.target, read.texts.status, read.texts.duration]
  }

  it('is read by the usual columns of the server that is named', () => {
    expect(texts('iis', IIS)).toEqual(['/aide', '200', '46'])
    expect(texts('cloudfront', [...CLOUDFRONT, '0.046'].join('\t'))).toEqual(['/aide', '200', '0.046'])
    expect(texts('cloudfront', [...CLOUDFRONT, '0.046', '-', 'TLSv1.3', 'LEAK'].join('\t'))).toEqual([
      '/aide',
      '200',
      '0.046',
    ])
  })

  it('is read by the line that it lost, where the operator gives it', () => {
    const fields =
      '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status x y time-taken'
    expect(texts(fields, IIS)).toEqual(['/aide', '200', undefined])
    expect(texts(fields, `${IIS}.5`)).toEqual(['/aide', '200', '46.5'])
    // Also where a header comes later, as after a new start of the server; and with a name that is no ASCII.
    const restarted = compileFormat(fields, undefined, firstBytes([IIS, '#Fields: date time cs-uri-stem sc-status']))
    expect(typeof readLine(restarted, IIS)).not.toBe('number')
    expect(texts('#Fields: date time cs-uri-stem x-été sc-status', '2026-03-10 08:31:24 /aide x 200')).toEqual([
      '/aide',
      '200',
      undefined,
    ])
  })

  it.each([
    { line: '#Fields: time cs-uri-stem', why: 'no-status' },
    { line: '#Fields: date cs-uri-stem sc-status', why: 'no-time' },
    { line: '#Fields:', why: 'no-time' },
  ])('$line is no format: $why', ({ line, why }) => {
    expect(() => compileFormat(line)).toThrow(expect.objectContaining({ problems: [expect.objectContaining({ why })] }))
  })

  it('is not where nobody is named, or the columns are others', () => {
    expect(texts('w3c', IIS)).toBe('misfit')
    expect(texts('iis', `${IIS} 1`)).toBe('misfit')
    expect(texts('cloudfront', CLOUDFRONT.join('\t'))).toBe('misfit')
  })
})
