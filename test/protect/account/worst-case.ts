import type { Views } from '../../../src/domain/table.ts'
import { REACH } from '../../../src/protect/noise/noise-table.ts'
import { LEAST_THRESHOLD } from '../../../src/protect/account/guess-table.ts'
import { curveOf, envelopeOf, mostTelling, rightIn, times, type LossCurve } from './loss-curve.ts'
import { presenceLoss, profileLoss, type NoisyTable } from './request-loss.ts'

/** Every count that changes anything: beyond k and the reach of the noise a cell is always shown, and a fold too. */
function countsOf({ views, k }: NoisyTable): readonly number[] {
  const most = k + REACH[views] + 1
  return Array.from({ length: most + 1 }, (_, i) => most - i)
}

/** Whether a request came, whatever its cell and the rest of the fold count. */
export function* everyPresence(table: NoisyTable): Generator<LossCurve> {
  const counts = countsOf(table)
  for (const rest of counts) for (const own of counts) yield curveOf(presenceLoss(table, own, rest))
}

/** Which of two cells is its own, whatever they count. The other way round is the same question. */
export function* everyProfile(table: NoisyTable): Generator<LossCurve> {
  const counts = countsOf(table)
  for (const rest of counts)
    for (const a of counts) for (const b of counts) if (a <= b) yield curveOf(profileLoss(table, a, b, rest))
}

// Far below the third digit, which is what is told.
const TOLERANCE = 2e-5

/**
 * How often the best reader is right where the counts are the worst, those of all tables being the same.
 *
 * @param draws how often all T figures were drawn, each as often as that
 */
export function worstGuesses(
  all: Iterable<LossCurve>,
  { views }: NoisyTable,
  draws: readonly number[],
): readonly number[] {
  const telling = mostTelling(all, TOLERANCE)
  return draws.map((drawn) => Math.max(...telling.map((loss) => rightIn(times(loss, views * drawn)))))
}

/** The same of every threshold that a table may have and every mixture of counts: an upper bound. */
export function certifiedGuesses(
  every: (table: NoisyTable) => Iterable<LossCurve>,
  views: Views,
  draws: readonly number[],
): readonly number[] {
  const least = LEAST_THRESHOLD[views]
  // From twice the reach on nothing changes any more.
  const thresholds = Array.from({ length: 2 * REACH[views] - least + 1 }, (_, i) => least + i)
  const envelope = envelopeOf(thresholds.map((k) => envelopeOf(every({ views, k }))))
  return draws.map((drawn) => rightIn(times(envelope, views * drawn)))
}
