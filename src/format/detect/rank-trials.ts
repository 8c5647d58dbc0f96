import { hasItsHosts, readsEnough, type Trial } from './try-formats.ts'

/**
 * Trials that may be believed, the best first: lines told by marks of their own, then most lines read, most wrappers peeled, no
 * time of a wrapper needed, most fields, then the order in which they were tried.
 */
export function rankTrials(trials: readonly Trial[]): readonly Trial[] {
  return trials
    .filter(hasItsHosts)
    .sort(
      (a, b) =>
        Number(isOfOwnMarks(b)) - Number(isOfOwnMarks(a)) ||
        b.fits - a.fits ||
        b.layer.wrappings.length - a.layer.wrappings.length ||
        Number(a.layer.withTime) - Number(b.layer.withTime) ||
        b.scanner.fields.size - a.scanner.fields.size,
    )
}

/** Other formats may read as many lines, and those of the application too, which are the same requests again. */
function isOfOwnMarks(trial: Trial): boolean {
  return trial.candidate.amidOthers === true && readsEnough(trial)
}

/**
 * The trial that came nearest, of those that may be believed: most lines read, then nearest to the median line, then that
 * of which fewest fields are wanted.
 */
export function nearestOf(ranked: readonly Trial[]): Trial | undefined {
  const [first] = ranked
  const most = ranked.filter(({ fits, of }) => fits === first?.fits && of > 0)
  return most.reduce<Trial | undefined>((best, trial) => {
    if (best === undefined) return trial
    const more = medianNear(trial) - medianNear(best) || best.scanner.fields.size - trial.scanner.fields.size
    return more > 0 ? trial : best
  }, undefined)
}

export function medianNear({ nears }: Trial): number {
  const known = nears.filter((near) => near > 0).sort()
  return known[known.length >> 1] ?? 0
}

const LEAST_SHARE = 0.9
/** What a format must add to another, to be worth a word. */
const LEAST_PART = 0.05

/** Two formats of one layer that together read nine lines of ten, where none does alone. */
export function twoTogether(ranked: readonly Trial[]): readonly [string, string] | undefined {
  const [best] = ranked
  if (best === undefined || best.fits === 0) return undefined
  const partners = ranked
    .filter(({ layer }) => layer === best.layer)
    .map((trial) => ({ name: trial.candidate.name, adds: linesAdded(best, trial) }))
    .sort((a, b) => b.adds - a.adds)
  const [partner] = partners
  if (partner === undefined || partner.adds < LEAST_PART * best.of) return undefined
  return best.fits + partner.adds >= LEAST_SHARE * best.of ? [best.candidate.name, partner.name] : undefined
}

function linesAdded(best: Trial, trial: Trial): number {
  let added = 0
  for (let line = 0; line < trial.reads.length; line++) if (trial.reads[line] === 1 && best.reads[line] === 0) added++
  return added
}
