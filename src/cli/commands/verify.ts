import { ProblemError } from '../../domain/problem.ts'
import { verifyAll, verifyFolder } from '../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Both } from '../../domain/service.ts'
import { say } from '../language/language.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { togetherJson, togetherReport } from '../report/together-report.ts'
import { verifyJson, verifyReport } from '../report/verify-report.ts'
import type { Shared } from '../shared-options.ts'

type VerifyOptions = Shared<'config' | 'json' | 'quiet'> & {
  readonly all?: true
}

/** `comptage verify`: a published folder, with nothing but the folder; or what several tell together. */
export function verify(folders: readonly string[], options: VerifyOptions): ExitCode {
  if (options.all === true) return verifyTogether(folders, options)
  const [folder = '', ...others] = folders
  if (others.length > 0) throw new ProblemError({ code: 'USAGE', message: say(ONE_FOLDER) })
  return verifyOne(folder, options)
}

const ONE_FOLDER: Both = {
  en: 'verify takes one folder, or --all and several',
  fr: 'verify prend un dossier, ou --all et plusieurs',
}

function verifyOne(folder: string, { config, json, quiet }: VerifyOptions): ExitCode {
  const configuration = config === undefined ? undefined : loadConfiguration(config)
  const verified = verifyFolder({ folder, ...(configuration !== undefined && { configuration }) })
  const isRight = verified.findings.length === 0
  if (json === true) process.stdout.write(verifyJson(folder, verified))
  else if (quiet !== true || !isRight) process.stdout.write(verifyReport(verified))
  return isRight ? EXIT.done : EXIT.data
}

function verifyTogether(folders: readonly string[], { config, json, quiet }: VerifyOptions): ExitCode {
  if (config !== undefined) throw new ProblemError({ code: 'USAGE', message: say(ALL_ALONE) })
  const verified = verifyAll(folders)
  const { unread, contradicted, told } = verified
  const isRight = unread.length === 0 && contradicted.length === 0 && told.every(({ isAccepted }) => isAccepted)
  if (json === true) process.stdout.write(togetherJson(verified, isRight))
  else if (quiet !== true || !isRight) process.stdout.write(togetherReport(verified))
  return isRight ? EXIT.done : EXIT.data
}

const ALL_ALONE: Both = {
  en: '--all asks the folders alone: --config is of one folder',
  fr: '--all n’interroge que les dossiers\u00A0: --config vaut pour un seul',
}
