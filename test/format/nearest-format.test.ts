import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { compileKeyMap, detectFormat, type Detected } from '../../src/format/index.ts'
import { readLine } from './read-line.ts'

const FRONT = '203.0.113.4 - - [10/Mar/2026:23:59:58 +0100]'
const COMBINED = `${FRONT} "GET /aide HTTP/1.1" 200 12 "https://www.example.fr/a" "curl/8"`

function detect(lines: readonly string[]): Detected {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1')
  return detectFormat({ bytes, start: 0, end: bytes.length })
}

/** The text of a line from the column on that is told. */
function textAt(detected: Detected, line: string): string {
  return 'column' in detected ? line.slice(detected.column - 1) : ''
}

describe('where no format reads any line, the nearest is', () => {
  it.each([
    ['combined', ' gzip=-', `${COMBINED} gzip=-`, 'a word more'],
    ['combined', ' www.example.fr', `${COMBINED} www.example.fr`, 'a host more'],
    ['combined', ' 0/1234', `${COMBINED} 0/1234`, 'what begins with a number'],
    ['combined', ' TLSv1.3 TLS_AES_256', `${COMBINED} TLSv1.3 TLS_AES_256`, 'two words more'],
    ['combined_upstream', ' .', `${COMBINED} 0.123 0.120 .`, 'durations, then a dot'],
    ['vhost_combined', ' gzip=-', `www.example.fr ${COMBINED} gzip=-`, 'a host in front'],
    ['common', ' 0.123', `${FRONT} "GET /aide HTTP/1.1" 200 12 0.123`, 'a number more'],
    [
      'common',
      '2026-03-10 23:59:58.123] "GET /aide HTTP/1.1" 200 12 1234',
      '203.0.113.4 - - [2026-03-10 23:59:58.123] "GET /aide HTTP/1.1" 200 12 1234',
      'another time',
    ],
  ])('%s, up to %j', (nearest, rest, line) => {
    const detected = detect([line, line, line])
    expect(detected).toMatchObject({ nearest, fits: 0, of: 3, line: 1 })
    expect(textAt(detected, line)).toBe(rest)
  })
})

describe('a value that cannot be true is named, and where it stands', () => {
  it.each([
    [
      'haproxy',
      'duration',
      '990000000 200',
      '203.0.113.7:51234 [10/Mar/2026:09:31:24.655] www~ app/web1 0/0/1/45/990000000 200 3126 - - ---- 4/2/1/0/0 0/0 "GET /aide HTTP/1.1"',
    ],
    ['combined', 'request', 'hello" 200', COMBINED.replace('GET /aide HTTP/1.1', 'hello')],
    ['nginx_json', 'request', 'get"', '{"time":"2026-03-10T22:59:58Z","method":"get","path":"/aide","status":200}'],
    ['nginx_json', 'time', '100000000,', '{"time":100000000,"method":"GET","path":"/aide","status":200}'],
  ])('%s: %s at %j', (nearest, field, rest, line) => {
    const detected = detect([line, line, line])
    expect(detected).toMatchObject({ nearest, why: 'disbelieved', fields: [field] })
    expect(textAt(detected, line).slice(0, rest.length)).toBe(rest)
  })

  it('a whole number at the end is where formats are told apart', () => {
    const line = `${COMBINED} 1234`
    const detected = detect([line, line, line])
    expect(detected).toMatchObject({ nearest: 'combined_d', alike: ['combined_d', 'icecast'] })
    expect(textAt(detected, line)).toBe('1234')
  })

  it('all that read them are told, also one that misses the first line, of more than a day in seconds', () => {
    const lines = [90_000, ...Array.from({ length: 19 }, () => 1234)].map((number) => `${COMBINED} ${number}`)
    expect(detect(lines)).toMatchObject({ alike: ['combined_d', 'icecast'] })
  })
})

