import type { KeptTable, Settings, Threshold } from './settings.ts'
import { distinctSteps } from './turn-steps.ts'

/** Settings that were kept before they told it have it in a table: in the one that turned last, if several do. */
export function thresholdsOf({ thresholds, tables }: Pick<Settings, 'thresholds' | 'tables'>): readonly Threshold[] {
  if (thresholds !== undefined) return thresholds
  const own = tables.map(thresholdsIn).filter((steps) => steps.length > 0)
  return own.toSorted((a, b) => lastFrom(b).localeCompare(lastFrom(a)))[0] ?? []
}

/** Of days as texts, as 2026-03-01: the later is the greater. */
function lastFrom(steps: readonly Threshold[]): string {
  return steps.at(-1)?.from ?? ''
}

function thresholdsIn({ protections }: KeptTable): readonly Threshold[] {
  const own = protections.flatMap(({ from, protection }): readonly Threshold[] =>
    protection.level === 'threshold' || protection.level === 'cell-key'
      ? [{ ...(from !== undefined && { from }), k: protection.k }]
      : [],
  )
  return distinctSteps(own.map(({ from, k }, i) => (i === 0 || from === undefined ? { k } : { from, k })))
}
