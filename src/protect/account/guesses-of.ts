import type { Protection } from '../../domain/table.ts'
import { certifiedAt, guessesAt, type Draws, type Guesses } from './guess-table.ts'
import { bestGuess, repeated } from './loss.ts'
import { privateLoss } from './request-loss.ts'

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

/** As the table of the others is: no figure is less than what somebody can do. */
function roundedUp(share: number): number {
  return Math.ceil(share * 1000 - 1e-9) / 1000
}
