import * as z from 'zod'
import type { Problem } from '../../../domain/problem.ts'
import type { Runs } from '../../../state/index.ts'
import { PROGRAM_VERSION } from '../../program-version.ts'
import { isTrouble } from '../../severity-of.ts'

/** A problem of the last run, and the start of the first run from which on each one had it, in milliseconds since 1970. */
export type KeptProblem = { readonly since: number; readonly problem: Problem }

const FACT = 'problems'

/** Answers to whoever asked for something: the next run, which nobody asks, does not have them. */
const ANSWERS: readonly Problem['code'][] = ['NOTHING_LATE', 'LATE_KEPT_BACK', 'NOT_DRAWN_AGAIN']

/** Keeps what is wrong, for `status`, in the place of what the run before had. */
export function keepProblems({ facts }: Pick<Runs, 'facts'>, problems: readonly Problem[], now: number): void {
  const before = new Map(keptProblems({ facts }).map(({ problem, since }) => [aboutOf(problem), since]))
  const told = problems
    .filter((problem) => isTrouble(problem) && !ANSWERS.includes(problem.code))
    .map((problem): KeptProblem => ({ since: before.get(aboutOf(problem)) ?? now, problem }))
  facts.keepFact(FACT, JSON.stringify({ program: PROGRAM_VERSION, told }))
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
export function aboutOf(problem: Problem): string {
  return Object.values(problem)
    .filter((value) => typeof value === 'string')
    .join(' ')
}
