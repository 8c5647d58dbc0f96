import { describe, expect, it } from 'vitest'
import { PERIOD_KINDS } from '../../src/domain/dictionary.ts'
import type { TableRequest, TableRule } from '../../src/domain/table.ts'
import { planTables, type PlanOptions } from '../../src/protect/index.ts'

const OPTIONS: PlanOptions = { k: 11, cells: () => 100 }

function plan(requests: readonly Partial<TableRequest>[], options: Partial<PlanOptions> = {}) {
  const written = requests.map((request, i) => ({
    value: { name: `t${i}`, period: 'day', dimensions: [], acceptRisk: false, ...request } as const,
    place: { file: 'comptage.yaml', line: i + 1, column: 5 },
  }))
  const { specs, problems, brokenPromises } = planTables(written, { ...OPTIONS, ...options })
  const rules = problems.map(({ table, rule }) => `${table} ${rule}`)
  return { specs, problems, brokenPromises, rules }
}

const exact = { level: 'exact', acceptRisk: true } as const

describe('a table alone', () => {
  it.each<{ why: string; request: Partial<TableRequest>; rules: TableRule[] }>([
    { why: 'a summary by default', request: {}, rules: [] },
    { why: 'a summary at exact', request: exact, rules: [] },
    { why: 'a breakdown by default', request: { dimensions: ['device'] }, rules: [] },
    { why: 'a breakdown at exact', request: { dimensions: ['device'], ...exact }, rules: [] },
    {
      why: 'a breakdown adds up',
      request: { dimensions: ['device'], level: 'threshold' },
      rules: ['threshold-on-breakdown'],
    },
    { why: 'nobody accepted the risk', request: { level: 'exact' }, rules: ['exact-needs-accept-risk'] },
    { why: 'a summary with noise', request: { level: 'cell-key' }, rules: [] },
    { why: 'its grid may not depend on the logs', request: { level: 'dp' }, rules: ['dp-needs-since'] },
    {
      why: 'entries alone, with noise',
      request: { level: 'cell-key', measures: ['entries'] },
      rules: ['entries-needs-requests'],
    },
    { why: 'sizes betray pages', request: { measures: ['requests', 'bytes'] }, rules: ['bytes-needs-exact'] },
    { why: 'sizes at exact', request: { measures: ['bytes'], ...exact }, rules: [] },
    { why: 'entries alone', request: { measures: ['entries', 'errors'] }, rules: ['entries-needs-requests'] },
    { why: 'entries alone, at exact', request: { measures: ['entries'], ...exact }, rules: [] },
    {
      why: 'errors are a second view of the status',
      request: { dimensions: ['status'], measures: ['errors'], ...exact },
      rules: ['told-twice'],
    },
    {
      why: 'a duration tells that there were uses',
      request: { measures: ['errors', 'duration_p50'], ...exact },
      rules: ['durations-need-requests'],
    },
    { why: 'durations beside their uses', request: { measures: ['requests', 'duration_p95'] }, rules: [] },
    {
      why: 'true durations beside noise',
      request: { level: 'cell-key', measures: ['requests', 'duration_p50'] },
      rules: ['durations-have-no-noise'],
    },
    { why: 'a flow by week', request: { period: 'week', dimensions: ['from'] }, rules: ['from-only-by-month'] },
    { why: 'a flow by month', request: { period: 'month', dimensions: ['from'] }, rules: [] },
    { why: 'hours by day', request: { dimensions: ['hour'], ...exact }, rules: ['hour-only-by-month'] },
    {
      why: 'hours by year',
      request: { period: 'year', dimensions: ['hour'], ...exact },
      rules: ['hour-only-by-month'],
    },
    { why: 'a monthly profile', request: { period: 'month', dimensions: ['hour'], ...exact }, rules: [] },
    { why: 'two by day', request: { dimensions: ['device', 'os'], ...exact }, rules: ['two-dimensions-by-month'] },
    {
      why: 'two by week',
      request: { period: 'week', dimensions: ['device', 'os'], ...exact },
      rules: ['two-dimensions-by-month'],
    },
    { why: 'two by quarter', request: { period: 'quarter', dimensions: ['device', 'os'], ...exact }, rules: [] },
    {
      why: 'three',
      request: { period: 'month', dimensions: ['device', 'os', 'browser'], ...exact },
      rules: ['more-than-two-dimensions'],
    },
    {
      why: 'every rule that is broken is told',
      request: { dimensions: ['status', 'hour'], measures: ['errors', 'bytes'] },
      rules: ['hour-only-by-month', 'two-dimensions-by-month', 'bytes-needs-exact', 'told-twice'],
    },
  ])('$why: $request', ({ request, rules }) => {
    const found = plan([request])
    expect(found.rules).toEqual(rules.map((rule) => `t0 ${rule}`))
    expect(found.specs).toHaveLength(rules.length === 0 ? 1 : 0)
  })

  it.each([
    { cells: 333_333, period: 'month', rules: [], why: 'three open months' },
    { cells: 333_334, period: 'month', rules: ['t0 too-many-cells'], why: 'three open months, one cell more' },
    { cells: 26_315, period: 'day', rules: [], why: '38 open days' },
    { cells: 26_316, period: 'day', rules: ['t0 too-many-cells'], why: '38 open days, one cell more' },
  ] as const)('$why: $cells cells', ({ cells, period, rules }) => {
    const asked: unknown[] = []
    const found = plan([{ period, dimensions: ['browser'], ...exact }], {
      cells: (dimensions) => (asked.push(dimensions), cells),
    })
    expect(found.rules).toEqual(rules)
    expect(asked).toEqual([['browser']])
  })
})

