import { dayText } from '../../domain/calendar.ts'
import type { SeriesBreak } from '../../domain/change.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { dayAt } from '../in-force.ts'
import type { KeptFeature } from '../settings.ts'
import type { SettingsChange } from './settings-change.ts'

/** A feature as it was kept, and as it is with the days of another machine. */
type Followed = { readonly was: KeptFeature; readonly kept: KeptFeature }

type Told = {
  readonly breaks: readonly SeriesBreak[]
  /** The machine that left a feature, or began it, on another day. */
  readonly machine: string
  /** Whether a table has a row a day. */
  readonly hasDays: boolean
}

/**
 * Told again of a feature that ends earlier than was told, or begins later under its new name, as another machine has it: the days
 * between were counted by some machines alone, and no row by day is made of them.
 */
export function lostBetween(features: readonly Followed[], told: Told): readonly SettingsChange[] {
  const renamed = told.breaks.flatMap((change) => {
    if (change.kind !== 'feature-renamed') return []
    // What has come back since, and is gone again, has no heir.
    const gone = features.filter(({ kept }) => kept.id === change.before && (kept.ended ?? '9') < change.date)
    const later = features.find(({ was, kept }) => kept.id === change.feature && kept.since !== was.since)
    return [{ change: { ...change, date: later?.kept.since ?? change.date }, gone, isMoved: later !== undefined }]
  })
  const ended = features.filter(({ was, kept }) => kept.ended !== was.ended)
  return [
    ...renamed.flatMap(({ change, gone, isMoved }) => {
      if (!isMoved && !gone.some((one) => ended.includes(one))) return []
      return losing(change, gone, told)
    }),
    ...ended
      .filter((one) => !renamed.some(({ gone }) => gone.includes(one)))
      .flatMap((one) => {
        const change = { kind: 'feature-removed', feature: one.kept.id } as const
        const changed = losing(change, [one], told)
        return changed.lost === undefined ? [] : changed
      }),
  ]
}

type Gone = Extract<SettingsChange['change'], { readonly kind: 'feature-removed' | 'feature-renamed' }>

/** From the day after its last one to the one before its heir begins, or else to that on which it was told to end. */
function losing(change: Gone, gone: readonly Followed[], { hasDays, machine }: Told): SettingsChange {
  const days = gone.flatMap(({ was, kept }) => {
    const last = 'date' in change ? change.date : was.ended
    const [end = Infinity, through = 0] = [dayAt(kept.ended), dayAt(last)]
    const from = Math.max(end + 1, dayAt(kept.since) ?? 0)
    const to = Math.min('date' in change ? through - 1 : through, dayAt(kept.until) ?? through)
    return from > to ? [] : [{ from: dayText(indexOf<'day'>(from)), to: dayText(indexOf<'day'>(to)) }]
  })
  const [lost] = hasDays ? days : []
  return lost === undefined
    ? { change }
    : { change: { ...change, from: lost.from }, lost: { ...lost, source: machine } }
}
