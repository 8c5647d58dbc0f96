import * as z from 'zod'
import { DAY_MS, HOUR_MS } from '../../domain/calendar.ts'
import type { Problem } from '../../domain/problem.ts'
import type { Runs } from '../../state/index.ts'
import { PROGRAM_VERSION } from '../program-version.ts'
import { isTrouble } from '../severity-of.ts'

/** A problem of the last run, and the start of the first run from which on each one had it, in milliseconds since 1970. */
export type KeptProblem = { readonly since: number; readonly problem: Problem }

const FACT = 'problems'

/** Answers to whoever asked for something: the next run, which nobody asks, does not have them. */
const ANSWERS: readonly Problem['code'][] = ['NOTHING_LATE', 'LATE_KEPT_BACK', 'NOT_DRAWN_AGAIN']

/** What says how a run went, and not what came of a question. */
export function withoutAnswers(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ code }) => !ANSWERS.includes(code))
}

/** Keeps what is wrong, for `status`, in the place of what the run before had. */
export function keepProblems({ facts }: Pick<Runs, 'facts'>, problems: readonly Problem[], now: number): void {
  const before = new Map(keptProblems({ facts }).map(({ problem, since }) => [aboutOf(problem), since]))
  const told = withoutAnswers(problems)
    .filter(isTrouble)
    .map((problem): KeptProblem => ({ since: before.get(aboutOf(problem)) ?? now, problem }))
  facts.keepFact(FACT, JSON.stringify({ program: PROGRAM_VERSION, told }))
}

// A page of that name may be somebody's own, and stay.
const PAGE_TAKEN_MS = 7 * DAY_MS

/** Whether a problem that a run has noted is still worth a look: so long after the first run that had it. */
export function isWorthALook({ problem, since }: KeptProblem, now: number): boolean {
  return problem.code !== 'PAGE_TAKEN' || now - since < PAGE_TAKEN_MS
}

/** What was wrong with the last run. Nothing where another version of the program, which has other problems, kept it. */
export function keptProblems({ facts }: Pick<Runs, 'facts'>): readonly KeptProblem[] {
  const kept = KEPT.safeParse(JSON.parse(facts.fact(FACT) ?? 'null')).data
  return kept?.program === PROGRAM_VERSION ? kept.told : []
}

const KEPT = z.object({
  program: z.string(),
  told: z.array(z.object({ since: z.int(), problem: z.custom<Problem>((value) => isCoded(value)) })),
})

function isCoded(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
}

/** What a problem is told apart by; figures in it change from run to run. */
function aboutOf(problem: Problem): string {
  // Its days go on with the clock.
  if (problem.code === 'DATES_AHEAD') return problem.code
  // A day that is published without some of its lines is told by itself; days that are kept open are one trouble.
  const days = problem.code === 'FEW_MALFORMED' ? Object.values(problem.days) : []
  return [...Object.values(problem).filter((value) => typeof value === 'string'), ...days].join(' ')
}

// Somewhat less than a day, so that a daily run says it every time.
const TOLD_MS = 20 * HOUR_MS

/** Those that were not told in the last day, or since they began; notes that they are told now. */
export function newsOf({ facts }: Pick<Runs, 'facts'>, problems: readonly Problem[], now: number): readonly Problem[] {
  const since = new Map(keptProblems({ facts }).map((kept) => [aboutOf(kept.problem), kept.since]))
  return problems.filter((problem) => {
    const about = aboutOf(problem)
    return facts.isNews(about, now, toldBefore(problem, since.get(about) ?? now, now))
  })
}

// A silence, lines that were seen again, and a day that lost a few name their last day: another one of the log is another problem.
const TOLD_ONCE: readonly Problem['code'][] = [
  'LOG_SILENT',
  'SERVICE_SILENT',
  'HOSTS_FOREIGN',
  'ROTATED_LEFT_OUT',
  'LOG_GAP',
  'LOG_SEEN_AGAIN',
  'DATES_BEHIND',
  'SHARED_LOG',
  'PAGE_TAKEN',
  'SERVICE_LEFT_OUT',
  'KINDS_MIXED',
  'NO_LINE_FITS',
  'FEW_MALFORMED',
]

/**
 * What was told before this time is told again. A silence is told once, since periods go on closing without what is silent; and a log
 * of several sites, whose lines go on counting, or one whose rotated files nobody asked for.
 */
function toldBefore({ code }: Problem, since: number, now: number): number {
  if (TOLD_ONCE.includes(code)) return -1
  return ['SOURCE_SILENT', 'DATES_AHEAD'].includes(code) ? since - 1 : now - TOLD_MS
}
