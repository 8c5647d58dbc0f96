import { appendFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testFolder } from '../cli/run-comptage.ts'
import { oneOf } from '../seed.ts'
import { findingsIn } from './findings-in.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'

const { fresh } = testFolder('every-change')
const DAY = 86_400_000
const START = Date.UTC(2025, 11, 30)
/** All runs are at one time: the lines decide what closes. */
const AT = 300

type Step = { readonly more: string; readonly features?: readonly string[]; readonly through: string }

const FEATURES = ['a', 'b', 'rare'].map((id) => `{ id: ${id}, match: [ /${id} ] }`)

/** The one place of all stories, since a state knows logs by where they are. */
const HOME = join(fresh(), 'home')
/** What a first step leaves behind: most stories begin alike. */
const begun = new Map<string, string>()

/** A service with another configuration at each step, which is read through its last day. */
async function story([first, ...steps]: readonly [Step, ...Step[]]): Promise<ConfiguredService> {
  rmSync(HOME, { recursive: true, force: true })
  let last = await begin(first)
  let before = first
  for (const step of steps) {
    last = await go(step, dayOf(before) + 1)
    before = step
  }
  return last
}

async function begin(first: Step): Promise<ConfiguredService> {
  const key = JSON.stringify(first)
  const known = begun.get(key)
  if (known !== undefined) {
    cpSync(known, HOME, { recursive: true })
    return serviceAt(first)
  }
  mkdirSync(join(HOME, 'logs'), { recursive: true })
  const service = await go(first, 0)
  const copy = join(fresh(), 'begun')
  cpSync(HOME, copy, { recursive: true })
  begun.set(key, copy)
  return service
}

async function go(step: Step, from: number): Promise<ConfiguredService> {
  const service = serviceAt(step)
  appendFileSync(join(HOME, 'logs', 'access.log'), linesBetween(from, dayOf(step)))
  expect((await service.run(AT)).problems).toEqual([])
  return service
}

function serviceAt({ more, features = FEATURES }: Step): ConfiguredService {
  return configuredService(HOME, features, more)
}

function dayOf({ through }: Step): number {
  return (Date.parse(through) - START) / DAY
}

const kept = new Map<string, string>()

function linesBetween(from: number, to: number): string {
  const key = `${from} ${to}`
  const text = kept.get(key) ?? Array.from({ length: to - from + 1 }, (_, i) => linesOn(from + i)).join('')
  kept.set(key, text)
  return text
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
]

/** One to nine requests for /a and for /b, and seldom one for /rare. */
function linesOn(n: number): string {
  const day = new Date(START + n * DAY)
  const date = `${String(day.getUTCDate()).padStart(2, '0')}/${MONTHS[day.getUTCMonth()]}/${day.getUTCFullYear()}`
  const line = (path: string, i: number) => {
    const [status, referrer] = [chance(n, i, 11) === 0 ? 404 : 200, chance(n, i, 3) === 0 ? 'https://e.example/' : '-']
    return `192.0.2.1 - - [${date}:12:00:00 +0000] "GET /${path} HTTP/1.1" ${status} 9 "${referrer}" "${AGENTS[chance(n, i, 2)]}"\n`
  }
  const times = { a: 1 + chance(n, 1001, 9), b: 1 + chance(n, 1002, 9), rare: chance(n, 1003, 4) === 0 ? 1 : 0 }
  return Object.entries(times)
    .flatMap(([path, count], f) => Array.from({ length: count }, (_, i) => line(path, i + 20 * f)))
    .join('')
}

/** The same in every run of this test. */
function chance(day: number, event: number, below: number): number {
  let x = Math.imul(day * 1009 + event + 1, 2_654_435_761) >>> 0
  x = Math.imul(x ^ (x >>> 15), 2_246_822_519) >>> 0
  return ((x ^ (x >>> 13)) >>> 0) % below
}

/** How often something is found, by its code and file. */
function timesFound({ output }: ConfiguredService): Readonly<Record<string, number>> {
  const times: Record<string, number> = {}
  for (const { code, folder, file, found } of findingsIn(output)) {
    const key = `${code} ${folder}/${file} ${file.endsWith('.json') ? JSON.stringify(found) : ''}`
    times[key] = (times[key] ?? 0) + 1
  }
  return times
}

/** Whoever has the folder alone has nothing against it, and can go on from there. */
async function expectSound(service: ConfiguredService): Promise<void> {
  expect(timesFound(service)).toEqual({})
  renameSync(join(service.output, '..', 'state'), join(service.output, '..', 'state-lost'))
  await service.run(AT, { adopt: service.output })
  expect(timesFound(service)).toEqual({})
}

const LISTS = [
  ['day', 'month'],
  ['day'],
  ['month'],
  ['week'],
  ['day', 'week'],
  ['month', 'quarter'],
  ['day', 'quarter'],
]

