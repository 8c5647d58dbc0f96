import type { Measure } from '../../domain/dictionary.ts'
import { QUANTILES, wholeOf } from '../../domain/measure.ts'
import type { DisclosureRules } from './disclosure-rules.ts'
import { BEFORE, numberAt, type MeasureColumn, type Figures } from './figures.ts'
import type { AroundPart, Beneath } from './part-beneath.ts'

/** A figure of a longer period, and its rows beneath: positions `from` … `to`, the last excluded. */
type Total = { readonly position: number; readonly from: number; readonly to: number }

/**
 * Hides the companion of the first hidden day of each longer period: so much may be in it that the total can be shown.
 * Days are decided one by one as they close, and the companion comes after the day for which it is hidden.
 *
 * @param figureAt what is published of a figure beneath, and stays
 */
export function hideCompanions(
  shorter: Figures,
  longer: Figures,
  figureAt: (measure: Measure, position: number) => number | 'hidden' | undefined,
  rules: DisclosureRules,
  k: number,
): void {
  const totals = totalsOf(shorter, longer)
  const hideOf = (measure: Measure, column: MeasureColumn): void => {
    if (QUANTILES.has(measure) || !longer.columns.has(measure)) return
    for (const total of totals) {
      const position = companionIn(total, shorter, column, rules, k)
      // What an edition has shown takes nothing of what is left.
      const isKnown = figureAt(measure, position) !== undefined || numberAt(column.before, position) === BEFORE.shown
      if (position >= 0 && !isKnown) column.shown[position] = 0
    }
  }
  for (const [measure, column] of shorter.columns) if (wholeOf(measure) === undefined) hideOf(measure, column)
  for (const { measure, column, whole } of partsIn(shorter)) {
    // A part that is shown where its whole is hidden would tell that this is large.
    column.shown.forEach((shown, i) => {
      if (figureAt(measure, i) === undefined) column.shown[i] = Math.min(shown, numberAt(whole?.shown, i))
    })
    hideOf(measure, column)
  }
}

/** A column that counts a part of another, which is absent where no table has it. */
type PartColumn = {
  readonly measure: Measure
  readonly column: MeasureColumn
  readonly wholeMeasure: Measure
  readonly whole: MeasureColumn | undefined
}

/** They are decided after their wholes, on which they depend. */
function partsIn({ columns }: Figures): readonly PartColumn[] {
  return [...columns].flatMap(([measure, column]) => {
    const wholeMeasure = wholeOf(measure)
    return wholeMeasure === undefined ? [] : [{ measure, column, wholeMeasure, whole: columns.get(wholeMeasure) }]
  })
}

/** The position of the companion of a column; −1: nothing is hidden, or nothing comes after it that could be one. */
function companionIn(
  { from, to }: Total,
  { kind, rows, periods }: Figures,
  { counts, shown }: MeasureColumn,
  rules: DisclosureRules,
  k: number,
): number {
  if (kind !== 'day') return -1
  const begins = from % periods.length
  const days = periods
    .slice(begins, begins + to - from)
    .map(({ first }, n) => ({ day: first, position: from + n }))
    .filter(({ position }) => rows[position] === 1)
  const firstHidden = days.findIndex(({ position }) => shown[position] === 0)
  if (firstHidden < 0) return -1
  const after = days.slice(firstHidden + 1)
  const found = rules.companionOf(
    after.map(({ day, position }) => ({ day, count: numberAt(counts, position) })),
    k,
  )
  return after[found]?.position ?? -1
}

/**
 * Hides the figures of longer periods from which a hidden figure beneath them could be computed.
 *
 * Shorter periods are published first and never taken back, so the longer one is the only figure left to hide.
 */
export function hideTotals(shorter: Figures, longer: Figures, rules: DisclosureRules, k: number): void {
  const parts = partsIn(longer)
  for (const total of totalsOf(shorter, longer)) {
    for (const [measure, column] of longer.columns) {
      // Quantiles are no sums: nothing can be taken from one.
      if (wholeOf(measure) !== undefined || QUANTILES.has(measure)) continue
      if (!rules.showTotal(beneathOf(measure, total, column, shorter, rules, k), k)) column.shown[total.position] = 0
    }
    for (const part of parts)
      if (!rules.showPartTotal(aroundPart(total, part, shorter, rules, k), k)) part.column.shown[total.position] = 0
  }
}

function totalsOf(shorter: Figures, longer: Figures): readonly Total[] {
  const ranges = longer.periods.map(({ first, last }) => ({
    from: shorter.periods.filter((period) => period.first < first).length,
    to: shorter.periods.filter((period) => period.first <= last).length,
  }))
  const features = longer.rows.length / longer.periods.length
  return Array.from({ length: features }).flatMap((_, feature) => {
    const [own, beneath] = [feature * longer.periods.length, feature * shorter.periods.length]
    return ranges.map(({ from, to }, p) => ({ position: own + p, from: beneath + from, to: beneath + to }))
  })
}

// Where no table shows the measure beneath, nothing can be subtracted.
function beneathOf(
  measure: Measure,
  total: Total,
  column: MeasureColumn | undefined,
  shorter: Figures,
  rules: DisclosureRules,
  k: number,
): Beneath {
  const beneath = shorter.columns.get(measure)
  if (!beneath) return { hidden: 0, hasCompanion: false, open: 0, dropped: 0, rest: 0 }
  let [hidden, open, dropped, rest] = [0, 0, 0, numberAt(column?.counts, total.position)]
  for (let i = total.from; i < total.to; i++) {
    if (beneath.shown[i] === 1) rest -= numberAt(beneath.counts, i)
    else if (shorter.rows[i] === 1) hidden++
    else {
      open += numberAt(shorter.open, i)
      dropped += numberAt(shorter.dropped, i)
    }
  }
  return {
    hidden,
    hasCompanion: isHidden(beneath, companionIn(total, shorter, beneath, rules, k)),
    open,
    dropped,
    rest,
  }
}

// One that was shown before the day for which it would be hidden is none.
function isHidden({ shown }: MeasureColumn, position: number): boolean {
  return position >= 0 && shown[position] === 0
}

function aroundPart(
  total: Total,
  { measure, column, wholeMeasure, whole }: PartColumn,
  shorter: Figures,
  rules: DisclosureRules,
  k: number,
): AroundPart {
  const [partBelow, wholeBelow] = [shorter.columns.get(measure), shorter.columns.get(wholeMeasure)]
  const around = {
    wholeShown: numberAt(whole?.shown, total.position) === 1,
    whole: beneathOf(wholeMeasure, total, whole, shorter, rules, k),
    part: beneathOf(measure, total, column, shorter, rules, k),
  }
  const othersRest = numberAt(whole?.counts, total.position) - numberAt(column.counts, total.position)
  if (!partBelow || !wholeBelow) return { ...around, othersRest, split: [], companion: undefined }
  const own = companionIn(total, shorter, partBelow, rules, k)
  const all = Array.from({ length: total.to - total.from }, (_, n) => total.from + n)
  const told = all.filter((i) => partBelow.shown[i] === 1)
  const split = all.filter((i) => partBelow.shown[i] === 0 && wholeBelow.shown[i] === 1)
  const countOf = (i: number): number => numberAt(wholeBelow.counts, i)
  return {
    ...around,
    othersRest: told.reduce((rest, i) => rest - countOf(i) + numberAt(partBelow.counts, i), othersRest),
    split: split.filter((i) => i !== own).map(countOf),
    companion: split.includes(own) ? countOf(own) : undefined,
  }
}
