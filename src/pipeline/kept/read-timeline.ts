import { firstDayOf, lastDayOf } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { kindOf, seriesOf } from '../../domain/series-of.ts'
import type { TableSpec } from '../../domain/table.ts'
import type { State } from '../../state/index.ts'
import { openStanding, openTable, type Standing, type TableInTime } from '../../timeline/index.ts'
import { readSettings } from './kept-settings.ts'

/** How the periods stand by what is kept: to be read anew once something was closed. */
export function readStanding({ editions, adoptions }: Pick<State, 'editions' | 'adoptions'>): Standing {
  return openStanding({
    through: editions.frozenThrough(),
    held: editions.held,
    adopted: adoptions.adopted().map(({ kind, period, verdict }) => ({
      kind: kindOf(kind),
      period: indexOf<'period'>(period),
      verdict,
    })),
  })
}

/** What of tables is published and what never is, by what is kept: to be read anew once a period was closed. */
export function readTables(state: State): (spec: TableSpec) => TableInTime {
  const [settings, standing] = [readSettings(state), readStanding(state)]
  return (spec) =>
    openTable(spec, {
      settings,
      standing,
      since: state.facts.seriesSince(seriesOf(spec)) ?? 0,
      spans: () => spansOf(state),
      isPublished: (period) => state.editions.publishedOf(seriesOf(spec), period).length > 0,
    })
}

function spansOf({
  editions,
}: State): readonly { readonly series: string; readonly from: number; readonly to: number }[] {
  return editions.spans().map(({ series, first, last }) => {
    const kind = kindOf(series)
    return {
      series,
      from: firstDayOf(kind, indexOf<'period'>(first)),
      to: lastDayOf(kind, indexOf<'period'>(last)),
    }
  })
}
