import type { Problem } from '../../../domain/problem.ts'
import { severityOf, type Matter, type RunStatus } from '../../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { say } from '../../language/language.ts'
import { printable } from '../../terminal/printable.ts'
import { wordsForProblem } from '../../words/words-for-problem.ts'
import { linesOfMatter } from './matter-texts.ts'
import { span } from './span.ts'

/** A line and an exit code, as the plugins of Nagios, Icinga and their like give them. */
type Check = { readonly line: string; readonly code: ExitCode }

const LEVELS = { done: 'OK', doubtful: 'WARNING', critical: 'CRITICAL' } as const
type Level = keyof typeof LEVELS

/** Whether all is well, for a monitor: the first of what is most pressing, and how much there is beside it. */
export function statusCheck(service: string, status: RunStatus, now: number): Check {
  const { matters, lagMs } = status
  const first = matters.find((matter) => levelOf(matter) === 'critical') ?? matters[0]
  const level = first === undefined ? 'done' : levelOf(first)
  const others = matters.length - 1
  const more =
    others < 1 ? '' : say({ en: ` (+${others} more)`, fr: ` (+${others} ${others === 1 ? 'autre' : 'autres'})` })
  const words = first === undefined ? wellText(status, now) : `${linesOfMatter(first, now)[0] ?? ''}${more}`
  const lag = lagMs === undefined ? [] : [`lag=${Math.round(lagMs / 1000)}s`]
  return checkOf(level, `${service}: ${words}`, ['', '|', `matters=${matters.length}`, ...lag].join(' '))
}

/** Where nobody can say: nothing is counted either, while the same stands in the way of a run. */
export function failedCheck([first]: readonly Problem[]): Check {
  return checkOf('critical', first === undefined ? '' : wordsForProblem(first).what, '')
}

// A bar begins the figures, so none may stand in the words.
function checkOf(level: Level, words: string, figures: string): Check {
  return { line: `COMPTAGE ${LEVELS[level]} - ${printable(words).replaceAll('|', '/')}${figures}`, code: EXIT[level] }
}

function wellText({ version, lastRun }: RunStatus, now: number): string {
  const ago = span(now - (lastRun?.started ?? now))
  const published = version === undefined ? '' : `version ${version}, `
  return say({ en: `${published}last run ${ago} ago`, fr: `${published}dernière exécution il y a ${ago}` })
}

function levelOf(matter: Matter): Level {
  if (matter.what !== 'problem') return LEVEL_OF[matter.what]
  const { problem } = matter
  // Runs end well, and nothing is counted.
  return severityOf(problem) === 'error' || problem.code === 'SERVICE_SILENT' ? 'critical' : 'doubtful'
}

const LEVEL_OF: Readonly<Record<Exclude<Matter['what'], 'problem'>, Level>> = {
  awaited: 'doubtful',
  quiet: 'doubtful',
  lineless: 'doubtful',
  'cut-short': 'doubtful',
  crashed: 'critical',
  ended: 'critical',
  unended: 'critical',
  stopped: 'critical',
  lag: 'critical',
  unbalanced: 'critical',
}
