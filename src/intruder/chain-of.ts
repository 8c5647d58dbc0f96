import type { FigureBounds, Facts, Figure, FigureName, Ground, Relation } from './bounded-figures.ts'
import type { Propagated, ProofStep } from './propagate.ts'

/** What follows of one figure: a file shows it, or from one relation and what was known before. */
export type ChainStep = {
  readonly figure: FigureName
  /** What the step says of it. */
  readonly bounds: FigureBounds
  readonly why: Relation['why'] | 'shown' | 'shown-exact' | 'no-row'
  /** Services that say so in tables that hide nothing. */
  readonly exact: readonly string[]
  /** The sum of the figures of the relation that files show, and how many these are. */
  readonly shown: { readonly count: number; readonly sum: number }
  /** The others, as they were known. */
  readonly others: readonly (FigureName & FigureBounds & { readonly ground: Ground })[]
  /** Where all of it stands. */
  readonly files: readonly string[]
}

/** Why a figure lies in its interval, in an order in which each step needs those before it alone. */
export function chainOf(figure: Figure, facts: Facts, intervalOf: Propagated['intervalOf']): readonly ChainStep[] {
  const { lowBy, highBy } = intervalOf(figure.id)
  const steps = new Set<ProofStep>()
  // A step after all that it needs.
  function walk(step: ProofStep): void {
    if (steps.has(step)) return
    for (const before of step.from) walk(before)
    steps.add(step)
  }
  for (const step of [lowBy, highBy]) if (step !== undefined) walk(step)
  return steps.size === 0 ? [groundStep(figure)] : merged([...steps], facts)
}

function groundStep({ of, bounds, ground, shownIn, hiddenIn }: Figure): ChainStep {
  const why = ground === 'exact' ? 'shown-exact' : ground === 'no-row' ? 'no-row' : 'shown'
  const files = [...new Set([hiddenIn, shownIn])].flatMap((file) => file ?? [])
  const exact = why === 'shown-exact' ? [of.service] : []
  return { figure: of, bounds, why, exact, shown: { count: 0, sum: 0 }, others: [], files }
}

/** Both bounds of a figure that follow from one relation are one step. */
function merged(steps: readonly ProofStep[], facts: Facts): readonly ChainStep[] {
  const known = new Map<number, FigureBounds>()
  const found: { step: ChainStep; relation: Relation; id: number }[] = []
  for (const { figure: id, side, value, relation } of steps) {
    const figure = facts.figures[id]
    if (figure === undefined) continue
    const bounds = { ...(known.get(id) ?? figure.bounds), [side]: value }
    const last = found.at(-1)
    const step = stepOf(figure, bounds, relation, facts, known)
    if (last?.relation === relation && last.id === id) last.step = step
    else found.push({ step, relation, id })
    known.set(id, bounds)
  }
  return found.map(({ step }) => step)
}

function stepOf(
  figure: Figure,
  bounds: FigureBounds,
  { terms, why, files }: Relation,
  facts: Facts,
  known: ReadonlyMap<number, FigureBounds>,
): ChainStep {
  const beside = terms.flatMap((term) => {
    const own = facts.figures[term.figure]
    return own === undefined || own === figure ? [] : [{ ...term, own }]
  })
  const told = beside.filter(({ own }) => own.shownIn !== undefined)
  // The others of two figures that are shown follow from them, but no file has them.
  const shown = told.filter(({ own }) => own.of.what !== 'others')
  const exact = [
    ...(why === 'exact' ? [figure.of.service] : []),
    ...told.flatMap(({ own }) => (own.ground === 'exact' ? [own.of.service] : [])),
  ]
  return {
    figure: figure.of,
    bounds,
    why: exact.length > 0 ? 'exact' : why,
    exact: [...new Set(exact)],
    shown: { count: shown.length, sum: shown.reduce((sum, { own, times }) => sum + times * own.bounds.low, 0) },
    others: beside
      .filter((one) => !shown.includes(one))
      .map(({ own }) => ({ ...own.of, ...(known.get(own.id) ?? own.bounds), ground: own.ground })),
    files: [...new Set([...files, ...told.flatMap(({ own }) => own.shownIn ?? [])])],
  }
}
