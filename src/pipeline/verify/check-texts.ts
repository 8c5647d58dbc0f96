import type { Report } from '../../domain/finding.ts'
import { checkLinks, checkPage, checkSums, compareRendered, parseJson, readPublishedText } from '../../verify/index.ts'
import { isForSpreadsheets, showsFigures } from '../../publish/index.ts'
import { DESCRIPTION_FILE, type ReadEdition } from './read/read-edition.ts'

const SUMS_FILE = 'SHA256SUMS'

/**
 * Every file that follows from the description and the figures: made anew and compared; and what has to hold of them
 * whatever version made them.
 *
 * @param isOurs whether this version of the program made the folder
 * @param areFiguresRight whether files can be compared that show them
 */
export function checkTexts(
  edition: ReadEdition,
  { isOurs, areFiguresRight }: { readonly isOurs: boolean; readonly areFiguresRight: boolean },
  report: Report,
): void {
  const { published, book, grid, rows, quality, parts } = edition
  // Of a file that is there, or is listed, all has to be told; of one that the version of the folder had not, nothing.
  const written = new Set([...published.paths, ...book.files])
  const isWritten = (path: string): boolean => isOurs || written.has(path)
  const { texts, binaries } = book.render({ grid, rows, quality, parts }, isWritten)
  const csvs = [...parts.values()].flat().map(({ path }) => path)
  const made = [...texts, ...binaries].map(({ path }) => path)
  checkNames(edition, [...csvs, ...made, SUMS_FILE], isOurs, report)
  // Another version may have written the same figures in other bytes.
  if (isOurs && areFiguresRight) checkBinaries(binaries, published, report)
  const expectedOf = new Map(texts.map(({ path, text }) => [path, text]))
  for (const path of published.paths.filter((one) => !csvs.includes(one) && !one.endsWith('.parquet'))) {
    const found = publishedText(path, edition, report)
    if (found === undefined) continue
    checkForm(path, found, edition, report)
    const expected = areFiguresRight || !showsFigures(path) ? expectedOf.get(path) : undefined
    if (expected !== undefined) compareRendered({ path, found, expected }, isOurs, report)
  }
}

function checkBinaries(
  binaries: ReturnType<ReadEdition['book']['render']>['binaries'],
  published: ReadEdition['published'],
  report: Report,
): void {
  for (const { path, bytes } of binaries) {
    const found = published.paths.includes(path) ? published.read(path) : undefined
    if (found !== undefined && !Buffer.from(found).equals(bytes)) report({ code: 'PARQUET_DIFFERS', file: path })
  }
}

function publishedText(path: string, { published, description }: ReadEdition, report: Report): string | undefined {
  if (path === SUMS_FILE) return undefined
  if (path === DESCRIPTION_FILE) return description
  return readPublishedText(published, path, report, isForSpreadsheets(path) ? '\r\n' : '\n')
}

/** Reads what nobody has read yet, then holds every checksum. */
export function checkChecksums({ published }: Pick<ReadEdition, 'published'>, report: Report): void {
  for (const path of published.paths)
    if (path !== SUMS_FILE && published.facts(path) === undefined) published.readPieces(path, () => undefined)
  if (!published.paths.includes(SUMS_FILE)) report({ code: 'FILE_MISSING', file: SUMS_FILE })
  const text = published.paths.includes(SUMS_FILE) ? readPublishedText(published, SUMS_FILE, report) : undefined
  if (text !== undefined) checkSums(text, published, report)
}

/** Files that are too many, and those that are missing; another version may have had others, which it lists. */
function checkNames(
  { published, book }: ReadEdition,
  expected: readonly string[],
  isOurs: boolean,
  report: Report,
): void {
  const due = isOurs ? expected : book.files
  for (const file of published.paths) if (!due.includes(file)) report({ code: 'FILE_UNEXPECTED', file })
  // That a CSV is missing was said where it was looked for.
  for (const file of due)
    if (!published.paths.includes(file) && !/^data\/[^/]*\.csv$/.test(file) && file !== SUMS_FILE)
      report({ code: 'FILE_MISSING', file })
}

function checkForm(path: string, text: string, { published, book }: ReadEdition, report: Report): void {
  const ground = { paths: published.paths, otherFolder: book.otherFolder }
  if (/\.(?:md|html)$/.test(path)) checkLinks(path, text, ground, report)
  if (path.endsWith('.html')) checkPage(path, text, report)
  if (/\.(?:json|jsonld)$/.test(path) && path !== DESCRIPTION_FILE) parseJson(path, text, report)
}