describe('periods beside each other', () => {
  const by = (...periods: TableRequest['period'][]) => periods.map((period) => ({ period }))

  it.each<{ why: string; requests: Partial<TableRequest>[]; rules: string[] }>([
    { why: 'two nested kinds', requests: by('day', 'month'), rules: [] },
    { why: 'days and weeks nest', requests: by('week', 'day'), rules: [] },
    {
      why: 'the same kind again is no third',
      requests: [
        ...by('day', 'month'),
        ...by('day', 'month').map((one) => ({ ...one, dimensions: ['device'], ...exact })),
      ],
      rules: [],
    },
    { why: 'a third kind', requests: by('day', 'month', 'quarter'), rules: ['t2 three-noise-free-periods'] },
    { why: 'weeks straddle months', requests: by('week', 'month'), rules: ['t1 week-beside-longer'] },
    { why: 'weeks straddle years, in either order', requests: by('year', 'week'), rules: ['t1 week-beside-longer'] },
    {
      why: 'a third kind that straddles as well',
      requests: by('day', 'week', 'quarter'),
      rules: ['t2 three-noise-free-periods', 't2 week-beside-longer'],
    },
    {
      why: 'an accepted risk is no licence for a third kind',
      requests: [...by('day', 'month'), { period: 'year', dimensions: ['device'], ...exact }],
      rules: ['t2 three-noise-free-periods'],
    },
    {
      why: 'nor when it comes first',
      requests: [{ period: 'month', ...exact }, { period: 'week' }],
      rules: ['t1 week-beside-longer'],
    },
    {
      why: 'where all is shown there is nothing to keep',
      requests: by('day', 'week', 'month', 'year').map((request) => ({ ...request, ...exact })),
      rules: [],
    },
    {
      why: 'tables with noise have no margins in time',
      requests: [...by('day', 'month'), { period: 'week', level: 'cell-key' }],
      rules: [],
    },
  ])('$why', ({ requests, rules }) => {
    expect(plan(requests).rules).toEqual(rules)
  })
})

