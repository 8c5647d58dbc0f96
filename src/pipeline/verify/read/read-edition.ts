import { judgeKnown } from '../../../audit/index.ts'
import type { DayIndex } from '../../../domain/calendar.ts'
import type { FindingCode, Report } from '../../../domain/finding.ts'
import type { Rows } from '../../../domain/table.ts'
import { isOurName, openBook, OUR_FOLDERS, type Book, type PartFacts } from '../../../publish/index.ts'
import { openPublished, parseJson, readPublishedText, type PlacedRow, type Published } from '../../../verify/index.ts'
import type { QualityLine } from './read-small-sheets.ts'

/** A published folder, read as far as it can be. */
export type ReadEdition = {
  readonly published: Published
  /** Text of `datapackage.json`. */
  readonly description: string
  readonly book: Book
  readonly grid: readonly DayIndex[]
  readonly rows: ReadonlyMap<string, Rows<PlacedRow>>
  readonly quality: readonly QualityLine[]
  readonly parts: ReadonlyMap<string, readonly PartFacts[]>
}

export const DESCRIPTION_FILE = 'datapackage.json'

/** Opens a folder and reads its description; undefined, and findings, where that is none of ours. */
export function openEdition(
  root: string,
  report: Report,
): Pick<ReadEdition, 'published' | 'description'> & { readonly book: Book | undefined } {
  const published = openPublished(root, { folders: OUR_FOLDERS, isOurName }, report)
  const text = published.paths.includes(DESCRIPTION_FILE)
    ? readPublishedText(published, DESCRIPTION_FILE, report)
    : undefined
  const description = text ?? ''
  const json = text === undefined ? undefined : parseJson(DESCRIPTION_FILE, text, report)
  if (json === undefined) return { published, description, book: undefined }
  const book = openBook(json, judgeKnown)
  if (!('wrong' in book)) return { published, description, book }
  for (const place of book.wrong) report({ code: codeOfWrong(place), file: DESCRIPTION_FILE, field: place })
  return { published, description, book: undefined }
}

const CODES: readonly (readonly [RegExp, FindingCode])[] = [
  [/^licenses\b/, 'LICENCE_UNKNOWN'],
  [/^(?:name|homepage|comptage\.otherFolder|comptage\.service\.id)$/, 'NAME_DIFFERS'],
  [/^comptage\.tier$/, 'TIER_DIFFERS'],
  [/^resources\.\d+\.schema\b/, 'COLUMN_UNKNOWN'],
  [/^resources\.\d+\.comptage\.partial\b/, 'PARTIAL_UNKNOWN'],
]

/** The code of a place of the description that cannot be read back. */
function codeOfWrong(place: string): FindingCode {
  return CODES.find(([pattern]) => pattern.test(place))?.[1] ?? 'DESCRIPTION_SHAPE'
}
