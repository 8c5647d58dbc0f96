import { verifyFolder } from '../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { verifyJson, verifyReport } from '../report/verify-report.ts'

export type VerifyOptions = {
  readonly config?: string
  readonly json?: true
  readonly quiet?: true
}

/** `comptage verify`: a published folder, with nothing but the folder. */
export function verify(folder: string, { config, json, quiet }: VerifyOptions): ExitCode {
  const configuration = config === undefined ? undefined : loadConfiguration(config)
  const verified = verifyFolder({ folder, ...(configuration !== undefined && { configuration }) })
  const isRight = verified.findings.length === 0
  if (json === true) process.stdout.write(verifyJson(folder, verified))
  else if (quiet !== true || !isRight) process.stdout.write(verifyReport(verified))
  return isRight ? EXIT.done : EXIT.data
}
