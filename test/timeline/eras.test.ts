import { describe, expect, it } from 'vitest'
import { dayOf, type DayIndex, type PeriodIndex, periodOf, periodText } from '../../src/domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../src/domain/dictionary.ts'
import type { Feature } from '../../src/domain/feature.ts'
import type { TableSpec } from '../../src/domain/table.ts'
import {
  featuresInForce,
  periodsByKind,
  shownTables,
  splitByEras,
  thresholdNow,
  thresholdsPublished,
} from '../../src/timeline/index.ts'
import { EXACT, feature, HIDDEN, NOISY, settings, table } from './changes/changed.ts'

const at = (month: number, day: number) => indexOf<'day'>(dayOf(2026, month, day))
const days = (first: number, last: number) => ({
  ...{ series: 'day', feature: 'aide' },
  ...{ first: indexOf<'period'>(first), last: indexOf<'period'>(last) },
})
const spec = (more: Partial<TableSpec> = {}): TableSpec => ({
  ...{ name: 'day', period: 'day', dimensions: [], measures: ['requests'], protection: HIDDEN },
  ...more,
})
const STEPS = [
  { protection: EXACT },
  { from: '2026-03-01', protection: HIDDEN },
  { from: '2026-05-01', protection: NOISY },
]
const KEPT = settings({
  tables: [table('day', { protections: STEPS })],
  thresholds: [{ k: 11 }, { from: '2026-04-01', k: 5 }],
})

const ASKED = { features: [], specs: [spec()], k: 3 }
const FACTS: Parameters<typeof splitByEras>[2] = {
  ...{ settings: KEPT, spans: [], sinceOf: () => undefined, ending: [], areSound: () => true },
}

/** How a day is protected. */
function inForceOn(day: DayIndex, ...[configured, facts]: [typeof ASKED, typeof FACTS]) {
  const period = { kind: 'day', period: periodOf('day', day) } as const
  return splitByEras(periodsByKind([period]), configured, facts)[0]?.inForce
}

describe('periods are protected', () => {
  it('by the era in which they begin', () => {
    const [february, march] = [periodOf('month', at(2, 1)), periodOf('month', at(3, 1))]
    const periods = new Map([
      ['month', [february, march]],
      ['day', [periodOf('day', at(4, 2))]],
    ] as const)
    const named = splitByEras(periods, ASKED, FACTS).map((era) =>
      [...era.periods].flatMap(([kind, list]) => list.map((period) => periodText(kind, period))).join(),
    )
    expect(named).toEqual(['2026-02', '2026-03', '2026-04-02'])
  })

  it.each([
    { why: 'as a table was then', day: at(3, 1), level: 'threshold', k: 11 },
    { why: 'before all eras', day: at(2, 1), level: 'exact', k: 11 },
    { why: 'with the threshold of then', day: at(4, 1), level: 'threshold', k: 5 },
    { why: 'in the last of them', day: at(5, 1), level: 'cell-key', k: 5 },
  ])('$why', ({ day, level, k }) => {
    const held = inForceOn(day, ASKED, FACTS)
    expect({ level: held?.specs[0]?.protection.level, k: held?.k }).toEqual({ level, k })
  })

  it('by tables that had begun', () => {
    const facts = { ...FACTS, sinceOf: (series: string) => (series === 'day' ? at(3, 1) : undefined) }
    const asked = { ...ASKED, specs: [spec(), spec({ name: 'week', period: 'week' })] }
    expect(inForceOn(at(2, 1), asked, facts)?.specs.map(({ name }) => name)).toEqual(['week'])
    expect(inForceOn(at(5, 1), asked, { ...facts, settings: undefined })).toMatchObject({ k: 3 })
  })
})