describe('tables that count the same', () => {
  const count = (period: TableRequest['period'], ...dimensions: TableRequest['dimensions']) => ({ period, dimensions })
  const other = [count('month'), count('day', 'device'), count('month', 'os', 'device')]

  it.each([
    { why: 'other periods or dimensions', requests: [count('day'), ...other], rules: [] },
    { why: 'under another name', requests: [count('day'), ...other, count('day')], rules: ['t4 counted-twice'] },
    {
      why: 'protected in another way',
      requests: [count('day'), { ...count('day'), measures: ['requests'] as const, ...exact }],
      rules: ['t1 counted-twice'],
    },
    {
      why: 'each but the first',
      requests: [count('day'), count('day'), count('day')],
      rules: ['t1 counted-twice', 't2 counted-twice'],
    },
  ])('$why: $rules', ({ requests, rules }) => {
    expect(plan(requests.map((one) => ('level' in one ? one : { ...one, ...exact }))).rules).toEqual(rules)
  })
})

describe('noisy figures of one request', () => {
  // One of each period, since no two may have the same.
  const noisy = (...measures: TableRequest['measures'][]) =>
    measures.map((wanted, n) => ({
      level: 'cell-key' as const,
      period: PERIOD_KINDS[n] ?? 'day',
      ...(wanted && { measures: wanted }),
    }))
  const few = ['requests', 'errors'] as const

  it.each<{ why: string; requests: Partial<TableRequest>[]; rules: string[]; views: number }>([
    { why: 'one a table', requests: noisy(few, few), rules: [], views: 2 },
    { why: 'one more with entries', requests: noisy(few, undefined, few), rules: [], views: 4 },
    {
      why: 'a table by other dimensions is another figure',
      requests: [
        ...noisy(few, few),
        ...noisy(few, few).map((request) => ({ ...request, dimensions: ['device' as const] })),
      ],
      rules: [],
      views: 4,
    },
    { why: 'five', requests: noisy(few, few, few, few, few), rules: ['t4 too-many-views'], views: 4 },
    {
      why: 'dp counts too',
      requests: [...noisy(undefined, undefined), { level: 'dp', period: 'year' }],
      rules: ['t2 too-many-views'],
      views: 4,
    },
    {
      why: 'tables without noise do not',
      requests: [...noisy(few), { period: 'month' }, { period: 'year', ...exact }],
      rules: [],
      views: 1,
    },
  ])('$why', ({ requests, rules, views }) => {
    const found = plan(requests, { hasSince: true })
    expect(found.rules).toEqual(rules)
    const { protection } = found.specs.find(({ protection: { level } }) => level === 'cell-key')!
    expect(protection).toEqual({
      level: 'cell-key',
      k: views === 4 ? 12 : 11,
      views,
      variance: 2 * views,
      reach: [5, 7, 9, 10][views - 1],
    })
  })

  it.each([
    { tables: 1, k: 86 },
    { tables: 4, k: 342 },
  ])('dp hides what zeros may reach: $tables tables, below $k', ({ tables, k }) => {
    const requests = noisy(few, few, few, few)
      .slice(0, tables)
      .map((request) => ({ ...request, level: 'dp' as const }))
    const { specs } = plan(requests, { hasSince: true })
    expect(specs[0]?.protection).toEqual({ level: 'dp', k, views: tables, changes: 10, epsilon: 1 })
  })

  it('dp keeps a threshold that is larger still', () => {
    const { specs } = plan([{ level: 'dp', measures: few }], { hasSince: true, k: 500 })
    expect(specs[0]?.protection).toMatchObject({ k: 500 })
  })
})