describe('what more can be said of lines that no format reads', () => {
  const ecs = '{"@timestamp":"2026-03-10T22:59:58Z","http.request.method":"GET","http.response.status_code":200}'
  const pino = '{"level":30,"time":1773183598123,"req":{"method":"GET","url":"/aide"},"res":{"statusCode":200}}'

  it.each<[readonly string[], object, string]>([
    [[ecs], { nearest: 'nginx_json', why: 'json-keys', fields: ['target', 'status'] }, 'keys of ECS'],
    [[pino], { nearest: 'nginx_json', why: 'json-keys', fields: ['target', 'status'] }, 'keys of pino'],
    [['{"a":1}'], { nearest: 'nginx_json', why: 'json-keys', fields: ['time', 'target', 'status'] }, 'unknown keys'],
    [
      ['#Fields: date time c-ip cs-method', '2026-03-10 08:31:24 203.0.113.7 GET'],
      { nearest: 'w3c', line: 1, why: 'no-columns', fields: ['target', 'status'] },
      'a header that names too little',
    ],
    [
      ['INFO:     203.0.113.7:51234 - "GET /aide HTTP/1.1" 200 OK'],
      { nearest: 'uvicorn', why: 'no-time' },
      'uvicorn, and nothing that collects it',
    ],
    [['LEAK LEAK'], { why: 'nothing-near' }, 'something else'],
    [
      ['{"level":"info","ts":1773183591.1,"logger":"admin.api","msg":"received request","method":"GET"}'],
      { nearest: 'caddy', why: 'messages', reader: { name: 'caddy' } },
      'messages of Caddy',
    ],
    [
      ['<134>Mar 10 09:31:28 lb1 haproxy[812]: Server app/web1 is DOWN, reason: Layer4 timeout'],
      { nearest: 'haproxy', why: 'messages', wrapped: { wrappers: ['syslog'] } },
      'messages of HAProxy',
    ],
  ])('%j: %j', (lines, told) => {
    expect(detect(lines)).toMatchObject(told)
  })

  it('a level in brackets is not the time of a message of HAProxy', () => {
    expect(detect(['2026-03-10T23:59:58Z [INFO] main: started'])).not.toMatchObject({ why: 'messages' })
  })

  it.each([
    ['little', Buffer.from(`\ufeff${COMBINED}\n`, 'utf16le')],
    ['big', Buffer.from(`\ufeff${COMBINED}\n`, 'utf16le').swap16()],
    ['little, without its mark', Buffer.from(`${COMBINED}\n`, 'utf16le')],
  ])('UTF-16, %s end first', (_, bytes) => {
    expect(detectFormat({ bytes, start: 0, end: bytes.length })).toMatchObject({ why: 'utf-16' })
  })

  it('an archive in an archive', () => {
    const bytes = gzipSync(COMBINED)
    expect(detectFormat({ bytes, start: 0, end: bytes.length })).toMatchObject({ why: 'compressed' })
  })

  it.each([
    ['2026-03-10T08:31:24.655Z {"a":{"b":1}}', 'text-before-json'],
    ['[pod/web-1/nginx] {"a":1}', 'text-before-json'],
    ['{"a":1}', 'json-keys'],
  ])('%j: %s', (line, why) => {
    expect(detect([line, line])).toMatchObject({ why })
  })

  it.each(['2026-03-10T08:31:24.655Z "a":1}', '2026-03-10T08:31:24.655Z {"a":'])('%s is no object', (line) => {
    expect(detect([line, line])).not.toMatchObject({ why: 'text-before-json' })
  })
})

describe('JSON of a service that is known is read by the keys that the message names', () => {
  it.each([
    [
      'Akamai DataStream 2',
      '{"version":1,"reqId":"LEAK","reqTimeSec":"1773131484.655","bytes":"3126","cliIP":"203.0.113.7","statusCode":"200","reqHost":"www.example.fr","reqMethod":"GET","reqPath":"/aide","queryStr":"x=LEAK","UA":"curl%2F8.5.0"}',
    ],
    [
      'Azure Front Door',
      '{"time":"2026-03-10T08:31:24.655Z","category":"FrontDoorAccessLog","properties":{"httpMethod":"GET","requestUri":"https://www.example.fr:443/aide","responseBytes":"3126","userAgent":"curl/8.5.0","clientIp":"203.0.113.7","timeTaken":"0.003","httpStatusCode":"200"}}',
    ],
    [
      'Google Cloud',
      '{"insertId":"LEAK","httpRequest":{"requestMethod":"GET","requestUrl":"https://www.example.fr/aide","status":200,"responseSize":"3126","userAgent":"curl/8.5.0","remoteIp":"203.0.113.7"},"timestamp":"2026-03-10T08:31:24.655Z"}',
    ],
    [
      'Kong',
      '{"request":{"method":"GET","uri":"/aide","headers":{"host":"www.example.fr","user-agent":"curl/8.5.0"}},"response":{"status":200,"size":"3126"},"latencies":{"request":46},"client_ip":"203.0.113.7","started_at":1773131484655}',
    ],
  ])('%s', (service, line) => {
    const detected = detect([line, line, line])
    if ('scanner' in detected || 'quiet' in detected) throw new Error('a format was found')
    expect(detected).toMatchObject({ nearest: 'nginx_json', why: 'json-keys', keysOf: { service } })
    const read = readLine(compileKeyMap(detected.keysOf!.keys), line)
    expect(read).toMatchObject({ texts: { method: 'GET', status: '200', bytes: '3126' } })
    expect(read).toMatchObject({ instant: '2026-03-10T08:31:24Z' })
    expect(JSON.stringify(read)).toContain('/aide"')
  })
})

describe('lines that a format knows for no requests', () => {
  it.each([
    [
      's3',
      'LEAK bucket.example.fr [10/Mar/2026:08:31:24 +0000] - - LEAK S3.EXPIRE.OBJECT a "-" - - - 10 - - "-" "-" -',
    ],
    ['elb', '2026-03-10T08:31:25.1Z lb 203.0.113.7:2817 10.0.0.1:80 0.1 0.2 0.3 - - 82 305 "- - - " "-" - -'],
  ])('of %s are quiet', (name, line) => {
    expect(detect([line])).toMatchObject({ quiet: { wrappers: [] }, reader: { name } })
  })
})

describe('a time in JSON', () => {
  const line = (keys: string): string => `{${keys},"method":"GET","path":"/aide","status":200}`

  it.each([
    ['"time":0.123,"timestamp":"2026-03-10T22:59:58Z"', 'the seconds that a request took'],
    ['"time":12,"timestamp":"2026-03-10T22:59:58Z"', 'its milliseconds'],
    ['"time":100000000,"timestamp":1773183598', 'a number of 1973'],
    ['"time":"","timestamp":1773183598', 'nothing'],
  ])('is not %s: %s', (keys) => {
    const detected = detect([line(keys)])
    if (!('scanner' in detected)) throw new Error('no format')
    const bytes = Buffer.from(line(keys))
    const spans = new Int32Array(24).fill(-1)
    detected.scanner.scan(bytes, 0, bytes.length, spans)
    expect(bytes.toString('latin1', spans[0], spans[1])).toMatch(/^(?:2026|1773)/)
  })
})
