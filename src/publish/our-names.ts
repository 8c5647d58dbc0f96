import { FEATURE_ID } from '../domain/feature.ts'
import { OFFER_PATHS } from './offers.ts'

const DATA = String.raw`data/[a-z0-9-]+\.(?:csv(?:-metadata\.json|\.license)?|parquet)`
const TEXTS = '(?:LISEZMOI|README|CONFIDENTIALITE|PRIVACY|CHANGELOG)\\.md'
const PAGES = String.raw`(?:index(?:\.(?:fr|en))?|a-propos|about)\.html`
const OTHERS = String.raw`LICENSES/[A-Za-z0-9.-]+\.txt|NOTICE|REUSE\.toml|datapackage\.json|dcat\.jsonld|SHA256SUMS`
const ID = FEATURE_ID.source.replaceAll(/^\^|\$$/g, '')
const OFFERS = OFFER_PATHS.map((path) => path.replaceAll('.', String.raw`\.`).replace('*', ID)).join('|')

const OURS = new RegExp(`^(?:${DATA}|${TEXTS}|${PAGES}|${OTHERS}|${OFFERS})$`)
const WITH_FIGURES = new RegExp(`^(?:${PAGES}|${OFFERS})$`)

/** Whether the program gives this name, relative to the folder, to a file: no other is ever written or removed. */
export function isOurName(path: string): boolean {
  return OURS.test(path)
}

/** Whether lines of a file of this name end as spreadsheets expect. */
export function isForSpreadsheets(path: string): boolean {
  return /^(?:tableur|spreadsheet)-/.test(path)
}

/** The folders within a folder of ours. */
export const OUR_FOLDERS = [
  ...new Set(['data', 'LICENSES', ...OFFER_PATHS.flatMap((path) => path.split('/').slice(0, -1))]),
]

/** Whether a file of this name shows figures, and so is another where they are. */
export function showsFigures(path: string): boolean {
  return WITH_FIGURES.test(path)
}
