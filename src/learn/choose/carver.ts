import type { Branch } from '../tree/branch.ts'
import { childrenOf } from '../tree/cut-tree.ts'
import { byWeight } from './by-weight.ts'
import type { Chosen } from './chosen.ts'

export type Carver = {
  /** Uses of a feature without those of the features that were taken out of it. */
  readonly restOf: (feature: Chosen) => number
  /** Takes the heaviest part out of a feature; undefined: none is heavy enough. */
  readonly partOf: (feature: Chosen) => Chosen | undefined
}

/** A child with this share of the rest is walked into before anything is taken out. */
const NEARLY_ALL = 0.9

/** @param leastUses of a part */
export function carver(features: readonly Chosen[], leastUses: number): Carver {
  const taken = new Set<Branch>(features.flatMap(({ branch, isHome }) => (isHome ? [] : [branch])))

  function restBelow(branch: Branch): number {
    return childrenOf(branch).reduce((rest, child) => rest - (child.uses - restIfFree(child)), branch.uses)
  }

  function restIfFree(branch: Branch): number {
    return taken.has(branch) ? 0 : restBelow(branch)
  }

  function partOf({ branch, steps }: Chosen): Chosen | undefined {
    const [inner, path] = walkDown(branch, steps)
    const heavy = childrenOf(inner)
      .filter((child) => restIfFree(child) >= leastUses)
      .toSorted(
        (a, b) =>
          Number(a.word === undefined) - Number(b.word === undefined) ||
          restIfFree(b) - restIfFree(a) ||
          byWeight(a, b),
      )
    const [part] = heavy
    if (part === undefined) return undefined
    taken.add(part)
    return { branch: part, steps: [...path, part.word], isHome: false }
  }

  function walkDown(branch: Branch, steps: Chosen['steps']): readonly [Branch, Chosen['steps']] {
    const main = childrenOf(branch).find((child) => restIfFree(child) >= NEARLY_ALL * restBelow(branch))
    return main === undefined ? [branch, steps] : walkDown(main, [...steps, main.word])
  }

  return { restOf: ({ branch }) => restBelow(branch), partOf }
}