describe('what a table gets', () => {
  it('has measures by tier, and the level of the service', () => {
    const { specs } = plan([
      {},
      { period: 'month', dimensions: ['device'] },
      { period: 'month', dimensions: ['status'], ...exact },
    ])
    expect(specs.map(({ measures }) => measures)).toEqual([
      ['requests', 'entries', 'errors'],
      ['requests', 'errors'],
      ['requests'],
    ])
    expect(specs.map(({ protection }) => protection)).toEqual([
      { level: 'threshold', k: 11 },
      { level: 'cell-key', k: 11, views: 1, variance: 2, reach: 5 },
      { level: 'exact' },
    ])
  })

  it('puts its measures into the order of the columns, each once', () => {
    const { specs } = plan([{ measures: ['errors', 'entries', 'requests', 'errors'] }])
    expect(specs[0]?.measures).toEqual(['requests', 'entries', 'errors'])
  })

  it('keeps the order of its dimensions', () => {
    const { specs } = plan([{ period: 'month', dimensions: ['os', 'device'], ...exact }])
    expect(specs[0]?.dimensions).toEqual(['os', 'device'])
  })

  it('is told by its name and its place', () => {
    expect(plan([{}, { name: 'by-device', dimensions: ['device'], level: 'threshold' }]).problems).toEqual([
      {
        code: 'TABLE_RULE',
        place: { file: 'comptage.yaml', line: 2, column: 5 },
        table: 'by-device',
        rule: 'threshold-on-breakdown',
      },
    ])
  })
})

describe('the level of the command line', () => {
  it.each<{ why: string; request: Partial<TableRequest>; options: Partial<PlanOptions>; rules: string[] }>([
    {
      why: 'replaces a default',
      request: { dimensions: ['device'] },
      options: { override: 'exact', acceptRisk: true },
      rules: [],
    },
    { why: 'replaces a chosen level', request: { level: 'dp' }, options: { override: 'threshold' }, rules: [] },
    {
      why: 'needs its risk accepted',
      request: {},
      options: { override: 'exact' },
      rules: ['t0 exact-needs-accept-risk'],
    },
    {
      why: 'takes an acceptance in the file',
      request: { acceptRisk: true },
      options: { override: 'exact' },
      rules: [],
    },
    {
      why: 'is held to the same rules',
      request: { dimensions: ['os'] },
      options: { override: 'threshold' },
      rules: ['t0 threshold-on-breakdown'],
    },
    { why: 'may be an acceptance alone', request: { level: 'exact' }, options: { acceptRisk: true }, rules: [] },
    {
      why: 'may be the strictest',
      request: {},
      options: { override: 'dp', hasSince: true },
      rules: [],
    },
  ])('$why', ({ request, options, rules }) => {
    expect(plan([request], options).rules).toEqual(rules)
  })

  it.each<{ why: string; request: Partial<TableRequest>; override?: 'exact'; isByOption: true | undefined }>([
    { why: 'the option', request: {}, override: 'exact', isByOption: true },
    { why: 'the table, whatever the option', request: { level: 'exact' }, override: 'exact', isByOption: undefined },
    { why: 'the table', request: { level: 'exact' }, isByOption: undefined },
  ])('is told to be at fault where it is: $why', ({ request, override, isByOption }) => {
    const { problems } = plan([request], override === undefined ? {} : { override })
    expect(problems.map((problem) => problem.isByOption)).toEqual([isByOption])
  })
})

describe('what is promised', () => {
  const noisy = [{ level: 'cell-key' }, {}, { dimensions: ['os'] }] as const

  it('is held against each table with noise, told where it is written', () => {
    expect(planned(0.7)).toEqual([{ table: 't2', line: 3, guessed: 0.708, promise: 0.7 }])
    expect(planned(0.66).map(({ table }) => table)).toEqual(['t0', 't2'])
  })

  it.each([0.71, undefined])('allows what is as much: %s', (promise) => {
    expect(planned(promise)).toEqual([])
  })

  function planned(promise: number | undefined) {
    const { brokenPromises } = plan(noisy, promise === undefined ? {} : { promise })
    return brokenPromises.map(({ place, table, guessed, promise: own }) => ({
      ...{ table, line: place.line, guessed, promise: own },
    }))
  }
})
