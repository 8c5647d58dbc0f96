import { describe, expect, it } from 'vitest'
import type { Field } from '../../src/domain/contracts.ts'
import { compileFormat } from '../../src/format/index.ts'
import { firstBytes, readLast, readLog } from './read-log.ts'

type Texts = Partial<Record<Field, string | undefined>>

function expectTexts(read: ReturnType<typeof readLast>, texts: Texts): void {
  if (typeof read === 'number') throw new Error(`stops at column ${read}`)
  for (const [field, text] of Object.entries(texts))
    expect([field, Object.entries(read.texts).find(([name]) => name === field)?.[1]]).toEqual([field, text])
}

const GCS_HEADER =
  '"time_micros","c_ip","c_ip_type","c_ip_region","cs_method","cs_uri","sc_status","cs_bytes","sc_bytes","time_taken_micros","cs_host","cs_referer","cs_user_agent","s_request_id","cs_operation","cs_bucket","cs_object"'
const gcs = (uri: string, agent = 'curl/8.5.0', status = '200', bytes = '3126'): string =>
  `"1773131484655123","203.0.113.7","1","","GET","${uri}","${status}","0","${bytes}","46012","www.example.fr","","${agent}","LEAK","GET_Object","bucket","LEAK"`

describe('Google Cloud Storage', () => {
  it.each<{ why: string; log: readonly string[]; texts?: Texts; column?: number }>([
    { why: 'a log whose header was read long ago', log: [gcs('/a')], texts: { target: '/a', referrer: undefined } },
    { why: '39 a header row in the middle', log: [gcs('/a'), GCS_HEADER, gcs('/b')], texts: { target: '/b' } },
    { why: '39 a header row is no request', log: [GCS_HEADER], column: 1 },
    { why: 'a doubled quote', log: [gcs('/a', 'A ""quoted"" agent')], texts: { agent: 'A ""quoted"" agent' } },
    { why: 'a comma in quotes', log: [gcs('/a,b?c,d', 'x, y')], texts: { target: '/a,b?c,d', agent: 'x, y' } },
    {
      why: 'an agent that imitates columns',
      log: [gcs('/a', 'x"",""LEAK')],
      texts: { target: '/a', agent: 'x"",""LEAK' },
    },
    {
      why: 'a value that imitates a header row',
      log: [gcs('/a', '""time_micros"",""cs_uri"",""sc_status""'), gcs('/b')],
      texts: { target: '/b' },
    },
    {
      why: 'another order, without quotes, columns that nobody knows, two of one name',
      log: ['LEAK,sc_status,CS_URI,cs_uri,time_micros', 'x,404,/a,/LEAK,1773131484655123'],
      texts: { target: '/a', status: '404', method: undefined, agent: undefined },
    },
    {
      why: 'a header row that follows one of fewer columns',
      log: ['sc_status,cs_uri,time_micros', '200,/a,1773131484655123', GCS_HEADER, gcs('/b')],
      texts: { target: '/b' },
    },
    { why: 'a row without the time is no header', log: ['"cs_uri","sc_status"'], column: 21 },
    { why: 'a row without the target is no header', log: ['"time_micros","sc_status"'], column: 26 },
    { why: 'a row without the status is no header', log: ['"time_micros","cs_uri"'], column: 23 },
    { why: 'no time', log: [gcs('/a').replace('1773131484655123', 'LEAK')], column: 2 },
    { why: 'an empty time', log: [gcs('/a').replace('1773131484655123', '')], column: 2 },
    { why: 'a quote that is not closed', log: [gcs('/a').slice(0, -1)], column: gcs('/a').length - 5 },
    { why: 'a header row that is cut', log: [GCS_HEADER.slice(0, -1)], column: GCS_HEADER.length - 10 },
    { why: 'cut between columns', log: [gcs('/a').slice(0, 33)], column: 34 },
    { why: 'a column too many', log: [`${gcs('/a')},"LEAK"`], column: gcs('/a').length + 2 },
    { why: '25 a negative size', log: [gcs('/a', 'curl', '200', '-1')], column: 63 },
    { why: 'a status that is none is left to the reader of it', log: [gcs('/a', 'curl', '')], texts: { status: '' } },
  ])('$why', ({ log, texts, column }) => {
    const read = readLast(compileFormat('gcs'), log)
    if (column === undefined) expectTexts(read, texts ?? {})
    else expect(read).toBe(column)
  })

  it('says by itself that a header row is no request, and nothing else', () => {
    const scanner = compileFormat('cloudstorage')
    const is = (line: string): boolean | undefined =>
      scanner.isNotRequest?.(Buffer.from(`00${line}00`), 2, 2 + line.length)
    expect([GCS_HEADER, gcs('/a'), '', '"'].map(is)).toEqual([true, false, false, false])
  })

  it('reads microseconds', () => {
    expect(readLast(compileFormat('gcs'), [gcs('/a')])).toMatchObject({ instant: '2026-03-10T08:31:24Z' })
    expect(compileFormat('gcs')).toMatchObject({ durationUnit: 'us', escapes: 'doubled' })
  })
})

