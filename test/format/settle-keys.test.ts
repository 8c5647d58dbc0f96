import { describe, expect, it } from 'vitest'
import type { LineScanner } from '../../src/domain/contracts.ts'
import { compileFormat, detectFormat } from '../../src/format/index.ts'
import { firstBytes } from './read-log.ts'
import { readLine } from './read-line.ts'

type Values = Readonly<Record<string, string | number>>

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'

function lineOf(values: Values): string {
  return JSON.stringify({ time: '2026-03-10T09:31:24+01:00', method: 'GET', status: 200, ua: AGENT, ...values })
}

/** What each line says is asked for, or between which keys nobody can tell. */
function read(rows: readonly Values[], told?: readonly number[]): readonly unknown[] | string {
  const lines = rows.map(lineOf)
  const before = told === undefined ? undefined : { format: 'nginx_json', told }
  const scanner = compileFormat('nginx_json', undefined, firstBytes(lines), before)
  if (scanner.unclear !== undefined) return `${scanner.unclear.field}: ${scanner.unclear.keys.join(' or ')}`
  return lines.map((line) => {
    const found = readLine(scanner, line)
    return typeof found === 'number' ? 'misfit' : found.texts.target
  })
}

function scannerOf(rows: readonly Values[]): LineScanner {
  return compileFormat('nginx_json', undefined, firstBytes(rows.map(lineOf)))
}

const ALONE = ['request', 'request_line', 'req', 'request_uri', 'uri', 'path', 'url']
const PAIRS = ALONE.flatMap((right) => ALONE.filter((wrong) => wrong !== right).map((wrong) => ({ right, wrong })))
const THIRTY = Array.from({ length: 30 }, (_, i) => i)
const PAGES = THIRTY.map((i) => `/aide/${i % 5}`)

describe('the target, of each pair of keys that may have it', () => {
  it.each(PAIRS)('$right, where $wrong is the file of a collector', ({ right, wrong }) => {
    const folders = ['dev', 'etc', 'opt', 'proc', 'srv', 'usr', 'var'].map((folder) => `/${folder}/www/index.php`)
    for (const file of [...folders, '/data/web.log', '/data/web.log.1', '/x/web.log-20260310.gz']) {
      // In either order, on one line or on many, of one file or of several.
      for (const rows of [PAGES.slice(0, 1), PAGES]) {
        expect(read(rows.map((page) => ({ [wrong]: file, [right]: page })))).toEqual(rows)
        expect(read(rows.map((page) => ({ [right]: page, [wrong]: file })))).toEqual(rows)
      }
      expect(read(PAGES.map((page, i) => ({ [wrong]: `/var/log/${i % 3}.log`, [right]: page })))).toEqual(PAGES)
    }
  })

  it.each(PAIRS)('$right, where $wrong never varies', ({ right, wrong }) => {
    const rows = PAGES.map((page) => ({ [wrong]: '/app', [right]: page }))
    expect(read(rows)).toEqual(PAGES)
    expect(read(rows.slice(0, 20))).toEqual(PAGES.slice(0, 20))
  })

  it.each(PAIRS)('$right, where $wrong is no path', ({ right, wrong }) => {
    expect(read([{ [wrong]: String.raw`C:\logs\web.txt`, [right]: '/aide/1' }])).toEqual(['/aide/1'])
  })

  it.each(PAIRS)('neither $right nor $wrong, where both are asked for, or too few lines tell', ({ right, wrong }) => {
    const both = PAGES.map((page, i) => ({ [wrong]: `/x/${i % 3}`, [right]: page }))
    const few = PAGES.slice(0, 19).map((page) => ({ [wrong]: '/app', [right]: page }))
    const one = [{ [wrong]: '/app', [right]: '/aide/1' }]
    for (const rows of [both, few, one]) {
      // The variable of nginx has a name that says it.
      const trusted = [right, wrong].find((key) => key === 'request_uri')
      if (trusted === undefined)
        expect([`target: ${right} or ${wrong}`, `target: ${wrong} or ${right}`]).toContain(read(rows))
      else expect(read(rows)).toEqual(rows.map((row) => row[trusted]))
    }
  })

  it.each(PAIRS)('either of $right and $wrong, where they say the same', ({ right, wrong }) => {
    const same = (page: string): readonly string[] => [
      page,
      `${page}/`,
      `https://www.example.fr${page}`,
      page.replace('aide', '%61ide'),
      page.replaceAll('/', '//'),
    ]
    for (const written of same('/aide/1')) {
      const found = read([{ [right]: '/aide/1', [wrong]: written }, { [right]: '/aide/2' }])
      expect(found).toEqual([expect.any(String), '/aide/2'])
    }
    expect(read([{ [right]: '/aide/1', [wrong]: '/aide/1?x=1' }])).toEqual(['/aide/1?x=1'])
    // One of ten may be written anew by the server.
    const nine = PAGES.slice(0, 10).map((page, i) => ({ [right]: page, [wrong]: i === 0 ? '/x' : page }))
    expect(read(nine)).toEqual(expect.any(Array))
    const seven = nine.slice(0, 8)
    if (![right, wrong].includes('request_uri')) expect(read(seven)).toEqual(expect.any(String))
    expect(read([...nine, { [right]: '/y', [wrong]: '/z' }])).toEqual(
      [right, wrong].includes('request_uri') ? expect.any(Array) : expect.any(String),
    )
  })

  it.each(['uri', 'path', 'url', 'request_uri'])('a whole request before %s, whatever that says', (key) => {
    for (const request of ['request', 'request_line', 'req']) {
      const rows = PAGES.map((page) => ({ [key]: page, [request]: 'GET /graphql HTTP/1.1' }))
      expect(read(rows)).toEqual(PAGES.map(() => '/graphql'))
      // What other keys say of each other is of no weight then.
      expect(read(rows.map((row, i) => ({ ...row, url: `/x/${i}`, path: `/y/${i}` })))).toEqual(
        PAGES.map(() => '/graphql'),
      )
    }
  })

  it('keys that never stand side by side are read each where it stands', () => {
    expect(read([{ path: '/a' }, { url: '/b' }, { path: '/c' }])).toEqual(['/a', '/b', '/c'])
  })

  it('the line that shows it is told, and detection finds the same', () => {
    const rows = [
      { path: '/a', url: '/a' },
      { path: '/b', url: '/c' },
    ]
    const unclear = { field: 'target', keys: ['path', 'url'], line: 2 }
    expect(scannerOf(rows).unclear).toEqual(unclear)
    expect(detectFormat(firstBytes(rows.map(lineOf)))).toMatchObject({ scanner: { unclear } })
  })
})

