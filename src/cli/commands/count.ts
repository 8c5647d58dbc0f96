import { relative } from 'node:path'
import type { DayIndex } from '../../domain/calendar.ts'
import { ProblemError, type Problem } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import type { ProtectionLevel } from '../../domain/table.ts'
import {
  countLogs,
  partialRemarks,
  publicationOf,
  renderTable,
  severityOf,
  writeLedger,
  writePublication,
  type CountedLogs,
} from '../../pipeline/index.ts'
import { exitCodeOf, type ExitCode } from '../exit-code.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { startProgress } from '../progress.ts'
import { showLedger } from '../show-ledger.ts'
import { showProblems } from '../show-problems.ts'

/** What the command line says, checked word by word. */
export type CountOptions = {
  readonly config?: string
  readonly output?: string
  readonly write?: true
  readonly dataset?: string
  readonly format?: string
  readonly since?: DayIndex
  readonly until?: DayIndex
  readonly protection?: ProtectionLevel
  readonly acceptRisk?: true
  readonly malformedLimit?: number
  readonly ledger?: string
  readonly quiet?: true
}

/** `comptage count`: one pass over logs; a table on stdout, or folders. */
export async function count(logs: readonly string[], options: CountOptions): Promise<ExitCode> {
  const configuration = loadConfiguration(options.config)
  const output = outputOf(configuration, options)
  const progress = startProgress(options.quiet === true)
  const counted = await countLogs({ configuration, logs, ...options }, progress).finally(progress.stop)
  // The ledger is the operator's way to see what is wrong: it is written also where no table is.
  if (options.ledger !== undefined) writeLedger(options.ledger, counted.ledger)
  if (options.quiet !== true && counted.ledger.total.linesRead > 0) showLedger(counted.ledger)
  const problems = [...counted.problems, ...publish(counted, output, options)]
  showProblems(problems.filter((problem) => options.quiet !== true || severityOf(problem) === 'error'))
  return exitCodeOf(problems)
}

/** The folder to write to; undefined: stdout. */
function outputOf(configuration: Configuration, { output, write }: CountOptions): string | undefined {
  if (output !== undefined) return output
  if (write !== true) return undefined
  if (configuration.output === undefined) throw new ProblemError({ code: 'NO_OUTPUT' })
  return configuration.output
}

/** Writes what may be published; gives the remarks about it. */
function publish(counted: CountedLogs, output: string | undefined, options: CountOptions): readonly Problem[] {
  const publication = publicationOf(counted)
  // No line was read, or too many did not fit: nothing is written over what may be there.
  if (publication === undefined || counted.ledger.total.linesRead === 0) return []
  if (output === undefined) process.stdout.write(renderTable(publication, options.dataset))
  else tellWritten(writePublication(publication, output), output, options)
  return partialRemarks(publication, output === undefined ? options.dataset : undefined)
}

function tellWritten(written: readonly string[], output: string, { quiet }: CountOptions): void {
  if (quiet === true) return
  const what =
    written.length === 0 ? 'nothing changed' : `${written.length} ${written.length === 1 ? 'file' : 'files'} written`
  process.stderr.write(`${what} in ${relative(process.cwd(), output) || '.'}\n`)
}
