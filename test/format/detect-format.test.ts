import { describe, expect, it } from 'vitest'
import { compileFormat, detectFormat, detectWrapper, listFormats, type Detected } from '../../src/format/index.ts'

/** What is found in a log that starts in the middle of a chunk. */
function detect(lines: readonly string[], end = '\n'): Detected | undefined {
  const front = 'LEAK\n'
  const text = lines.map((line) => line + end).join('')
  const bytes = Buffer.from(`${front}${text}LEAK`, 'latin1')
  return detectFormat({ bytes, start: front.length, end: front.length + text.length })
}

function nameOf(detected: Detected | undefined): string | undefined {
  return detected !== undefined && 'scanner' in detected ? detected.scanner.name : undefined
}

const SAMPLES_OF = new Map(listFormats().map(({ name, samples }) => [name, samples]))
const SAMPLES = new Map(listFormats().map(({ name, samples }) => [name, samples.at(-1)!]))
const COMBINED = SAMPLES.get('combined')!
const COMMON = SAMPLES.get('common')!
const T = '[10/Mar/2026:09:31:24 +0100]'
const repeat = (line: string, times: number): readonly string[] => Array.from({ length: times }, () => line)

// A whole number at the end may count anything.
const NAMELESS = ['combined_d', 'icecast']

describe('the format of a log', () => {
  // Two formats whose lines are the same, and two that are found out by a header.
  const FOUND_AS = new Map([
    ['ovh', 'lighttpd'],
    ['varnish', 'combined'],
    // An access log may have a key of that name, too.
    ['counted', 'nginx_json'],
  ])

  it.each(listFormats().filter(({ name }) => !NAMELESS.includes(name)))(
    '$name, by its samples',
    ({ name, samples }) => {
      const lines = repeat(samples.join('\n'), 20)
      expect(detect(lines)).toMatchObject({ scanner: { name: FOUND_AS.get(name) ?? name }, wrapped: { wrappers: [] } })
    },
  )

  const page = 'https://www.example.fr/tableau'
  const polls = `203.0.113.4 - - ${T} "GET /tableau HTTP/1.1" 200 5120 "${page}" "curl/8"`
  it.each([
    ['combined', 'a page that asks for itself every minute', polls],
    ['combined', 'pages of 404 bytes', polls.replace('5120', '404').replace(page, 'https://www.example.fr/')],
    [undefined, 'the status once more in place of the bytes', polls.replace('5120', '200').replace(page, '-')],
    [undefined, 'the path in place of the referrer', polls.replace(page, '/tableau')],
  ])('%s, of %s', (name, _why, line) => {
    expect(nameOf(detect(repeat(line, 40)))).toBe(name)
  })

  it.each(NAMELESS)('%s is refused: a whole number at the end may count anything', (name) => {
    expect(detect(repeat(SAMPLES.get(name)!, 20))).toMatchObject({ fits: 20, of: 20, alike: NAMELESS })
  })

  it.each([
    ['combined', `203.0.113.7 - - ${T} "GET / HTTP/1.1" 200 512 "-" "-"`, 'nothing to tell it by but its dashes'],
    ['combined', `203.0.113.7 - jean LEAK ${T} "GET / HTTP/1.1" 200 512 "-" "curl"`, 'a user with a space'],
    ['combined', `client.example.org - - ${T} "GET / HTTP/1.1" 200 512 "-" "curl"`, 'resolved client names'],
    [
      'combined',
      `client.example.org - jean LEAK ${T} "GET / HTTP/1.1" 200 512 "-" "curl"`,
      'resolved names, a user with a space',
    ],
    ['combined', `203.0.113.7 - - ${T} "GET http://www.example.fr/ HTTP/1.1" 200 512 "-" "curl"`, 'absolute targets'],
    ['combined', `2001:db8::7 - - ${T} "GET / HTTP/1.1" 200 512 "-" "curl"`, 'IPv6'],
    ['common', `203.0.113.7 - - ${T} "GET /old" 200 512`, 'HTTP/0.9'],
    ['vhost_combined', `www.example.fr:443 203.0.113.7 - - ${T} "GET / HTTP/1.1" 200 512 "-" "curl"`, 'host and port'],
    ['vhost_combined', `www.example.fr 203.0.113.7 - - ${T} "GET / HTTP/1.1" 200 512 "-" "curl"`, 'host without port'],
    [
      'vhost_combined',
      `www.example.fr 2001:db8::7 - jean LEAK ${T} "GET / HTTP/1.1" 200 512 "-" "curl"`,
      'host and IPv6',
    ],
    ['vhost_combined', `localhost 203.0.113.7 - - ${T} "GET / HTTP/1.1" 200 512 "-" "curl"`, 'localhost'],
    ['vhost_combined', `localhost:8080 203.0.113.7 - - ${T} "GET / HTTP/1.1" 200 512 "-" "curl"`, 'localhost and port'],
    ['combined', `203.0.113.1 203.0.113.7 - - ${T} "GET / HTTP/1.1" 200 512 "-" "curl"`, 'two addresses: no host'],
    ['combined', `server 203.0.113.7 - - ${T} "GET / HTTP/1.1" 200 512 "-" "curl"`, 'a word without a dot: no host'],
    ['vhost_common', `www.example.fr 203.0.113.7 - - ${T} "GET / HTTP/1.1" 200 512`, 'no agent'],
    ['nginx_main', `203.0.113.7 - - ${T} "GET / HTTP/1.1" 200 512 "-" "curl" "-"`, 'no forwarded addresses'],
  ])('%s: %s', (name, line) => {
    expect(nameOf(detect(repeat(line, 3)))).toBe(name)
  })

  it('a host on most lines makes a virtual host, one on some lines does not', () => {
    const hosted = `www.example.fr 203.0.113.7 - - ${T} "GET / HTTP/1.1" 200 512 "-" "curl"`
    const address = `203.0.113.1 203.0.113.7 - - ${T} "GET / HTTP/1.1" 200 512 "-" "curl"`
    expect(nameOf(detect([...repeat(hosted, 6), ...repeat(address, 4)]))).toBe('vhost_combined')
    expect(nameOf(detect([...repeat(hosted, 5), ...repeat(address, 5)]))).toBe('combined')
  })

  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
  ])('%s', (_, end) => {
    expect(detect(repeat(COMBINED, 4), end)).toMatchObject({ scanner: { name: 'combined' }, fits: 4, of: 4 })
  })

  it('a hole of NULs, and a byte order mark that is still there', () => {
    expect(detect([`${'\0'.repeat(4096)}${COMBINED}`, COMBINED])).toMatchObject({ fits: 2, of: 2 })
    expect(detect([`\xef\xbb\xbf${COMBINED}`, COMBINED])).toMatchObject({ fits: 2, of: 2 })
  })
})

