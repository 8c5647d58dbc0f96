import { lstatSync, readdirSync, statSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { periodText } from '../../domain/calendar.ts'
import { errnoOf, ProblemError } from '../../domain/problem.ts'
import type { Finding } from '../../domain/finding.ts'
import { unfitSign } from '../../domain/text.ts'
import {
  readFolder,
  tellHidden,
  type ChainStep,
  type FigureName,
  type FolderFiles,
  type HiddenFigure,
  type PublishedFolder,
} from '../../intruder/index.ts'
import { openPublished, parseJson, readLines, readPublishedText, type Published } from '../../verify/index.ts'
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
  /** Files that could not be read, or are not there, and folders without a table: what they tell is not known. */
  readonly unread: readonly string[]
  /**
   * The services, where there are several. Features of two may count the same lines, if both read one log: which do, no folder tells, and
   * their figures were not compared.
   */
  readonly notCompared: readonly string[]
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
 * @param mostRows of a folder; beyond, what its tables tell is not read
 * @throws ProblemError DATASET_NOT_FOUND
 */
export function verifyAll(given: readonly string[], mostRows = MOST_ROWS): VerifiedTogether {
  const unread = new Set<string>()
  const read = given
    .flatMap((folder) => datasetsBelow(folder, unread))
    .flatMap((path) => {
      const folder = readFolder(openFolder(path, mostRows, (name) => unread.add(join(path, name))))
      if (folder === undefined) unread.add(path)
      return folder ?? []
    })
  const hidden = tellHidden(read)
  const { named, namedStep } = naming(read)
  const services = [...new Set(read.map(({ service }) => service))]
  return {
    folders: read.map(({ path }) => path),
    figures: hidden.figures.map(named),
    told: hidden.figures
      .filter(({ isTold }) => isTold)
      .map((figure) => ({ ...named(figure), steps: hidden.stepsOf(figure).map(namedStep) })),
    contradicted: hidden.contradicted
      .map(named)
      .map(({ service, feature, measure, period }) => [service, feature, measure, period].join(' ')),
    unread: [...unread],
    notCompared: services.length > 1 ? services : [],
  }
}

/** A folder has memory for so many: 200 features over ten years of days are 730,000. */
const MOST_ROWS = 2_000_000

function openFolder(path: string, mostRows: number, noteUnread: (name: string) => void): FolderFiles {
  const published = openPublished(path, { folders: ['data'], isOurName: isAnyName }, ({ code, file }) => {
    // A link to something that tells of no figure is passed over, as is a folder.
    if (code !== 'FILE_NOT_REGULAR' || (mayTell(file) && !isFolder(join(path, file)))) noteUnread(file)
  })
  let room = mostRows
  return {
    path,
    names: published.paths,
    description: published.paths.includes(DESCRIPTION_FILE) ? descriptionIn(published, noteUnread) : undefined,
    readLines: (name, take) => {
      // A last line without an end is whole elsewhere.
      const note = ({ code, file }: Finding): unknown => code !== 'CSV_ENDING' && noteUnread(file)
      const takeLine = (text: string, number: number): void => {
        const line = plainLine(text, number)
        room -= 1
        if (room < 0 || unfitSign(line) !== undefined) noteUnread(name)
        else take(line, number)
      }
      readLines(published, name, takeLine, note)
    },
    noteUnread,
  }
}

const isAnyName = (): boolean => true

function mayTell(file: string): boolean {
  return file === DESCRIPTION_FILE || file === DATA_FOLDER || isCsv(file)
}

const DATA_FOLDER = 'data'
const isCsv = (name: string): boolean => /\.csv$/i.test(name)

/** Somebody else's has a mark in front, and other ends. */
function plainLine(text: string, number: number): string {
  const line = number === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

function descriptionIn(published: Published, noteUnread: (name: string) => void): unknown {
  // What is wrong in it beside is for who verifies it alone.
  const report = (): void => undefined
  const text = readPublishedText(published, DESCRIPTION_FILE, report)?.replace(/^\uFEFF/, '')
  const value = text === undefined ? undefined : parseJson(DESCRIPTION_FILE, text, report)
  if (value === undefined) noteUnread(DESCRIPTION_FILE)
  return value
}

/** An archive has a folder an edition, an edition a folder a dataset. */
const MOST_DEEP = 4

function datasetsBelow(given: string, unread: Set<string>): readonly string[] {
  // A link that somebody names is followed.
  const found = isFolder(given, statSync) ? datasetsIn(given, MOST_DEEP, unread) : []
  if (found.length === 0 && !unread.has(given)) throw new ProblemError({ code: 'DATASET_NOT_FOUND', path: given })
  return found
}

/** Datasets may lie below another, but not in its data. Where one may lie that is not looked for is unread. */
function datasetsIn(folder: string, deep: number, unread: Set<string>): readonly string[] {
  // The folder of a version control is deep, and none of its files is published.
  const entries = entriesOf(folder, unread).filter(({ name }) => !name.startsWith('.'))
  const isOne = isDataset(folder, entries, unread)
  const beneath = entries
    .filter((entry) => entry.isDirectory() && !(isOne && entry.name === DATA_FOLDER))
    .map(({ name }) => join(folder, name))
    .sort()
  if (deep < 0) {
    if (isOne || beneath.length > 0) unread.add(folder)
    return []
  }
  // A link that nobody named is not followed: it may lead around in a circle.
  const links = entries.filter((entry) => entry.isSymbolicLink()).map(({ name }) => join(folder, name))
  for (const link of links) if (isFolder(link, statSync)) unread.add(link)
  const below = beneath.flatMap((path) => datasetsIn(path, deep - 1, unread))
  return isOne ? [folder, ...below] : below
}

/** It has a description, or a CSV at its top or in its folder of data. */
function isDataset(folder: string, entries: readonly Dirent[], unread: Set<string>): boolean {
  const names = entries.map(({ name }) => name)
  return (
    names.includes(DESCRIPTION_FILE) ||
    names.some(isCsv) ||
    (names.includes(DATA_FOLDER) && entriesOf(join(folder, DATA_FOLDER), unread).some(({ name }) => isCsv(name)))
  )
}

function entriesOf(folder: string, unread: Set<string>): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    unread.add(folder)
    return []
  }
}

function isFolder(path: string, look: typeof statSync = lstatSync): boolean {
  try {
    return look(path).isDirectory()
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return false
  }
}

/** Figures by their names; what is no name of a feature or a fate, by where it stands. */
function naming(folders: readonly PublishedFolder[]) {
  const placesOf = (of: keyof PublishedFolder['places']): ReadonlyMap<string, string> =>
    new Map(
      folders
        .flatMap(({ path, places }) => [...places[of]].map(([text, place]) => [text, join(path, place)] as const))
        .toReversed(),
    )
  const [features, fates] = [placesOf('features'), placesOf('fates')]
  const named = <T extends FigureName>(figure: T): Named<T> => ({
    ...figure,
    feature: features.get(figure.feature) ?? figure.feature,
    measure: fates.get(figure.measure) ?? figure.measure,
    period: periodText(figure.kind, figure.period),
  })
  const namedStep = (step: ChainStep): NamedStep => ({
    ...step,
    figure: named(step.figure),
    others: step.others.map(named),
  })
  return { named, namedStep }
}
