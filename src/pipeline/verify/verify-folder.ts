import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding, Report } from '../../domain/finding.ts'
import { ProblemError } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import { BESIDE_DATASETS, filesBeside, isOurFileBeside, versionOf } from '../../publish/index.ts'
import { standsAbove, parseJson, readAbove, readDatasetsBeside } from '../../verify/index.ts'
import { PROGRAM_VERSION } from '../program-version.ts'
import { checkConfigurationWords } from './check-configuration-words.ts'
import { checkDescription } from './check-description.ts'
import { checkFigures } from './check-figures.ts'
import { checkOtherTier } from './check-other-tier.ts'
import { checkChecksums, checkTexts } from './check-texts.ts'
import { checkTotals } from './check-totals.ts'
import { DESCRIPTION_FILE, openEdition, type ReadEdition } from './read/read-edition.ts'
import { readFigures } from './read/read-figures.ts'

export type VerifyRequest = {
  readonly folder: string
  /** The words of the folder have to stand in it. */
  readonly configuration?: Configuration
}

export type Verified = {
  /** Undefined: the description cannot be read back, and names and checksums alone were looked at. */
  readonly dataset:
    | {
        readonly name: string
        readonly version: string
        readonly licence: string
        /** Version of the program that made it. */
        readonly madeWith: string
        /** It is this one: every file was made anew and compared. */
        readonly isOurs: boolean
        readonly rows: number
      }
    | undefined
  /** The folder of the other tier; `damaged` is to be verified itself. */
  readonly otherTier: 'none' | 'elsewhere' | 'damaged' | 'compared'
  readonly files: number
  readonly findings: readonly Finding[]
  /** Alike, and left out. */
  readonly more: number
}

/** A version takes the place of another in a moment, and the next comes an hour later. */
const MOST_LOOKS = 5

/**
 * Checks a published folder with nothing but the folder: no log, no state. Where `run` puts another version in its place meanwhile, half of
 * what was read is of each: it looks again.
 *
 * @throws ProblemError DATASET_NOT_FOUND
 */
export function verifyFolder(request: VerifyRequest, looks = MOST_LOOKS): Verified {
  const before = placeOf(request.folder)
  const isToLookAgain = (): boolean => looks > 1 && before !== placeOf(request.folder)
  try {
    const verified = verifyOnce(request)
    if (isWell(verified) || !isToLookAgain()) return verified
  } catch (error) {
    if (!isToLookAgain()) throw error
  }
  return verifyFolder(request, looks - 1)
}

function isWell({ findings, otherTier }: Verified): boolean {
  return findings.length === 0 && otherTier !== 'damaged'
}

/** Changes when the folder, or the one of the other level of detail beside it, is replaced. */
function placeOf(folder: string): string {
  // `join` would drop the name of a link, whose parent is not that of the folder it leads to.
  const isFolder = existsSync(join(folder, DESCRIPTION_FILE))
  const states = (isFolder ? [folder, `${folder}/..`] : []).map((path) => statSync(path, { throwIfNoEntry: false }))
  return states.map((state) => `${state?.ino} ${state?.mtimeMs}`).join()
}

function verifyOnce({ folder: given, configuration }: VerifyRequest): Verified {
  if (!existsSync(join(given, DESCRIPTION_FILE))) throw new ProblemError({ code: 'DATASET_NOT_FOUND', path: given })
  // Whoever names a link to the folder means the folder; no link inside of it is followed.
  const folder = realpathSync(given)
  const findings = collectFindings()
  const { report } = findings
  const { published, description, book } = openEdition(folder, report)
  const edition = book && readFigures({ published, description, book }, report)
  const areFiguresRight = !findings.isIn((file) => file.startsWith('data/'))
  const [otherTier, other] = edition === undefined ? (['none', undefined] as const) : readOtherTier(edition, folder)
  if (edition !== undefined) {
    const isOurs = edition.book.publication.programVersion === PROGRAM_VERSION
    checkDescription(edition, report)
    checkFigures(edition, other, report)
    checkTotals(edition, other, report)
    if (other !== undefined) checkOtherTier(edition, other, report)
    checkTexts(edition, { isOurs, areFiguresRight }, report)
    checkAbove(edition, folder, report)
    if (configuration !== undefined) checkConfigurationWords(edition.book, configuration, report)
  }
  checkChecksums({ published }, report)
  return {
    dataset: edition && datasetOf(edition),
    otherTier,
    files: published.paths.length,
    findings: findings.found(),
    more: findings.more(),
  }
}

