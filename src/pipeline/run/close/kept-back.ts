import { periodOf } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import { keepBack } from '../../../protect/index.ts'
import { releasedTables, type CloseAround } from './close-periods.ts'
import { countedOf, spanOf, type More } from './count-closed.ts'
import { closingKinds } from './frozen.ts'
import { ownCell, ownFate } from './take-open-days.ts'

/** The features of which these late lines may not be told. */
export function keptBack(around: Pick<CloseAround, 'plan' | 'state'>, late: More): ReadonlySet<string> {
  const { plan } = around
  const released = releasedTables(around)
  const days = late.fates.map(({ day }) => indexOf<'day'>(day))
  const kinds = closingKinds(plan.specs)
  const span = spanOf(new Map(kinds.map((kind) => [kind, days.map((day) => periodOf(kind, day))])), kinds)
  if (span === undefined) return new Set()
  // What is published is whole.
  const whole = new Map(
    kinds.map((kind) => [
      kind,
      released.flatMap(({ spec, rows }) => (spec.period === kind ? rows.map(({ period }) => period) : [])),
    ]),
  )
  const more = { fates: late.fates.map(ownFate), cells: late.cells.map(ownCell) }
  const { tables: before } = countedOf(around, span, whole)
  const kept = keepBack({ before, after: countedOf(around, span, whole, more), released })
  return new Set(late.fates.map(({ feature }) => feature).filter((feature) => kept.has(feature)))
}
