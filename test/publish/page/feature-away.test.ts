import { describe, expect, it } from 'vitest'
import type { SeriesBreak } from '../../../src/domain/change.ts'
import { indexOf } from '../../../src/domain/dictionary.ts'
import { type DayIndex, dayText, firstDayOf, lastDayOf, periodOf } from '../../../src/domain/calendar.ts'
import type { Feature } from '../../../src/domain/feature.ts'
import type { ProtectedRow, TableSpec } from '../../../src/domain/table.ts'
import { editionOf } from '../../../src/publish/edition.ts'
import { landingPages } from '../../../src/publish/page/landing-page.ts'
import { overviewOf } from '../../../src/publish/page/overview.ts'
import { badges } from '../../../src/publish/programs/badges.ts'
import { latest } from '../../../src/publish/programs/latest.ts'
import type { Latest } from '../../../src/publish/programs/latest-shape.ts'
import { DAY_FEATURE } from '../example-publication.ts'
import { day, feature, MONTH_FEATURE, publicationOf } from './sample-services.ts'

const FIRST = '2026-01-01'

/** Twenty uses a day; one of two features was away from a day to the end of April, and counted again from the first of May. */
function awayFrom(from: string) {
  const release = { version: '1.0.0', created: '2026-06-02T00:00:00Z' }
  const change = { kind: 'feature-returned', feature: 'aide', from, date: '2026-05-01' } as const
  const publication = publicationOf({
    features: [feature('aide'), feature('other')],
    first: FIRST,
    last: '2026-05-31',
    uses: (position, date) => (position === 0 && date >= day(from) - day(FIRST) && date < 120 ? 0 : 20),
    specs: [MONTH_FEATURE],
    change: { language: 'en', history: [{ ...release, changes: [change] }] },
  })
  const edition = editionOf(publication, 'summary')
  const overview = overviewOf(edition)!
  const [, page] = landingPages(edition, { files: [], offers: [], overview, verdicts: undefined })
  return { row: overview.rows[0]!, page: page!.text }
}

describe('a month within which a feature was taken away', () => {
  it.each([
    { from: '2026-04-02', days: 1, count: 20 },
    { from: '2026-04-11', days: 10, count: 200 },
    { from: '2026-04-30', days: 29, count: 580 },
  ])('is told as one of $days days', ({ from, days, count }) => {
    const { row, page } = awayFrom(from)
    expect([...row.series.parts]).toEqual([3])
    expect(row.change).toMatchObject({ ratio: 1, before: { count, days } })
    expect(page).toContain(`<td>${count}*</td>`)
    expect(page.match(/\*<\/td>/g)).toHaveLength(1)
    expect(page).toContain('Pale: ')
  })

  it('is whole where it was taken away on its first day after', () => {
    const { row, page } = awayFrom('2026-05-01')
    expect([...row.series.parts]).toEqual([])
    expect(page).not.toContain('*</td>')
  })
})

describe('a feature that is back within a month', () => {
  it.each([
    { back: '2026-05-10', why: 'in its last', state: 'not-published', sign: '×', text: 'not published' },
    { back: '2026-06-01', why: 'after it', state: 'no-log', sign: '–', text: 'not counted' },
  ])('is not out of service, and keeps its badge: $why', ({ back, state, sign, text }) => {
    const change = { kind: 'feature-returned', feature: 'aide', from: '2026-03-11', date: back } as const
    const made = publicationOf({
      features: [feature('aide'), feature('other')],
      first: FIRST,
      last: '2026-05-31',
      uses: () => 20,
      specs: [MONTH_FEATURE],
      change: { language: 'en', history: [{ version: '1.0.0', created: '2026-06-02T00:00:00Z', changes: [change] }] },
    })
    const rowsOf = ({ rows }: (typeof made.tables)[number]) =>
      Array.from(rows).filter((row) => row.feature !== 'aide' || lastDayOf('month', row.period) < day('2026-04-01'))
    const tables = made.tables.map((table) => ({ ...table, rows: rowsOf(table) }))
    const edition = editionOf({ ...made, tables }, 'summary')
    const overview = overviewOf(edition)!
    const page = landingPages(edition, { files: [], offers: [], overview, verdicts: undefined })[1]!.text
    const [row] = page.slice(page.indexOf('id="f-aide"')).split('id="f-other"')
    expect(row).toContain(`<td>${sign}</td>`)
    expect(row).toContain(text)
    expect(row).not.toContain('>out of service<')
    expect(overview.rows[0]!.series.slots.map((slot) => slot.state).slice(2)).toEqual([
      'shown',
      'gap',
      state === 'no-log' ? 'gap' : 'withheld',
    ])
    const badge = badges.filesOf(edition, overview).find(({ path }) => path === 'badge/aide.json')
    expect(badge?.text).toContain(text)
    const { features } = JSON.parse(latest.filesOf(edition, overview)[0]!.text) as Latest
    expect(features[0]!.latest).toMatchObject({ requests: { state, value: null } })
  })
})

