import { formatNamed } from '../../reading/format/formats-read.ts'
import { AGENT_LIST } from '../../../agent/index.ts'
import { firstDayOf, lastDayOf, periodOf, type DayIndex } from '../../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS } from '../../../domain/dictionary.ts'
import { holdsAway, type DaysAway } from '../../../domain/feature.ts'
import { FATES } from '../../../domain/fate.ts'
import { FOLDED, type Grid, type ProtectedTable, type TableSpec } from '../../../domain/table.ts'
import { disclosuresOf } from '../../disclosures-of.ts'
import { restoreQuality, restoreTable } from '../../../protect/restore.ts'
import type { EarlierProtection, Publication } from '../../../publish/index.ts'
import type { PublishedRow, State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { PROGRAM_VERSION } from '../../program-version.ts'
import { daysWithLines } from '../close/counted/days-of-state.ts'
import { measuresLeftOut } from '../close/counted/count-closed.ts'
import { closingKinds, readFrozen } from '../close/due/frozen.ts'
import { ledgerOfState } from '../release/ledger-of-state.ts'
import { rowsOfTable } from '../release/rows-of-table.ts'
import { releasesOf } from './releases.ts'
import { featuresInForce } from '../settings/in-force.ts'
import { readSettings } from '../settings/kept-settings.ts'
import { daysAway, earlierProtections, publishedSpecs, thresholdNow } from '../settings/published-specs.ts'
import { kindOf } from '../../series-of.ts'

/** What the folders say, of what is kept alone: the same state, the same bytes. Undefined: no period has closed yet. */
export function publicationOfState(plan: CountPlan, state: State): Publication | undefined {
  const history = releasesOf(state)
  const latest = history.at(-1)
  if (latest === undefined) return undefined
  const rows = state.editions.published()
  const settings = readSettings(state)
  const spans = state.editions.spans()
  const specs = publishedSpecs(plan.specs, settings, spans)
  const earlier = new Map(specs.map((spec) => [spec.name, earlierProtections(spec, settings, spans)]))
  const away = new Map(specs.map((spec) => [spec.name, daysAway(spec, settings)]))
  const tables = specs.map((spec) => tableOfState(plan, state, spec, rows, earlier.get(spec.name)))
  return {
    ...plan.configuration,
    features: featuresInForce(plan.configuration.features, settings, spans),
    k: thresholdNow(plan, settings, spans),
    tables,
    earlier,
    away,
    quality: qualityOf(state),
    grid: publishedGrid(specs, state, rows, [...away.values()].flat()),
    partial: new Map(),
    disclosures: disclosuresOf(tables.map(({ spec }) => spec)),
    version: latest.version,
    created: latest.created,
    history,
    ledger: { ...ledgerOfState({ specs }, state, rows), ...(settings !== undefined && { settings }) },
    programVersion: PROGRAM_VERSION,
    robots: AGENT_LIST,
    formats: state.facts.formats().map(({ name, lacks }) => formatNamed([name, lacks])),
    ...(state.facts.fact('partial-log') !== undefined && { isPartialLog: true }),
  }
}

/** All that are published, those that have ended last. */
export function publishedTables(
  plan: CountPlan,
  state: State,
  rows: readonly PublishedRow[],
): readonly ProtectedTable[] {
  const settings = readSettings(state)
  const spans = state.editions.spans()
  return publishedSpecs(plan.specs, settings, spans).map((spec) =>
    tableOfState(plan, state, spec, rows, earlierProtections(spec, settings, spans)),
  )
}

/** The tables as they were published, in the order of the plan. */
export function tablesOfState(plan: CountPlan, state: State, rows: readonly PublishedRow[]): readonly ProtectedTable[] {
  return publishedTables(plan, state, rows).slice(0, plan.specs.length)
}

function tableOfState(
  plan: CountPlan,
  state: State,
  planned: TableSpec,
  published: readonly PublishedRow[],
  earlier: readonly EarlierProtection[] = [],
): ProtectedTable {
  const left = measuresLeftOut(state, planned)
  const spec = { ...planned, measures: planned.measures.filter((measure) => !left.includes(measure)) }
  const rows = rowsOfTable(spec, published)
  // Words that the configuration has no more, as a host that is not listed now, stay those of older rows.
  const categories = spec.dimensions.map((dimension, i) => {
    const past = rows.flatMap((row) => row.categories[i] ?? []).filter((word) => word !== FOLDED)
    return [...new Set([...plan.categories(dimension), ...past])]
  })
  return restoreTable(
    { spec, categories },
    rows,
    earlier.map(({ protection }) => protection),
  )
}

function qualityOf(state: State): ReturnType<typeof restoreQuality> {
  return restoreQuality(
    state.editions.quality().flatMap(({ month, fate, lines }) => {
      const known = FATES.find((word) => word === fate)
      return known === undefined ? [] : [{ month: indexOf<'period'>(month), fate: known, lines: lines ?? undefined }]
    }),
  )
}

/** Days with a line, of the frozen periods of the shortest kind that is published; what a table lacks since it was away is no gap. */
function publishedGrid(
  specs: readonly TableSpec[],
  state: State,
  rows: readonly PublishedRow[],
  away: readonly DaysAway[],
): Grid {
  const { isFrozen } = readFrozen(state)
  const [kind = PERIOD_KINDS[0]] = closingKinds(specs)
  const periods = new Map(rows.map(({ series, period }) => [`${series} ${period}`, daysOf(series, period)]))
  const published = new Set([...periods.values()].flat())
  return daysWithLines(state).filter(
    (day) => isFrozen(kind, periodOf(kind, day)) && (published.has(day) || holdsAway(away, day, day)),
  )
}

function daysOf(series: string, period: number): readonly DayIndex[] {
  const kind = kindOf(series)
  const index = indexOf<'period'>(period)
  const first = firstDayOf(kind, index)
  return Array.from({ length: lastDayOf(kind, index) - first + 1 }, (_, n) => indexOf<'day'>(first + n))
}
