import { addFigure, addSum, type FigureLedger } from './open-ledger.ts'

/**
 * Sums that share several open figures stand in a circle, in which bounds know less than the sums tell: a week and a month, whose
 * days they both add up. What is shared becomes a figure of its own, and the circle is none.
 *
 * Asked when all relations are known, since figures that a file shows join nothing.
 */
export function relateShared({ figures, relations }: FigureLedger): void {
  const isOpen = (id: number): boolean => figures[id]?.bounds.low !== figures[id]?.bounds.high
  const sums = new Set(relations.flatMap(({ why }, place) => (why === 'parts' ? [place] : [])))
  const holding = new Map<number, Set<number>>()
  for (const place of sums) for (const figure of openIn(place)) holdingOf(figure).add(place)

  function holdingOf(figure: number): Set<number> {
    const known = holding.get(figure) ?? new Set<number>()
    holding.set(figure, known)
    return known
  }

  /** The open figures that a sum adds up. */
  function openIn(place: number): readonly number[] {
    return (relations[place]?.terms ?? []).flatMap(({ figure, times }) =>
      times === -1 && isOpen(figure) ? [figure] : [],
    )
  }

  /** No more than a count or a change is at first: what is supposed of the parts may be taken back, and their sum bounds it anyway. */
  function leastOf(parts: readonly number[]): number {
    return parts.every((id) => (figures[id]?.bounds.low ?? 0) >= 0) ? 0 : -Infinity
  }

  function share(parts: readonly [number, ...number[]]): void {
    const of = figures[parts[0]]?.of
    if (of === undefined) return
    const made = addFigure({ figures }, { ...of, what: 'shared' })
    made.bounds = { low: leastOf(parts), high: Infinity }
    const { id } = made
    const isPart = new Set(parts)
    for (const place of [...holdingOf(parts[0])]) {
      const relation = relations[place]
      if (relation === undefined || !hasAll(openIn(place), parts)) continue
      const others = relation.terms.filter(({ figure }) => !isPart.has(figure))
      relations[place] = { ...relation, terms: [...others, { figure: id, times: -1 }] }
      for (const figure of parts) holdingOf(figure).delete(place)
      holdingOf(id).add(place)
    }
    for (const figure of parts) holdingOf(figure).add(relations.length)
    sums.add(relations.length)
    addSum({ relations }, id, parts, 'parts')
  }

  for (const place of sums) {
    const beside = new Set(openIn(place).flatMap((figure) => [...holdingOf(figure)]))
    beside.delete(place)
    for (const other of beside) {
      const own = new Set(openIn(place))
      const [first, ...more] = openIn(other).filter((figure) => own.has(figure))
      if (first !== undefined && more.length > 0) share([first, ...more])
    }
  }
}

function hasAll(all: readonly number[], some: readonly number[]): boolean {
  const own = new Set(all)
  return some.every((one) => own.has(one))
}
