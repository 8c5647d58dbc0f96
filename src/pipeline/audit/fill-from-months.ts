import { daysOf, type DayIndex, type Days } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'

/** What is published of a feature in a period; undefined is hidden, or not in the table. */
type Figures = {
  readonly feature: string
  readonly uses: number | undefined
  readonly entries: number | undefined
  readonly errors: number | undefined
}
export type PublishedDay = Figures & { readonly day: DayIndex }
export type PublishedMonth = Figures & { readonly month: number }

/**
 * Days whose hidden entries and errors add up to what the month says, where all of it is judged. On which of them they were is not
 * known, and asked by no rule. A month that counts other uses than its days is no sum of them.
 */
export function fillFromMonths(
  days: readonly PublishedDay[],
  months: readonly PublishedMonth[],
  now: Days,
): readonly PublishedDay[] {
  const filled = new Map<PublishedDay, PublishedDay>()
  for (const month of months) {
    const { from, to } = daysOf('month', indexOf<'period'>(month.month))
    if (from < now.from || to > now.to) continue
    const own = days.filter(({ feature, day }) => feature === month.feature && day >= from && day <= to)
    if (own.reduce((sum, { uses = NaN }) => sum + uses, 0) !== month.uses) continue
    const entries = filledIn(own, month, 'entries')
    const errors = filledIn(own, month, 'errors')
    own.forEach((row, at) => filled.set(row, { ...row, entries: entries[at], errors: errors[at] }))
  }
  return days.map((row) => filled.get(row) ?? row)
}

/** The rest on the first day that hides it, none on the others. */
function filledIn(
  own: readonly PublishedDay[],
  month: PublishedMonth,
  figure: 'entries' | 'errors',
): readonly (number | undefined)[] {
  const all = own.map((row) => row[figure])
  const rest = (month[figure] ?? NaN) - all.reduce<number>((sum, count = 0) => sum + count, 0)
  const first = all.indexOf(undefined)
  return rest >= 0 ? all.map((count, at) => count ?? (at === first ? rest : 0)) : all
}
