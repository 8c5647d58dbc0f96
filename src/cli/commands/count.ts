import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { relative } from 'node:path'
import { ProblemError, type Problem } from '../../domain/problem.ts'
import type { Configuration, Both } from '../../domain/service.ts'
import type { ProtectionLevel } from '../../domain/table.ts'
import {
  chooseTable,
  countLogs,
  licenceRemarks,
  publisherRemarks,
  reviewRemarks,
  noteLogs,
  besideRemarks,
  noiseRemarks,
  partialRemarks,
  publicationOf,
  publishAlone,
  readEditionBefore,
  refuseDestination,
  refuseFolderOfOthers,
  remarkShared,
  renderTableAs,
  writeLedger,
  type CountedLogs,
  type CountPlan,
  type Destination,
  type TableShape,
} from '../../pipeline/index.ts'
import { exitCodeOf, type ExitCode } from '../exit-code.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { numbered, say } from '../language/language.ts'
import { endOnSignals, startProgress } from '../terminal/progress.ts'
import { showLedger } from '../terminal/show-ledger.ts'
import { tellProblems } from '../show-problems.ts'
import type { Shared } from '../shared-options.ts'

/** What the command line says, checked word by word. */
export type CountOptions = Shared<
  'config' | 'state' | 'format' | 'malformedLimit' | 'jobs' | 'cutAnew' | 'quiet' | 'since' | 'until' | 'output'
> & {
  readonly write?: true
  readonly dataset?: string
  readonly as?: TableShape
  readonly protection?: ProtectionLevel
  readonly acceptRisk?: true
  readonly ledger?: string
}

/** `comptage count`: one pass over logs; a table on stdout, or folders. */
export async function count(logs: readonly string[], options: CountOptions): Promise<ExitCode> {
  const written = loadConfiguration(options.config)
  // What is wrong with them is said before a long count, not after it.
  const destination = destinationOf(written, options)
  const configuration = 'folder' in destination ? { ...written, output: destination.folder } : written
  if ('table' in destination) refuseNowhere()
  refuseTerminal(configuration, logs)
  const progress = await startProgress(options.quiet === true)
  let standing: string | undefined
  const observer = {
    onProgress: progress.onProgress,
    onPlan: async (plan: CountPlan) => {
      endOnSignals()
      standing = await refuseDestination(plan, destination, options.ledger)
      const isCompared = 'folder' in destination && destination.cutAnew !== true
      return isCompared ? readEditionBefore(destination.folder, configuration.service.id) : undefined
    },
  }
  const counted = await countLogs({ configuration, logs, ...options }, observer).finally(progress.stop)
  // The ledger is the operator's way to see what is wrong: it is written also where no table is.
  if (options.ledger !== undefined) writeLedger(options.ledger, counted.ledger)
  if (options.quiet !== true && counted.ledger.total.linesRead > 0) showLedger(counted.ledger)
  const problems = [...counted.problems, ...(await publish(counted, destination, { ...options, standing }))]
  tellProblems(problems, options.quiet)
  return exitCodeOf(problems)
}

function destinationOf({ output, datasets, service }: Configuration, options: CountOptions): Destination {
  const tables = datasets.map(({ value }) => value)
  if (options.output === undefined && options.write !== true)
    return { table: chooseTable(tables, options.dataset).name, shape: options.as ?? 'csv' }
  const folder = options.output ?? output
  if (folder === undefined) throw new ProblemError({ code: 'NO_OUTPUT', option: '--write' })
  refuseFolderOfOthers(folder, service.id)
  return { folder, cutAnew: options.cutAnew === true }
}

/**
 * Where stdout is closed (`>&-`), Node opens /dev/null in its place, for reading and writing; who wants no table writes
 * `> /dev/null`, which is open for writing alone.
 */
function refuseNowhere(): void {
  const [own, flags] = ['/proc/self/fd/1', '/proc/self/fdinfo/1']
  if (!existsSync(flags) || readlinkSync(own) !== '/dev/null') return
  const isForBoth = (Number.parseInt(/^flags:\s*(\d+)/m.exec(readFileSync(flags, 'latin1'))?.[1] ?? '', 8) & 3) === 2
  if (isForBoth) throw new ProblemError({ code: 'WRITE_FAILED', path: '-', errno: 'EBADF' })
}

/** Someone who named no log would wait for a terminal that waits for them. */
export function refuseTerminal(configuration: Configuration, logs: readonly string[]): void {
  if (logs.length > 0 || configuration.logs.length > 0 || !process.stdin.isTTY) return
  throw new ProblemError({ code: 'USAGE', message: say(NO_LOG) })
}

const NO_LOG: Both = {
  en: 'no log is named, and the configuration has no logs:',
  fr: 'aucun journal n’est désigné, et la configuration n’a pas de logs:',
}

/** Writes what may be published; gives the remarks about it. */
async function publish(
  counted: CountedLogs,
  destination: Destination,
  options: CountOptions & { readonly standing: string | undefined },
): Promise<readonly Problem[]> {
  const publication = publicationOf(counted)
  const { linesRead, fates } = counted.ledger.total
  const outside = fates['out-of-period']
  // Too many lines did not fit, or none is a request of these days: nothing is written over what may be there.
  if (publication === undefined) return []
  if ('folder' in destination && linesRead === fates['not-a-request'] + fates.malformed + outside) {
    tellUnwritten(destination.folder, outside > 0, options)
    return []
  }
  if (linesRead === 0) return []
  if ('table' in destination) {
    process.stdout.write(await renderTableAs(destination.shape, publication, destination.table))
    return partialRemarks(publication, destination.table)
  }
  const ofNoise = noiseRemarks(counted.plan, destination.folder)
  const written = await publishAlone(publication, destination.folder, options.standing)
  tellWritten(written, destination.folder, options)
  const { logs, plan } = counted
  // What -o writes is a trial, the same wherever it is made.
  if (options.output === undefined) noteLogs(plan.configuration, logs)
  const specs = publication.tables.map(({ spec }) => spec)
  return [
    ...ofNoise,
    ...besideRemarks(destination.folder),
    ...remarkShared(plan.configuration, logs),
    ...licenceRemarks(publication.licences, specs),
    ...publisherRemarks(publication.service),
    ...reviewRemarks(plan.configuration),
    ...partialRemarks(publication),
  ]
}

export function tellUnwritten(output: string, isCut: boolean, { quiet }: Pick<CountOptions, 'quiet'>): void {
  if (quiet === true) return
  const folder = relative(process.cwd(), output) || '.'
  const words = {
    en: `nothing was written in ${folder}: the logs hold no request${isCut ? ' of these days' : ''}`,
    fr: `rien n’a été écrit dans ${folder} : les journaux ne contiennent aucune requête${isCut ? ' de ces jours' : ''}`,
  }
  process.stderr.write(`${say(words)}\n`)
}

export function tellWritten(written: readonly string[], output: string, { quiet }: Pick<CountOptions, 'quiet'>): void {
  if (quiet === true) return
  const folder = relative(process.cwd(), output) || '.'
  const files = numbered(written.length, { en: ['file', 'files'], fr: ['fichier écrit', 'fichiers écrits'] })
  const words =
    written.length === 0
      ? { en: `nothing changed in ${folder}`, fr: `rien n’a changé dans ${folder}` }
      : { en: `${files} written in ${folder}`, fr: `${files} dans ${folder}` }
  process.stderr.write(`${say(words)}\n`)
}
