import { QUANTILES, type Measure } from '../../domain/dictionary.ts'
import type { AroundEntries, Beneath, DisclosureRules } from './disclosure-rules.ts'
import { numberAt, type Column, type Figures } from './figures.ts'

/** A figure of a longer period, and its rows beneath: positions `from` … `to`, the last excluded. */
type Total = { readonly position: number; readonly from: number; readonly to: number }

/**
 * Hides the figures of longer periods from which a hidden figure beneath them could be computed.
 *
 * Shorter periods are published first and never taken back, so the longer one is the only figure left to hide.
 */
export function hideTotals(shorter: Figures, longer: Figures, rules: DisclosureRules, k: number): void {
  for (const total of totalsOf(shorter, longer)) {
    for (const [measure, column] of longer.columns) {
      // Quantiles are no sums: nothing can be taken from one.
      if (measure === 'entries' || QUANTILES.has(measure)) continue
      if (!rules.showTotal(countsBeneath(measure, total, column, shorter), k)) column.shown[total.position] = 0
    }
    // After `requests`, on which they depend.
    const entries = longer.columns.get('entries')
    if (entries && !rules.showEntriesTotal(aroundEntries(total, entries, shorter, longer), k)) {
      entries.shown[total.position] = 0
    }
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

function countsBeneath(measure: Measure, total: Total, column: Column | undefined, shorter: Figures): Beneath {
  const beneath = shorter.columns.get(measure)
  const all = numberAt(column?.counts, total.position)
  return lookBeneath(total, shorter, beneath?.shown, all, (i) => numberAt(beneath?.counts, i))
}

function aroundEntries(total: Total, entries: Column, shorter: Figures, longer: Figures): AroundEntries {
  const requests = longer.columns.get('requests')
  const [entriesBelow, requestsBelow] = [shorter.columns.get('entries'), shorter.columns.get('requests')]
  const others = numberAt(requests?.counts, total.position) - numberAt(entries.counts, total.position)
  return {
    requestsShown: numberAt(requests?.shown, total.position) === 1,
    requests: countsBeneath('requests', total, requests, shorter),
    entries: countsBeneath('entries', total, entries, shorter),
    others: lookBeneath(
      total,
      shorter,
      entriesBelow?.shown,
      others,
      (i) => numberAt(requestsBelow?.counts, i) - numberAt(entriesBelow?.counts, i),
    ),
  }
}

// Where no table shows the measure beneath, nothing can be subtracted.
function lookBeneath(
  { from, to }: Total,
  { rows, open }: Pick<Figures, 'rows' | 'open'>,
  shown: Uint8Array | undefined,
  all: number,
  countAt: (position: number) => number,
): Beneath {
  if (!shown) return { hidden: 0, open: 0, rest: 0 }
  let [hidden, untold] = [0, 0]
  let rest = all
  for (let i = from; i < to; i++) {
    if (shown[i] === 1) rest -= countAt(i)
    else if (rows[i] === 1) hidden++
    else untold += numberAt(open, i)
  }
  return { hidden, open: untold, rest }
}
