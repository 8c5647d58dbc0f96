import { periodText, type PeriodIndex } from '../../domain/calendar.ts'
import type { ReadableTable } from '../../domain/table.ts'
import type { Edition } from '../edition.ts'
import { toldNow } from './told-now.ts'

/** When the first version was made that had a row in a table of this tier: both have one list of versions. */
export function firstCreated({ publication: { created, history }, tables }: Edition): string {
  const [first, ...later] = toldNow(history)
  if (first === undefined) return created
  const added = later.flatMap((release) =>
    release.changes.flatMap((change) =>
      change.kind === 'periods-added' ? { ...change, created: release.created } : [],
    ),
  )
  const own = added.filter(({ table }) => tables.some(({ spec }) => spec.name === table))
  // What the first version held is told by none.
  const isOfFirst = tables.some((table) => {
    const told = own.filter((one) => one.table === table.spec.name).flatMap(({ periods }) => periods)
    return hasOther(table, new Set(told))
  })
  return isOfFirst ? first.created : (own[0]?.created ?? first.created)
}

/** Whether a table has a row of a period that is none of these. */
function hasOther({ spec, rows }: ReadableTable, periods: ReadonlySet<string>): boolean {
  let before: PeriodIndex | undefined
  for (const { period } of rows) {
    if (period !== before && !periods.has(periodText(spec.period, period))) return true
    before = period
  }
  return false
}
