import type { Levels, Names } from '../levels.ts'
import { listed, type Words } from '../words.ts'
import type { Prose } from './prose.ts'

/** Singling out, linkability, inference: of each, what is true of the levels of the folder. */
export function criteriaOf(levels: Levels, language: keyof Words, { criteria }: Prose): readonly string[] {
  const { singlingOut, linkability, inference } = criteria
  const { at, below, from } = levels
  const names = (some: Names) => listed(some, language)
  const of = (some: Names, say: (tables: string) => string) => (some.length > 0 ? [say(names(some))] : [])
  const shown = below.map(({ k, tables, isNoisy }) =>
    (isNoisy ? singlingOut.noisy : singlingOut.threshold)(names(tables), k),
  )
  return [
    criterion(singlingOut.name, [singlingOut.always, ...shown, ...of(at.exact, singlingOut.exact)]),
    criterion(linkability.name, [linkability.always, ...of(from, linkability.from)]),
    criterion(inference.name, inferences(levels, names, inference)),
  ]
}

function criterion(name: string, sentences: readonly string[]): string {
  return `${name} ${sentences.join(' ')}`
}

function inferences(
  { at, noisy, exactElsewhere, hasNoisyAnywhere }: Levels,
  names: (some: Names) => string,
  inference: Prose['criteria']['inference'],
): readonly string[] {
  // 1. nothing to compute
  if (at.threshold.length + noisy.length === 0) return [inference.nothingHidden]
  // 2. what is not protected fills the holes of all others
  if (at.exact.length + exactElsewhere.length > 0) return [inference.besideExact]
  // 3. what the attacks of the tests found
  const exactFigures = hasNoisyAnywhere ? inference.thresholdBesideNoise : inference.thresholdAlone
  return [
    ...(at.threshold.length > 0 ? [exactFigures] : []),
    ...(noisy.length > 0 ? [inference.noisy(names(noisy))] : []),
  ]
}

/** What somebody comes to know who sends requests of their own. */
export function paddingOf({ at, noisy, timed }: Levels, { padding }: Prose): readonly string[] {
  return [
    ...(at.threshold.length > 0 ? [padding.threshold] : []),
    ...(timed.length > 0 ? [padding.timed] : []),
    ...(noisy.length > 0 ? [padding.noisy] : []),
    ...(at.exact.length > 0 ? [padding.exact] : []),
  ]
}
