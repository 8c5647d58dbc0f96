import type { Language } from '../domain/service.ts'
import type { Judge } from '../domain/sure-verdicts.ts'
import { changeLog } from './changelog/change-log.ts'
import { datasetNodes } from './dcat/dataset-nodes.ts'
import { graphText } from './dcat/vocabulary.ts'
import type { Edition } from './edition.ts'
import { csvw } from './metadata/csvw.ts'
import { aboutPages, type Texts } from './page/about-page.ts'
import { landingPages } from './page/landing-page.ts'
import { overviewOf } from './page/overview.ts'
import { privacyPage, privacyText } from './texts/privacy-page.ts'
import type { MadeOffer } from './offer.ts'
import type { FolderFile } from './publication.ts'
import { verdictsOf } from './page/sections/verdicts.ts'
import { readMe, readMeText } from './texts/read-me.ts'
import { licenceFiles } from './licence-files.ts'
import { makeOffers } from './offers.ts'

/**
 * Every file that tells of the figures and adds nothing to them: all but the CSVs, `datapackage.json` and `SHA256SUMS`.
 *
 * @param isWritten of a folder that another version wrote: whether that one had a file, which is then described
 */
export function derivedFiles(
  edition: Edition,
  judge?: Judge,
  isWritten: (path: string) => boolean = () => true,
): readonly FolderFile[] {
  const { data, address } = edition
  const csvs = data.flatMap(({ sheet, parts }) => parts.map(({ path }) => ({ sheet, path })))
  const overview = edition.tier === 'summary' ? overviewOf(edition) : undefined
  const offers = makeOffers(edition, overview, isWritten)
  const texts = { fr: textsOf(edition, offers, 'fr'), en: textsOf(edition, offers, 'en') }
  const described = [
    ...csvs.map(({ sheet, path }) => ({ path: `${path}-metadata.json`, text: csvw(sheet, path, edition) })),
    ...licenceFiles(
      edition,
      csvs.map(({ path }) => path),
    ),
    { path: 'LISEZMOI.md', text: readMe(texts.fr.readMe, 'fr') },
    { path: 'README.md', text: readMe(texts.en.readMe, 'en') },
    { path: 'CONFIDENTIALITE.md', text: privacyPage(texts.fr.privacy, edition, 'fr') },
    { path: 'PRIVACY.md', text: privacyPage(texts.en.privacy, edition, 'en') },
    { path: 'CHANGELOG.md', text: changeLog(edition) },
    ...aboutPages(edition, offers, texts),
    ...offers.flatMap(({ files }) => files),
    ...(address === undefined
      ? []
      : [{ path: 'dcat.jsonld', text: graphText(datasetNodes(edition, address, offers, isWritten)) }]),
  ]
  const paths = [...csvs, ...described].map(({ path }) => path)
  return [
    ...described,
    ...landingPages(edition, {
      overview,
      offers,
      verdicts: verdictsOf(edition, judge),
      files: [...paths, 'datapackage.json', 'SHA256SUMS'],
    }),
  ]
}

function textsOf(edition: Edition, offers: readonly MadeOffer[], language: Language): Texts {
  return { readMe: readMeText(edition, offers, language), privacy: privacyText(edition, language) }
}
