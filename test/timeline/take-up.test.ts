import { expect, it, describe } from 'vitest'
import { dayOf, periodOf, type PeriodIndex, daysFrom } from '../../src/domain/calendar.ts'
import type { Change, CountedBy, Release, SeriesBreak } from '../../src/domain/change.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { firstDaysOf, takeUp, type Frozen, type Settings, haveLinesAround, readAnew } from '../../src/timeline/index.ts'
import { feature, settings, table } from './changes/changed.ts'
import { DAY } from './evidence.ts'

const version = (name: string, changes: readonly Change[] = []): Release => ({ version: name, created: name, changes })
const [ONE, TWO] = [version('1.0.0'), version('1.1.0')]
const MARCH_1 = dayOf(2026, 3, 1)
const MARCH = periodOf('month', MARCH_1)
const at = (day: number) => indexOf<'period'>(MARCH_1 + day)
const row = (day: number, count: number | null = 20, more = {}) => ({
  ...{ series: 'day', period: at(day), place: 0, revision: 0, feature: 'aide', cell: '', measure: 'requests', count },
  ...more,
})
const SETTINGS = settings({ tables: [table('day')], features: [feature('aide', { beside: 'a' })], hosts: 'h' })
const closed = (through: number, held: readonly number[] = []): Frozen => ({
  kind: 'day',
  through: at(through),
  held: held.map(at),
})

type Case = {
  readonly why: string
  readonly own?: {
    readonly releases?: readonly Release[]
    readonly settings?: Settings | 'none'
    readonly rows?: readonly ReturnType<typeof row>[]
  }
  readonly held?: readonly number[]
  readonly folder?: {
    readonly history?: readonly Release[]
    readonly settings?: Settings
    readonly rows?: readonly ReturnType<typeof row>[]
    readonly frozen?: readonly Frozen[]
  }
  /** Why not, and what changed; or the days of its later rows, and those that closed since. */
  readonly comes:
    | string
    | { readonly changed: readonly CountedBy[] }
    | { readonly rows: readonly number[]; readonly closed: readonly number[] }
}

