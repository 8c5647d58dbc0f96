import { listLicences } from '../../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { licencesReport } from '../../report/licences-report.ts'

export type LicencesOptions = { readonly json?: true; readonly quiet?: true }

/** `comptage licences`: the licences that data can have, and what each asks of a reuser. */
export function licences({ json, quiet }: LicencesOptions): ExitCode {
  const listed = listLicences()
  if (json === true) process.stdout.write(`${JSON.stringify(listed, null, 2)}\n`)
  else if (quiet === true) process.stdout.write(listed.map(({ id }) => `${id}\n`).join(''))
  else process.stdout.write(licencesReport(listed))
  return EXIT.done
}
