import { chainOf, type ChainStep } from './chain-of.ts'
import { boundHidden } from './bound-hidden.ts'
import { editionsOf } from './editions-in-time.ts'
import type { FigureBounds, Facts, Figure, FigureName } from './bounded-figures.ts'
import { gatherFigures } from './gather-figures.ts'
import { noteSilentPeriods } from './note-silent-periods.ts'
import { propagate, type Propagated } from './propagate.ts'
import type { PublishedFolder } from './published-folder.ts'
import { relateCategories } from './relate-categories.ts'
import { relateChanges } from './relate-changes.ts'
import { relateEntries } from './relate-entries.ts'
import { relateLogs } from './relate-logs.ts'
import { relateParts } from './relate-parts.ts'
import { relateQuality } from './relate-quality.ts'
import { relateShared } from './relate-shared.ts'
import { openLedger } from './open-ledger.ts'

/** A hidden figure, and what all folders together leave of it. */
export type HiddenFigure = FigureName &
  FigureBounds & {
    readonly k: number
    /** Fewer than k values stay possible, and some of them are below k. */
    readonly isTold: boolean
    /** What tells it is a table of its own service that hides nothing, whose publisher accepted the risk. */
    readonly isAccepted: boolean
    /** A file that hides it. */
    readonly file: string
  }

export type Hidden = {
  readonly figures: readonly HiddenFigure[]
  /** Hidden figures of which nothing is possible: folders that contradict each other, or are of other lines than they seem. */
  readonly contradicted: readonly FigureName[]
  /** What narrows a figure of `figures`, in an order in which each step needs those before it alone. */
  readonly stepsOf: (figure: HiddenFigure) => readonly ChainStep[]
}

/**
 * What folders of open data tell together of the figures that they hide: of neighbouring services, of both levels of detail, of all
 * editions that an archive has kept. Pure, and by the folders alone: what is hidden is never asked of who hid it.
 *
 * Figures are whole numbers from 0 on, and joined by linear relations; each gets the interval that they leave. `isTold` names what
 * must not be. In a test:
 *
 * ```ts
 * const files = new Map([['datapackage.json', '…'], ['data/day-feature.csv', '…']])
 * const { figures, stepsOf } = tellHidden(folderOf('essai at noon', files))
 * expect(figures.filter(({ isTold, isAccepted }) => isTold && !isAccepted)).toEqual([])
 * ```
 *
 * @param folders in any order; those of one service are put in the order in which they were created, else as they were given
 */
export function tellHidden(folders: readonly PublishedFolder[]): Hidden {
  const ledger = openLedger()
  const editions = editionsOf(folders)
  gatherFigures(editions, ledger)
  relateCategories(editions, ledger)
  relateQuality(editions, ledger)
  relateLogs(editions, ledger)
  boundHidden(editions, ledger)
  relateParts(editions, ledger)
  relateChanges(ledger)
  relateEntries(ledger)
  noteSilentPeriods(editions, ledger)
  relateShared(ledger)
  return toldBy(ledger, propagateAll(ledger))
}

/**
 * What is hidden is below the threshold, unless something was hidden for a sake that a folder does not tell: where that
 * contradicts, it is supposed of no figure that hangs together with the one that cannot be.
 */
function propagateAll(facts: Facts): Propagated {
  const first = propagate(facts)
  if (first.contradicted.size === 0) return first
  const together = hangTogether(first.contradicted, facts)
  const figures = facts.figures.map((figure) =>
    together.has(figure.id) && figure.ground === 'below-threshold'
      ? { ...figure, bounds: { low: 0, high: Infinity }, ground: 'count' as const }
      : figure,
  )
  const { intervalOf, contradicted } = propagate({ ...facts, figures })
  return { intervalOf, contradicted: hangTogether(contradicted, facts) }
}

/** All figures that relations join to some, known ones apart: those join nothing. */
function hangTogether(some: ReadonlySet<number>, { figures, relations }: Facts): ReadonlySet<number> {
  const isOpen = (id: number): boolean => figures[id]?.bounds.low !== figures[id]?.bounds.high
  const found = new Set(some)
  for (let size = -1; size !== found.size && found.size > 0;) {
    size = found.size
    for (const { terms } of relations)
      if (terms.some(({ figure }) => found.has(figure)))
        for (const { figure } of terms) if (isOpen(figure)) found.add(figure)
  }
  return found
}

function toldBy(facts: Facts, { intervalOf, contradicted }: Propagated): Hidden {
  const known = new Map<HiddenFigure, Figure>()
  for (const figure of facts.figures) {
    const { hiddenIn: file, of, k } = figure
    if (file === undefined || contradicted.has(figure.id)) continue
    const { low, high } = intervalOf(figure.id)
    // Where nothing is left of days on which a feature was away, none of them was counted, as was told.
    if (figure.ground === 'away' && high === 0) continue
    const hidden = { ...of, low, high, k, file }
    const isTold = isNarrow(hidden)
    const isAccepted = isTold && isByOwnExact(of.service, chainOf(figure, facts, intervalOf))
    known.set({ ...hidden, isTold, isAccepted }, figure)
  }
  return {
    figures: [...known.keys()],
    contradicted: facts.figures.flatMap(({ id, of, hiddenIn }) =>
      contradicted.has(id) && hiddenIn !== undefined ? [of] : [],
    ),
    stepsOf: (hidden) => {
      const figure = known.get(hidden)
      return figure === undefined ? [] : chainOf(figure, facts, intervalOf)
    },
  }
}

/** Changes that did not happen tell of nobody; what is k and more tells of as many. */
function isNarrow({ what, low, high, k }: FigureName & FigureBounds & { readonly k: number }): boolean {
  const isFew = what === 'change' ? (low > 0 && low < k) || (high < 0 && -high < k) : low < k
  return isFew && high - low + 1 < k
}

/** Nobody accepts a risk for the neighbours. */
function isByOwnExact(service: string, chain: readonly ChainStep[]): boolean {
  const exact = chain.flatMap((step) => step.exact)
  return exact.length > 0 && exact.every((one) => one === service)
}
