import type { Feature } from '../../domain/feature.ts'
import { isNoisy, type Protection } from '../../domain/table.ts'
import type { Edition } from '../edition.ts'
import { tablesGoingOn } from '../publication.ts'
import { clearAmong, dispersionOfRates, ratesOf, type ComparedFeature } from './clear-change.ts'
import {
  comparisonOf,
  figureOf,
  hasNoise,
  latestWindow,
  type Comparison,
  type WindowFigure,
  type Uncompared,
  type Window,
} from './compare-figures.ts'
import { tableToDraw, drawTable, measureOf } from './draw-table.ts'
import type { Drawn, Series } from './series.ts'
import { MONTHS_OF_SILENCE, silenceOf } from './silence.ts'

/** A feature and what its row tells. */
export type Row = {
  readonly series: Series
  readonly latest: WindowFigure
  readonly change: Comparison | Uncompared
  /** Whether the change is more than chance, season and what all features do. */
  readonly isClear: boolean
  readonly entries: WindowFigure | undefined
  readonly errors: ErrorShare | Exclude<WindowFigure['state'], 'shown'>
}

/** Errors among all requests of a feature; `isLeast`: of a least number of errors, and so a least share. */
type ErrorShare = {
  readonly errors: number
  readonly requests: number
  readonly share: number
  readonly isLeast: boolean
}

/** The summary at a glance: the drawn table, its latest periods, and where each feature belongs. */
export type Overview = {
  readonly drawn: Drawn
  readonly latest: Window
  readonly rows: readonly Row[]
  /** Of all rows. */
  readonly largestErrorShare: number
  /** Without those of which a figure has noise. */
  readonly compared: readonly ComparedFeature[]
  /** Most used first. */
  readonly active: readonly Row[]
  readonly ended: readonly Row[]
  /** No figure of the last three months or more is shown, though there were some before. */
  readonly silent: readonly Row[]
  /** No table shows any figure of them. */
  readonly never: readonly Series[]
  /** No period of theirs is published. */
  readonly notYet: readonly Series[]
  /** A table of months goes on, of true figures: it is drawn, or will be, and a year of it can be compared. */
  readonly comparesMonths: boolean
}

export function overviewOf({ publication, tables }: Pick<Edition, 'publication' | 'tables'>): Overview | undefined {
  const table = tableToDraw(tables, publication)
  const drawn = table && drawTable(table, tables, publication)
  if (drawn === undefined) return undefined
  const latest = latestWindow(drawn)
  const changes = drawn.series.map((series) => ({ series, change: comparisonOf(series, latest, drawn) }))
  const compared = changes.flatMap(({ series, change }) =>
    'none' in change || [latest, change.base].some((window) => hasNoise(window, drawn))
      ? []
      : [{ series, comparison: change, dispersion: dispersionOfRates(ratesOf(series, drawn)) }],
  )
  const clear = clearAmong(compared)
  const measured = (measure: 'entries' | 'errors', series: Series) =>
    drawn.counted === 'requests' && drawn.table.spec.measures.includes(measure)
      ? figureOf(series, latest, drawn, measure)
      : undefined
  const rows = changes.map(({ series, change }): Row => {
    const now = figureOf(series, latest, drawn)
    const isClear = clear.has(series)
    const errors = errorShare(now, measured('errors', series))
    return { series, latest: now, change, isClear, entries: measured('entries', series), errors }
  })
  const places = placesOf(rows, tables, latest, drawn)
  const inPlace = (place: Place) => rows.filter(({ series }) => places.get(series) === place)
  return {
    drawn,
    latest,
    rows,
    largestErrorShare: Math.max(0, ...rows.map(({ errors }) => (typeof errors === 'string' ? 0 : errors.share))),
    compared,
    active: mostUsedFirst(inPlace('active')),
    ended: mostUsedFirst(inPlace('ended')),
    silent: mostUsedFirst(inPlace('silent')),
    never: inPlace('never').map(({ series }) => series),
    notYet: inPlace('not-yet').map(({ series }) => series),
    comparesMonths: tablesGoingOn(tables, publication).some(({ spec }) => spec.period === 'month' && !isNoisy(spec)),
  }
}

/** Of requests of which not all are known there is none: a least number of uses makes it a share of at most. `gap`, too, where none came. */
function errorShare(latest: WindowFigure, errors: WindowFigure = { state: 'gap' }): Row['errors'] {
  if (latest.state !== 'shown') return latest.state
  if (errors.state !== 'shown') return errors.state
  if (latest.isLeast) return 'hidden'
  const requests = latest.count + errors.count
  if (requests === 0) return 'gap'
  return { errors: errors.count, requests, share: errors.count / requests, isLeast: errors.isLeast }
}

type Place = 'active' | 'ended' | 'silent' | 'never' | 'not-yet'

function placesOf(
  rows: readonly Row[],
  tables: Edition['tables'],
  latest: Window,
  drawn: Drawn,
): ReadonlyMap<Series, Place> {
  const shown = shownSomewhere(tables)
  return new Map(
    rows.map(({ series }) => {
      const { feature, slots } = series
      const isShown = shown.get(feature.id)
      if (isShown === undefined || slots.every(({ state }) => state === 'absent')) return [series, 'not-yet']
      if (!isShown) return [series, 'never']
      if (hasEnded(feature, drawn)) return [series, 'ended']
      const months = silenceOf(series, latest, drawn)?.months ?? 0
      return [series, months >= MONTHS_OF_SILENCE ? 'silent' : 'active']
    }),
  )
}

/** Before the last day that has a log. */
export function hasEnded({ until }: Feature, { grid, lastDay }: Drawn): boolean {
  return until !== undefined && until < (grid.at(-1) ?? lastDay)
}

/** The rules by which so many periods up to the latest were published. */
export function rulesOver(
  periods: number,
  { latest, drawn }: Pick<Overview, 'latest' | 'drawn'>,
): readonly Protection[] {
  return drawn.rules.slice(latest.last + 1 - periods, latest.last + 1)
}

/** Below what figures are hidden that some of these rules hide. */
export function largestThreshold(rules: readonly Protection[]): number {
  return Math.max(0, ...rules.map((rule) => (rule.level === 'exact' ? 0 : rule.k)))
}

/** Of each feature that has a row, whether some figure of it is shown. */
function shownSomewhere(tables: Edition['tables']): ReadonlyMap<string, boolean> {
  const shown = new Map<string, boolean>()
  for (const { spec, rows } of tables) {
    const { position } = measureOf(spec)
    for (const { feature, counts } of rows)
      shown.set(feature, shown.get(feature) === true || counts[position] !== undefined)
  }
  return shown
}

function mostUsedFirst(rows: readonly Row[]): readonly Row[] {
  const ranked = rows.map((row) => ({
    row,
    latest: row.latest.state === 'shown' ? row.latest.count : -1,
    sum: row.series.slots.reduce((total, { count }) => total + (count ?? 0), 0),
    id: row.series.feature.id,
  }))
  return ranked.toSorted((a, b) => b.latest - a.latest || b.sum - a.sum || (a.id < b.id ? -1 : 1)).map(({ row }) => row)
}
