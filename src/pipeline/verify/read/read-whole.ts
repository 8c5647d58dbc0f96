import type { Finding } from '../../../domain/finding.ts'
import { checkChecksums } from '../check-texts.ts'
import { DESCRIPTION_FILE, openEdition, type ReadEdition } from './read-edition.ts'
import { readFigures } from './read-figures.ts'

/**
 * Reads a folder that somebody builds on, and trusts none of it: every file of ours is a regular one that `SHA256SUMS` lists
 * with the bytes that were read, the description names the files that are there, and every row has ids, words and figures
 * that it may have. Files that are none of ours are passed over.
 *
 * @returns the first finding where there is one
 */
export function readWhole(folder: string): ReadEdition | Finding {
  const faults: Finding[] = []
  const report = (finding: Finding): void => {
    if (faults.length === 0 && finding.code !== 'FILE_UNKNOWN') faults.push(finding)
  }
  const { book, ...opened } = openEdition(folder, report)
  const edition = book && readFigures({ ...opened, book }, report)
  checkChecksums(opened, report)
  return faults[0] ?? (edition && pathFault(edition)) ?? edition ?? { code: 'FILE_MISSING', file: DESCRIPTION_FILE }
}

/** Paths of the description are never opened; those that we do not write there are of somebody else. */
function pathFault({ book, parts }: ReadEdition): Finding | undefined {
  const wrong = book.sheets.findIndex(
    ({ name, described }) =>
      [described.path].flat().join() !==
      parts
        .get(name)
        ?.map(({ path }) => path)
        .join(),
  )
  return wrong < 0
    ? undefined
    : { code: 'DESCRIPTION_DIFFERS', file: DESCRIPTION_FILE, field: `resources.${wrong}.path` }
}
