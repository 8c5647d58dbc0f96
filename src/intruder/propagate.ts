import type { FigureBounds, Facts, Relation, Term } from './bounded-figures.ts'

/** Why a figure is at least, or at most, so much. */
export type ProofStep = {
  readonly figure: number
  readonly side: 'low' | 'high'
  readonly value: number
  readonly relation: Relation
  /** What was known of the other figures of the relation, beside what holds of them at first. */
  readonly from: readonly ProofStep[]
}

type Interval = FigureBounds & { readonly lowBy: ProofStep | undefined; readonly highBy: ProofStep | undefined }

export type Propagated = {
  readonly intervalOf: (figure: number) => Interval
  /** Figures of which nothing is possible: what was published contradicts itself, or is of other lines than it seems. */
  readonly contradicted: ReadonlySet<number>
}

/**
 * Narrows what each figure can be until no relation says more: exact where relations make no circle, and never too narrow.
 *
 * Pure and quick: a relation is looked at again only if a figure of it became narrower.
 */
export function propagate({ figures, relations }: Facts): Propagated {
  const known = {
    low: { values: Float64Array.from(figures, ({ bounds }) => bounds.low), by: new Map<number, ProofStep>() },
    high: { values: Float64Array.from(figures, ({ bounds }) => bounds.high), by: new Map<number, ProofStep>() },
  }
  const contradicted = new Set<number>()
  const holding = relationsOf(figures.length, relations)
  const waiting = new Set(relations.keys())
  const visits = new Uint32Array(relations.length)

  const at = (side: Side, figure: number): number => known[side].values[figure] ?? 0
  const boundOf = ({ figure, times }: Term, side: Side): number => times * at(ofTerm(side, times), figure)

  /** Notes what a term is at least, or at most, in a relation. */
  function narrow(relation: Relation, { figure, times }: Term, side: Side, bound: number): void {
    const own = ofTerm(side, times)
    const value = times * bound + 0
    const isNarrower = own === 'low' ? value > at(own, figure) : value < at(own, figure)
    if (!Number.isFinite(value) || !isNarrower || contradicted.has(figure)) return
    known[own].values[figure] = value
    // What speaks for the bound is the other side of all others.
    const from = relation.terms.flatMap((term) =>
      term.figure === figure ? [] : (known[ofTerm(opposite(side), term.times)].by.get(term.figure) ?? []),
    )
    known[own].by.set(figure, { figure, side: own, value, relation, from })
    if (at('low', figure) > at('high', figure)) contradicted.add(figure)
    for (const next of holding[figure] ?? []) waiting.add(next)
  }

  /** The bound of the sum on one side bounds each figure on that side, when all others are as far off as they can. */
  function visit(relation: Relation, side: Side): void {
    const bounds = relation.terms.map((term) => boundOf(term, opposite(side)))
    const open = bounds.filter((bound) => !Number.isFinite(bound)).length
    if (open > 1) return
    const sum = bounds.reduce((all, bound) => (Number.isFinite(bound) ? all + bound : all), 0)
    relation.terms.forEach((term, t) => {
      const own = bounds[t] ?? 0
      if (at('low', term.figure) === at('high', term.figure) || (open === 1 && Number.isFinite(own))) return
      narrow(relation, term, side, relation[side] - (Number.isFinite(own) ? sum - own : sum))
    })
  }

  for (const next of waiting) {
    waiting.delete(next)
    const relation = relations[next]
    visits[next] = (visits[next] ?? 0) + 1
    if (relation === undefined || (visits[next] ?? 0) > MOST_VISITS) continue
    for (const side of SIDES) if (Number.isFinite(relation[side])) visit(relation, side)
  }
  return {
    intervalOf: (figure) => ({
      ...{ low: at('low', figure), high: at('high', figure) },
      ...{ lowBy: known.low.by.get(figure), highBy: known.high.by.get(figure) },
    }),
    contradicted,
  }
}

type Side = (typeof SIDES)[number]
const SIDES = ['low', 'high'] as const

function opposite(side: Side): Side {
  return side === 'low' ? 'high' : 'low'
}

/** The side of a figure that is a side of its term. */
function ofTerm(side: Side, times: Term['times']): Side {
  return times === 1 ? side : opposite(side)
}

/** In a circle bounds may creep by one at a time; wherever one stops, what holds until then is right. */
const MOST_VISITS = 100

function relationsOf(figures: number, relations: readonly Relation[]): readonly (readonly number[])[] {
  const holding: number[][] = Array.from({ length: figures }, () => [])
  relations.forEach(({ terms }, r) => {
    for (const { figure } of terms) holding[figure]?.push(r)
  })
  return holding
}
