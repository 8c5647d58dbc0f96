import type { Branch } from './branch.ts'
import { chooseFeatures, type ChosenBranch } from './choose-features.ts'
import { foldWords } from './fold-words.ts'
import { childrenOf } from './grow-tree.ts'
import type { LearntPaths } from './open-learner.ts'

/** A feature as it may be proposed. */
export type DraftFeature = {
  /** The words of its path, without those that are none; none at all: the home page, or pages told by no name. */
  readonly words: readonly string[]
  /** Of these, the ones that were learnt from the log: for the operator to look at. */
  readonly learntWords: readonly string[]
  readonly match: readonly string[]
  readonly isHome: boolean
  /** Its path ends in what is no word: a page of many. */
  readonly endsInName: boolean
}

export type FeaturesDrafted = {
  readonly features: readonly DraftFeature[]
  /** Where uses end, to be matched anew. */
  readonly places: readonly Place[]
}

const FEW_FEATURES = 5

/** Proposes features from what was learnt. The tree is folded by it: ask once. */
export function draftFeatures({ root, distinctPaths }: LearntPaths): FeaturesDrafted {
  foldWords(root)
  const chosen = chooseFeatures(root)
  const isEager = chosen.length < FEW_FEATURES && distinctPaths > chosen.length
  const features = (isEager ? chooseFeatures(root, true) : chosen).map(draftOf)
  return { features, places: placesOf(root) }
}

function draftOf({ branch, steps, isHome }: ChosenBranch): DraftFeature {
  const words = steps.flatMap((word) => word ?? [])
  return {
    words: words.map(({ text }) => text),
    learntWords: words.flatMap(({ text, isGeneric }) => (isGeneric ? [] : text)),
    match: patternsOf(branch, steps, isHome),
    isHome,
    endsInName: !isHome && steps.at(-1) === undefined,
  }
}

function patternsOf(branch: Branch, steps: ChosenBranch['steps'], isHome: boolean): readonly string[] {
  if (isHome) return ['/']
  const path = steps.map((word) => `/${word?.text ?? ':name'}`).join('')
  // Nothing follows a file, as a rule.
  const isFile = steps.at(-1)?.text.includes('.') === true && branch.uses === branch.ends
  return isFile ? [path] : [path, `${path}/**`]
}

/** Where uses end: a path in which `0` stands for what is no word. */
type Place = {
  readonly path: string
  readonly uses: number
  /** Different queries of one and the same path, up to MOST_QUERIES; 0 where several are taken together. */
  readonly queries: number
}

// No learnt word is a number, so no literal of a pattern takes it.
const NO_WORD = '0'

/** Every path of a folded tree that was asked for. */
function placesOf(branch: Branch, path = '', isOnePath = true): readonly Place[] {
  const { ends, queries } = branch
  const here = ends === 0 ? [] : [{ path: path === '' ? '/' : path, uses: ends, queries: isOnePath ? queries.size : 0 }]
  return [
    ...here,
    ...childrenOf(branch).flatMap((child) =>
      placesOf(
        child,
        `${path}/${encodeURIComponent(child.word?.text ?? NO_WORD)}`,
        isOnePath && child.word !== undefined,
      ),
    ),
  ]
}
