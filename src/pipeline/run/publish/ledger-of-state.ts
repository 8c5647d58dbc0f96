import { periodText } from '../../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS } from '../../../domain/dictionary.ts'
import type { ReleaseLedger } from '../../../publish/index.ts'
import type { PublishedRow, State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { seriesOf } from '../../../domain/series-of.ts'

/** What the published folders say of closed periods and of revisions: enough to take them up again without this state. */
export function ledgerOfState(
  { specs }: Pick<CountPlan, 'specs'>,
  { editions }: State,
  rows: readonly PublishedRow[],
): ReleaseLedger {
  const through = editions.frozenThrough()
  const closed = PERIOD_KINDS.flatMap((kind) => {
    const last = through.get(kind)
    if (last === undefined) return []
    const textOf = (period: number): string => periodText(kind, indexOf<'period'>(period))
    return [{ kind, through: textOf(last), open: [...editions.held(kind)].sort((a, b) => a - b).map(textOf) }]
  })
  const revised = new Map(
    rows.flatMap(({ series, period, revision }) =>
      revision > 0 ? [[`${series} ${period}`, { series, period, revision }]] : [],
    ),
  )
  const revisions = specs.flatMap((spec) =>
    [...revised.values()]
      .filter(({ series }) => series === seriesOf(spec))
      .map(({ period, revision }) => ({
        table: spec.name,
        period: periodText(spec.period, indexOf<'period'>(period)),
        revision,
      })),
  )
  return { closed, revisions }
}
