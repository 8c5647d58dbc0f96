import type { ProtectionRules } from '../../../src/protect/protect-tables.ts'
import type { Protection, Views } from '../../../src/domain/table.ts'
import { countedTrials, seenOf, type Seen, type Trial } from './noisy-world.ts'

export type Attack = {
  readonly views: Views
  readonly k?: number
  readonly trials: number
  /** The two worlds between which a reader has to decide; all else is known. */
  readonly worlds: readonly [Trial, Trial]
  readonly summary?: Protection
  readonly rules?: Partial<ProtectionRules>
  /** How often the period is published, each time with noise of its own. */
  readonly editions?: number
  /** What is taken as one observation; each is independent of the others. Default: the first category and `(other)`. */
  readonly observations?: (seen: Seen) => readonly string[]
  /** Every table has the same cells: what is learnt of one holds for all. */
  readonly isAlike?: boolean
}

/**
 * How often the best reader guesses right which of two worlds was published: they learn from half of the trials how
 * often each observation comes in either world, and guess in the other half by the likelier one.
 *
 * Learning makes it no model of ours: the same reader attacks a weakened build.
 */
export function guessRight({
  views,
  k,
  trials,
  worlds,
  summary,
  rules,
  editions = 1,
  observations = byTable,
  isAlike = false,
}: Attack): number {
  const looks = worlds.map((world) => {
    const counted = countedTrials(
      Array.from({ length: trials }, () => world),
      views,
      k,
      summary,
    )
    const seen = Array.from({ length: editions }, (_, edition) => seenOf(counted, 17, rules, edition))
    return counted.features.map((_, f) => seen.flatMap((edition) => observations(edition[f]!)))
  })
  return shareRight(looks, isAlike)
}

/** The same of what was observed in worlds that are equally likely, trial by trial. */
export function shareRight(looks: readonly (readonly (readonly string[])[])[], isAlike: boolean): number {
  const learnt = looks.map((look) => learn(look.slice(0, look.length / 2), isAlike))
  const right = looks.map((look, world) => {
    const attacked = look.slice(look.length / 2)
    const guesses = attacked.map((seen) => {
      const likelihoods = learnt.map((frequencies) => logLikelihood(seen, frequencies))
      const most = Math.max(...likelihoods)
      // Between equals a coin decides.
      return likelihoods[world] === most ? 1 / likelihoods.filter((one) => one === most).length : 0
    })
    return guesses.reduce((sum, one) => sum + one, 0) / attacked.length
  })
  return right.reduce((sum, one) => sum + one, 0) / looks.length
}

/** Three standard errors of a share of `trials` guesses in either world. */
export function threeSigma(trials: number): number {
  return (3 * 0.5) / Math.sqrt(trials)
}

function byTable({ tables }: Seen): readonly string[] {
  return tables.map(([other, first]) => `${other ?? '-'} ${first ?? '-'}`)
}

/** How likely an observation is: for each place, or for all alike. */
type Frequencies = (place: number, observation: string) => number

function learn(looks: readonly (readonly string[])[], isAlike: boolean): Frequencies {
  const counts = new Map<string, number>()
  for (const look of looks)
    look.forEach((one, place) => {
      const key = isAlike ? one : `${place} ${one}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    })
  // What was never seen is taken to be as rare as half an observation.
  return (place, one) => counts.get(isAlike ? one : `${place} ${one}`) ?? 0.5
}

function logLikelihood(seen: readonly string[], frequencies: Frequencies): number {
  return seen.reduce((sum, one, place) => sum + Math.log(frequencies(place, one)), 0)
}
