import type { Problem } from '../../../domain/problem.ts'
import type { Runs } from '../../../state/index.ts'
import { aboutOf, keptProblems } from './kept-problems.ts'

// Somewhat less than a day, so that a daily run says it every time.
const TOLD_MS = 20 * 3_600_000

/** Those that were not told in the last day, or since they began; notes that they are told now. */
export function newsOf({ facts }: Pick<Runs, 'facts'>, problems: readonly Problem[], now: number): readonly Problem[] {
  const since = new Map(keptProblems({ facts }).map((kept) => [aboutOf(kept.problem), kept.since]))
  return problems.filter((problem) => {
    const about = aboutOf(problem)
    return facts.isNews(about, now, toldBefore(problem, since.get(about) ?? now, now))
  })
}

// A silence, and lines that were seen again, name their last day: another one of the log is another problem.
const TOLD_ONCE: readonly Problem['code'][] = [
  'LOG_SILENT',
  'HOSTS_FOREIGN',
  'ROTATED_LEFT_OUT',
  'LOG_SEEN_AGAIN',
  'DATES_BEHIND',
  'SHARED_LOG',
  'KINDS_MIXED',
  'NO_LINE_FITS',
]

/**
 * What was told before this time is told again. A silence is told once, since periods go on closing without what is silent; and a log
 * of several sites, whose lines go on counting, or one whose rotated files nobody asked for.
 */
function toldBefore({ code }: Problem, since: number, now: number): number {
  if (TOLD_ONCE.includes(code)) return -1
  return code === 'SOURCE_SILENT' ? since - 1 : now - TOLD_MS
}