/** The folder of the other tier, where it stands beside this one. */
function readOtherTier(
  { book: { otherFolder } }: ReadEdition,
  folder: string,
): readonly [Verified['otherTier'], ReadEdition | undefined] {
  if (otherFolder === undefined) return ['none', undefined]
  const root = join(folder, '..', otherFolder)
  if (lstatSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) return ['elsewhere', undefined]
  const findings = collectFindings()
  const { book, ...opened } = openEdition(root, findings.report)
  const edition = book && readFigures({ ...opened, book }, findings.report)
  const isRead = edition !== undefined && findings.found().length === 0
  return isRead ? ['compared', edition] : ['damaged', undefined]
}

function datasetOf({ book, parts }: ReadEdition): NonNullable<Verified['dataset']> {
  const { version, programVersion } = book.publication
  const rows = [...parts.values()].flat().reduce((sum, part) => sum + part.rows, 0)
  return {
    name: book.name,
    version,
    licence: book.licence,
    madeWith: programVersion,
    isOurs: programVersion === PROGRAM_VERSION,
    rows,
  }
}

/**
 * What stands above a folder and tells of all datasets there, as far as it is there: it follows from them. Pages of another version of the
 * program may be others.
 */
function checkAbove({ book: { address } }: ReadEdition, root: string, report: Report): void {
  const above = BESIDE_DATASETS.flatMap((name) => {
    const text = readAbove(root, name)
    return text !== undefined && isToBeHeld(name, text, address !== undefined) ? [{ name, text }] : []
  })
  const found = above.length === 0 ? undefined : readDatasetsBeside(root, report)
  if (found === undefined) return
  // What is nested too deep is none of ours, and would end the program.
  const shallow = (text: string | undefined) =>
    text === undefined || parseJson('', text, () => undefined) === undefined ? undefined : text
  const told = found.map(({ folder, dcat, latest }) => ({ folder, dcat: shallow(dcat), latest: shallow(latest) }))
  const made = new Map(filesBeside(told, PROGRAM_VERSION, takenAbove(root)).map(({ path, text }) => [path, text]))
  for (const { name, text } of above)
    if (made.get(name) !== text)
      report({ code: name === CATALOGUE ? 'CATALOGUE_DIFFERS' : 'SERVICES_DIFFER', file: `../${name}` })
}

/** Names of the publisher's own there, which no page of ours leads to. */
function takenAbove(root: string): readonly string[] {
  return BESIDE_DATASETS.filter((name) => {
    if (name === CATALOGUE || !standsAbove(root, name)) return false
    const text = readAbove(root, name)
    return text === undefined || !isOurFileBeside(name, text)
  })
}

const CATALOGUE = 'catalog.jsonld'

/** A page that is none of ours is the publisher's, and so is a catalogue above a folder without an address. */
function isToBeHeld(name: string, text: string, hasAddress: boolean): boolean {
  if (name === CATALOGUE) return hasAddress
  return name === 'feed.atom' ? isOurFileBeside(name, text) : versionOf(text) === PROGRAM_VERSION
}

type Findings = {
  readonly report: Report
  /** The first of each kind in each file. */
  readonly found: () => readonly Finding[]
  /** How many more there are. */
  readonly more: () => number
  readonly isIn: (isFile: (file: string) => boolean) => boolean
}

/** A file that is wrong in every line says so twenty times, not a million. */
const MOST_ALIKE = 20

function collectFindings(): Findings {
  const found: Finding[] = []
  const counts = new Map<string, number>()
  let more = 0
  return {
    report: (finding) => {
      const key = `${finding.code} ${finding.file}`
      const count = 1 + (counts.get(key) ?? 0)
      counts.set(key, count)
      if (count <= MOST_ALIKE) found.push(finding)
      else more += 1
    },
    found: () => found,
    more: () => more,
    isIn: (isFile) => found.some(({ file }) => isFile(file)),
  }
}