describe('the latest seven days, of which some were not counted', () => {
  const [FROM, TO] = ['2026-01-01', '2026-01-21']
  const EXACT = { ...DAY_FEATURE, protection: { level: 'exact' } } as const
  type Hole = { readonly change: SeriesBreak; readonly position: number }

  /** Twenty uses and an error a day; from a day up to another, rows of the first feature, or their errors, are missing. */
  function told({ change, position }: Hole, spec: TableSpec, [from, to]: readonly [number, number]) {
    const made = publicationOf({
      features: [feature('aide'), feature('other')],
      first: FROM,
      last: TO,
      uses: () => 20,
      errors: () => 1,
      specs: [spec],
      change: { language: 'en', history: [{ version: '1.0.0', created: '2026-06-02T00:00:00Z', changes: [change] }] },
    })
    const isIn = (period: number): boolean => period >= from && period < to
    const tables = made.tables.map((table) => ({
      ...table,
      rows: Array.from(table.rows).flatMap((row) => {
        if (!isIn(row.period) || (position < 0 && row.feature !== 'aide')) return [row]
        return position < 0
          ? []
          : [{ ...row, counts: row.counts.map((count, n) => (n === position ? undefined : count)) }]
      }),
    }))
    const edition = editionOf({ ...made, tables }, 'summary')
    const overview = overviewOf(edition)!
    const [figures, badge] = [latest, badges].map((one) => one.filesOf(edition, overview))
    return {
      ...(JSON.parse(figures![0]!.text) as Latest),
      badge: badge!.find(({ path }) => path === 'badge/aide.json')!.text,
    }
  }

  const HOLES = [1, 5, 7, 8, 12, 13, 14, 15, 16, 18].flatMap((first) =>
    [1, 3].map((days) => [first, first + days] as const),
  )
  const daysIn = ([from, to]: readonly [number, number]): number =>
    Array.from({ length: 7 }, (_, n) => n + 15).filter((n) => n >= from && n < to).length

  it.each(HOLES)('are a least figure of a feature that came back, from day %i up to %i', (first, end) => {
    const [from, date] = [first, end].map((n) => dayText(indexOf<'day'>(day(FROM) + n - 1)))
    const change = { kind: 'feature-returned', feature: 'aide', from: from!, date: date! } as const
    for (const spec of [
      EXACT,
      { ...EXACT, measures: ['requests'], protection: { level: 'threshold', k: 11 } } as const,
    ]) {
      const { features, total, badge } = told({ change, position: -1 }, spec, [
        day(FROM) + first - 1,
        day(FROM) + end - 1,
      ])
      const days = 7 - daysIn([first, end])
      const state =
        days === 7
          ? { state: 'exact', value: 140, atLeast: 140 }
          : { state: 'hidden', value: null, atLeast: 20 * days, days }
      expect(features[0]!.latest!.requests).toEqual(state)
      expect(features[1]!.latest!.requests).toMatchObject({ state: 'exact', value: 140 })
      expect(total!.requests).toMatchObject(days === 7 ? { value: 280 } : { value: null, atLeast: 140 + 20 * days })
      expect(badge).toContain(days === 7 ? '"140' : `"≥\u00A0${20 * days}`)
    }
  })

  it.each(HOLES)('are a least figure of a measure that is new or came back, from day %i up to %i', (first, end) => {
    const [from, date] = [first, end].map((n) => dayText(indexOf<'day'>(day(FROM) + n - 1)))
    for (const measure of ['requests', 'errors'] as const) {
      const position = EXACT.measures.indexOf(measure)
      const change = { kind: 'measure-returned', table: 'day-feature', measure, from: from!, date: date! } as const
      const { features } = told({ change, position }, EXACT, [day(FROM) + first - 1, day(FROM) + end - 1])
      const days = 7 - daysIn([first, end])
      const each = measure === 'requests' ? 20 : 1
      const state =
        days === 7 ? { state: 'exact', value: 7 * each } : { state: 'hidden', value: null, atLeast: each * days }
      for (const one of features) expect(one.latest![measure]).toMatchObject(state)
    }
  })
})

