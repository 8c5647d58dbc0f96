import { listLicences, type ListedLicence } from '../../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import type { Both } from '../../../domain/service.ts'
import { say } from '../../language/language.ts'
import { columnsText } from '../../report/columns-text.ts'
import { showLong } from '../../terminal/show-long.ts'

type LicencesOptions = { readonly json?: true; readonly quiet?: true }

/** `comptage licences`: the licences that data can have, and what each asks of a reuser. */
export function licences({ json, quiet }: LicencesOptions): ExitCode {
  const listed = listLicences()
  if (json === true) showLong(`${JSON.stringify(listed, null, 2)}\n`)
  else if (quiet === true) showLong(listed.map(({ id }) => `${id}\n`).join(''))
  else showLong(licencesReport(listed))
  return EXIT.done
}

/** Every licence, a line each: for whom, and what it asks. */
function licencesReport(licences: readonly ListedLicence[]): string {
  const yesOrNo = (is: boolean): string => (is ? say({ en: 'yes', fr: 'oui' }) : say({ en: 'no', fr: 'non' }))
  const rows = licences.map(({ id, isForAdministrations, isShareAlike, asks }) => [
    id,
    yesOrNo(isForAdministrations),
    yesOrNo(isShareAlike),
    say(asks),
  ])
  const titles = say({
    en: ['licence', 'French administrations', 'share-alike', 'a reuser must'],
    fr: ['licence', 'administrations', 'partage à l’identique', 'qui réutilise doit'],
  })
  const columns = titles.map((title) => ({ title }))
  return `${columnsText(columns, rows)}\n${say(HINT)}\n`
}

const HINT: Both = {
  en: `  licences.summary (etalab-2.0) and licences.detail (ODbL-1.0) of the configuration choose one.
  French administrations: article D. 323-2-1 of the CRPA lists those that they may choose without asking.
  Share-alike: what is made from the data comes back to everyone. Addresses and all else: comptage licences --json`,
  fr: `  licences.summary (etalab-2.0) et licences.detail (ODbL-1.0) de la configuration en choisissent une.
  Administrations : l’article D. 323-2-1 du CRPA donne la liste de celles qu’elles peuvent choisir sans homologation.
  Partage à l’identique : ce qui est tiré des données revient à tout le monde. Adresses et reste : comptage licences --json`,
}