describe('a table that has ended closes its last periods', () => {
  const MONTHS = spec({ name: 'month', period: 'month' })
  const march = periodOf('month', at(3, 1))
  const MORE = settings({ tables: [table('day'), table('month', { ended: '2026-04-02' })] })
  const facts = {
    ...{ ...FACTS, settings: MORE, ending: [{ spec: MONTHS, first: march, through: march }] },
  }
  const named = (periods: Parameters<typeof splitByEras>[0], more: Partial<typeof FACTS> = {}) =>
    splitByEras(periods, ASKED, { ...facts, ...more }).map(({ inForce }) =>
      inForce.specs.map(({ name }) => name).join(),
    )
  const [february, april] = [periodOf('month', at(2, 1)), periodOf('month', at(4, 1))]
  const daysOfBoth = ['day', [periodOf('day', at(3, 31)), periodOf('day', at(4, 1))]] as const

  it('with those of its time, and none after it', () => {
    expect(named(new Map([daysOfBoth, ['month', [march, april]]]))).toEqual(['day,month', 'day'])
  })

  it('no earlier ones, and none where no period of it closes', () => {
    expect(named(new Map([daysOfBoth]))).toEqual(['day', 'day'])
    expect(named(new Map([['month', [february]]]))).toEqual(['day'])
  })

  it('as it was protected then, but not exactly: nobody asks for it', () => {
    const protectedBy = (protection: TableSpec['protection']) => ({
      settings: settings({ tables: [table('month', { ended: '2026-04-02', protections: [{ protection }] })] }),
    })
    const closing = new Map([['month', [march]]] as const)
    expect(named(closing, protectedBy(NOISY))).toEqual(['day,month'])
    expect(named(closing, protectedBy(EXACT))).toEqual(['day'])
  })

  it('unless the others are protected as it is right without it, from a day within on', () => {
    const closing = new Map([['month', [march]]] as const)
    const turned = (from: string) => ({
      settings: settings({
        tables: [
          table('day', { protections: [{ protection: HIDDEN }, { from, protection: NOISY }] }),
          table('month', { ended: '2026-04-02' }),
        ],
      }),
      areSound: (specs: readonly TableSpec[]) => specs.length < 2 || specs[0]?.protection.level === 'threshold',
    })
    expect(named(closing, turned('2026-03-31'))).toEqual(['day'])
    expect(named(closing, turned('2026-04-01'))).toEqual(['day,month'])
  })

  it('beside another that has, if both are sound', () => {
    const closing = new Map<PeriodKind, readonly PeriodIndex[]>([daysOfBoth, ['month', [march]]])
    const DETAILS = spec({ name: 'detail', period: 'month', dimensions: ['device'] })
    const ending = [...facts.ending, { spec: DETAILS, first: march, through: march }]
    expect(named(closing, { ending })).toEqual(['day,month,detail', 'day'])
    expect(named(closing, { ending, areSound: (specs) => specs.length < 3 })).toEqual(['day,month', 'day'])
  })
})

describe('a table with noise is protected', () => {
  const ENTRIES = ['requests', 'entries', 'errors'] as const
  const noisy = (period: 'month' | 'week', more: Partial<Parameters<typeof table>[1]> = {}) =>
    table(period, { protections: [{ protection: NOISY }], ...more })
  const asked = (specs: readonly TableSpec[]) => ({ ...ASKED, specs: [...specs] })
  const MONTHS = spec({ name: 'month', period: 'month', measures: ENTRIES, protection: NOISY })
  /** What is protected of the tables on the first day of each month from January to May. */
  const within = (
    specs: readonly TableSpec[],
    kept: Parameters<typeof settings>[0],
    since: typeof FACTS.sinceOf = () => undefined,
  ) =>
    [1, 2, 3, 4, 5].map((month) => {
      const facts = { ...FACTS, settings: settings(kept), sinceOf: since }
      return inForceOn(at(month, 1), asked(specs), facts)?.specs.map(
        ({ name, measures }) => `${name} ${measures.length}`,
      )
    })
  const [ALL, TWO] = [['month 3'], ['month 2']]

  it.each([
    { why: 'with a measure from its beginning on', lacking: [{ to: '2026-02-28' }], months: [TWO, TWO, ALL, ALL, ALL] },
    {
      why: 'with one that is gone in part of its days',
      lacking: [{ from: '2026-03-10' }],
      months: [ALL, ALL, ALL, ALL, ALL],
    },
    {
      why: 'with one that lacked before the table began',
      lacking: [{ to: '2026-01-31' }],
      protections: [{ from: '2026-03-01', protection: NOISY }],
      months: [ALL, ALL, ALL, ALL, ALL],
    },
    {
      why: 'with one that was away until it is back',
      lacking: [{ to: '2026-01-31' }, { from: '2026-02-10', to: '2026-04-30' }],
      // What the others need changes with the month after.
      protections: [{ protection: NOISY }, { from: '2026-03-01', protection: { ...NOISY, k: 5 } }],
      months: [TWO, ALL, TWO, TWO, ALL],
    },
  ])('$why', ({ lacking, protections, months }) => {
    const lacks = lacking.map((days) => ({ measure: 'entries' as const, ...days }))
    const tables = [noisy('month', { lacking: lacks, ...(protections && { protections }) })]
    expect(within([MONTHS], { tables })).toEqual(months)
  })

  it('with a measure that is no part of another, whichever days lack it: it needs no noise more', () => {
    const tables = [noisy('month', { lacking: [{ measure: 'errors', to: '2026-02-28' }] })]
    expect(within([MONTHS], { tables })).toEqual([ALL, ALL, ALL, ALL, ALL])
  })

  it('beside others that are there in its time: one is away from February, another new in March, and the first is back in May', () => {
    const WEEKS = spec({ name: 'week', period: 'week', protection: NOISY })
    const tables = [noisy('month'), noisy('week', { away: [{ from: '2026-02-01', to: '2026-04-30' }] })]
    const since = (series: string) => (series === 'month' ? at(3, 1) : undefined)
    expect(within([MONTHS, WEEKS], { tables }, since)).toEqual([
      ...[['week 1'], ['week 1']],
      ...[ALL, ALL, ['month 3', 'week 1']],
    ])
  })

  it('as it was, where it hides and has no noise', () => {
    const tables = [table('day', { away: [{ from: '2026-02-01', to: '2026-04-30' }] }), noisy('month')]
    expect(within([spec()], { tables })[2]).toEqual(['day 1'])
  })
})

