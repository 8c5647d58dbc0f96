import { openChance } from '../equivalence/chance.ts'
import type { History, Settings } from './history.ts'

const EXACT = ', protection: exact, accept_risk: true'
const MORE = [
  ...['day, feature, referrer', 'day, feature, device', 'week, feature', 'week, feature, referrer'],
  ...['month, feature, device', 'month, feature, status', 'month, feature, client', 'quarter, feature'],
]

/** The same history, with tables that hide nothing: some of its own, now and then all, and details of all kinds that come and go. */
export function exactly(history: History, seed: number): History {
  const chance = openChance(seed)
  const isAll = chance.below(3) > 0
  const more = MORE.filter(() => chance.below(4) === 0)
  const withExact = (tables: readonly string[]): readonly string[] => {
    const own = tables.map((table) =>
      !table.includes('device') && (isAll || chance.below(2) === 0) ? table + EXACT : table,
    )
    const beside = more.filter((by) => !own.some((table) => table.includes(`[ ${by} ]`)) && chance.below(8) > 0)
    return [...own, ...beside.map((by) => `by: [ ${by} ], measures: [ ${measuresBy(by)} ]${EXACT}`)]
  }
  const measuresBy = (by: string): string =>
    by.includes('status') ? 'requests' : chance.of(['requests, errors', 'requests, entries'])
  const set = <S extends Partial<Settings>>(settings: S): S =>
    settings.tables === undefined ? settings : { ...settings, tables: withExact(settings.tables) }
  const steps = history.steps.map((step) => (step.does === 'set' ? { ...step, settings: set(step.settings) } : step))
  return { ...history, settings: set(history.settings), steps }
}
