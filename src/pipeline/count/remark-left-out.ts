import { periodText, type PeriodIndex } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'
import type { Problem } from '../../domain/problem.ts'
import { isNoisy, type TableSpec } from '../../domain/table.ts'

/** The periods that tables with noise do not have, since lines may be missing. */
export function remarkLeftOut(
  specs: readonly TableSpec[],
  partial: ReadonlyMap<PeriodKind, readonly PeriodIndex[]>,
): readonly Problem[] {
  return specs.filter(isNoisy).flatMap(({ name, period }): Problem[] => {
    const periods = (partial.get(period) ?? []).map((one) => periodText(period, one))
    return periods.length === 0 ? [] : [{ code: 'PERIODS_LEFT_OUT', table: name, periods }]
  })
}
