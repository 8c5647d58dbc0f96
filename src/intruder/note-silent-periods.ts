import { dayOf, daysOf, KNOWN_DAYS, LAST_YEAR, periodsFrom, type PeriodIndex } from '../domain/calendar.ts'
import { PERIOD_KINDS, type PeriodKind } from '../domain/dictionary.ts'
import type { EditionInTime } from './editions-in-time.ts'
import type { PublishedFolder, PublishedTable } from './published-folder.ts'
import { addFigure, type FigureLedger } from './open-ledger.ts'

/**
 * A period without a row, between others that have some, tells that no line came: 0, of every feature. A table that was not
 * counted then, a period that is held open or never published, and a silence that is longer than a year, have none either; beside what hides nothing, or was to, all are told. Where totals
 * of shorter ones are or were published too, a longer period without a row is one that a change of tables left out more often than silence.
 */
export function noteSilentPeriods(editions: readonly EditionInTime[], ledger: FigureLedger): void {
  const told = new Set<string>()
  const open = new Set(
    editions.flatMap(({ folder }) => (folder.tables.some((table) => hidesNothing(table)) ? [folder.service] : [])),
  )
  const shortest = shortestKinds(editions)
  for (const { folder, totals } of editions) {
    if (open.has(folder.service)) continue
    for (const table of totals.filter(({ kind }) => kind === shortest.get(folder.service))) {
      for (const period of silentIn(table, folder)) {
        const key = `${folder.service}\n${table.kind}\n${period}`
        if (told.has(key)) continue
        told.add(key)
        const { k } = table.protectionOf(daysOf(table.kind, period).from)
        const of = { service: folder.service, feature: '', measure: 'requests', kind: table.kind, period }
        const figure = addFigure(ledger, { ...of, what: 'silence' })
        Object.assign(figure, { k, bounds: { low: 0, high: 0 }, ground: 'no-row' })
        figure.hiddenIn = `${folder.path}/${table.rows[0]?.file ?? ''}`
      }
    }
  }
}

/** By service, of the tables of totals of all its editions. */
function shortestKinds(editions: readonly EditionInTime[]): ReadonlyMap<string, PeriodKind> {
  const shortest = new Map<string, PeriodKind>()
  for (const { folder, totals } of editions) {
    for (const { kind } of totals) {
      const before = shortest.get(folder.service) ?? kind
      shortest.set(folder.service, PERIOD_KINDS.indexOf(kind) <= PERIOD_KINDS.indexOf(before) ? kind : before)
    }
  }
  return shortest
}

function hidesNothing({ protectionOf, rows }: PublishedTable): boolean {
  return rows.some(({ counts }) => counts.includes(0)) || protectionOf(LAST).level === 'exact'
}

const LAST = dayOf(LAST_YEAR, 12, 31)

function silentIn(
  { rows, kind, away, withheld }: PublishedTable,
  { isSilenceTold, isHeld }: Pick<PublishedFolder, 'isSilenceTold' | 'isHeld'>,
): readonly PeriodIndex[] {
  const periods = [...new Set(rows.map(({ period }) => period))].toSorted((a, b) => a - b)
  return periods.flatMap((period, n) => {
    const next = periods[n + 1] ?? period
    const between = periodsFrom(period + 1, next - 1)
    const [first, last] = [between[0], between.at(-1)]
    if (first === undefined || last === undefined) return []
    const days = { from: daysOf(kind, first).from, to: daysOf(kind, last).to }
    if (days.to - days.from >= KNOWN_DAYS) return []
    return between.filter((one) => {
      const { from, to } = daysOf(kind, one)
      const mayHaveLines = isSilenceTold(from) || isHeld(kind, one) || withheld.has(one)
      return !mayHaveLines && away.every((gone) => gone.to < from || gone.from > to)
    })
  })
}