it.each<Case>([
  { why: 'what came later is taken up', comes: { rows: [2], closed: [2] } },
  { why: 'a state that has all of it goes on by itself', folder: { history: [ONE] }, comes: 'state-in-use' },
  { why: 'another history is none of its own', own: { releases: [version('1.0.1')] }, comes: 'other-history' },
  {
    why: 'a state without settings was counted in nobody knows which way',
    own: { settings: 'none' },
    comes: { changed: [] },
  },
  {
    why: 'so was one of another zone',
    folder: { settings: { ...SETTINGS, timezone: 'Europe/Paris' } },
    comes: { changed: ['timezone'] },
  },
  {
    why: 'or whose machines have other ids',
    own: { settings: { ...SETTINGS, sources: ['web1'] } },
    folder: { settings: { ...SETTINGS, sources: ['web2'] } },
    comes: { changed: ['sources'] },
  },
  {
    why: 'or whose titles are in another language, and its tables others',
    folder: {
      settings: {
        ...{ ...SETTINGS, language: 'en', tables: [table('day', { name: 'jours' })] },
        features: [feature('aide', { title: { en: 'Help' } })],
      },
    },
    comes: { changed: ['tables', 'language'] },
  },
  {
    why: 'or whose features have other titles alone',
    folder: { settings: { ...SETTINGS, features: [feature('aide', { title: { fr: 'Aide' } })] } },
    comes: { changed: ['features'] },
  },
  {
    why: 'a break in between would count earlier lines as later ones',
    folder: { history: [ONE, version('2.0.0', [{ kind: 'hosts-changed', date: '2026-03-02' }])] },
    comes: { changed: ['hosts'] },
  },
  {
    why: 'and breaks of several are each named once',
    folder: {
      history: [
        ONE,
        version('2.0.0', [
          { kind: 'formats-changed', formats: ['common'], date: '2026-03-02' },
          { kind: 'feature-redefined', feature: 'aide', date: '2026-03-02' },
          { kind: 'text-corrected' },
        ]),
        version('3.0.0', [{ kind: 'feature-redefined', feature: 'aide', date: '2026-03-03' }]),
      ],
    },
    comes: { changed: ['features', 'formats'] },
  },
  {
    why: 'other texts are taken up, and what no folder tells',
    folder: {
      settings: { ...settings({ tables: [table('day')], features: [feature('aide')] }), texts: 'b', language: 'en' },
    },
    comes: { rows: [2], closed: [2] },
  },
  {
    why: 'another figure of what was published is another history',
    folder: { rows: [row(0), row(1, 21), row(2)] },
    comes: 'other-history',
  },
  { why: 'and so is one that is gone', folder: { rows: [row(0), row(2)] }, comes: 'other-history' },
  {
    why: 'a measure that came later stands empty in earlier rows',
    folder: { rows: [row(0), row(1), row(1, null, { measure: 'errors' }), row(2)] },
    comes: { rows: [2], closed: [2] },
  },
  { why: 'what closed here is closed there', folder: { frozen: [closed(0)] }, comes: 'other-history' },
  {
    why: 'but for what is open here too',
    held: [0],
    own: { rows: [row(1)] },
    folder: { rows: [row(1), row(2)], frozen: [closed(2, [0])] },
    comes: { rows: [2], closed: [2] },
  },
  {
    why: 'a period that is open there may be closed here no more',
    folder: { frozen: [closed(2, [0])] },
    comes: 'other-history',
  },
  {
    why: 'rows of a period that did not close are none',
    folder: { rows: [row(0), row(1), row(5)] },
    comes: 'other-history',
  },
  {
    why: 'a kind that closed first there is taken up whole, also if no table has it',
    folder: { frozen: [closed(2), { kind: 'month', through: MARCH, held: [] }] },
    comes: { rows: [2], closed: [2, MARCH - MARCH_1] },
  },
])('$why', ({ own = {}, held = [], folder = {}, comes }) => {
  const frozen = new Map([['day', at(1)] as const])
  const heldHere = new Set(held.map(at))
  const found = takeUp(
    {
      releases: own.releases ?? [ONE],
      settings: own.settings === 'none' ? undefined : (own.settings ?? SETTINGS),
      rows: own.rows ?? [row(0), row(1)],
      isFrozen: (kind, period) => kind === 'day' && period <= MARCH_1 + 1 && !heldHere.has(period),
      frozen,
      held: () => heldHere,
      firstDay: indexOf<'day'>(MARCH_1),
    },
    {
      history: [ONE, TWO],
      settings: SETTINGS,
      rows: [row(0), row(1), row(2)],
      frozen: [closed(2)],
      ...folder,
    },
  )
  if ('why' in found) return expect('changed' in found ? { changed: found.changed } : found.why).toEqual(comes)
  expect(found.history).toEqual([TWO])
  expect(found.settings).toMatchObject({ hosts: 'h', texts: folder.settings?.texts ?? '' })
  const rows = [...new Set(found.rows.map(({ period }) => period - MARCH_1))]
  expect({ rows, closed: found.closed.map(({ period }) => period - MARCH_1) }).toEqual(comes)
})

it('takes up who signs, where a folder tells it', () => {
  const signed = { licences: { summary: 'etalab-2.0', detail: 'ODbL-1.0' }, publisher: 'Ville' } as const
  const past = {
    settings: SETTINGS,
    rows: [],
    isFrozen: () => true,
    frozen: new Map(),
    held: () => new Set<PeriodIndex>(),
  }
  const found = takeUp(
    { ...past, releases: [], firstDay: indexOf<'day'>(MARCH_1) },
    { history: [ONE], settings: { ...SETTINGS, signed }, rows: [], frozen: [] },
  )
  expect(found).toMatchObject({ settings: { signed } })
})

it.each([
  { why: 'that of its first row', rows: [row(2), row(1), row(3)], is: MARCH_1 + 1 },
  { why: 'the first that is open, where it has none', rows: [], frozen: [closed(2)], is: MARCH_1 + 3 },
  {
    why: 'one before others that are closed, where that is open',
    rows: [],
    frozen: [{ ...closed(2), held: [at(1)] }],
    is: MARCH_1 + 1,
  },
  { why: 'any, where nothing of its kind is closed', rows: [], is: 0 },
  {
    why: 'one with noise: that from which all have as much noise as beside it',
    rows: [],
    frozen: [closed(2)],
    noise: '2026-04-01',
    is: MARCH_1 + 31,
  },
])('a table of a folder begins with a day: $why', ({ rows, frozen = [], noise, is }) => {
  const protections = [{ protection: NOISE }, { from: noise ?? '', protection: NOISE }]
  const tables = noise === undefined ? SETTINGS.tables : SETTINGS.tables.map((table) => ({ ...table, protections }))
  expect([...firstDaysOf({ settings: { ...SETTINGS, tables }, rows, frozen })]).toEqual([['day', is]])
})

