import { formatNamed } from '../../reading/format/formats-read.ts'
import { AGENT_LIST } from '../../../agent/index.ts'
import { periodOf } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import { FATES } from '../../../domain/fate.ts'
import { FOLDED, type Grid, type ProtectedTable, type TableSpec } from '../../../domain/table.ts'
import { disclosuresOf } from '../../disclosures-of.ts'
import { shownByFate } from '../../../protect/index.ts'
import { restoreQuality, restoreTable } from '../../../protect/restore.ts'
import type { EarlierProtection, Publication } from '../../../publish/index.ts'
import type { PublishedRow, State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { PROGRAM_VERSION } from '../../program-version.ts'
import { measuresLeftOut } from '../close/counted/count-closed.ts'
import { ledgerOfState } from './ledger-of-state.ts'
import { rowsOfTable } from './rows-of-table.ts'
import { publishedGrid } from './published-grid.ts'
import { releasesOf } from './releases.ts'
import { featuresInForce } from '../settings/in-force.ts'
import { readSettings } from '../settings/kept-settings.ts'
import { publicSettings } from '../settings/settings-of-plan.ts'
import { daysAway, daysEnded, earlierProtections, publishedSpecs, thresholdNow } from '../settings/published-specs.ts'

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
  const grid = publishedGrid(plan, state, rows)
  const tables = specs.map((spec) => tableOfState(plan, state, spec, rows, earlier.get(spec.name)))
  const k = thresholdNow(plan, settings, spans)
  return {
    ...plan.configuration,
    features: featuresInForce(plan.configuration.features, settings, spans),
    k,
    ...leastOf([...earlier.values()].flat(), k),
    tables,
    earlier,
    away,
    ended: daysEnded(specs, settings),
    quality: qualityOf(state, tables, grid),
    grid,
    partial: new Map(),
    disclosures: disclosuresOf(tables.map(({ spec }) => spec)),
    version: latest.version,
    created: latest.created,
    history,
    ledger: {
      ...ledgerOfState({ specs }, state, rows),
      ...(settings !== undefined && { settings: publicSettings(settings) }),
    },
    programVersion: PROGRAM_VERSION,
    robots: AGENT_LIST,
    formats: state.facts.formats().map(({ name, lacks }) => formatNamed([name, lacks])),
    ...(state.facts.fact('partial-log') !== undefined && { isPartialLog: true }),
  }
}

function leastOf(earlier: readonly EarlierProtection[], k: number): Pick<Publication, 'leastK'> {
  const least = Math.min(...earlier.map(({ protection }) => (protection.level === 'exact' ? 0 : protection.k)))
  return least < k ? { leastK: least } : {}
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

/** Of the months that a figure tells of; two fates are sums of what the tables show, whichever columns those have now. */
function qualityOf(state: State, tables: readonly ProtectedTable[], grid: Grid): ReturnType<typeof restoreQuality> {
  const sums = shownByFate(tables)
  const months = new Set(grid.map((day) => periodOf('month', day)))
  return restoreQuality(
    state.editions.quality().flatMap(({ month: index, fate: word, lines }) => {
      const month = indexOf<'period'>(index)
      const fate = FATES.find((one) => one === word)
      if (fate === undefined || !months.has(month)) return []
      const sum = sums.get(fate)
      return [{ month, fate, lines: sum === undefined ? (lines ?? undefined) : sum.get(month) }]
    }),
  )
}