describe('blanks at the end of each line', () => {
  // One separator more is a column more, or part of the last value.
  const BY_COLUMN = ['w3c', 'iis', 'cloudfront', 'gcs', 'ltsv']
  const formats = listFormats().filter(({ name }) => !BY_COLUMN.includes(name))

  it.each(
    formats.flatMap(({ name, samples }) => [' ', '  ', '\t', ' \t '].map((blanks) => ({ name, samples, blanks }))),
  )('change nothing: $name, $blanks', ({ samples, blanks }) => {
    const plain = repeat(samples.join('\n'), 20)
    const found = detect(plain)
    expect(detect(repeat(samples.map((line) => line + blanks).join('\n'), 20))).toMatchObject(
      found !== undefined && 'scanner' in found
        ? { scanner: { name: found.scanner.name }, fits: found.fits, of: found.of }
        : { alike: NAMELESS },
    )
  })
})

describe('a method in small letters', () => {
  it('is no misfit of a request line', () => {
    const line = `203.0.113.7 - - ${T} "get /a HTTP/1.1" 200 512 "-" "curl"`
    expect(detect(repeat(line, 20))).toMatchObject({ scanner: { name: 'combined' }, fits: 20, of: 20 })
  })

  it.each([
    { method: 'login', status: 200, fits: 0 },
    { method: 'get', status: 405, fits: 20 },
  ])(
    'where it stands alone it may be any word, unless it was refused: $method, $status',
    ({ method, status, fits }) => {
      const line = JSON.stringify({ time: '2026-03-10T08:31:24Z', method, path: '/a', status })
      expect(detect(repeat(line, 20))).toMatchObject({ fits, of: 20 })
    },
  )
})