describe('what changed on a day that is open, in a state that reads its lines anew', () => {
  const redefined = (id: string, date: string) => ({ kind: 'feature-redefined', feature: id, date }) as const
  const hosts = { kind: 'hosts-changed', date: '2026-03-05' } as const
  it.each<{
    readonly why: string
    readonly frozen?: readonly Frozen[]
    readonly told: readonly SeriesBreak[]
    readonly again: readonly SeriesBreak[]
  }>([
    { why: 'none', told: [], again: [] },
    { why: 'before, or with the first open day', told: [redefined('aide', '2026-03-04')], again: [] },
    { why: 'after it', told: [redefined('aide', '2026-03-05')], again: [redefined('aide', '2026-03-04')] },
    {
      why: 'twice, and another, and all',
      told: [redefined('aide', '2026-03-05'), redefined('blog', '2026-03-06'), hosts, redefined('aide', '2026-03-07')],
      again: [redefined('aide', '2026-03-04'), redefined('blog', '2026-03-04'), { ...hosts, date: '2026-03-04' }],
    },
    { why: 'how lines count stays', told: [{ kind: 'threshold-changed', k: 5, date: '2026-04-01' }], again: [] },
    {
      why: 'after a day that is held',
      frozen: [closed(2, [1])],
      told: [redefined('aide', '2026-03-04')],
      again: [redefined('aide', '2026-03-02')],
    },
  ])('is told of the first of them: $why', ({ frozen = [closed(2)], told, again }) => {
    expect(readAnew({ settings: SETTINGS, frozen }, told)).toEqual({ settings: SETTINGS, breaks: again })
  })

  it.each([
    { frozen: [closed(2)], ended: '2026-03-03', is: '2026-03-03' },
    { frozen: [closed(2)], ended: '2026-03-04', is: '2026-03-03' },
    { frozen: [closed(2)], ended: '2026-03-02', is: '2026-03-02' },
    { frozen: [], ended: '2026-03-04', is: '1900-01-01' },
  ])('ends a feature before them: $ended', ({ frozen, ended, is }) => {
    const old = { ...SETTINGS, features: [feature('aide'), feature('blog', { ended })] }
    const { settings: now } = readAnew({ settings: old, frozen }, [])
    expect(now).toEqual({ ...old, features: [feature('aide'), feature('blog', { ended: is })] })
  })
})

const NOISE = { level: 'dp', k: 11, views: 1, changes: 1, epsilon: 1 } as const

/** A log with a line on each day from `first` to `last`, but for some. */
function log(first: number, last: number, ...silent: readonly number[]) {
  const days = daysFrom(DAY + first, DAY + last).filter((day) => !silent.includes(day - DAY))
  return { lastDay: DAY + last, daysSince: (day: number) => days.filter((one) => one >= day) }
}

describe('each log has lines on two days, and around them', () => {
  it.each([
    { why: 'all days', logs: [log(-9, 9), log(-1, 2)], are: true },
    { why: 'up to its last day', logs: [log(-9, 9), log(-9, 0)], are: true },
    { why: 'one that ended before', logs: [log(-9, 9), log(-9, -1)], are: true },
    { why: 'one that begins within', logs: [log(-9, 9), log(0, 9)], are: false },
    { why: 'silent on one of them', logs: [log(-9, 9), log(-9, 9, 1)], are: false },
    { why: 'silent on the day before', logs: [log(-9, 9, -1)], are: false },
    { why: 'silent on the day after', logs: [log(-9, 9, 2)], are: false },
    { why: 'silent further off', logs: [log(-9, 9, -2, 3)], are: true },
    { why: 'one is not found', logs: [log(-9, 9)], areAllFound: false, are: false },
  ])('$why: $are', ({ logs, areAllFound = true, are }) => {
    const span = { from: indexOf<'day'>(DAY), to: indexOf<'day'>(DAY + 1) }
    expect(haveLinesAround({ areAllFound, logs }, span)).toBe(are)
  })
})
