import type { Figure } from './figures.ts'
import { addFigure, type Ledger, type Series } from './series.ts'

/**
 * Requests are entries and others, and whoever has two of them has the third: the others are hidden like a figure of their own,
 * though no table has them.
 */
export function relateEntries(ledger: Ledger): void {
  for (const series of [...ledger.series.values()]) if (series.measure === 'entries') relateSeries(series, ledger)
}

function relateSeries({ service, feature, cut, cells }: Series, ledger: Ledger): void {
  const requests = ledger.series.get([service, feature, cut, 'requests'].join('\n'))
  for (const [key, { figure }] of cells) {
    const whole = requests?.cells.get(key)?.figure
    if (whole !== undefined && mayTell(whole, figure)) relate(whole, figure, ledger)
  }
}

/** Where both are shown, their difference is no secret, but where it is small. */
function mayTell(whole: Figure, entries: Figure): boolean {
  if (whole.shownIn === undefined || entries.shownIn === undefined) return true
  return entries.ground !== 'exact' && whole.bounds.low - entries.bounds.low < entries.k
}

function relate(whole: Figure, entries: Figure, ledger: Ledger): void {
  const others = addFigure(ledger, { ...entries.of, what: 'others' })
  others.k = entries.k
  others.hiddenIn = entries.hiddenIn ?? entries.shownIn
  const terms = [
    { figure: whole.id, times: 1 },
    { figure: entries.id, times: -1 },
    { figure: others.id, times: -1 },
  ] as const
  ledger.relations.push({ terms, low: 0, high: 0, why: 'entries', files: [] })
}