function tables(kinds: readonly string[], k = 3): string {
  const list = kinds.map((kind) => `  - { by: [ ${kind}, feature ], measures: [ requests ] }\n`)
  return `protection: { k: ${k} }\ndatasets:\n${list.join('')}`
}

describe('a list of tables without noise', () => {
  const changes = LISTS.flatMap((before) =>
    LISTS.filter((after) => after !== before).map((after) => ({ before, after })),
  )
  it.each(oneOf(3, changes))('becomes another: $before, $after', async ({ before, after }) => {
    const more = tables(after)
    await expectSound(
      await story([
        { more: tables(before), through: '2026-02-11' },
        { more, through: '2026-03-18' },
        { more, through: '2026-07-05' },
      ]),
    )
  })

  it.each(
    oneOf(
      3,
      LISTS.flatMap((kinds) => [3, 5].map((k) => ({ kinds, k }))),
    ),
  )('has another threshold: $kinds, from $k on', async ({ kinds, k }) => {
    const more = tables(kinds, 8 - k)
    await expectSound(
      await story([
        { more: tables(kinds, k), through: '2026-02-11' },
        { more, through: '2026-03-18' },
        { more, through: '2026-05-20' },
      ]),
    )
  })
})

describe('days, months and a detail', () => {
  type Table = { readonly by: string; readonly rest?: string }
  const DAY_TABLE: Table = { by: 'day, feature' }
  const MONTH_TABLE: Table = { by: 'month, feature' }
  const DETAIL: Table = { by: 'month, feature, device' }
  const BASE = [DAY_TABLE, MONTH_TABLE, DETAIL]
  const yaml = (list: readonly Table[], keys = 'protection: { k: 3 }\n'): string =>
    `since: 2025-12-30\n${keys}datasets:\n${list.map(({ by, rest = '' }) => `  - { by: [ ${by} ]${rest} }\n`).join('')}`
  const EXACT = ', protection: exact, accept_risk: true'
  const changes: readonly { readonly what: string; readonly more?: string; readonly features?: readonly string[] }[] = [
    { what: 'no months', more: yaml([DAY_TABLE, DETAIL]) },
    { what: 'no days', more: yaml([MONTH_TABLE, DETAIL]) },
    { what: 'no detail', more: yaml([DAY_TABLE, MONTH_TABLE]) },
    { what: 'a detail by hour', more: yaml([...BASE, { by: 'month, feature, hour' }]) },
    { what: 'a detail by day', more: yaml([...BASE, { by: 'day, feature, referrer' }]) },
    { what: 'a higher threshold', more: yaml(BASE, 'protection: { k: 30 }\n') },
    { what: 'an exact detail', more: yaml([DAY_TABLE, MONTH_TABLE, { ...DETAIL, rest: EXACT }]) },
    { what: 'exact months', more: yaml([DAY_TABLE, { ...MONTH_TABLE, rest: EXACT }, DETAIL]) },
    {
      what: 'noisy months',
      more: yaml([DAY_TABLE, { ...MONTH_TABLE, rest: ', protection: cell-key' }, DETAIL]),
    },
    { what: 'a detail at dp', more: yaml([DAY_TABLE, MONTH_TABLE, { ...DETAIL, rest: ', protection: dp' }]) },
    { what: 'fewer measures', more: yaml([DAY_TABLE, { ...MONTH_TABLE, rest: ', measures: [ requests ]' }, DETAIL]) },
    {
      what: 'fewer measures by day',
      more: yaml([{ ...DAY_TABLE, rest: ', measures: [ requests ]' }, MONTH_TABLE, DETAIL]),
    },
    { what: 'weeks alone', more: yaml([{ by: 'week, feature' }]) },
    { what: 'quarters instead of months', more: yaml([DAY_TABLE, { by: 'quarter, feature' }, DETAIL]) },
    { what: 'quarters alone', more: yaml([{ by: 'quarter, feature' }]) },
    { what: 'a name', more: yaml([DAY_TABLE, { ...MONTH_TABLE, rest: ', name: mois' }, DETAIL]) },
    {
      what: 'each other, by name',
      more: yaml([
        { ...DAY_TABLE, rest: ', name: month-feature' },
        { ...MONTH_TABLE, rest: ', name: day-feature' },
        DETAIL,
      ]),
    },
    {
      what: 'months that have the name of the days, which are gone',
      more: yaml([{ ...MONTH_TABLE, rest: ', name: day-feature' }, DETAIL]),
    },
    { what: 'another zone', more: yaml(BASE, 'timezone: America/Martinique\nprotection: { k: 3 }\n') },
    { what: 'another language', more: yaml(BASE, 'language: en\nprotection: { k: 3 }\n') },
    { what: 'a feature less', features: FEATURES.slice(0, 2) },
    { what: 'a feature more', features: [...FEATURES, '{ id: more, match: [ /more ] }'] },
    { what: 'a feature that is defined anew', features: ['{ id: a, match: [ /a, /new ] }', ...FEATURES.slice(1)] },
  ]

  it.each(changes)('become $what', async ({ more = yaml(BASE), features = FEATURES }) => {
    await expectSound(
      await story([
        { more: yaml(BASE), through: '2026-02-11' },
        { more, features, through: '2026-03-18' },
        { more, features, through: '2026-05-20' },
      ]),
    )
  })

  it('tell the days of the tables that go on, and every file whose columns change', async () => {
    const service = await story([
      { more: yaml(BASE), through: '2026-02-11' },
      { more: yaml([MONTH_TABLE], 'language: en\nprotection: { k: 3 }\n'), through: '2026-05-20' },
    ])
    const read = (path: string) => readFileSync(join(service.output, 'essai', path), 'utf8')
    const description = read('datapackage.json')
    expect(description).toContain('"from": "2025-12-30",\n      "to": "2026-04-30"')
    expect(description).toContain('"ended": "2026-02-11"')
    expect(read('data/gaps.csv')).toBe('from,to\n')
    for (const name of [
      'month-feature',
      'day-feature',
      'month-feature-device',
      'features',
      'quality',
      'gaps',
      'breaks',
    ])
      expect(read('CHANGELOG.md')).toContain(`Columns of \`${name}\` changed`)
  })

  it.each(oneOf(3, changes))('become $what, and are as before', async ({ more = yaml(BASE), features = FEATURES }) => {
    await expectSound(
      await story([
        { more: yaml(BASE), through: '2026-02-11' },
        { more, features, through: '2026-03-18' },
        { more: yaml(BASE), through: '2026-05-20' },
        { more: yaml(BASE), through: '2026-07-05' },
      ]),
    )
  })
})