const TIME = 'time:10/Mar/2026:09:31:24 +0100'
const ltsv = (...labels: readonly string[]): string => [TIME, 'req:GET /a HTTP/1.1', 'status:200', ...labels].join('\t')

describe('LTSV', () => {
  it.each<{ why: string; line: string; texts?: Texts; column?: number }>([
    {
      why: 'host is the client, vhost the host',
      line: ltsv('host:LEAK', 'vhost:www.example.fr'),
      texts: { host: 'www.example.fr' },
    },
    { why: 'host alone is no host', line: ltsv('host:LEAK'), texts: { host: undefined } },
    {
      why: 'the request in parts',
      line: [TIME, 'status:200', 'method:POST', 'uri:/a?b=LEAK', 'protocol:HTTP/2.0'].join('\t'),
      texts: { request: undefined, method: 'POST', target: '/a?b=LEAK', protocol: 'HTTP/2.0' },
    },
    {
      why: 'a target without a method',
      line: [TIME, 'status:200', 'uri:/a'].join('\t'),
      texts: { method: undefined, target: '/a' },
    },
    {
      why: 'the whole request comes before its parts',
      line: ltsv('method:POST', 'uri:/LEAK', 'protocol:LEAK'),
      texts: { method: 'GET', target: '/a', protocol: 'HTTP/1.1' },
    },
    {
      why: 'a method in small letters',
      line: [TIME, 'status:200', 'method:post', 'uri:/a'].join('\t'),
      texts: { method: 'post', target: '/a' },
    },
    {
      why: 'the first of two equal labels',
      line: ltsv('status:404', 'ua:curl', 'ua:LEAK'),
      texts: { status: '200', agent: 'curl' },
    },
    {
      why: 'an empty value is one: the second does not count',
      line: ltsv('ua:', 'ua:LEAK'),
      texts: { agent: undefined },
    },
    {
      why: 'labels that nobody knows, one very long',
      line: ltsv('LEAK:x', 'x_real_ip:LEAK', `${'LEAK'.repeat(10)}:`, ':LEAK', 'UA:LEAK', 'uax:LEAK'),
      texts: { agent: undefined },
    },
    {
      why: 'colons in a value',
      line: ltsv('referer:https://x/:y', 'ua:a:b'),
      texts: { referrer: 'https://x/:y', agent: 'a:b' },
    },
    {
      why: 'values that are not there',
      line: ltsv('referer:-', 'ua:-', 'vhost:', 'reqtime:-', 'size:-'),
      texts: { referrer: undefined, agent: undefined, host: undefined, duration: undefined, bytes: '-' },
    },
    { why: 'a TAB at the end', line: ltsv('ua:curl', ''), texts: { agent: 'curl' } },
    { why: 'a label without a colon', line: ltsv('LEAK', 'ua:x'), column: ltsv().length + 2 },
    { why: 'a label without a colon at the end', line: ltsv('LEAK'), column: ltsv().length + 2 },
    { why: 'an empty label in the middle', line: ltsv('', 'ua:x'), column: ltsv().length + 2 },
    { why: 'no time', line: ltsv().slice(TIME.length + 1), column: ltsv().length - TIME.length },
    { why: 'no status', line: [TIME, 'uri:/a'].join('\t'), column: TIME.length + 8 },
    { why: 'neither request nor target', line: [TIME, 'status:200'].join('\t'), column: TIME.length + 12 },
    { why: '25 a negative size', line: ltsv('size:-5'), column: ltsv().length + 7 },
    { why: 'a size that is no number', line: ltsv('size:LEAK'), column: ltsv().length + 7 },
    {
      why: 'a request that is none',
      line: [TIME, 'req:-', 'status:408'].join('\t'),
      texts: { method: undefined, target: undefined },
    },
  ])('$why', ({ line, texts, column }) => {
    const read = readLast(compileFormat('ltsv'), [line])
    if (column === undefined) expectTexts(read, texts ?? {})
    else expect(read).toBe(column)
  })

  it.each([
    ['10/Mar/2026:09:31:24 +0100', '2026-03-10T08:31:24Z'],
    ['[10/Mar/2026:09:31:24 +0100]', '2026-03-10T08:31:24Z'],
    ['2026-03-10T09:31:24+01:00', '2026-03-10T08:31:24Z'],
    ['[2026-03-10T09:31:24.655Z]', '2026-03-10T09:31:24Z'],
    ['[10/Mar/2026:09:31:24 +0100', 'bad time'],
    ['[]', 'bad time'],
    ['[', 'bad time'],
    ['', 'bad time'],
    ['10/Avr/2026:09:31:24 +0100', 'bad time'],
    ['10/Mar/2026:09:31:24', '2026-03-10T09:31:24'],
    ['[2026-03-10 09:31:24.655]', '2026-03-10T09:31:24'],
    ['1773131484.655', '2026-03-10T08:31:24Z'],
    ['1773131484655', '2026-03-10T08:31:24Z'],
  ])('the time %s', (time, instant) => {
    expect(readLast(compileFormat('ltsv'), [`time:${time}\turi:/\tstatus:200`])).toMatchObject({ instant })
  })

  it.each([
    { labels: ['reqtime:0.046'], duration: '0.046', unit: 's', why: 's' },
    { labels: ['reqtime_microsec:46012'], duration: '46012', unit: 'us', why: 'µs' },
    { labels: ['apptime:0.041'], duration: '0.041', unit: 's', why: 'of the application, for want of a better' },
    { labels: ['apptime:0.041', 'reqtime_microsec:46012'], duration: '46012', unit: 'us', why: 'µs, though later' },
    { labels: ['reqtime_microsec:46012', 'apptime:0.041'], duration: '46012', unit: 'us', why: 'µs, though earlier' },
    { labels: ['reqtime_microsec:46012', 'reqtime:0.046'], duration: '0.046', unit: 's', why: 's before µs' },
    {
      labels: ['reqtime:0.046', 'reqtime_microsec:46012', 'reqtime:1'],
      duration: '0.046',
      unit: 's',
      why: 'the first',
    },
    { labels: ['reqtime:-1'], duration: undefined, unit: 's', why: '25 negative: absent' },
  ])('a duration: $why', ({ labels, duration, unit }) => {
    const scanner = compileFormat('ltsv')
    expectTexts(readLast(scanner, [ltsv('reqtime_microsec:1'), ltsv(...labels)]), { duration })
    expect(scanner.durationUnit).toBe(unit)
  })

  it('has the fields that its first lines have a label for', () => {
    const lines = [ltsv(), ltsv('ua:curl'), 'LEAK']
    for (const lineEnd of ['\n', '\r\n']) {
      const scanner = compileFormat('ltsv', undefined, firstBytes(lines, lineEnd))
      expect([...scanner.fields].toSorted()).toEqual([
        'agent',
        'method',
        'protocol',
        'request',
        'status',
        'target',
        'time',
      ])
      expect(scanner.cautions).toEqual(['no-referrer', 'no-host'])
    }
  })

  it('gains a field when a later line has a label for it', () => {
    const scanner = compileFormat('ltsv', undefined, firstBytes([ltsv()]))
    expect(scanner.cautions).toEqual(['no-agent', 'no-referrer', 'no-host'])
    readLog(scanner, [ltsv('ua:curl', 'referer:-', 'vhost:www.example.fr')])
    expect(scanner.cautions).toEqual([])
  })

  it('a line that does not fit says nothing of the fields', () => {
    const scanner = compileFormat('ltsv', undefined, firstBytes([ltsv(), 'ua:LEAK']))
    expect(scanner.fields.has('agent')).toBe(false)
  })

  it('without a line it promises every label', () => {
    expect(compileFormat('ltsv').fields.size).toBe(11)
    expect(compileFormat('ltsv', undefined, firstBytes(['LEAK'])).fields.size).toBe(11)
  })
})

