import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ProblemError, type Problem } from '../../domain/problem.ts'
import { isServerFile } from '../../domain/service.ts'
import { unfitSign } from '../../domain/text.ts'
import { draftService, isError, proposeLogs, proposeLogsOf, type ServiceDraft } from '../../pipeline/index.ts'
import { idOf, openAsker, type Answers, type Asker } from '../draft/ask-operator.ts'
import { draftYaml, type Folders } from '../draft/draft-yaml.ts'
import { guessZone, isFrenchZone } from '../draft/guess-zone.ts'
import { groupNumber, refuseUnwritable, writeDraft, type DraftFile } from '../draft/write-draft.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-code.ts'
import { say, spoken } from '../language/language.ts'
import { startProgress } from '../terminal/progress.ts'
import { initReport } from '../report/init-report.ts'
import { showProblems, tellProblems } from '../show-problems.ts'

type InitOptions = {
  readonly output: string
  readonly system?: true
  readonly format?: string
  readonly closed?: true
  readonly yes?: true
  readonly force?: true
  readonly quiet?: true
}

/** Beside the draft; and those of the service that Debian's package installs, which reads this file. */
const BESIDE: Folders = { output: 'open-data', state: 'comptage-state' }
const SYSTEM: Folders = { output: '/srv/open-data', state: '/var/lib/comptage' }
const SYSTEM_FILE = '/etc/comptage/comptage.yaml'
const SYSTEM_GROUP = 'comptage'

/**
 * `comptage init`: logs become a draft of `comptage.yaml`.
 *
 * @param root before the usual places of this machine's configurations
 */
export async function init(logs: readonly string[], options: InitOptions, root = ''): Promise<ExitCode> {
  refuseUnfit(logs)
  const asker = isAnswering(logs, options) ? await openAsker() : undefined
  const target = targetOf(options, root)
  refuseUnwritable(target)
  const file = await settleTarget(target, asker)
  if (file === undefined) return EXIT.interrupted
  const mayLearn = await mayLearnWords(options, asker)
  if (mayLearn === undefined) return EXIT.interrupted
  const draft = await draftOf(logs, { ...options, isClosed: !mayLearn }, root)
  const problems = tellAll(draft, logs, options)
  if (draft.features.length === 0) return exitCodeOf(problems)
  const answers = await answersFor(draft, asker)
  if (answers === undefined) return EXIT.interrupted
  writeDraft(file, draftYaml(draftFrom(draft, file), answers, file))
  if (options.quiet !== true) process.stdout.write(initReport(draft, file, !mayLearn))
  return exitCodeOf(problems)
}

/** @throws ProblemError LOG_NAME_UNFIT of paths that the draft could not hold */
function refuseUnfit(logs: readonly string[]): void {
  const problems = logs.flatMap((path): readonly Problem[] => {
    // What is not UTF-8 is not found, and told as such.
    const sign = unfitSign(path.replaceAll('\uFFFD', ''))
    return sign === undefined ? [] : [{ code: 'LOG_NAME_UNFIT', path, sign }]
  })
  if (problems.length > 0) throw new ProblemError(...problems)
}

/** @returns what the program ends with; where a log cannot be read, the draft is of the others */
function tellAll(draft: ServiceDraft, logs: readonly string[], { quiet }: InitOptions): readonly Problem[] {
  const problems = problemsOf(draft, logs.length > 0)
  // Nobody named it: a web server without requests may well have no log.
  const isUnused = ({ code }: Problem): boolean =>
    code === 'LOG_NOT_FOUND' && logs.length === 0 && draft.features.length > 0
  const others = problems.filter((problem) => !isUnused(problem))
  tellProblems(others, quiet)
  if (quiet !== true) showProblems(problems.filter(isUnused), 'warning')
  return others
}

type Target = DraftFile & Folders

function targetOf({ output, system, force }: InitOptions, root: string): Target {
  const isForced = force === true
  if (system !== true) return { ...BESIDE, path: output, isForced, of: 'operator' }
  const reader = groupNumber(SYSTEM_GROUP, root)
  const file: Target = { ...SYSTEM, path: `${root}${SYSTEM_FILE}`, isForced, of: 'system' }
  return reader === undefined ? file : { ...file, reader }
}

/** Paths in a configuration start at its own folder, those of the command line where one stands. */
function draftFrom(draft: ServiceDraft, { path }: DraftFile): ServiceDraft {
  if (dirname(resolve(path)) === process.cwd()) return draft
  return { ...draft, logs: draft.logs.map((log) => ({ ...log, path: resolve(log.path) })) }
}

async function mayLearnWords({ closed }: InitOptions, asker: Asker | undefined): Promise<boolean | undefined> {
  if (closed === true) return false
  return asker === undefined ? true : asker.mayLearn()
}

/** Somebody sits there, and stdin is not the log. */
function isAnswering(logs: readonly string[], { yes, quiet }: InitOptions): boolean {
  return yes !== true && quiet !== true && !logs.includes('-') && process.stdin.isTTY && process.stderr.isTTY
}

/**
 * The same file, where nothing stands there or it may be written over; undefined: it may not.
 *
 * @throws ProblemError FILE_EXISTS, where nobody can be asked
 */
async function settleTarget(file: Target, asker: Asker | undefined): Promise<Target | undefined> {
  const { path, isForced } = file
  if (isForced || !existsSync(path)) return file
  if (asker === undefined) throw new ProblemError({ code: 'FILE_EXISTS', path, draft: file.of })
  return (await asker.mayOverwrite(path)) === true ? { ...file, isForced: true } : undefined
}

async function draftOf(
  logs: readonly string[],
  { format, quiet, isClosed }: InitOptions & { readonly isClosed: boolean },
  root: string,
): Promise<ServiceDraft> {
  const server = format !== undefined && isServerFile(format) ? format : undefined
  const proposed = logs.length > 0 ? [] : await (server === undefined ? proposeLogs(root) : proposeLogsOf(server))
  if (logs.length + proposed.length === 0)
    throw new ProblemError({ code: 'NO_LOG_FOUND', ...(server !== undefined && { server }) })
  const progress = await startProgress(quiet === true)
  return draftService(
    {
      // `./access.log` is the same as `access.log`, which was written first.
      logs: [...new Map(logs.toReversed().map((log) => [resolve(log), log])).values()].reverse(),
      proposed,
      isClosed,
      timezone: machineZone(),
      language: spoken(),
      isFrench: ({ zones, isOfFrance }) => isFrenchZone(guessZone(zones, machineZone(), isOfFrance)),
      ...(format === undefined ? {} : { format }),
    },
    progress.onProgress,
  ).finally(progress.stop)
}

function machineZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

function problemsOf(
  { problems, features, linesRead, commonest }: ServiceDraft,
  wereNamed: boolean,
): readonly Problem[] {
  if (features.length > 0 || problems.some(isError)) return problems
  return [...problems, { code: 'NOTHING_LEARNT', linesRead, wereNamed, commonest }]
}

async function answersFor(draft: ServiceDraft, asker: Asker | undefined): Promise<Answers | undefined> {
  const [host] = draft.hosts
  const timezone = guessZone(draft.zones, machineZone(), draft.isOfFrance)
  const name = host === undefined ? say({ en: 'My service', fr: 'Mon service' }) : host.replace(/^www\./, '')
  const defaults = { name, id: idOf(name), timezone, ...(host === undefined ? {} : { url: `https://${host}` }) }
  if (asker === undefined) return defaults
  const typed = await asker.service({ name: host === undefined ? name : '', timezone })
  return typed && { ...defaults, ...typed }
}
