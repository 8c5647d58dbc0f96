import type { KeptTable, Settings, Threshold } from './settings.ts'
import { distinctSteps } from './turn-steps.ts'

/** Settings that were kept before they told it have it in a table. */
export function thresholdsOf({ thresholds, tables }: Pick<Settings, 'thresholds' | 'tables'>): readonly Threshold[] {
  return thresholds ?? tables.map(thresholdsIn).find((own) => own.length > 0) ?? []
}

function thresholdsIn({ protections }: KeptTable): readonly Threshold[] {
  const own = protections.flatMap(({ from, protection }): readonly Threshold[] =>
    protection.level === 'threshold' || protection.level === 'cell-key'
      ? [{ ...(from !== undefined && { from }), k: protection.k }]
      : [],
  )
  return distinctSteps(own.map(({ from, k }, i) => (i === 0 || from === undefined ? { k } : { from, k })))
}
