import type { auditService } from '../../audit/index.ts'
import { dayText, type DayIndex, type Days } from '../../domain/calendar.ts'
import { ProblemError } from '../../domain/problem.ts'
import type { ComparedPeriods } from './audit-done.ts'

/**
 * As the rules take them: absent, they choose the last weeks.
 *
 * @param days with lines, ascending
 * @throws ProblemError AUDIT_PERIOD_EMPTY: of a period to compare there is no day, and zeros would look like a finding
 */
export function windowsOf(
  compare: ComparedPeriods | undefined,
  days: readonly DayIndex[],
): Parameters<typeof auditService>[2] {
  if (compare === undefined) return undefined
  const [before, now] = compare
  const empty = compare.filter(({ from, to }) => !days.some((day) => day >= from && day <= to))
  if (empty.length > 0)
    throw new ProblemError({
      code: 'AUDIT_PERIOD_EMPTY',
      periods: empty.map(spanText),
      known: spanText({ from: days[0] ?? before.from, to: days.at(-1) ?? now.to }),
    })
  return { before, now }
}

function spanText({ from, to }: Days): string {
  return from === to ? dayText(from) : `${dayText(from)} … ${dayText(to)}`
}
