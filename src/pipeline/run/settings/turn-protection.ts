import { isDeepStrictEqual } from 'node:util'
import { dayText } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { KeptTable } from './settings.ts'
import type { Turn, TurnDays } from './turn.ts'

type Protections = KeptTable['protections']
type Protection = Protections[number]['protection']

type Turned = { readonly protections: Protections; readonly turns: readonly Turn[] }

/**
 * How a table is protected from now on, and the day on which that begins. What was announced and protects nothing yet gives
 * way, as if it had never been said.
 */
export function turnProtection(table: string, known: Protections, wanted: Protection, days: TurnDays): Turned {
  const latest = known.at(-1)?.protection
  if (latest === undefined || isDeepStrictEqual(latest, wanted)) return { protections: known, turns: [] }
  const settled = known.filter(({ from }) => !isAhead(from, days))
  const present = settled.at(-1)?.protection
  // Nothing was published, so nothing breaks.
  if (present === undefined) return { protections: [{ protection: wanted }], turns: [] }
  const from = dayText(days.turning)
  const isBack = isDeepStrictEqual(present, wanted)
  const undone = known.slice(settled.length).flatMap((one): readonly Turn[] => {
    const isAnother = isBack || one.from !== from || !isAlike(present, one.protection, wanted)
    return one.from !== undefined && isAnother ? [keptTurn(table, present, one.protection, one.from)] : []
  })
  if (isBack) return { protections: settled, turns: undone }
  return {
    protections: [...settled, { from, protection: wanted }],
    turns: [...undone, brokenTurn(table, present, wanted, from)],
  }
}

/** Whether no period is published that begins on this day or later, and none will be by what was announced for it. */
function isAhead(from: string | undefined, { newest, turning }: TurnDays): boolean {
  const since = dayText(indexOf<'day'>(Math.min(turning, newest + 1)))
  return (from ?? dayText(indexOf<'day'>(0))) >= since
}

/** The threshold is one for all tables; a level is of one. */
function isOfThreshold(before: Protection, after: Protection): boolean {
  return isDeepStrictEqual({ ...before, k: 0 }, { ...after, k: 0 })
}

function isAlike(before: Protection, one: Protection, other: Protection): boolean {
  return isOfThreshold(before, one) === isOfThreshold(before, other)
}

function brokenTurn(table: string, before: Protection, after: Protection, date: string): Turn {
  return isOfThreshold(before, after) && 'k' in after
    ? { change: { kind: 'threshold-changed', k: after.k, date } }
    : { change: { kind: 'protection-changed', table, level: after.level, date } }
}

function keptTurn(table: string, before: Protection, after: Protection, planned: string): Turn {
  return { change: { kind: 'protection-kept', planned, ...(!isOfThreshold(before, after) && { table }) } }
}
