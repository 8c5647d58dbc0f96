import type { Configuration } from '../../domain/service.ts'
import type { State } from '../../state/index.ts'
import type { TallyFile } from '../../tally/index.ts'
import { betweenMachines, distinctDays, replaceMachines } from '../../timeline/index.ts'
import { keepFact, readFact, type SourceGap } from '../kept/fact-codecs.ts'
import { readSettings } from '../kept/kept-settings.ts'
import { sourceGaps } from '../kept/log-gaps.ts'
import { wallClock } from '../wall-clock.ts'

/** Notes which machines leave while others come, before the settings are kept by which they were there. */
export function noteLeaving(state: State, { sources }: Pick<Configuration, 'sources'>): void {
  const before = readSettings(state)?.sources ?? []
  const known = readFact(state, 'replaced-sources') ?? {}
  const next = replaceMachines(
    known,
    before,
    sources.map(({ id }) => id),
  )
  if (JSON.stringify(next) !== JSON.stringify(known)) keepFact(state, 'replaced-sources', next)
}

/** Notes what may be missing of machines that left when one came, as soon as this one has told where it begins. */
export function noteReplaced(
  state: State,
  { timezone }: Pick<Configuration, 'timezone'>,
  { name, id, lines }: { readonly name: string; readonly id: string; readonly lines: TallyFile['lines'] },
): void {
  const { [name]: left, ...others } = readFact(state, 'replaced-sources') ?? {}
  const days = distinctDays(lines.filter(({ day }) => day >= 0))
  if (left === undefined || days.length === 0) return
  const named = state.sources.named()
  const gaps = left.flatMap((gone): SourceGap | readonly SourceGap[] => {
    const row = named.get(gone)
    // Another name of one machine.
    if (row === undefined || row.id === id) return []
    const hours = betweenMachines(wallClock(row.scanned, timezone).hour, days)
    return hours === undefined ? [] : { source: row.id, isSilence: true, ...hours }
  })
  keepFact(state, 'source-gaps', [...sourceGaps(state), ...gaps])
  keepFact(state, 'replaced-sources', others)
}
