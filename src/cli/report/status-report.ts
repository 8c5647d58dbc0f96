import type { RunStatus } from '../../pipeline/index.ts'
import { FATES } from '../../domain/fate.ts'
import { fateText } from '../show-ledger.ts'
import { grouped } from '../words/words.ts'

/** What the runs came to, for a person. */
export function statusReport(status: RunStatus, now: number): string {
  const { folder, version, linesRead, fates, isBalanced } = status
  const rows = FATES.filter((fate) => fates[fate] > 0).map(
    (fate) => `  ${grouped(fates[fate]).padStart(12)}  ${fateText(fate)}`,
  )
  return [
    ...lastRun(status, now),
    `published   ${version === undefined ? 'nothing yet: no period has closed' : `version ${version}`}`,
    ...status.closed.map(
      ({ kind, last, nextInHours }) => `${kind.padEnd(10)}  closed up to ${last}; the next ${nextText(nextInHours)}`,
    ),
    ...status.logs.map(
      ({ name, lines, lastDay = 'none' }) => `log         ${name}: ${grouped(lines)} lines, the newest of ${lastDay}`,
    ),
    ...status.waiting.map(
      ({ path, why, since }) => `waiting     ${path}: ${WAITING[why] ?? why}, for ${span(now - since)}`,
    ),
    ...status.late.map(
      ({ day, lines }) =>
        `late        ${grouped(lines)} ${lines === 1 ? 'line' : 'lines'} of ${day}: comptage run --revise ${day}`,
    ),
    ...status.lostKey.map(
      ({ kind, last }) => `noise key   replaced: every ${kind} with noise up to ${last} stays as it was published`,
    ),
    `lines       ${grouped(linesRead)} read${isBalanced ? '' : ', and their fates do not add up: please report this'}`,
    ...rows,
    `state       ${folder}`,
    '',
  ].join('\n')
}

function lastRun({ lastRun: last, lagMs }: RunStatus, now: number): readonly string[] {
  if (last === undefined) return ['last run    none']
  const ended = last.ended === null ? 'did not end' : `ended with ${last.exitCode ?? 0}`
  const read = `${grouped(last.lines)} lines in ${last.files} ${last.files === 1 ? 'file' : 'files'}`
  return [
    `last run    ${span(now - last.started)} ago, ${ended}: ${read}`,
    `lag         ${lagMs === undefined ? 'no run has ended well yet' : `${span(lagMs)} since a run ended well`}`,
  ]
}

const WAITING: Readonly<Record<string, string>> = {
  copy: 'looks like a copy that is being made',
  changed: 'changed while it was read',
  moved: 'was moved while it was looked for',
}

function nextText(hours: number): string {
  return hours === 0 ? 'waits for lines' : `is due in ${span(hours * 3_600_000)}`
}

function span(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000))
  if (minutes < 120) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 72 ? `${hours} h` : `${Math.round(hours / 24)} days`
}
