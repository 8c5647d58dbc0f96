/**
 * Two worlds that somebody has to tell apart, by all that they may see: the chance of each outcome in the first and in the
 * second. Only how much likelier an outcome is in one of them matters, so those with one ratio are one outcome.
 */
export type Loss = readonly Outcome[]

export type Outcome = readonly [first: number, second: number]

/** Outcomes by rising ratio, those of one ratio put together: more than rounding lies between different ones. */
function merged(outcomes: Iterable<Outcome>): Loss {
  const possible = [...outcomes].filter(([first, second]) => first > 0 || second > 0)
  const sorted = possible.map((outcome) => ({ outcome, log: logRatio(outcome) })).sort((a, b) => a.log - b.log)
  const all: { outcome: Outcome; log: number }[] = []
  for (const { outcome, log } of sorted) {
    const last = all.at(-1)
    if (last === undefined || (log !== last.log && !(log - last.log < SAME))) all.push({ outcome, log })
    else last.outcome = [last.outcome[0] + outcome[0], last.outcome[1] + outcome[1]]
  }
  return all.map(({ outcome }) => outcome)
}

const SAME = 1e-9

/** Infinite where one of the two is impossible. */
function logRatio([first, second]: Outcome): number {
  return Math.log(first) - Math.log(second)
}

/** What is seen of both, each with noise of its own. */
export function composed(a: Loss, b: Loss): Loss {
  return merged(a.flatMap(([first, second]) => b.map(([p, q]): Outcome => [first * p, second * q])))
}

/** The same question, answered so many times, each time with noise of its own. */
export function repeated(loss: Loss, times: number): Loss {
  if (times === 1) return loss
  const half = repeated(loss, Math.floor(times / 2))
  const even = composed(half, half)
  return times % 2 === 0 ? even : composed(even, loss)
}

/** How often the likelier world is the right one, if a coin chose between them: 0.5 + half of the total variation. */
export function bestGuess(loss: Loss): number {
  return 0.5 + loss.reduce((sum, [first, second]) => sum + Math.abs(first - second), 0) / 4
}