describe('the status', () => {
  const KEYS = ['status', 'status_code', 'response_code']
  const statusOf = (rows: readonly Values[]): unknown => {
    const scanner = scannerOf(rows)
    if (scanner.unclear !== undefined) return scanner.unclear.keys
    const found = readLine(scanner, lineOf(rows.at(-1) ?? {}))
    return typeof found === 'number' ? 'misfit' : found.texts.status
  }
  const pairs = KEYS.flatMap((right) => KEYS.filter((wrong) => wrong !== right).map((wrong) => ({ right, wrong })))

  it.each(pairs)('is $right, where $wrong is none', ({ right, wrong }) => {
    for (const other of ['ok', 'success', 0, 1, '1', 2000, 600])
      expect(statusOf([{ status: '', [wrong]: other, [right]: 404, path: '/' }])).toBe('404')
  })

  it.each(pairs)('is $right, where $wrong never varies, else neither', ({ right, wrong }) => {
    const rows = THIRTY.map((i) => ({ status: '', [wrong]: 200, [right]: i % 3 === 0 ? 200 : 404, path: '/' }))
    expect(statusOf(rows)).toBe('404')
    expect(statusOf(rows.slice(0, 19))).toEqual(expect.arrayContaining([right, wrong]))
    expect(statusOf([{ status: '', [wrong]: 200, [right]: 200, path: '/' }])).toBe('200')
  })

  it.each(KEYS)('is none, where %s alone is there and never a code', (key) => {
    for (const other of ['ok', 'success', 0, 1, 99, 600])
      expect(statusOf([{ status: '', [key]: other, path: '/' }])).toEqual([key])
    expect(
      statusOf([
        { status: '', [key]: 0, path: '/' },
        { status: '', [key]: 200, path: '/' },
      ]),
    ).toBe('200')
  })
})

it('the collector that writes `agent` is not who asked', () => {
  for (const key of ['http_user_agent', 'user_agent', 'useragent', 'ua']) {
    const line = lineOf({ ua: '', path: '/', agent: 'filebeat/8.1', [key]: AGENT })
    expect(readLine(compileFormat('nginx_json', undefined, firstBytes([line])), line)).toMatchObject({
      texts: { agent: AGENT },
    })
  }
})

describe('what was decided of a log', () => {
  const decided = scannerOf(PAGES.map((page) => ({ path: '/app', url: page, response_time: 0.004 })))

  it('is told as numbers, and holds for a file that shows less', () => {
    expect(decided.told).toEqual(expect.arrayContaining([expect.any(Number)]))
    const few = [{ path: '/app', url: '/aide/1', response_time: 0.35 }]
    expect(read(few)).toBe('target: path or url')
    expect(read(few, decided.told)).toEqual(['/aide/1'])
    const again = compileFormat('json', undefined, firstBytes(few.map(lineOf)), {
      format: 'nginx_json',
      told: decided.told ?? [],
    })
    expect([again.fields.has('duration'), again.durationUnit]).toEqual([true, 's'])
    expect(again.told).toEqual(decided.told)
  })

  it('also against what fewer lines seem to show', () => {
    const turned = THIRTY.map((i) => ({ path: `/app/${i}`, url: '/aide/1' }))
    expect(read(turned)).toEqual(turned.map(({ path }) => path))
    expect(read(turned, decided.told)).toEqual(turned.map(({ url }) => url))
  })

  it('is nothing where the key is gone, or to another format', () => {
    expect(read([{ path: '/a', method: 'GET' }], decided.told)).toEqual(['/a'])
    const lines = [lineOf({ path: '/app', url: '/aide/1' })]
    const before = { format: 'w3c', told: decided.told ?? [] }
    expect(compileFormat('json', undefined, firstBytes(lines), before).unclear?.keys).toEqual(['path', 'url'])
  })

  it('two keys that said the same, and do no more, are none', () => {
    const two = scannerOf(PAGES.map((page) => ({ path: '/app', uri: page, url: page })))
    expect(two.unclear).toBeUndefined()
    expect(read([{ path: '/app', uri: '/a', url: '/b' }], two.told)).toBe('target: uri or url')
  })

  it('nothing is told where nothing was against it', () => {
    expect(scannerOf([{ path: '/a', url: '/a' }]).told).toEqual([])
    expect(scannerOf([{ path: '/a' }]).told).toEqual([])
  })
})

it('a `time` that says how long a request took is not when it came', () => {
  for (const time of ['0.046', '46', '', 'LEAK']) {
    const line = lineOf({ path: '/', time, timestamp: '2026-03-10T09:31:24+01:00' })
    const found = readLine(compileFormat('nginx_json', undefined, firstBytes([line])), line)
    expect(found).toMatchObject({ texts: { time: '2026-03-10T09:31:24+01:00' } })
  }
})
