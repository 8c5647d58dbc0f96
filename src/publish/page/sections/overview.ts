import { dateInWords } from '../../words.ts'
import { lastDayOf } from '../../../domain/calendar.ts'
import type { Page } from '../page.ts'
import { chooseTable, drawTable, measureOf } from '../draw-table.ts'
import { compareWindows, figureOf, type Compared, type Figure } from '../compare-figures.ts'
import type { Drawn, Series } from '../series.ts'
import { periodInWords } from '../numbers.ts'

/** The summary at a glance: the drawn table, its windows, and where each feature belongs. */
export type Overview = {
  readonly drawn: Drawn
  readonly compared: Compared
  readonly latestLabel: string
  readonly beforeLabel: string | undefined
  /** Of every feature. */
  readonly latest: readonly Figure[]
  /** Most used first. */
  readonly active: readonly Series[]
  readonly ended: readonly Series[]
  /** No table shows any figure of them. */
  readonly never: readonly Series[]
  readonly notYet: readonly Series[]
}

export function overviewOf(page: Page): Overview | undefined {
  const { publication, tables } = page.edition
  const table = chooseTable(tables)
  const drawn = table && drawTable(table, publication)
  if (drawn === undefined) return undefined
  const compared = compareWindows(drawn)
  const latestOf = (series: Series) => figureOf(series, compared.latest, drawn, publication.grid)
  const shown = shownSomewhere(page)
  const last = publication.grid.at(-1) ?? drawn.lastDay
  const placed = drawn.series.map((series) => ({ series, place: placeOf(series, shown, last) }))
  const inPlace = (place: Place) => placed.filter((one) => one.place === place).map(({ series }) => series)
  const byUse = (series: readonly Series[]) => mostUsedFirst(series, latestOf)
  return {
    drawn,
    compared,
    ...labelsOf(compared, drawn, page),
    latest: drawn.series.map(latestOf),
    active: byUse(inPlace('active')),
    ended: byUse(inPlace('ended')),
    never: inPlace('never'),
    notYet: inPlace('not-yet'),
  }
}

type Place = 'active' | 'ended' | 'never' | 'not-yet'

function placeOf({ feature, slots }: Series, shown: ReadonlySet<string>, last: number): Place {
  if (slots.every(({ state }) => state === 'absent')) return 'not-yet'
  if (!shown.has(feature.id)) return 'never'
  return feature.until !== undefined && feature.until < last ? 'ended' : 'active'
}

function shownSomewhere({ edition }: Page): ReadonlySet<string> {
  const shown = new Set<string>()
  for (const { spec, rows } of edition.tables) {
    const { position } = measureOf(spec)
    for (const { feature, counts } of rows) if (counts[position] !== undefined) shown.add(feature)
  }
  return shown
}

function mostUsedFirst(series: readonly Series[], latestOf: (series: Series) => Figure): readonly Series[] {
  const ranked = series.map((one) => {
    const latest = latestOf(one)
    const sum = one.slots.reduce((total, slot) => total + (slot.state === 'shown' ? slot.count : 0), 0)
    return { one, latest: latest.state === 'shown' ? latest.count : -1, sum, id: one.feature.id }
  })
  return ranked.toSorted((a, b) => b.latest - a.latest || b.sum - a.sum || (a.id < b.id ? -1 : 1)).map(({ one }) => one)
}

function labelsOf(
  { latest, before }: Compared,
  drawn: Drawn,
  page: Page,
): Pick<Overview, 'latestLabel' | 'beforeLabel'> {
  const { language, prose } = page
  const { kind, periods } = drawn
  const inWords = (position: number | undefined) => {
    const period = position === undefined ? undefined : periods[position]
    return period && periodInWords(kind, period, language)
  }
  const [length, last] = [latest.last - latest.first + 1, periods[latest.last]]
  if (length === 1 || last === undefined || (kind !== 'day' && kind !== 'week'))
    return { latestLabel: inWords(latest.last) ?? '', beforeLabel: inWords(before?.last) }
  return {
    latestLabel: prose.windowOf(length, kind, dateInWords(lastDayOf(kind, last), language)),
    beforeLabel: before && prose.windowOf(length, kind, undefined),
  }
}
