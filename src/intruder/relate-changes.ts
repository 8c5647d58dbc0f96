import type { Figure } from './bounded-figures.ts'
import {
  addFigure,
  addSum,
  addSumsOf,
  keyOfCell,
  type Cell,
  type FigureLedger,
  type FigureSeries,
} from './open-ledger.ts'

/**
 * Where later lines changed what was published, the difference of two editions is a figure too: what came since. Lines are added, never
 * taken away, unless a figure fell.
 */
export function relateChanges(ledger: FigureLedger): void {
  const changes = new Map<number, number>()
  for (const series of ledger.series.values()) {
    const pairs = pairsIn(series)
    const hasFallen = pairs.some(([before, after]) => after.figure.bounds.high < before.figure.bounds.low)
    for (const [before, after] of pairs) {
      const change = changeBetween(before, after, ledger)
      if (hasFallen) change.bounds = { low: -Infinity, high: Infinity }
      changes.set(after.figure.id, change.id)
    }
  }
  // A longer period changed by what the shorter ones did.
  addSumsOf(ledger, changes)
}

function pairsIn({ cells }: FigureSeries): readonly (readonly [Cell, Cell])[] {
  return [...cells.values()].flatMap((after) => {
    for (let version = after.version - 1; version >= 0; version--) {
      const before = cells.get(keyOfCell(after.kind, after.period, version, after.open))
      if (before !== undefined) return [[before, after] as const]
    }
    return []
  })
}

function changeBetween({ figure: before }: Cell, { figure: after }: Cell, ledger: FigureLedger): Figure {
  const change = addFigure(ledger, { ...after.of, what: 'change' })
  change.k = Math.max(before.k, after.k)
  change.hiddenIn = after.shownIn ?? after.hiddenIn
  addSum(ledger, after.id, [before.id, change.id], 'change')
  return change
}
