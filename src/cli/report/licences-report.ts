import type { ListedLicence } from '../../pipeline/index.ts'
import { columnsText } from './columns-text.ts'

/** Every licence, a line each: for whom, and what it asks. */
export function licencesReport(licences: readonly ListedLicence[]): string {
  const rows = licences.map(({ id, isForAdministrations, isShareAlike, asks }) => [
    id,
    isForAdministrations ? 'yes' : 'no',
    isShareAlike ? 'yes' : 'no',
    asks.en,
  ])
  const titles = ['licence', 'French administrations', 'share-alike', 'a reuser must']
  return `${columnsText(
    titles.map((title) => ({ title })),
    rows,
  )}${HINT}`
}

const HINT = `
  licences.summary (etalab-2.0) and licences.detail (ODbL-1.0) of the configuration choose one.
  French administrations: article D. 323-2-1 of the CRPA lists those that they may choose without asking.
  Share-alike: what is made from the data comes back to everyone. Addresses and all else: comptage licences --json
`
