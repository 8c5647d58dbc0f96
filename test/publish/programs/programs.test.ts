import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayText, firstDayOf, lastDayOf, periodOfText, periodText } from '../../../src/domain/calendar.ts'
import { indexOf, PERIOD_KINDS, type PeriodKind } from '../../../src/domain/dictionary.ts'
import type { Change } from '../../../src/domain/change.ts'
import type { TableSpec } from '../../../src/domain/table.ts'
import { isSealed } from '../../../src/protect/index.ts'
import { brokenRules, viewsOf } from '../../../src/protect/plan/broken-rules.ts'
import { editionOf } from '../../../src/publish/edition.ts'
import { overviewOf } from '../../../src/publish/page/overview.ts'
import { latest as latestOffer } from '../../../src/publish/programs/latest.ts'
import { renderFolders, type Publication } from '../../../src/publish/index.ts'
import type { Latest } from '../../../src/publish/programs/latest-shape.ts'
import { DAY_FEATURE } from '../example-publication.ts'
import { day, feature, MONTH_FEATURE, publicationOf } from '../page/sample-services.ts'

type Files = ReadonlyMap<string, string>

const NOISE = { level: 'cell-key', k: 11, views: 4, variance: 4, reach: 11 } as const
const THRESHOLD = { level: 'threshold', k: 11 } as const
const MEASURES = [['requests', 'entries', 'errors'], ['requests', 'entries'], ['requests'], ['entries']] as const
/** The least that somebody could give a feature for a title, and what could become markup. */
const TITLES = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', ']]>&amp;&lt;', 'é'.repeat(120), "d'eau"]

const services = fc
  .record({
    kinds: fc.uniqueArray(fc.constantFrom(...PERIOD_KINDS), { minLength: 1, maxLength: 3 }),
    measures: fc.constantFrom(...MEASURES),
    noisy: fc.constantFrom('none', 'none', 'none', 'coarsest', 'all', 'before'),
    exact: fc.boolean(),
    language: fc.constantFrom('fr' as const, 'en' as const),
    length: fc.constantFrom(1, 9, 40, 90, 420),
    sizes: fc.array(fc.constantFrom(0, 1, 4, 9, 30, 4000), { minLength: 1, maxLength: 4 }),
    quiet: fc.integer({ min: 1, max: 9 }),
    gap: fc.constantFrom(null, 1, 7, 30),
  })
  .filter((drawn) => arePlanned(specsOf(drawn)))
  .map((drawn) => ({ ...drawn, ...publicationDrawn(drawn) }))

type Choice = {
  readonly kinds: readonly PeriodKind[]
  readonly measures: TableSpec['measures']
  readonly noisy: string
  readonly exact: boolean
  readonly language: 'fr' | 'en'
  readonly length: number
  readonly sizes: readonly number[]
  readonly quiet: number
  readonly gap: number | null
}

function specsOf({ kinds, measures, noisy, exact }: Choice): readonly TableSpec[] {
  const ordered = PERIOD_KINDS.filter((kind) => kinds.includes(kind))
  return ordered.map((period): TableSpec => {
    const isNoisy = noisy === 'all' || (noisy === 'coarsest' && period === ordered.at(-1))
    const protection = isNoisy ? NOISE : exact ? ({ level: 'exact' } as const) : THRESHOLD
    return { ...DAY_FEATURE, name: `${period}-feature`, period, measures, protection }
  })
}

function arePlanned(specs: readonly TableSpec[]): boolean {
  const drafts = specs.map((spec) => ({ ...spec, level: spec.protection.level, acceptRisk: true, hasSince: false }))
  return viewsOf(drafts) <= NOISE.views && drafts.every((draft) => brokenRules(draft, drafts).length === 0)
}

function publicationDrawn(choice: Choice) {
  const { noisy, language, length, sizes, quiet, gap } = choice
  const specs = specsOf(choice)
  const first = day('2024-12-19')
  const features = sizes.map((_, position) =>
    feature(`f${position}`, {
      title: { fr: TITLES[position % TITLES.length]!, en: TITLES[(position + 1) % TITLES.length]! },
      ...(position === 1 && { from: day('2025-01-10') }),
      ...(position === 2 && { until: day('2025-01-03') }),
    }),
  )
  const last = dayText(indexOf<'day'>(first + length - 1))
  const before = new Map(specs.map(({ name }) => [name, [{ until: '2025-03-01', protection: NOISE }]]))
  const publication = publicationOf({
    features,
    first: '2024-12-19',
    last,
    specs,
    uses: (position, date) => (date % quiet === 0 ? 0 : sizes[position]! + (date % 5)),
    isGap: (date) => gap !== null && date > 0 && date < length - 1 && date % 60 === gap,
    change: { language, ...(noisy === 'before' && { earlier: before }) },
  })
  return {
    publication,
    specs,
    isNoisyAt: (spec: TableSpec, from: number) =>
      spec.protection.level === 'cell-key' || (noisy === 'before' && from < day('2025-03-01')),
  }
}