describe('tables are published', () => {
  it('as their newest rows are protected', () => {
    const newest = (last: number) => shownTables([spec()], KEPT, [days(0, last)])[0]?.spec.protection.level
    expect([newest(at(2, 1)), newest(at(3, 5)), newest(at(5, 5))]).toEqual(['exact', 'threshold', 'cell-key'])
  })

  it('as they will be, where nothing is', () => {
    expect(shownTables([spec()], KEPT, [])[0]?.spec.protection.level).toBe('cell-key')
  })

  it('with their past when they have ended, if they have a row', () => {
    const ended = settings({
      tables: [table('day', { ended: '2026-03-10', protections: STEPS }), table('week', { ended: '2026-03-10' })],
    })
    const shown = shownTables([], ended, [days(at(2, 1), at(3, 5))])
    expect(shown).toMatchObject([{ spec: { name: 'day', protection: HIDDEN }, ended: at(3, 10) }])
    expect(shownTables([spec({ period: 'year' })], undefined, [])).toMatchObject([{ ended: undefined }])
    // Once, while it still closes.
    expect(shownTables([spec()], ended, [days(at(2, 1), at(3, 5))])).toMatchObject([{ ended: at(3, 10) }])
  })

  it('without those of which no protection is known then', () => {
    const ended = settings({
      tables: [table('day', { ended: '2026-03-10', protections: [{ from: '2026-03-08', protection: HIDDEN }] })],
    })
    expect(shownTables([], ended, [days(0, at(3, 1))])).toEqual([])
  })

  it('with the ways in which earlier rows are protected', () => {
    const earlier = (first: number, last: number) => shownTables([spec()], KEPT, [days(first, last)])[0]?.earlier
    expect(earlier(at(2, 1), at(3, 5))).toEqual([{ until: '2026-03-01', protection: EXACT }])
    expect(earlier(at(2, 1), at(3, 1))).toEqual([{ until: '2026-03-01', protection: EXACT }])
    expect(earlier(at(2, 1), at(2, 28))).toEqual([])
    expect(earlier(at(3, 1), at(3, 5))).toEqual([])
    expect(earlier(at(3, 2), at(3, 5))).toEqual([])
    expect(shownTables([spec()], undefined, [])).toMatchObject([{ earlier: [] }])
    expect(shownTables([spec()], KEPT, [])).toMatchObject([{ earlier: [] }])
  })

  it('with the thresholds that held', () => {
    const spans = [days(at(3, 1), at(4, 2))]
    expect([thresholdNow(3, KEPT, spans), thresholdNow(3, undefined, spans)]).toEqual([5, 3])
    expect(thresholdsPublished(KEPT, spans)).toEqual([11, 5])
    expect(thresholdsPublished(KEPT, [days(at(3, 1), at(4, 1))])).toEqual([11, 5])
    expect(thresholdsPublished(KEPT, [days(at(3, 1), at(3, 31))])).toEqual([11])
    expect(thresholdsPublished(KEPT, [days(at(4, 1), at(4, 2))])).toEqual([5])
    expect(thresholdsPublished(KEPT, [days(at(3, 1), at(3, 2))])).toEqual([11])
    expect(thresholdsPublished(undefined, spans)).toEqual([])
  })

  it('but on days on which they were away', () => {
    const away = [{ from: '2026-03-01', to: '2026-03-02' }]
    const known = settings({ tables: [table('day', { away })] })
    expect(shownTables([spec()], known, [])[0]?.away).toEqual([{ from: at(3, 1), to: at(3, 2) }])
    expect(shownTables([spec()], settings(), [])[0]?.away).toEqual([])
  })
})

