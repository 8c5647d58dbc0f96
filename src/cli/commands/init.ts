import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  openSync,
  writeFileSync,
} from 'node:fs'
import { ProblemError, type Problem } from '../../domain/problem.ts'
import { draftService, isError, proposeLogs, type ServiceDraft } from '../../pipeline/index.ts'
import { openAsker, type Answers, type Asker } from '../draft/ask-operator.ts'
import { draftYaml } from '../draft/draft-yaml.ts'
import { guessZone, isFrenchZone } from '../draft/guess-zone.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-code.ts'
import { say, spoken } from '../language/language.ts'
import { errnoOf } from '../../domain/errno-of.ts'
import { startProgress } from '../terminal/progress.ts'
import { initReport } from '../report/init-report.ts'
import { showProblems } from '../show-problems.ts'

export type InitOptions = {
  readonly output: string
  readonly format?: string
  readonly closed?: true
  readonly yes?: true
  readonly force?: true
  readonly quiet?: true
}

/**
 * `comptage init`: logs become a draft of `comptage.yaml`.
 *
 * @param root before the usual places of web servers' configurations
 */
export async function init(logs: readonly string[], options: InitOptions, root = ''): Promise<ExitCode> {
  const asker = isAnswering(logs, options) ? await openAsker() : undefined
  if (!(await mayWrite(options, asker))) return EXIT.interrupted
  const mayLearn = await mayLearnWords(options, asker)
  if (mayLearn === undefined) return EXIT.interrupted
  const draft = await draftOf(logs, { ...options, isClosed: !mayLearn }, root)
  const problems = problemsOf(draft)
  tell(problems, options)
  if (problems.some(isError)) return exitCodeOf(problems)
  const answers = await answersFor(draft, asker)
  if (answers === undefined) return EXIT.interrupted
  write(options.output, draftYaml(draft, answers), options)
  if (options.quiet !== true) process.stdout.write(initReport(draft, options.output, !mayLearn))
  return EXIT.done
}

async function mayLearnWords({ closed }: InitOptions, asker: Asker | undefined): Promise<boolean | undefined> {
  if (closed === true) return false
  return asker === undefined ? true : asker.mayLearn()
}

/** Somebody sits there, and stdin is not the log. */
function isAnswering(logs: readonly string[], { yes, quiet }: InitOptions): boolean {
  return yes !== true && quiet !== true && !logs.includes('-') && process.stdin.isTTY && process.stderr.isTTY
}

/** @throws ProblemError FILE_EXISTS, where nobody can be asked */
async function mayWrite({ output, force }: InitOptions, asker: Asker | undefined): Promise<boolean> {
  if (force === true || !existsSync(output)) return true
  if (asker === undefined) throw new ProblemError({ code: 'FILE_EXISTS', path: output })
  return (await asker.mayOverwrite(output)) === true
}

async function draftOf(
  logs: readonly string[],
  { format, quiet, isClosed }: InitOptions & { readonly isClosed: boolean },
  root: string,
): Promise<ServiceDraft> {
  const proposed = logs.length > 0 ? [] : await proposeLogs(root)
  if (logs.length + proposed.length === 0) throw new ProblemError({ code: 'NO_LOG_FOUND' })
  const progress = await startProgress(quiet === true)
  return draftService(
    {
      logs,
      proposed,
      isClosed,
      timezone: machineZone(),
      language: spoken(),
      isFrench: (zones) => isFrenchZone(guessZone(zones, machineZone())),
      ...(format === undefined ? {} : { format }),
    },
    progress.onProgress,
  ).finally(progress.stop)
}

function machineZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

function problemsOf({ problems, features, linesRead }: ServiceDraft): readonly Problem[] {
  if (features.length > 0 || problems.some(isError)) return problems
  return [...problems, { code: 'NOTHING_LEARNT', linesRead }]
}

async function answersFor(draft: ServiceDraft, asker: Asker | undefined): Promise<Answers | undefined> {
  const defaults = defaultsOf(draft)
  return asker === undefined ? defaults : asker.service(defaults)
}

function defaultsOf({ hosts, zones }: ServiceDraft): Answers {
  const [host] = hosts
  const timezone = guessZone(zones, machineZone())
  if (host === undefined) return { name: say({ en: 'My service', fr: 'Mon service' }), timezone }
  return { name: host, url: `https://${host}`, timezone }
}

/**
 * In one go and without a temporary file, where words of the log would stay behind. Only its owner may read it, whoever could
 * read the one before: somebody has to look at the words first.
 */
function write(path: string, text: string, { force }: InitOptions): void {
  try {
    const file = openSync(path, force === true || existsSync(path) ? OVER : OVER | constants.O_EXCL, 0o600)
    try {
      fill(file, text)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw new ProblemError({ code: 'WRITE_FAILED', path, errno: errnoOf(error) ?? 'EIO' })
  }
}

// No link is followed: it may lead out of the folder. Nor is a pipe waited for.
const OVER = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK

function fill(file: number, text: string): void {
  if (!fstatSync(file).isFile()) throw Object.assign(new Error('EINVAL'), { code: 'EINVAL' })
  // Before there is a word in it.
  fchmodSync(file, 0o600)
  ftruncateSync(file)
  writeFileSync(file, text)
}

function tell(problems: readonly Problem[], { quiet }: InitOptions): void {
  showProblems(problems.filter((problem) => quiet !== true || isError(problem)))
}
