import { formatNamed } from '../../reading/format/formats-read.ts'
import { AGENT_LIST } from '../../../agent/index.ts'
import { tierOf, type ProtectedTable } from '../../../domain/table.ts'
import { disclosuresOf } from '../../disclosures-of.ts'
import type { Publication } from '../../../publish/index.ts'
import type { EarlierProtection } from '../../../domain/change.ts'
import type { State } from '../../../state/index.ts'
import { readFact } from '../../kept/facts.ts'
import type { CountPlan } from '../../plan-count.ts'
import { PROGRAM_VERSION } from '../../program-version.ts'
import { publishedQuality, publishedTables } from '../editions/restore-published.ts'
import { ledgerOfState } from './ledger-of-state.ts'
import { publishedGrid } from '../editions/published-grid.ts'
import { releasesOf } from '../../kept/releases.ts'
import {
  daysAway,
  daysEnded,
  earlierProtections,
  featuresInForce,
  publicSettings,
  publishedSpecs,
  thresholdNow,
  thresholdsPublished,
} from '../../../timeline/index.ts'
import { readSettings } from '../../kept/kept-settings.ts'

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
  const tables = ofTiersWithRows(publishedTables(plan, state, rows))
  const k = thresholdNow(plan.configuration.k, settings, spans)
  return {
    ...plan.configuration,
    features: featuresInForce(plan.configuration.features, settings, spans),
    k,
    ...leastOf([...[...earlier.values()].flat().flatMap(leastShown), ...thresholdsPublished(settings, spans)], k),
    tables,
    earlier,
    away,
    ended: daysEnded(specs, settings),
    quality: publishedQuality(state, tables, grid),
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
    ...(readFact(state, 'partial-log') !== undefined && { isPartialLog: true }),
  }
}

/** A folder is made with its first row: an empty one would tell of days before it was there. */
function ofTiersWithRows(tables: readonly ProtectedTable[]): readonly ProtectedTable[] {
  const tiers = new Set(tables.flatMap(({ spec, rows }) => (rows.length > 0 ? tierOf(spec) : [])))
  return tables.filter(({ spec }) => tiers.has(tierOf(spec)))
}

function leastShown({ protection }: EarlierProtection): number {
  return protection.level === 'exact' ? 0 : protection.k
}

function leastOf(thresholds: readonly number[], k: number): Pick<Publication, 'leastK'> {
  const least = Math.min(...thresholds)
  return least < k ? { leastK: least } : {}
}