function filesOf(publication: Publication): Files {
  const [summary] = renderFolders(publication, isSealed)
  return new Map(summary!.files.map(({ path, text }) => [path, text]))
}

type Rows = readonly { readonly period: string; readonly feature: string; readonly count: number | undefined }[]

type Told = Pick<ReturnType<typeof publicationDrawn>, 'specs' | 'isNoisyAt'>

/** What files for programs say that the CSVs do not, as somebody finds out who has these alone. */
function differences(files: Files, { specs, isNoisyAt }: Told, language: 'fr' | 'en'): readonly string[] {
  const latest = JSON.parse(files.get('latest.json')!) as Latest
  const spec = specs.find(({ period }) => period === latest.kind)!
  const cells = new Map(specs.map(({ name }) => [name, recordsOf(files.get(`data/${name}.csv`)!)]))
  const rowsOf = ({ name, measures }: TableSpec, measure: string): Rows =>
    cells.get(name)!.map(([period, id, ...counts]) => {
      const cell = counts[measures.findIndex((one) => one === measure)] ?? ''
      return { period: period!, feature: id!, count: cell === '' ? undefined : Number(cell) }
    })
  const found: string[] = []
  const hold = (place: string, said: unknown, expected: unknown) => {
    if (JSON.stringify(said) !== JSON.stringify(expected))
      found.push(`${place}: ${JSON.stringify(said)}, not ${JSON.stringify(expected)}`)
  }

  function boundOf(measure: string, id: string, period: string): number | undefined {
    const [from, to] = daysOf(spec.period, period)
    const finer = specs.filter((one) => PERIOD_KINDS.indexOf(one.period) < PERIOD_KINDS.indexOf(spec.period))
    const sums = finer.flatMap((one) => {
      const within = rowsOf(one, measure).filter((row) => {
        const [begin, end] = daysOf(one.period, row.period)
        return row.feature === id && row.count !== undefined && begin >= from && end <= to && !isNoisyAt(one, begin)
      })
      return within.length === 0 ? [] : [within.reduce((sum, { count }) => sum + count!, 0)]
    })
    return sums.length === 0 || isNoisyAt(spec, from) ? undefined : Math.max(...sums)
  }

  function expectedOf(measure: string, id: string, periods: readonly string[]) {
    const rows = rowsOf(spec, measure).filter((row) => row.feature === id && periods.includes(row.period))
    const noisy = periods.some((period) => isNoisyAt(spec, daysOf(spec.period, period)[0]))
    const parts = rows.map(({ period, count }) => count ?? boundOf(measure, id, period))
    const known = parts.filter((part) => part !== undefined)
    const sum = known.length === 0 ? null : known.reduce((all, part) => all + part, 0)
    if (rows.length === 0) return { value: null, atLeast: null }
    return toldAs(
      sum,
      rows.every(({ count }) => count !== undefined),
      noisy,
    )
  }

  function toldAs(sum: number | null, isWhole: boolean, noisy: boolean) {
    return {
      state: isWhole ? (noisy ? 'noisy' : 'exact') : 'hidden',
      value: isWhole ? sum : null,
      atLeast: noisy ? null : sum,
    }
  }

  /** Of all features; without a state where none was counted. */
  function totalOf(periods: readonly string[]) {
    const rows = rowsOf(spec, 'requests').filter(({ period }) => periods.includes(period))
    const parts = rows.flatMap(({ period, feature: id, count }) => count ?? boundOf('requests', id, period) ?? [])
    const sum = parts.length === 0 ? null : parts.reduce((all, part) => all + part, 0)
    const noisy = periods.some((period) => isNoisyAt(spec, daysOf(spec.period, period)[0]))
    if (rows.length === 0) return { state: 'no-log', value: null, atLeast: null }
    return toldAs(
      sum,
      rows.every(({ count }) => count !== undefined),
      noisy,
    )
  }

  const { windows, threshold } = windowsOf(files, spec, isNoisyAt)
  for (const window of WINDOWS) hold(window, latest[window], windows[window])
  hold('threshold', latest.threshold, threshold)
  const all = windows.latest!.periods
  hold('total', latest.total?.requests ?? null, spec.measures.includes('requests') ? totalOf(all) : null)
  const compared = [...all, ...(windows.yearBefore?.periods ?? [])]
  if (compared.some((period) => isNoisyAt(spec, daysOf(spec.period, period)[0])))
    hold('change', latest.total?.change ?? null, null)

  for (const one of latest.features)
    for (const window of WINDOWS)
      for (const measure of spec.measures) {
        const periods = latest[window]?.periods
        if (periods === undefined) hold(`${one.id} ${window}`, one[window], null)
        else {
          const { state, value, atLeast } = one[window]![measure as 'requests']!
          const expected = expectedOf(measure, one.id, periods)
          hold(`${one.id} ${window} ${measure}`, { ...('state' in expected && { state }), value, atLeast }, expected)
        }
      }
  const measure = spec.measures[0] as 'requests'
  const { comptage } = JSON.parse(files.get('datapackage.json')!) as Described
  const ended = comptage.features.filter(({ until }) => until !== undefined && until < comptage.span.to)
  const shown = latest.features
    .filter((one) => one.latest?.[measure]?.state !== 'not-in-service')
    .flatMap(({ id }) => (ended.some((one) => one.id === id) ? [] : [id]))
  for (const pattern of ['badge/*.json', 'badge/*.svg', 'embed/*.html', 'embed/*.svg']) {
    const [begin, end] = pattern.split('*') as [string, string]
    const ids = [...files.keys()]
      .filter((path) => path.startsWith(begin) && path.endsWith(end))
      .map((path) => path.slice(begin.length, -end.length))
    hold(pattern, ids.toSorted(), shown.toSorted())
  }
  for (const id of shown) {
    const { state, value, atLeast } = latest.features.find((one) => one.id === id)!.latest![measure]!
    const number = value ?? atLeast
    const about = { fr: 'environ ', en: 'about ' }[language]
    const sign = state === 'noisy' ? about : state === 'hidden' && number !== null ? '≥\u00A0' : ''
    const without = state === 'no-log' ? { fr: 'non compté', en: 'not counted' } : { fr: 'masqué', en: 'hidden' }
    const digits =
      number === null
        ? without[language]
        : sign + new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB').format(number)
    const [svg, html] = [files.get(`embed/${id}.svg`)!, files.get(`embed/${id}.html`)!]
    hold(
      `badge/${id}.json`,
      (JSON.parse(files.get(`badge/${id}.json`)!) as { message: string }).message.split(' · ')[0],
      digits,
    )
    hold(`badge/${id}.svg`, lastText(files.get(`badge/${id}.svg`)!)?.split(' · ')[0], digits)
    hold(`embed/${id}.svg`, between(svg, FIGURE, '</text>'), digits)
    hold(`embed/${id}.html`, between(html, '<b>', '</b>'), digits)
  }
  return found
}

