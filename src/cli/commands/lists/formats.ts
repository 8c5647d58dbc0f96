import { nearestWord } from '../../../config/index.ts'
import { ProblemError } from '../../../domain/problem.ts'
import { listFormats, type ListedFormat } from '../../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { formatReport, formatsReport } from '../../report/formats-report.ts'
import { showLong } from '../../terminal/show-long.ts'

type FormatsOptions = { readonly json?: true; readonly quiet?: true }

/** `comptage formats`: the log formats that have a name; or all about one of them. */
export function formats(name: string | undefined, { json, quiet }: FormatsOptions): ExitCode {
  const listed = listFormats()
  const shown = name === undefined ? listed : [named(name, listed)]
  if (json === true) showLong(`${JSON.stringify(shown, null, 2)}\n`)
  else if (quiet === true) showLong(shown.map((format) => `${format.name}\n`).join(''))
  else showLong(name === undefined ? formatsReport(listed) : shown.map(formatReport).join(''))
  return EXIT.done
}

function named(name: string, listed: readonly ListedFormat[]): ListedFormat {
  const found = listed.find((format) => format.name === name || format.aliases.includes(name))
  if (found !== undefined) return found
  const nearest = nearestWord(
    name,
    listed.flatMap((format) => [format.name, ...format.aliases]),
  )
  const guess = nearest === undefined ? {} : { nearest }
  throw new ProblemError({ code: 'FORMAT_UNKNOWN', format: name, isArgument: true, ...guess })
}
