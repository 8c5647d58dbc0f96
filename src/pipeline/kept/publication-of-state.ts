import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AGENT_LIST } from '../../agent/index.ts'
import { type PeriodIndex, periodText } from '../../domain/calendar.ts'
import type { PublishedRow } from '../../domain/cell.ts'
import type { EarlierProtection } from '../../domain/change.ts'
import { PERIOD_KINDS } from '../../domain/dictionary.ts'
import { errnoOf } from '../../domain/problem.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { type ProtectedTable, tierOf } from '../../domain/table.ts'
import { BESIDE_DATASETS, foldersOf, type Publication, type ReleaseLedger } from '../../publish/index.ts'
import type { State } from '../../state/index.ts'
import {
  featuresInForce,
  publicSettings,
  shownTables,
  thresholdNow,
  thresholdsPublished,
} from '../../timeline/index.ts'
import { disclosuresOf } from '../disclosures-of.ts'
import { readFact } from './fact-codecs.ts'
import { periodsOfGaps, type Revisions } from './log-gaps.ts'
import { readSettings } from './kept-settings.ts'
import { publishedGrid } from './published-grid.ts'
import { type Frame, framesOf, publishedQuality, tableIn } from './published-tables.ts'
import { releasesOf } from './releases.ts'
import type { CountPlan } from '../plan-count.ts'
import { PROGRAM_VERSION } from '../program-version.ts'
import { formatsKept } from './keep-formats.ts'

/** All that the folders say but the figures, of which `edition` tells whether they changed. What is not here they cannot depend on. */
export type Outline = {
  readonly besides: Omit<Publication, 'tables' | 'exactBefore' | 'quality' | 'disclosures'>
  readonly edition: string | undefined
  readonly frames: readonly Frame[]
  readonly linesByFate: ReturnType<State['editions']['quality']>
}

/** Of what is kept alone. Undefined: no period has closed yet. */
export function outlineOfState(plan: CountPlan, state: State): Outline | undefined {
  const history = releasesOf(state)
  const latest = history.at(-1)
  if (latest === undefined) return undefined
  const revisions = state.editions.revisions()
  const settings = readSettings(state)
  const spans = state.editions.spans()
  const shown = shownTables(plan.specs, settings, spans)
  const specs = shown.map(({ spec }) => spec)
  const k = thresholdNow(plan.configuration.k, settings, spans)
  const besides: Outline['besides'] = {
    ...plan.configuration,
    families: plan.configuration.families.map(({ value }) => value),
    features: featuresInForce(plan.configuration.features, settings, spans),
    k,
    ...leastOf(
      [...shown.flatMap((table) => table.earlier.map(leastShown)), ...thresholdsPublished(settings, spans)],
      k,
    ),
    earlier: new Map(shown.map(({ spec, earlier }) => [spec.name, earlier])),
    away: new Map(shown.map(({ spec, away }) => [spec.name, away])),
    ended: new Map(shown.flatMap(({ spec, ended }) => (ended === undefined ? [] : [[spec.name, ended] as const]))),
    grid: publishedGrid(plan, state, revisions),
    partial: periodsOfGaps(state, specs, revisions),
    version: latest.version,
    created: latest.created,
    history,
    ledger: {
      ...ledgerOfState({ specs }, state, revisions),
      ...(settings !== undefined && { settings: publicSettings(settings) }),
    },
    programVersion: PROGRAM_VERSION,
    robots: AGENT_LIST,
    formats: formatsKept(state.facts),
    ...(readFact(state, 'partial-log') !== undefined && { isPartialLog: true }),
  }
  return {
    besides,
    edition: state.editions.edition(),
    frames: framesOf(plan, state, shown),
    linesByFate: state.editions.quality(),
  }
}

/** What the folders say: the same state, the same bytes. @param rowsOf all that are published of a series */
export function publicationOfState(
  { besides, frames, linesByFate }: Outline,
  rowsOf: (series: string) => Iterable<PublishedRow>,
): Publication {
  const tables = ofTiersWithRows(frames.map((frame) => tableIn(frame, rowsOf(seriesOf(frame.spec)))))
  const shown = frames.filter(({ spec }) => tables.some((table) => table.spec.name === spec.name))
  return {
    ...besides,
    tables,
    ...exactBefore(shown),
    quality: publishedQuality(linesByFate, tables, besides.grid),
    disclosures: disclosuresOf(tables.map(({ spec }) => spec)),
  }
}