/** Where a picture has its figure. */
const FIGURE = '<text class="f" x="14" y="50">'

const WINDOWS = ['latest', 'before', 'yearBefore'] as const
/** So many periods are looked at together, where twice as many are there, and so many make a year. */
const TOGETHER = { day: [28, 7, 1], week: [4, 1], month: [1], quarter: [1], year: [1] }
const A_YEAR = { day: 364, week: 52, month: 12, quarter: 4, year: 1 }
const MOST_PERIODS = 400

type Described = {
  readonly comptage: {
    readonly span: { readonly from: string; readonly to: string }
    readonly features: readonly { readonly id: string; readonly until?: string }[]
  }
  readonly resources: readonly { readonly name: string; readonly comptage: { readonly partial?: readonly string[] } }[]
}

/** Which periods are told, and how far they have a log: by the rows of the table, the gaps and what is said to be partial. */
function windowsOf(files: Files, spec: TableSpec, isNoisyAt: Told['isNoisyAt']) {
  const { name, period: kind, protection } = spec
  const { comptage, resources } = JSON.parse(files.get('datapackage.json')!) as Described
  const given = recordsOf(files.get(`data/${name}.csv`)!).map(([period]) => periodOfText(kind, period!)!)
  const first = Math.max(given[0]!, given.at(-1)! - MOST_PERIODS + 1)
  const periods = Array.from({ length: given.at(-1)! - first + 1 }, (_, n) => periodText(kind, indexOf(first + n)))
  const partial = resources.find((one) => one.name === name)!.comptage.partial ?? []
  const whole = periods.findLastIndex((period) => !partial.includes(period))
  const last = whole < 0 ? periods.length - 1 : whole
  const length = TOGETHER[kind].find((one) => 2 * one <= last + 1) ?? 1
  const gaps = recordsOf(files.get('data/gaps.csv')!).map(([from, to]) => [day(from!), day(to!)] as const)
  const [begin, end] = [day(comptage.span.from), day(comptage.span.to)]
  const ago = (count: number) => {
    if (last - length + 1 < count) return null
    const inside = periods.slice(last - length + 1 - count, last + 1 - count)
    const [from, to] = [daysOf(kind, inside[0]!)[0], daysOf(kind, inside.at(-1)!)[1]]
    let daysWithLog = 0
    for (let date: number = Math.max(from, begin); date <= Math.min(to, end); date++)
      if (!gaps.some(([none, until]) => date >= none && date <= until)) daysWithLog++
    return {
      ...{ from: dayText(indexOf(from)), to: dayText(indexOf(to)), periods: inside, daysWithLog },
      isWhole: daysWithLog === to - from + 1 && !inside.some((period) => partial.includes(period)),
    }
  }
  const isHiding = periods.some((period) => protection.level !== 'exact' || isNoisyAt(spec, daysOf(kind, period)[0]))
  return {
    windows: { latest: ago(0), before: ago(length), yearBefore: ago(A_YEAR[kind]) },
    threshold: isHiding ? THRESHOLD.k : null,
  }
}

