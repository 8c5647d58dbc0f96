import { lastDayOf, periodOf, periodsFrom, type DayIndex } from '../domain/calendar.ts'
import { PERIOD_KINDS } from '../domain/dictionary.ts'
import type { TableSpec } from '../domain/table.ts'
import { dayAt, stepOn } from './in-force.ts'
import type { KeptTable, Settings } from './settings.ts'
import type { Standing } from './standing.ts'

/** The tables whose periods close: those of the configuration; and one that has ended, until all that it had counted has closed. */
export function closingTables(
  configured: readonly TableSpec[],
  settings: Pick<Settings, 'tables'> | undefined,
  isFrozen: Standing['isFrozen'],
): readonly TableSpec[] {
  const ending = (settings?.tables ?? []).flatMap((table) => {
    const ended = dayAt(table.ended)
    return ended === undefined || !isEnding(table, ended, isFrozen) ? [] : specAtEnd(table, ended)
  })
  return [...configured, ...ending]
}

/** Beneath a longer period that has closed without it, nothing of it is told any more. */
function isEnding({ period: kind }: KeptTable, ended: DayIndex, isFrozen: Standing['isFrozen']): boolean {
  const longer = PERIOD_KINDS.slice(PERIOD_KINDS.indexOf(kind) + 1)
  return periodsFrom(0, periodOf(kind, ended) - 1).some((period) => {
    const last = lastDayOf(kind, period)
    return !isFrozen(kind, period) && !longer.some((other) => isFrozen(other, periodOf(other, last)))
  })
}

function specAtEnd(
  { name, period, dimensions, measures, protections }: KeptTable,
  ended: DayIndex,
): readonly TableSpec[] {
  const step = stepOn(protections, ended)
  return step === undefined ? [] : [{ name, period, dimensions, measures, protection: step.protection }]
}
