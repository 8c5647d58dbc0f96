import type { Protection } from '../../domain/table.ts'
import { certifiedAt, guessesAt, type Draws, type Guesses } from './guess-table.ts'
import { bestGuess, repeated, type Loss } from './loss.ts'

/**
 * How often somebody is right at most of one request who sends their own, knows all others, and lacks nothing but the key:
 * 0.5 is the toss of a coin, 1 is certainty.
 *
 * @param draws how often its figures were drawn: of a habit, of which nobody knows the counts, an upper bound
 */
export function guessesOf(protection: Protection, draws: Draws): Guesses {
  switch (protection.level) {
    case 'threshold':
    case 'exact':
      // An attacker fills the cell up to the threshold, and sees whether it appears: nothing resists that.
      return { presence: 1, profile: 1 }
    case 'cell-key': {
      const { views, k } = protection
      return draws === 1 || draws === 2 ? guessesAt(views, k, draws === 2) : certifiedAt(views, draws)
    }
    case 'dp': {
      const { views, changes, epsilon } = protection
      const ofOneFigure = privateLoss(epsilon / (changes * views))
      const guessed = (figures: number): number => roundedUp(bestGuess(repeated(ofOneFigure, figures)))
      // A moved request is one less in a cell and one more in another.
      return { presence: guessed(views * draws), profile: guessed(2 * views * draws) }
    }
  }
}

/**
 * One request at `dp`. One more or less moves discrete Laplace noise by one, so each figure is either e^epsilon likelier or
 * as much less likely: the answer of somebody who tells the truth that often. A threshold takes from it and adds nothing.
 */
export function privateLoss(epsilon: number): Loss {
  const truth = 1 / (1 + Math.exp(-epsilon))
  return [
    [truth, 1 - truth],
    [1 - truth, truth],
  ]
}

/** As the table of the others is: no figure is less than what somebody can do. */
function roundedUp(share: number): number {
  return Math.ceil(share * 1000 - 1e-9) / 1000
}
