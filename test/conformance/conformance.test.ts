import { describe, expect, it } from 'vitest'
import { FIELDS, type Field, type LineScanner } from '../../src/domain/contracts.ts'
import { compileFormat, listFormats } from '../../src/format/index.ts'
import { readLine } from '../format/read-line.ts'
import { EXCHANGES, type Exchange } from './exchanges.ts'
import { COLUMN_SPELLINGS } from './column-spellings.ts'
import { JSON_SPELLINGS } from './json-spellings.ts'
import { PLATFORM_SPELLINGS } from './platform-spellings.ts'
import { PROXY_SPELLINGS } from './proxy-spellings.ts'
import { SPELLINGS as STRING_SPELLINGS, type Spelling } from './spellings.ts'

const SPELLINGS = [
  ...STRING_SPELLINGS,
  ...COLUMN_SPELLINGS,
  ...PROXY_SPELLINGS,
  ...PLATFORM_SPELLINGS,
  ...JSON_SPELLINGS,
]

describe.each(SPELLINGS)('$title', (spelling) => {
  const scanner = compileFormat(spelling.format)
  for (const line of spelling.header ?? []) readLine(scanner, line)

  it('has every field but those that it is said to lack', () => {
    expect(FIELDS.filter((field) => !scanner.fields.has(field)).toSorted()).toEqual(
      Object.keys(spelling.lacks).toSorted(),
    )
  })

  const { skips, forges = {} } = spelling
  it.each(EXCHANGES.filter(({ why }) => !(why in skips || why in forges)))('$why', (exchange) => {
    expect(readOf(scanner, spelling.write(exchange))).toEqual(meaningOf(spelling, exchange))
  })

  it.each(EXCHANGES.filter(({ why }) => why in skips))('does not fit: $why', (exchange) => {
    expect(readOf(scanner, spelling.write(exchange))).toBe('does not fit')
  })

  it.each(EXCHANGES.filter(({ why }) => why in forges))('knows the answer: $why', (exchange) => {
    const { status, bytes } = exchange
    expect(readOf(scanner, spelling.write(exchange))).toMatchObject({ status, bytes })
  })
})

it('the suite knows every named format, and skips only what there is', () => {
  const formats = SPELLINGS.map(({ format }) => format)
  expect(listFormats().filter(({ name }) => !formats.includes(name))).toEqual([])
  const known = EXCHANGES.map(({ why }) => why)
  expect(
    SPELLINGS.flatMap(({ skips, forges = {} }) => Object.keys({ ...skips, ...forges })).filter(
      (why) => !known.includes(why),
    ),
  ).toEqual([])
  expect(new Set(known).size).toBe(known.length)
})

type Meaning = { readonly instant: string } & Partial<Record<Field, string>>

/** What the format finds in a line. */
function readOf(scanner: LineScanner, line: string): Meaning | string {
  const read = readLine(scanner, line)
  if (typeof read === 'number') return 'does not fit'
  const { time, request, ...texts } = read.texts
  expect(time).toBeTruthy()
  expect(request !== undefined).toBe(scanner.fields.has('request'))
  return { instant: read.instant, ...texts }
}

/** What the exchange means in the words of the format, values spelled as on the line. */
function meaningOf(spelling: Spelling, exchange: Exchange): Meaning {
  const { spell, lacks, host, duration, noBytes } = spelling
  const values: Partial<Record<Field, string>> = {
    ...requestOf(spelling, exchange),
    status: exchange.status,
    bytes: exchange.bytes === '0' ? noBytes : exchange.bytes,
    host: host === 'name' ? exchange.host : `${exchange.host}:${exchange.port}`,
    duration,
    ...(exchange.referrer === '' ? {} : { referrer: spell(exchange.referrer) }),
    ...(exchange.agent === '' ? {} : { agent: spell(exchange.agent) }),
  }
  const carried = Object.entries(values).filter(([field]) => !(field in lacks))
  return { instant: instantOf(spelling, exchange), ...Object.fromEntries(carried) }
}

function instantOf({ zone }: Spelling, { clock }: Exchange): string {
  return zone === 'offset' ? clock.utc : clock.iso.slice(0, 19)
}

function requestOf({ target, spell }: Spelling, exchange: Exchange): Partial<Record<Field, string>> {
  const { request, refused, path, query, host } = exchange
  if (request === undefined) return {}
  const protocol = request.protocol === undefined ? {} : { protocol: request.protocol }
  if (target === 'request line') return { method: request.method, target: spell(request.target), ...protocol }
  if (refused === true) return {}
  const raw = spell(request.target.replace(/^https?:\/\/[^/]*/, ''))
  switch (target) {
    case 'raw':
      return { method: request.method, target: raw, ...protocol }
    case 'raw, query apart': {
      const [stem = '', ...queries] = raw.split('?')
      // A quote around a value is left out of it.
      const asked = queries.join('?').replace(/^"([^"].*)"$/, '$1')
      return { method: request.method, target: stem, ...(asked === '' ? {} : { query: asked }), ...protocol }
    }
    case 'absolute':
      return { method: request.method, target: `https://${host}${raw}`, ...protocol }
    case 'decoded':
      return {
        method: request.method,
        target: spell(path),
        ...(query === '' ? {} : { query: spell(query) }),
        ...protocol,
      }
    case 'decoded, with its query':
      return { method: request.method, target: spell(path) + (query === '' ? '' : spell(`?${query}`)), ...protocol }
  }
}
