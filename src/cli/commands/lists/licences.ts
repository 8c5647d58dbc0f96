import { listLicences } from '../../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { licencesReport } from '../../report/licences-report.ts'
import { showLong } from '../../terminal/show-long.ts'

export type LicencesOptions = { readonly json?: true; readonly quiet?: true }

/** `comptage licences`: the licences that data can have, and what each asks of a reuser. */
export function licences({ json, quiet }: LicencesOptions): ExitCode {
  const listed = listLicences()
  if (json === true) showLong(`${JSON.stringify(listed, null, 2)}\n`)
  else if (quiet === true) showLong(listed.map(({ id }) => `${id}\n`).join(''))
  else showLong(licencesReport(listed))
  return EXIT.done
}
