import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { periodText } from '../../domain/calendar.ts'
import type { Finding } from '../../domain/finding.ts'
import { ProblemError } from '../../domain/problem.ts'
import { readFolder, tellHidden, type ChainStep, type FigureName, type HiddenFigure } from '../../intruder/index.ts'
import { openPublished } from '../../verify/index.ts'
import { DESCRIPTION_FILE } from './read/read-edition.ts'

export type VerifiedTogether = {
  /** Those that hold tables of counts. */
  readonly folders: readonly string[]
  /** Every hidden figure, and what all folders leave of it. */
  readonly figures: readonly NamedFigure[]
  /** Those of which fewer values stay possible than is promised, with what tells them. */
  readonly told: readonly (NamedFigure & { readonly steps: readonly NamedStep[] })[]
  /** Hidden figures of which nothing is possible: the folders contradict each other. */
  readonly contradicted: readonly string[]
  /** Files that could not be read: what they tell is not known. */
  readonly unread: readonly string[]
}

type NamedFigure = Omit<HiddenFigure, 'period'> & { readonly period: string }
export type NamedStep = Omit<ChainStep, 'figure' | 'others'> & {
  readonly figure: Named<FigureName>
  readonly others: readonly Named<ChainStep['others'][number]>[]
}
type Named<T> = Omit<T, 'period'> & { readonly period: string }

/**
 * What folders of open data tell together of the figures that they hide: services that stand beside each other, both levels of
 * detail, and all editions that somebody kept.
 *
 * @param given folders of datasets, or folders that hold some
 * @throws ProblemError DATASET_NOT_FOUND
 */
export function verifyAll(given: readonly string[]): VerifiedTogether {
  const findings: (Finding & { readonly folder: string })[] = []
  const read = given.flatMap(datasetsBelow).flatMap((path) => {
    const published = openPublished(path, isAnyName, (finding) => findings.push({ ...finding, folder: path }))
    const decoder = new TextDecoder()
    const readText = (name: string): string | undefined => {
      const pieces: string[] = []
      const isRead = published.readPieces(name, (piece) => pieces.push(decoder.decode(piece, { stream: true })))
      return isRead ? pieces.join('') + decoder.decode() : undefined
    }
    const known = new Set(published.paths)
    const ofFolder = {
      path,
      names: published.paths,
      read: (name: string) => (known.has(name) ? readText(name) : undefined),
    }
    return readFolder(ofFolder) ?? []
  })
  const hidden = tellHidden(read)
  return {
    folders: read.map(({ path }) => path),
    figures: hidden.figures.map(named),
    told: hidden.figures
      .filter(({ isTold }) => isTold)
      .map((figure) => ({ ...named(figure), steps: hidden.stepsOf(figure).map(namedStep) })),
    contradicted: hidden.contradicted.map(({ service, feature, measure, kind, period }) =>
      [service, feature, measure, periodText(kind, period)].join(' '),
    ),
    unread: findings.map(({ folder, file }) => join(folder, file)),
  }
}

const isAnyName = (): boolean => true
/** An archive has a folder an edition, an edition a folder a dataset. */
const MOST_DEEP = 4

function datasetsBelow(given: string): readonly string[] {
  const found = datasetsIn(given, MOST_DEEP)
  if (found.length === 0) throw new ProblemError({ code: 'DATASET_NOT_FOUND', path: given })
  return found
}

function datasetsIn(folder: string, deep: number): readonly string[] {
  if (existsSync(join(folder, DESCRIPTION_FILE)) || existsSync(join(folder, 'data'))) return [folder]
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return []
  const entries = readdirSync(folder, { withFileTypes: true })
  if (entries.some((entry) => entry.isFile() && entry.name.endsWith('.csv'))) return [folder]
  return entries
    .filter((entry) => entry.isDirectory() && deep > 0)
    .map(({ name }) => join(folder, name))
    .sort()
    .flatMap((below) => datasetsIn(below, deep - 1))
}

function named<T extends FigureName>(figure: T): Named<T> {
  return { ...figure, period: periodText(figure.kind, figure.period) }
}

function namedStep(step: ChainStep): NamedStep {
  return { ...step, figure: named(step.figure), others: step.others.map(named) }
}
