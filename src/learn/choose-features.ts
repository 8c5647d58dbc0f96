import type { Branch } from './branch.ts'
import { childrenOf } from './grow-tree.ts'
import type { Word } from './word-reader.ts'

const MOST_FEATURES = 30
/** Enough of a generic word, which says nothing about anybody. A learnt one has more: it was folded else. */
export const LEAST_GENERIC_USES = 5
/** Of all pages: what the first features need, words and all that is no word. */
const LEAST_WORD = 0.002
const LEAST_VARIABLE = 0.02
/** Halved as long as there are few features and the first is not below LEAST_SPLIT. */
const SPLIT_ABOVE = 0.1
const CARVE_FROM = 0.02
const LEAST_SPLIT = 0.02
const ENOUGH_FEATURES = 8

/**
 * Chooses the branches of a folded tree that are features: the first level, then parts of whatever is too large.
 *
 * @param isEager of a small log: whatever has a name of the closed vocabulary and LEAST_GENERIC_USES, however small its share
 */
export function chooseFeatures(root: Branch, isEager = false): readonly ChosenBranch[] {
  let [above, from] = [SPLIT_ABOVE, CARVE_FROM]
  let chosen = splitLargest(root, above, from, isEager)
  while (chosen.length < ENOUGH_FEATURES && above >= LEAST_SPLIT) {
    ;[above, from] = [above / 2, from / 2]
    chosen = splitLargest(root, above, from, isEager)
  }
  return chosen
}

function splitLargest(root: Branch, above: number, from: number, isEager: boolean): readonly ChosenBranch[] {
  const chosen = [...firstFeatures(root, isEager)]
  const carve = carver(chosen, Math.max(LEAST_GENERIC_USES, isEager ? 0 : from * root.uses))
  while (chosen.length < MOST_FEATURES) {
    const part = partOfLargest(carve, chosen, above * root.uses)
    if (part === undefined) break
    chosen.push(part)
  }
  return chosen
}

function firstFeatures(root: Branch, isEager: boolean): readonly ChosenBranch[] {
  const leastUses = Math.max(LEAST_GENERIC_USES, isEager ? 0 : LEAST_WORD * root.uses)
  const first = [...root.words.values()].filter(({ uses }) => uses >= leastUses)
  const variable =
    root.variable !== undefined && root.variable.uses >= LEAST_VARIABLE * root.uses ? [root.variable] : []
  const heaviest = [...first, ...variable].toSorted(byWeight).slice(0, MOST_FEATURES - 1)
  return [
    { branch: root, steps: [], isHome: true },
    ...heaviest.map((branch) => ({ branch, steps: [branch.word], isHome: false })),
  ]
}

/** A part of the feature with the largest rest that can be split. */
function partOfLargest(carve: Carver, chosen: readonly ChosenBranch[], above: number): ChosenBranch | undefined {
  const large = chosen
    .filter((feature) => !feature.isHome && carve.restOf(feature) > above)
    .toSorted((a, b) => carve.restOf(b) - carve.restOf(a) || byWeight(a.branch, b.branch))
  for (const feature of large) {
    const part = carve.partOf(feature)
    if (part !== undefined) return part
  }
  return undefined
}

type Carver = {
  /** Uses of a feature without those of the features that were taken out of it. */
  readonly restOf: (feature: ChosenBranch) => number
  /** Takes the heaviest part out of a feature; undefined: none is heavy enough. */
  readonly partOf: (feature: ChosenBranch) => ChosenBranch | undefined
}

/** A child with this share of the rest is walked into before anything is taken out. */
const NEARLY_ALL = 0.9

/** @param leastUses of a part */
function carver(features: readonly ChosenBranch[], leastUses: number): Carver {
  const taken = new Set<Branch>(features.flatMap(({ branch, isHome }) => (isHome ? [] : [branch])))

  function restBelow(branch: Branch): number {
    return childrenOf(branch).reduce((rest, child) => rest - (child.uses - restIfFree(child)), branch.uses)
  }

  function restIfFree(branch: Branch): number {
    return taken.has(branch) ? 0 : restBelow(branch)
  }

  function partOf({ branch, steps }: ChosenBranch): ChosenBranch | undefined {
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

  function walkDown(branch: Branch, steps: ChosenBranch['steps']): readonly [Branch, ChosenBranch['steps']] {
    const main = childrenOf(branch).find((child) => restIfFree(child) >= NEARLY_ALL * restBelow(branch))
    return main === undefined ? [branch, steps] : walkDown(main, [...steps, main.word])
  }

  return { restOf: ({ branch }) => restBelow(branch), partOf }
}

/** The heaviest first; of two alike by their text. */
function byWeight(a: Branch, b: Branch): number {
  const [first, second] = [a.word?.text ?? '', b.word?.text ?? '']
  return b.uses - a.uses || (first < second ? -1 : first > second ? 1 : 0)
}

/** A feature in the making: a branch, and the steps that lead to it (undefined: whatever is no word). */
export type ChosenBranch = {
  readonly branch: Branch
  readonly steps: readonly (Word | undefined)[]
  /** It is the page at the root alone. */
  readonly isHome: boolean
}