function recordsOf(csv: string): readonly string[][] {
  return parse(csv, { from: 2 })
}

function daysOf(kind: PeriodKind, period: string): readonly [number, number] {
  const index = periodOfText(kind, period)!
  return [firstDayOf(kind, index), lastDayOf(kind, index)]
}

function between(text: string, begin: string, end: string): string | undefined {
  return text.split(begin)[1]?.split(end)[0]
}

function lastText(svg: string): string | undefined {
  return between(svg.split('<text').at(-1)!, '>', '<')
}

const ajv = new Ajv2020({ strict: true, strictTypes: false })
formats.default(ajv)

/** The schema that is written beside it, for a reader who takes no property that it does not declare. */
function acceptsAlone(files: Files) {
  const closed = (text: string) =>
    JSON.parse(text, (_, value: unknown) =>
      typeof value === 'object' && value !== null && 'properties' in value
        ? { ...value, additionalProperties: false }
        : value,
    ) as object
  return ajv.compile(closed(files.get('latest.schema.json')!))
}

describe('files for programs', () => {
  it('say what the CSVs say, of any service', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(services, ({ publication, language, ...told }) => {
        const files = filesOf(publication)
        expect(differences(files, told, language)).toEqual([])
        const latest = JSON.parse(files.get('latest.json')!) as Latest
        const accepts = acceptsAlone(files)
        expect(accepts(latest) || accepts.errors).toBe(true)
        for (const one of latest.features)
          for (const figure of [one.latest, one.before].flatMap((window) => Object.values(window ?? {})))
            seen.add(figure.atLeast === null ? figure.state : `${figure.state}≥`)
        for (const [path, text] of files)
          if (/^(?:badge|embed)\/.*(?:svg|html)$/.test(path))
            expect(text).not.toMatch(/<script|<img|onerror="|href="https?:/)
      }),
      { numRuns: 50 },
    )
    // Each kind of figure came up.
    expect([...seen].toSorted()).toEqual(
      ['exact≥', 'hidden', 'hidden≥', 'no-log', 'noisy', 'not-in-service'].toSorted(),
    )
  })

  describe('that are changed', () => {
    const drawn = publicationDrawn({
      kinds: ['day', 'month'],
      measures: ['requests'],
      noisy: 'none',
      exact: false,
      language: 'fr',
      length: 90,
      sizes: [30, 9],
      quiet: 3,
      gap: null,
    })
    const files = filesOf(drawn.publication)

    it('are told from the CSVs as they are', () => {
      expect(differences(files, drawn, 'fr')).toEqual([])
      expect(files.get('latest.json')).toMatch(/"state":"hidden","value":null,"atLeast":\d/)
    })

    it.each([
      {
        why: 'a bound that counts a hidden day too',
        path: 'latest.json',
        of: /"value":null,"atLeast":(\d)/,
        to: '"value":null,"atLeast":1$1',
      },
      {
        why: 'a hidden figure told',
        path: 'latest.json',
        of: /"value":null,"atLeast":(\d+)/,
        to: '"value":$1,"atLeast":$1',
      },
      { why: 'a larger total', path: 'latest.json', of: /("total":.*?"atLeast":)/, to: '$11' },
      {
        why: 'a total that says to be exact',
        path: 'latest.json',
        of: /("total":.*?"state":)"hidden"/,
        to: '$1"exact"',
      },
      { why: 'days that have no log', path: 'latest.json', of: /"daysWithLog":\d/, to: '"daysWithLog":1' },
      { why: 'a month that is not whole', path: 'latest.json', of: '"isWhole":true', to: '"isWhole":false' },
      { why: 'another first day', path: 'latest.json', of: /("from":".*?)1"/, to: '$12"' },
      { why: 'another last day', path: 'latest.json', of: /("to":".*?)\d"/, to: '$10"' },
      { why: 'another threshold', path: 'latest.json', of: '"threshold":1', to: '"threshold":2' },
      { why: 'a digit of a badge', path: 'badge/f0.json', of: /"message":"/, to: '"message":"1' },
      { why: 'a digit of a drawn badge', path: 'badge/f0.svg', of: / · [^ ]+ \d+<\/text>/, to: '1$&' },
      { why: 'a digit of a picture', path: 'embed/f0.svg', of: FIGURE, to: `${FIGURE}1` },
      { why: 'a digit of a page', path: 'embed/f0.html', of: '<b>', to: '<b>1' },
    ])('$why', ({ path, of, to }) => {
      const changed = files.get(path)!.replace(of, to)
      expect(changed).not.toBe(files.get(path))
      expect(differences(new Map([...files, [path, changed]]), drawn, 'fr')).not.toEqual([])
    })
  })

  it.each([
    { why: 'tell of a change from figures without noise', until: undefined, isTold: true },
    { why: 'tell of none from figures that had noise a year ago', until: '2025-06-01', isTold: false },
    { why: 'tell of none to figures that still have noise', until: '2027-01-01', isTold: false },
  ])('$why', ({ until, isTold }) => {
    const earlier = new Map([['month-feature', until === undefined ? [] : [{ until, protection: NOISE }]]])
    const files = filesOf(
      publicationOf({
        features: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => feature(id)),
        first: '2024-01-01',
        last: '2026-02-28',
        uses: (_, date) => (date < 600 ? 400 : 900),
        specs: [MONTH_FEATURE],
        change: { earlier },
      }),
    )
    const latest = JSON.parse(files.get('latest.json')!) as Latest
    const accepts = acceptsAlone(files)
    expect(accepts(latest) || accepts.errors).toBe(true)
    expect(latest.total!.change !== null).toBe(isTold)
  })

  it('tell of tables that go on, whatever their periods, and of all where all have ended', () => {
    const toldBeside = (...names: readonly string[]) => {
      const ended = new Map(names.map((name) => [name, day('2026-03-17')]))
      const protection = { level: 'exact' } as const
      const specs = [
        { ...MONTH_FEATURE, name: 'week-feature', period: 'week', protection } as const,
        { ...MONTH_FEATURE, protection },
      ]
      const files = filesOf(
        publicationOf({
          ...{ features: [feature('a')], first: '2025-11-01', last: '2026-03-17', uses: () => 40, specs },
          change: { ended },
        }),
      )
      const { kind } = JSON.parse(files.get('latest.json')!) as Latest
      return {
        kind,
        sheet: [...files.keys()].filter((path) => path.startsWith('tableur')),
        badge: files.get('badge/a.json'),
      }
    }
    const months = {
      kind: 'month',
      sheet: ['tableur-mois.csv'],
      badge: expect.stringContaining('février 2026') as string,
    }
    expect(toldBeside()).toEqual(months)
    expect(toldBeside('week-feature')).toEqual(months)
    expect(toldBeside('week-feature', 'month-feature')).toEqual(months)
    expect(toldBeside('month-feature')).toEqual({
      ...{ kind: 'week', sheet: ['tableur-semaine.csv'] },
      badge: expect.stringContaining('15 mars 2026') as string,
    })
  })

  const [BACK, NEW] = [{ kind: 'measure-returned', from: '2025-12-03' }, { kind: 'measure-added' }] as const
  const GONE = { kind: 'measure-removed' } as const

  it.each([
    { why: 'an exact table that lacks a measure hides nothing', level: 'exact', isTold: false, lacking: 'no-log' },
    { why: 'a measure that came back was missing', level: 'threshold', isTold: BACK, lacking: 'no-log' },
    { why: 'one that is new was', level: 'threshold', isTold: NEW, lacking: 'no-log' },
    { why: 'one that went was counted before', level: 'threshold', isTold: GONE, lacking: 'hidden' },
    { why: 'what no break tells is hidden', level: 'threshold', isTold: false, lacking: 'hidden' },
  ] as const)('say so of a measure that was not counted: $why', ({ level, isTold, lacking }) => {
    const protection = level === 'exact' ? { level } : THRESHOLD
    const publication = publicationOf({
      ...{ features: [feature('a')], first: '2025-11-01', last: '2026-01-31', uses: () => 30 },
      specs: [{ ...MONTH_FEATURE, protection }],
    })
    const told = { ...isTold, table: 'month-feature', measure: 'entries', date: '2025-12-20' } as Change
    const history = [{ version: '1.0.0', created: publication.created, changes: [told] }]
    const tables = publication.tables.map((table) => ({
      ...table,
      // Entries of December alone are missing: they come second.
      rows: Array.from(table.rows, (row, n) => ({
        ...row,
        counts: row.counts.map((count, position) => (n === 1 && position === 1 ? undefined : count)),
      })),
    }))
    const edition = editionOf({ ...publication, tables, ...(isTold && { history }) }, 'summary')
    const { features } = JSON.parse(latestOffer.filesOf(edition, overviewOf(edition))[0]!.text) as Latest
    expect(features[0]!.before).toMatchObject({
      requests: { state: 'exact' },
      entries: { state: lacking, value: null },
    })
    expect(features[0]!.latest).toMatchObject({ requests: { state: 'exact' }, entries: { state: 'exact' } })
  })

  it('say the last day of all figures, also where that of the table drawn is before', () => {
    const files = filesOf(
      publicationOf({ features: [feature('a')], first: '2026-01-01', last: '2026-03-17', uses: () => 40 }),
    )
    expect(JSON.parse(files.get('latest.json')!)).toMatchObject({
      through: '2026-03-17',
      latest: { to: '2026-02-28' },
    })
  })

  it('are none of features that have ended, also where all have', () => {
    const until = day('2025-12-10')
    const files = filesOf(
      publicationOf({
        ...{ features: [feature('a', { until }), feature('b', { until })], first: '2025-11-01', last: '2026-02-28' },
        uses: (_, date) => (date < 40 ? 30 : 0),
        specs: [MONTH_FEATURE],
      }),
    )
    expect([...files.keys()].filter((path) => /^(?:badge|embed)\//.test(path))).toEqual([])
  })

  it('change with the figures alone: a badge is the same in the next version', () => {
    const spec = {
      features: [feature('a')],
      first: '2026-01-01',
      last: '2026-03-17',
      uses: () => 40,
      specs: [MONTH_FEATURE],
    }
    const [one, other] = ['1.0.0', '1.1.0'].map((version) =>
      filesOf(
        publicationOf({ ...spec, change: { version, created: `2026-03-${version === '1.0.0' ? 18 : 19}T00:00:00Z` } }),
      ),
    )
    const changed = [...one!].filter(([path, text]) => other!.get(path) !== text).map(([path]) => path)
    expect(changed.filter((path) => /^(?:badge|embed)\//.test(path))).toEqual([])
    expect(changed).toContain('latest.json')
  })

  it('are none in a folder of detail', () => {
    const spec: TableSpec = {
      ...MONTH_FEATURE,
      name: 'month-feature-device',
      dimensions: ['device'],
      protection: NOISE,
    }
    const folders = renderFolders(
      publicationOf({
        features: [feature('a')],
        first: '2026-01-01',
        last: '2026-03-17',
        uses: () => 40,
        specs: [spec],
      }),
      isSealed,
    )
    expect(folders[1]!.files.filter(({ path }) => /^(?:latest|badge|embed)/.test(path))).toEqual([])
  })
})