describe('tables with noise', () => {
  const DAYS = '{ by: [ day, feature ], measures: [ requests ] }'
  const DEVICES = '{ by: [ month, feature, device ], measures: [ requests ], protection: cell-key }'
  const WITH_ENTRIES = DEVICES.replace('requests', 'requests, entries')
  const BROWSERS = DEVICES.replace('device', 'browser')
  const BY_DAY = DEVICES.replace('month', 'day')
  const MONTHS = '{ by: [ month, feature ], measures: [ requests ], protection: dp }'
  const MONTHS_WITH_ENTRIES = MONTHS.replace('requests', 'requests, entries')
  const LISTS_OF_NOISY: Readonly<Record<string, readonly string[]>> = {
    none: [],
    devices: [DEVICES],
    'devices with entries': [WITH_ENTRIES],
    browsers: [BROWSERS],
    'devices and browsers': [DEVICES, BROWSERS],
    'devices with entries, and browsers': [WITH_ENTRIES, BROWSERS],
    'devices by day': [BY_DAY],
    'devices by day, and browsers': [BY_DAY, BROWSERS],
    months: [MONTHS],
    'months with entries': [MONTHS_WITH_ENTRIES],
    'months that hide, with entries, and browsers': [MONTHS_WITH_ENTRIES.replace('dp', 'threshold'), BROWSERS],
    'noisy days': [MONTHS.replace('month', 'day')],
    'noisy days, and browsers': [MONTHS.replace('month', 'day'), BROWSERS],
    'days with entries, and browsers': [DAYS.replace('requests', 'requests, entries'), BROWSERS],
  }
  const more = (list: readonly string[]): string => {
    const all = list.some((table) => table.includes('[ day, feature ]')) ? list : [DAYS, ...list]
    return `since: 2025-12-30\nprotection: { k: 3 }\ndatasets:\n${all.map((table) => `  - ${table}\n`).join('')}`
  }
  const others = (list: string) => Object.keys(LISTS_OF_NOISY).filter((other) => other !== list)
  const changes = Object.keys(LISTS_OF_NOISY).flatMap((first) =>
    others(first).flatMap((next) => others(next).map((last) => ({ first, next, last }))),
  )
  // A request is then part of more figures, or of fewer: each list needs noise of its own, in its own months.
  it.each(oneOf(338, changes))('$first become $next, and those $last', async ({ first, next, last }) => {
    const [before, between, after] = [first, next, last].map((name) => more(LISTS_OF_NOISY[name] ?? []))
    if (before === undefined || between === undefined || after === undefined) throw new Error('no list')
    await expectSound(
      await story([
        { more: before, through: '2026-02-11' },
        { more: between, through: '2026-03-18' },
        { more: after, through: '2026-05-20' },
        { more: after, through: '2026-07-05' },
      ]),
    )
  })
})