describe('columns of rows that were counted before', () => {
  const HEADER = 'hour,path,status,agent,count'
  const scannerOf = (log: readonly string[]) => compileFormat('counted', undefined, firstBytes(log))

  it.each<{ why: string; log: readonly string[]; texts?: Texts; column?: number }>([
    { why: 'commas', log: [HEADER, '2026-03-10 08,/a,200,curl,7'], texts: { target: '/a', agent: 'curl' } },
    {
      why: 'quotes, a comma in them, any order, columns that nobody knows',
      log: ['"LEAK","Count","Path","STATUS","day"', '"x","7","/a,b","404","2026-03-10"'],
      texts: { target: '/a,b', status: '404', agent: undefined },
    },
    {
      why: 'TAB, and commas in values',
      log: [HEADER.replaceAll(',', '\t'), '2026-03-10 08\t/a,b\t200\t-\t7'],
      texts: { target: '/a,b', agent: undefined },
    },
    {
      why: 'a header of another order amid the rows',
      log: [HEADER, '2026-03-10 08,/a,200,curl,7', 'count,status,path,day', '7,404,/b,2026-03-10'],
      texts: { target: '/b', status: '404' },
    },
    { why: 'a blank line above the header', log: ['', HEADER, '2026-03-10 08,/a,200,-,7'], texts: { target: '/a' } },
    {
      why: 'objects below a blank line and a comment',
      log: ['', '# LEAK', '{"hour":"2026-03-10 08","path":"/a","status":200,"count":7}'],
      texts: { target: '/a', status: '200' },
    },
    {
      why: 'columns amid which a line is an object',
      log: [HEADER, '{"LEAK":1}', '2026-03-10 08,/a,200,-,7'],
      texts: { target: '/a' },
    },
    { why: 'a header is no row', log: [HEADER], column: 1 },
    { why: 'no header', log: ['2026-03-10 08,/a,200,curl,7'], column: 1 },
    { why: 'a header without the count', log: ['hour,path,status', '2026-03-10 08,/a,200'], column: 1 },
    { why: 'a header with two times', log: ['day,hour,path,status,count', '2026-03-10,8,/a,200,7'], column: 1 },
    { why: 'a quote that is not closed', log: [HEADER, '2026-03-10 08,"/a,200,curl,7'], column: 15 },
    { why: 'a column too few', log: [HEADER, '2026-03-10 08,/a,200'], column: 21 },
  ])('$why', ({ log, texts, column }) => {
    const read = readLast(scannerOf(log), log)
    if (column === undefined) expectTexts(read, texts ?? {})
    else expect(read).toBe(column)
  })

  it('say what they lack below a blank line too', () => {
    expect(scannerOf(['', '# LEAK', HEADER]).cautions).toEqual(['no-method', 'no-referrer', 'no-host'])
  })

  it('are known to who reads on from there, and what they lack is told', () => {
    const before = scannerOf([HEADER])
    const after = scannerOf(['no header'])
    after.memory?.takeUp(before.memory?.tell() ?? [])
    expectTexts(readLast(after, ['2026-03-10 08,/a,200,curl,7']), { target: '/a' })
    expect(after.cautions).toEqual(['no-method', 'no-referrer', 'no-host'])
    const none = scannerOf(['no header'])
    none.memory?.takeUp(none.memory.tell())
    expect(readLast(none, ['2026-03-10 08,/a,200,curl,7'])).toBe(1)
  })
})
