export { renderFolders } from './render-folders.ts'
export { refuseShape, SHAPES, tableAs, type TableShape } from './shapes/table-as.ts'
export {
  isBelow,
  remarkAmongOpenData,
  refuseUnwritableFile,
  refuseUnwritableFolder,
  writePrivately,
} from './write/write-privately.ts'
export { basesBelow, mendFolders, obstaclesBeside, writeFolders } from './write/write-folders.ts'
export { placeIn } from './write/exchange.ts'
export { categoriesOf } from './columns/labels.ts'
export { listLicences, type ListedLicence } from './listed-licences.ts'
export type { Folder, Publication, ReadablePublication, ReleaseLedger } from './publication.ts'
export { breaksOf, daysAwayOf, isTakenBack, isUndoing, neverPublishedOf, toldNow } from './changelog/history.ts'
export { nextVersion } from './changelog/next-version.ts'
export { datasetBegun, readChange } from './changelog/release.ts'
export { dateInWords } from './words.ts'
export { openBook, type Book, type BookSheet } from './read-back/open-book.ts'
export { eventsInOrder } from './columns/events-sheet.ts'
export { hasGaps } from './columns/gaps-sheet.ts'
export { gridOutsideGaps } from './read-back/publication-described.ts'
export { MOST_ROWS, type PartFacts } from './csv.ts'
export { foldersOf } from './edition.ts'
export { readDescription } from './read-back/read-description.ts'
export { tracesIn } from './read-back/traces.ts'
export { fileOfAnother } from './read-back/file-of-another.ts'
export { isForSpreadsheets, isOurName, OUR_FOLDERS, showsFigures } from './our-names.ts'
export { BESIDE_DATASETS, filesBeside, isOurFileBeside, versionOf } from './services/files-beside.ts'