describe('features have rows', () => {
  const asked = (id: string, more: Partial<Feature> = {}): Feature => ({
    ...{ id, title: {}, match: [], examples: [], clients: 'humans', partial: 'exclude', assets: 'exclude' },
    ...more,
  })
  const away = [{ from: '2026-02-01', to: '2026-02-05' }]
  it.each([
    { why: 'as they are configured', own: asked('aide'), kept: undefined, is: {} },
    { why: 'from their first whole day', own: asked('aide'), kept: { since: '2026-02-01' }, is: { from: at(2, 1) } },
    {
      why: 'or from a later one that is said',
      own: asked('aide', { from: at(3, 1) }),
      kept: { since: '2026-02-01' },
      is: { from: at(3, 1) },
    },
    {
      why: 'but while they were away',
      own: asked('aide'),
      kept: { away },
      is: { away: [{ from: at(2, 1), to: at(2, 5) }] },
    },
    {
      why: 'to their last day, when they are gone',
      own: undefined,
      kept: { ended: '2026-03-10' },
      is: { until: at(3, 10) },
    },
    {
      why: 'that was said before',
      own: undefined,
      kept: { ended: '2026-03-10', until: '2026-03-01' },
      is: { until: at(3, 1) },
    },
    {
      why: 'or that came before',
      own: undefined,
      kept: { ended: '2026-03-10', until: '2026-04-01' },
      is: { until: at(3, 10) },
    },
    {
      why: 'from the day that was said',
      own: undefined,
      kept: { ended: '2026-03-10', from: '2026-02-01' },
      is: { until: at(3, 10), from: at(2, 1) },
    },
    {
      why: 'or known',
      own: undefined,
      kept: { ended: '2026-03-10', since: '2026-02-03' },
      is: { until: at(3, 10), from: at(2, 3) },
    },
    {
      why: 'whichever is later',
      own: undefined,
      kept: { ended: '2026-03-10', from: '2026-02-01', since: '2026-02-03' },
      is: { until: at(3, 10), from: at(2, 3) },
    },
    {
      why: 'never cut off by a day that was said later',
      own: asked('aide', { from: at(3, 1), until: at(3, 2) }),
      kept: {},
      rows: days(at(2, 1), at(3, 5)),
      is: { from: at(2, 1), until: at(3, 5) },
    },
  ])('$why', ({ own, kept, rows, is }) => {
    const known = kept === undefined ? undefined : settings({ features: [feature('aide', kept)] })
    const found = featuresInForce(own === undefined ? [] : [own], known, rows === undefined ? [] : [rows])
    const { from, until, away: was } = found[0] ?? {}
    expect({ from, until, away: was }).toEqual({ from: undefined, until: undefined, away: undefined, ...is })
  })

  it('none, when they were gone before they had begun', () => {
    const gone = settings({
      features: [feature('aide', { since: '2026-03-05', ended: '2026-03-01', match: ['/aide'] })],
    })
    expect(featuresInForce([], gone, [])).toEqual([])
    const past = settings({ features: [feature('aide', { ended: '2026-03-01', match: ['/aide'] })] })
    expect(featuresInForce([], past, [])[0]?.match).toMatchObject([{ value: '/aide' }])
  })
})
