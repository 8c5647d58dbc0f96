import { indexOf, PERIOD_KINDS, type PeriodKind } from '../../domain/dictionary.ts'
import type { State } from '../../state/index.ts'
import { isNoisy, type TableSpec } from '../../domain/table.ts'
import { keepFact, readFact } from './fact-codecs.ts'
import { once } from '../../domain/once.ts'
import { seriesOf } from '../../domain/series-of.ts'
import type { PeriodIndex } from '../../domain/calendar.ts'
import { mostGuessed } from '../../protect/index.ts'
import { drawnForGood, type KeptTable } from '../../timeline/index.ts'

/** Which periods of tables are never drawn again, by what is kept. `draws`: so many are allowed. */
export function openDrawn(state: State): (spec: TableSpec, draws: 1 | 2) => (period: PeriodIndex) => boolean {
  const revisions = once(() => state.editions.revisions())
  return (spec, draws) => {
    if (!isNoisy(spec)) return () => false
    const series = seriesOf(spec)
    const drawn = revisions().flatMap((row) => (row.series === series ? [[row.period, row.revision] as const] : []))
    return drawnForGood(spec, new Map(drawn), {
      draws,
      lostThrough: lostKeyPeriods(state).get(spec.period) ?? -1,
    })
  }
}

/** How many draws of a period tell no more than is promised: two at most, whatever is. */
export function drawsAllowed(spec: TableSpec, promise: number): 1 | 2 {
  return mostGuessed(spec, 2) > promise ? 1 : 2
}

/** Whether noise of a table is, or was, drawn with a key. */
export function hasKey({ protections }: KeptTable): boolean {
  return protections.some(({ protection }) => protection.level === 'cell-key')
}

/** What is closed by now was drawn with a key that is no more. */
export function noteLostKey(state: Pick<State, 'facts' | 'editions'>): void {
  for (const [kind, through] of state.editions.frozenThrough()) keepFact(state, `drawn-with-lost-key ${kind}`, through)
}

/** By kind, the last period whose noise nobody can draw again. Empty: no key was ever lost. */
export function lostKeyPeriods(state: Pick<State, 'facts'>): ReadonlyMap<PeriodKind, PeriodIndex> {
  return new Map(
    PERIOD_KINDS.flatMap((kind) => {
      const last = readFact(state, `drawn-with-lost-key ${kind}`)
      return last === undefined ? [] : [[kind, indexOf<'period'>(last)] as const]
    }),
  )
}

/** Whether the key to the noise was made for this state: one that was brought back was there before. */
export function hasMadeKey(state: Pick<State, 'facts'>): boolean {
  return readFact(state, 'noise-key-made') !== undefined
}

export function noteMadeKey(state: Pick<State, 'facts'>): void {
  keepFact(state, 'noise-key-made', true)
}