describe('the latest days, of which a feature has but some since it begins or ends within', () => {
  /** What is told of twenty uses a day between two days, of as many days as two windows have. */
  function told(length: number, kind: 'day' | 'week', first: number, end: number) {
    const at = (n: number) => indexOf<'day'>(day('2026-01-05') + n)
    const edition = editionOf(
      publicationOf({
        features: [feature('aide', { from: at(first), until: at(end) }), feature('other')],
        first: dayText(at(0)),
        last: dayText(at(2 * length - 1)),
        uses: () => 20,
        specs: [{ ...DAY_FEATURE, name: `${kind}-feature`, period: kind }],
      }),
      'summary',
    )
    const { features } = JSON.parse(latest.filesOf(edition, overviewOf(edition))[0]!.text) as Latest
    return features.map((one) => [one.before!.requests, one.latest!.requests])
  }

  it.each([
    { length: 7, kind: 'day', step: 1 },
    { length: 28, kind: 'day', step: 9 },
    { length: 28, kind: 'week', step: 9 },
  ] as const)('says of how many: $length, by $kind', ({ length, kind, step }) => {
    const days = Array.from({ length: 2 * length }, (_, n) => n)
    const bounds = days.filter((n) => n % step === 0 || [length - 1, length, 2 * length - 1].includes(n))
    const whole = { state: 'exact', value: 20 * length, atLeast: 20 * length }
    for (const first of bounds)
      for (const end of bounds.filter((n) => n >= first)) {
        const counted = [0, length].map((from) => days.slice(from, from + length).filter((n) => n >= first && n <= end))
        const expected = counted.map((own) =>
          own.length === 0
            ? { state: 'not-in-service', value: null, atLeast: null }
            : own.length === length
              ? whole
              : { state: 'exact', value: 20 * own.length, atLeast: 20 * own.length, days: own.length },
        )
        expect([first, end, ...told(length, kind, first, end)]).toEqual([first, end, expected, [whole, whole]])
      }
  })
})

describe.each(['day', 'week', 'month', 'quarter'] as const)('beside a table by %s', (kind) => {
  const spec = { ...MONTH_FEATURE, name: `${kind}-feature`, period: kind }
  // A Wednesday, a Monday, and days within a month and at its end.
  const DATES = ['2026-04-01', '2026-04-06', '2026-04-15', '2026-04-30'].map(day)

  /** Up to the end of the period that holds the day; what `run` has no rows of is left out. */
  function told(days: Pick<Feature, 'from' | 'until'>, last: DayIndex) {
    const made = publicationOf({
      features: [feature('aide', days), feature('other')],
      first: FIRST,
      last: dayText(last),
      uses: () => 2000,
      specs: [spec],
      change: { language: 'en' },
    })
    const isWhole = ({ period, feature: id }: ProtectedRow) =>
      id === 'other' || firstDayOf(kind, period) >= (days.from ?? day(FIRST))
    const tables = made.tables.map((table) => ({ ...table, rows: Array.from(table.rows).filter(isWhole) }))
    const edition = editionOf({ ...made, tables }, 'summary')
    const overview = overviewOf(edition)!
    const { features, total } = JSON.parse(latest.filesOf(edition, overview)[0]!.text) as Latest
    const page = landingPages(edition, { files: [], offers: [], overview, verdicts: undefined })[1]!.text
    return { page, total, figure: features[0]!.latest!.requests!, slots: overview.rows[0]!.series.slots }
  }

  it.each(DATES)('a feature that is new is not out of service in the period within which it came: %i', (from) => {
    const period = periodOf(kind, from)
    const isWhole = firstDayOf(kind, period) === from
    const { page, total, figure, slots } = told({ from }, lastDayOf(kind, period))
    expect(slots.at(-1)!.state).toBe(isWhole ? 'shown' : 'withheld')
    expect(slots.slice(0, -1).every(({ state }) => state === 'absent')).toBe(true)
    expect(figure.state).toBe(isWhole ? 'exact' : 'not-published')
    expect(total!.requests.state).toBe(isWhole ? 'exact' : 'hidden')
    const chart = page.slice(page.indexOf('<figure class="total">'), page.indexOf('id="f-'))
    expect(chart.includes(' a least figure')).toBe(!isWhole)
    expect(chart.includes('<path class="m"')).toBe(!isWhole)
    expect(page.includes('None of their periods is published')).toBe(!isWhole)
    expect(page).not.toContain('>out of service<')
  })

  it.each(DATES)('one that was taken away is in service up to the period that holds its last day: %i', (until) => {
    const period = periodOf(kind, until)
    expect(told({ until }, lastDayOf(kind, period)).figure.state).toBe('exact')
    const after = told({ until }, indexOf<'day'>(lastDayOf(kind, period) + 182))
    const ended = after.slots.slice(periodOf(kind, until) - periodOf(kind, day(FIRST)))
    expect(ended.map(({ state }) => state)).toEqual(['shown', ...ended.slice(1).map(() => 'absent')])
    expect(after.figure.state).toBe('not-in-service')
  })
})