describe('what Traefik says among six lines', () => {
  it.each(
    ['traefik', 'traefik_json'].flatMap((name) => [
      { name, line: 'time="2026-03-10T08:31:24Z" level=debug msg="LEAK"' },
      { name, line: 'DEBU[0000] LEAK' },
      { name, line: '\x1b[36mDEBU\x1b[0m[2026-03-10T08:31:24Z] LEAK' },
      { name, line: '2026-03-10T08:31:24Z DBG LEAK' },
      { name, line: '\x1b[90m2026-03-10T08:31:24Z\x1b[0m \x1b[33mDBG\x1b[0m \x1b[1mLEAK\x1b[0m' },
    ]),
  )('is no request: $name, $line', ({ name, line }) => {
    const lines = repeat(SAMPLES.get(name)!, 5)
    expect(detect([line, ...lines])).toMatchObject({ scanner: { name }, fits: 5, of: 5 })
    expect(detect([...lines, line])).toMatchObject({ scanner: { name }, fits: 5, of: 5 })
  })

  it.each(['DEBUG LEAK', '\x1b[36mLEAK', 'DEBU[LEAK] LEAK', '\x1b[90m2026-03-10T08:31:24Z'])(
    'any other text is a misfit: %s',
    (line) => {
      expect(detect([line, ...repeat(SAMPLES.get('traefik_json')!, 5)])).toMatchObject({ fits: 5, of: 6 })
    },
  )
})

describe('nine lines of ten', () => {
  it('are enough', () => {
    expect(detect(['LEAK', ...repeat(COMBINED, 9)])).toMatchObject({ scanner: { name: 'combined' }, fits: 9, of: 10 })
  })

  it('less is not; the first line that does not fit is named', () => {
    const lines = [COMBINED, '', 'LEAK', ...repeat(COMBINED, 7), 'LEAK LEAK']
    expect(detect(lines)).toEqual({ nearest: 'combined', fits: 8, of: 10, line: 3, column: 5 })
  })

  it('lines that are no requests count for nothing', () => {
    const others = ['', '#Version: 1.0', '2026/03/10 09:31:24 [error] 31#31: LEAK', '\r', '\0\0']
    expect(detect([...repeat('', 50), ...others, COMBINED])).toMatchObject({
      scanner: { name: 'combined' },
      fits: 1,
      of: 1,
    })
    expect(detect(others)).toMatchObject({ quiet: { wrappers: [] } })
    expect(detect([])).toMatchObject({ quiet: { wrappers: [] } })
  })

  it('of the first thousand', () => {
    expect(detect([...repeat(COMBINED, 1000), ...repeat('LEAK', 1000)])).toMatchObject({ fits: 1000, of: 1000 })
    expect(detect(['', ...repeat(COMBINED, 900), ...repeat('LEAK', 1000)])).toMatchObject({ fits: 900, of: 1000 })
  })

  it('no format at all, and none that finds a time, a request or a status', () => {
    expect(detect(repeat('203.0.113.7 - LEAK', 3))).toMatchObject({ fits: 0, of: 3, line: 1, why: 'nothing-near' })
  })

  it('half of one, half of another', () => {
    const main = SAMPLES.get('nginx_main')!
    expect(detect([...repeat(COMBINED, 5), ...repeat(main, 4)])).toMatchObject({
      nearest: 'combined',
      fits: 5,
      of: 9,
      line: 6,
    })
  })
})

describe('a wrapped log', () => {
  const docker = (log: string, stream = 'stdout'): string =>
    JSON.stringify({ log: `${log}\n`, stream, time: '2026-03-10T08:31:24Z' })

  it('is read within its wrapper, and the wrapper within another', () => {
    expect(detect(repeat(docker(COMBINED), 3))).toMatchObject({
      scanner: { name: 'combined' },
      wrapped: { wrappers: ['docker'] },
    })
    expect(detect(repeat(docker(`<134>Mar 10 09:31:24 lb1 nginx[812]: ${COMBINED}`), 3))).toMatchObject({
      scanner: { name: 'combined' },
      wrapped: { wrappers: ['docker', 'syslog'] },
    })
  })

  it('lends its time to a format that has none', () => {
    const uvicorn = 'INFO:     203.0.113.7:51234 - "GET /LEAK HTTP/1.1" 200 OK'
    for (const line of [docker(uvicorn), `Mar 10 09:31:24 lb1 web[8]: ${uvicorn}`])
      expect(detect(repeat(line, 3))).toMatchObject({ scanner: { name: 'uvicorn' }, fits: 3, of: 3 })
    expect(nameOf(detect(repeat(uvicorn, 3)))).toBeUndefined()
  })

  it('says nothing by what was written to stderr, unless a format reads it', () => {
    const noise = docker('LEAK', 'stderr')
    expect(detect(repeat(noise, 9))).toMatchObject({ quiet: { wrappers: ['docker'] } })
    expect(detect([...repeat(noise, 9), docker(COMBINED)])).toMatchObject({ fits: 1, of: 1 })
    expect(detect(repeat(docker(COMBINED, 'stderr'), 9))).toMatchObject({ fits: 9, of: 9 })
  })

  it('is not imagined where lines are words in capitals', () => {
    expect(detect(repeat('LEAK', 10))).toMatchObject({ fits: 0, of: 10 })
  })
})

