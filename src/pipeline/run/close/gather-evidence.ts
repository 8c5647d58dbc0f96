import { dayText } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { State } from '../../../state/index.ts'
import type { Input } from '../../find-inputs.ts'
import type { CountPlan } from '../../plan-count.ts'
import { wallClock, type WallClock } from '../clock.ts'
import { isMissing, usualSilence, type Evidence } from './find-due.ts'
import { logNameOf } from '../read/log-name.ts'

/** So far back it is looked how long a log is silent at times. */
const USUAL_DAYS = 35

/** What is known of logs, for and against closing; and which of them fell silent for good. */
export function gatherEvidence(
  plan: CountPlan,
  state: State,
  clock: WallClock,
  inputs: readonly Input[],
  unread: readonly { readonly modifiedMs: number }[],
): { readonly evidence: Evidence; readonly silent: readonly Problem[] } {
  const { timezone, graceHours, silenceHours } = plan.configuration
  // A log that no entry finds any more holds nothing.
  const met = new Set(inputs.map(({ log }) => logNameOf(log.path)))
  const logs = state.logs
    .logs()
    .filter(({ name, lastDay }) => lastDay >= 0 && met.has(name))
    .map(({ name, lastDay }) => ({
      name,
      lastDay,
      usualSilenceDays: usualSilence(state.logs.daysOf(name, lastDay - USUAL_DAYS)),
    }))
  const newestDay = state.logs.logs().reduce((day, log) => Math.max(day, log.lastDay), -1)
  const unreadThrough = unread.reduce((day, { modifiedMs }) => Math.max(day, wallClock(modifiedMs, timezone).day), -1)
  const evidence: Evidence = {
    nowHour: clock.hour,
    graceHours,
    silenceHours,
    newestDay,
    logs,
    unreadThrough,
  }
  const silent = logs
    .filter((log) => newestDay - log.lastDay > log.usualSilenceDays && !isMissing(log, evidence))
    .map(({ name, lastDay }): Problem => ({ code: 'LOG_SILENT', log: name, lastDay: dayText(indexOf<'day'>(lastDay)) }))
  return { evidence, silent }
}
