import { MEASURES, type Measure } from '../domain/dictionary.ts'
import { wholeOf } from '../domain/measure.ts'
import type { Figure } from './bounded-figures.ts'
import { addFigure, addSum, addSumsOf, type FigureLedger, type FigureSeries } from './open-ledger.ts'

/**
 * Requests are entries and others, as all lines are those of a part and the rest, and whoever has two of them has the third: the
 * others are hidden like a figure of their own, though no table has them.
 */
export function relateEntries(ledger: FigureLedger): void {
  const others = new Map<number, number>()
  for (const series of [...ledger.series.values()]) {
    const whole = WHOLES.get(series.measure)
    if (whole !== undefined) for (const [figure, id] of relateSeries(series, whole, ledger)) others.set(figure, id)
  }
  // The others of a longer period are those of the shorter ones.
  addSumsOf(ledger, others)
}

/** By each part, the measure of which it counts some lines. */
const WHOLES: ReadonlyMap<string, Measure> = new Map(
  MEASURES.flatMap((measure) => {
    const whole = wholeOf(measure)
    return whole === undefined ? [] : [[measure, whole] as const]
  }),
)

/** By the figure of all requests, that of the others. */
function relateSeries(
  { service, feature, cut, cells }: FigureSeries,
  measure: Measure,
  ledger: FigureLedger,
): ReadonlyMap<number, number> {
  const wholes = ledger.series.get([service, feature, cut, measure].join('\n'))
  const others = new Map<number, number>()
  for (const [key, { figure }] of cells) {
    const whole = wholes?.cells.get(key)?.figure
    if (whole !== undefined) others.set(whole.id, relate(whole, figure, ledger))
  }
  return others
}

/** Where both are shown, their difference is no secret, but where it is small. */
function mayTell(whole: Figure, entries: Figure): boolean {
  if (whole.shownIn === undefined || entries.shownIn === undefined) return true
  return entries.ground !== 'exact' && whole.bounds.low - entries.bounds.low < entries.k
}

function relate(whole: Figure, entries: Figure, ledger: FigureLedger): number {
  const others = addFigure(ledger, { ...entries.of, what: 'others' })
  if (!mayTell(whole, entries)) {
    const count = whole.bounds.low - entries.bounds.low
    others.bounds = { low: count, high: count }
    others.ground = entries.ground
    others.shownIn = entries.shownIn
    return others.id
  }
  others.k = entries.k
  others.hiddenIn = entries.hiddenIn ?? entries.shownIn
  addSum(ledger, whole.id, [entries.id, others.id], 'entries')
  return others.id
}