describe('what is not believed', () => {
  it.each([
    [
      'a request that is not HTTP and was answered',
      `203.0.113.7 - - ${T} "LEAK" 200 512 "-" "curl"`,
      'no column of requests',
    ],
    ['a time that is none', `203.0.113.7 - - [yesterday] "GET / HTTP/1.1" 200 512 "-" "curl"`, 'no column of times'],
    ['a status of four digits', `203.0.113.7 - - ${T} "GET / HTTP/1.1" 2000 512 "-" "curl"`, 'no column of statuses'],
  ])('%s', (_, line) => {
    expect(nameOf(detect(repeat(line, 10)))).toBeUndefined()
  })

  it.each([
    ['a request that is not HTTP, refused', `203.0.113.7 - - ${T} "\\x16\\x03" 400 157 "-" "-"`],
    ['one that was never sent', `203.0.113.7 - - ${T} "-" 000 0 "-" "-"`],
    ['one that timed out', `203.0.113.7 - - ${T} "-" 408 - "-" "-"`],
    ['no answer', `203.0.113.7 - - ${T} "GET / HTTP/1.1" 0 0 "-" "-"`],
    ['no status', `203.0.113.7 - - ${T} "GET / HTTP/1.1" - 0 "-" "-"`],
  ])('is believed: %s', (_, line) => {
    expect(nameOf(detect(repeat(line, 10)))).toBe('combined')
  })

  it('where the time is none, the column is that of the time', () => {
    const line = '203.0.113.7 - - [10/Avr/2026:09:31:24 +0100] "GET / HTTP/1.1" 200 512 "-" "-"'
    expect(detect([line])).toMatchObject({
      nearest: 'combined',
      fits: 0,
      of: 1,
      line: 1,
      column: line.indexOf('10/Avr') + 1,
    })
  })
})

it('common does not read a log of combined, nor the other way round', () => {
  expect(detect(repeat(COMMON, 2))).toMatchObject({ scanner: { name: 'common' } })
  expect(detect([...repeat(COMBINED, 8), ...repeat(COMMON, 2)])).toMatchObject({ nearest: 'combined', fits: 8, of: 10 })
})

it.each([
  { why: 'the first line fits', lines: [COMBINED, 'LEAK', COMBINED], found: { fits: 1 } },
  { why: 'one far behind does', lines: ['LEAK 1 2 3', ...repeat('LEAK', 100), COMBINED, COMBINED], found: { fits: 1 } },
  { why: 'none does', lines: repeat('LEAK 1 2 3', 3) },
])('of a log in a known format, around which nothing is: $why', ({ lines, found }) => {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1')
  const detected = detectWrapper({ bytes, start: 0, end: bytes.length }, () => compileFormat('combined'))
  if (found === undefined) expect(detected).toBeUndefined()
  else expect(detected).toMatchObject({ ...found, wrapped: { wrappers: [] } })
})

it('a journal that ends amid an entry is one, though `MESSAGE=` passes for a host and no entry ends there', () => {
  const entry = ['__CURSOR=LEAK', `MESSAGE=${COMBINED}`, '_PID=812', '']
  const bytes = Buffer.from([...entry, ...entry, ...entry, ...entry.slice(0, 2), ''].join('\n'), 'latin1')
  const detected = detectWrapper({ bytes, start: 0, end: bytes.length }, () => compileFormat('combined'))
  expect(detected).toMatchObject({ fits: 3, of: 3, wrapped: { wrappers: ['journald-export'] } })
})

it('a scanner is made once of a log that the kernel reads, and anew of one with headers, which it may remember', () => {
  const madeOf = (name: string): number => {
    const bytes = Buffer.from(`${SAMPLES_OF.get(name)!.join('\n')}\n`, 'latin1')
    const first = { bytes, start: 0, end: bytes.length }
    let made = 0
    detectWrapper(first, (lines) => {
      made++
      return compileFormat(name, undefined, lines)
    })
    return made
  }
  expect(['nginx_json', 'caddy', 'w3c', 'ltsv'].map(madeOf)).toEqual([1, 1, 2, 2])
})
