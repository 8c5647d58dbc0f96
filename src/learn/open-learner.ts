import type { PathLearner, SegmentVocabulary } from '../domain/contracts/path-learner.ts'
import { hashSegment, type RequestView } from '../domain/contracts.ts'
import { countHosts, type HostCounter } from './count-hosts.ts'
import { newBranch, type Branch } from './branch.ts'
import { cutTree, growInto, mergeBranches, noteQuery, branchesIn } from './grow-tree.ts'
import { wordReader } from './word-reader.ts'

/** What a log told about the paths of a service. */
export type LearntPaths = {
  /** The tree of the paths on the service's own hosts; nothing is folded that need not be. */
  readonly root: Branch
  /** The hosts that the log names, the busiest first. */
  readonly hosts: readonly string[]
  /** Different paths: exact up to MOST_PATHS. */
  readonly distinctPaths: number
  /** Of the uses: by targets that name a host themselves, as to a proxy. */
  readonly absoluteUses: number
  /** Uses by targets that name another host than these: none where there are none. */
  readonly foreignUses: number
}

export type Learning = { readonly learner: PathLearner; readonly learnt: () => LearntPaths }

export type LearnOptions = {
  /** Only words of the closed vocabulary are words, and no host is told. */
  readonly isClosed: boolean
  /** Branches in memory; from there on paths are cut shorter. */
  readonly mostBranches?: number
}

const MOST_SEGMENTS = 6
const LEAST_SEGMENTS = 1
const MOST_BRANCHES = 300_000
const MOST_PATHS = 32
const PRIME = 0x01000193

/**
 * Opens what learns the tree of a service's paths, use by use. Words live here, in memory, and die with it.
 *
 * @param vocabulary what the gate knows of segments
 */
export function openLearner(vocabulary: SegmentVocabulary, options: LearnOptions): Learning {
  const { isClosed, mostBranches = MOST_BRANCHES } = options
  const readWord = wordReader(vocabulary, isClosed)
  const hosts: HostCounter = countHosts(newBranch, isClosed)
  const paths = new Set<number>()
  let depth = MOST_SEGMENTS
  let grown = 0

  function take(view: RequestView, isAbsolute: boolean): void {
    const root = hosts.treeOf(view, isAbsolute)
    root.uses++
    const branch = grow(root, view)
    branch.ends++
    if (view.queryStart >= 0 && view.queryEnd > view.queryStart)
      noteQuery(branch, hashSegment(view.queryBytes, view.queryStart, view.queryEnd))
    if (grown > mostBranches) makeRoom()
  }

  function grow(root: Branch, { pathBytes, starts, ends, hashes, segments }: RequestView): Branch {
    let branch = root
    let path = segments
    for (let i = 0; i < Math.min(segments, depth); i++) {
      const hash = hashes[i] ?? 0
      path = Math.imul(path ^ hash, PRIME)
      branch = growInto(branch, hash, i + 1 < segments, () => readWord(pathBytes, starts[i] ?? 0, ends[i] ?? 0))
      if (branch.uses === 0) grown++
      branch.uses++
    }
    if (paths.size < MOST_PATHS) paths.add(path)
    return branch
  }

  function makeRoom(): void {
    const trees = hosts.trees()
    const sizes = (): number => trees.reduce((sum, tree) => sum + branchesIn(tree), 0)
    grown = sizes()
    while (grown > mostBranches / 2 && depth > LEAST_SEGMENTS) {
      depth--
      for (const tree of trees) cutTree(tree, depth)
      grown = sizes()
    }
  }

  return {
    learner: { take },
    learnt: () => {
      const own = hosts.own()
      const [root = newBranch(), ...more] = own.trees
      for (const tree of more) mergeBranches(root, tree)
      return {
        root,
        hosts: own.hosts,
        distinctPaths: paths.size,
        absoluteUses: own.absoluteUses,
        foreignUses: own.foreignUses,
      }
    },
  }
}