/** A folder is made with its first row: an empty one would tell of days before it was there. */
function ofTiersWithRows(tables: readonly ProtectedTable[]): readonly ProtectedTable[] {
  const tiers = new Set(tables.flatMap(({ spec, rows }) => (rows.length > 0 ? tierOf(spec) : [])))
  return tables.filter(({ spec }) => tiers.has(tierOf(spec)))
}

function exactBefore(shown: readonly Frame[]): Pick<Publication, 'exactBefore'> {
  const names = shown.flatMap(({ spec: { name, protection }, earlier }) =>
    protection.level !== 'exact' && earlier.some(({ level }) => level === 'exact') ? [name] : [],
  )
  return names.length === 0 ? {} : { exactBefore: names }
}

function leastShown({ protection }: EarlierProtection): number {
  return protection.level === 'exact' ? 0 : protection.k
}

function leastOf(thresholds: readonly number[], k: number): Pick<Publication, 'leastK'> {
  const least = Math.min(...thresholds)
  return least < k ? { leastK: least } : {}
}

/** What the published folders say of closed periods and of revisions: enough to take them up again without this state. */
function ledgerOfState({ specs }: Pick<CountPlan, 'specs'>, { editions }: State, published: Revisions): ReleaseLedger {
  const through = editions.frozenThrough()
  const closed = PERIOD_KINDS.flatMap((kind) => {
    const last = through.get(kind)
    if (last === undefined) return []
    const textOf = (period: PeriodIndex): string => periodText(kind, period)
    return [{ kind, through: textOf(last), open: [...editions.held(kind)].sort((a, b) => a - b).map(textOf) }]
  })
  const revisions = specs.flatMap((spec) =>
    published
      .filter(({ series, revision }) => revision > 0 && series === seriesOf(spec))
      .map(({ period, revision }) => ({ table: spec.name, period: periodText(spec.period, period), revision })),
  )
  return { closed, revisions }
}

/**
 * What was published last, in short: all that the folders say, the program among it, and the files as they lie there. Where none of it
 * changed, a run need not read years of figures, nor render them to find them all in their place.
 *
 * @returns undefined where the files cannot be looked at
 */
export function publicationMark(outline: Outline, output: string): string | undefined {
  try {
    const files = filesOf(outline.besides.service.id, output)
    const text = JSON.stringify([outline, files], (_, value: unknown) =>
      value instanceof Map || value instanceof Set ? [...value] : value,
    )
    return createHash('sha256').update(text).digest('base64url')
  } catch (error) {
    // What cannot be looked at cannot be written either, and writing says why.
    if (errnoOf(error) !== undefined) return undefined
    throw error
  }
}

/** Path, size, times and number: of the files of the service, of those beside its folders, and of what these tell of other services. */
function filesOf(service: string, output: string): readonly string[] {
  const own = foldersOf(service)
  const folders = foldersIn(output)
  const paths = [
    ...BESIDE_DATASETS,
    ...folders.filter((name) => !own.includes(name)).flatMap((name) => [`${name}/dcat.jsonld`, `${name}/latest.json`]),
    ...folders.filter((name) => own.includes(name)).flatMap((name) => pathsBelow(output, name)),
  ]
  return paths.flatMap((path) => {
    const found = statSync(join(output, path), { throwIfNoEntry: false })
    // Whoever sets the time of a change back changes this one.
    return found === undefined ? [] : `${path} ${found.size} ${found.mtimeMs} ${found.ctimeMs} ${found.ino}`
  })
}

function foldersIn(output: string): readonly string[] {
  if (!existsSync(output)) return []
  const below = readdirSync(output, { withFileTypes: true })
  return below.flatMap((entry) => (entry.isDirectory() && !entry.name.startsWith('.') ? entry.name : [])).sort()
}

function pathsBelow(output: string, folder: string): readonly string[] {
  const below = readdirSync(join(output, folder), { recursive: true, encoding: 'utf8' })
  return below.map((name) => `${folder}/${name}`).sort()
}
