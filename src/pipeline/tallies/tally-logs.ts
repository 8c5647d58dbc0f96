import { randomBytes } from 'node:crypto'
import type { Problem } from '../../domain/problem.ts'
import type { TallyFile } from '../../tally/index.ts'
import { formatsOf, forbidsTables, MAY_BE_MISSING } from '../count/count-logs.ts'
import { seriesLeftOut } from '../reading/format/check-fields.ts'
import { findInputs } from '../reading/find-inputs.ts'
import { helpWith, openHelpers } from '../reading/jobs/open-helpers.ts'
import { ledgerOf, type Ledger } from '../reading/ledger.ts'
import { planCount, type CountPlan, type CountRequest } from '../plan-count.ts'
import { PROGRAM_VERSION } from '../program-version.ts'
import { readLogs, type Progress } from '../reading/read-logs.ts'
import { openAccumulator, type Accumulator } from '../reading/open-accumulator.ts'
import { distinct } from './sum-tallies.ts'
import { fingerprintOf } from './fingerprint-of.ts'
import { isError } from '../severity-of.ts'
import { refuseTallyAt, writeTallyFile } from './tally-on-disk.ts'

/** What one pass over logs gave. Where an alarm went off, or a log was missing and no other had a line, no tally was written. */
export type TalliedLogs = {
  readonly ledger: Ledger
  readonly problems: readonly Problem[]
  readonly isWritten: boolean
}

type Tallying = {
  readonly onProgress?: (progress: Progress) => void
  /** Who counts beside this thread. */
  readonly hire?: typeof openHelpers
}

/**
 * Counts logs, and writes the true counts as a tally.
 *
 * @param request without days: nothing in a tally would say that they cut a period
 * @param path where to
 * @throws ProblemError what a count throws; FILE_OF_ANOTHER, AMONG_OPEN_DATA, WRITE_FAILED
 */
export async function tallyLogs(
  request: Omit<CountRequest, 'since' | 'until'>,
  path: string,
  { onProgress, hire = openHelpers }: Tallying = {},
): Promise<TalliedLogs> {
  const plan = planCount(request)
  refuseTallyAt(path, request.configuration)
  const { inputs, problems: found } = await findInputs(plan)
  // Whoever adds it to others decides which periods it belongs to.
  const accumulator = openAccumulator(plan, () => 'day')
  const helpers = hire(request, 'day')
  const { counted, problems: read } = await readLogs(plan, inputs, {
    onHit: accumulator.note,
    areSummed: true,
    help: helpWith(inputs, helpers, accumulator.take),
    onProgress,
    endsAll: ({ code }) => !MAY_BE_MISSING.includes(code),
  }).finally(helpers?.dismiss)
  const problems = [...found, ...read].map(emptyAsLog)
  const ledger = ledgerOf(counted.map((file) => file.ledger))
  accumulator.noteTooLong(ledger.total.fates['too-long'])
  const isWritten = !problems.some(ledger.total.linesRead > 0 ? forbidsTables : isError)
  if (isWritten) {
    const formats = formatsOf(counted).map(({ name, lacks }) => [name, lacks] as const)
    writeTallyFile(path, { ...tallyOf(plan, accumulator, problems), formats }, plan.configuration)
  }
  return { ledger, problems, isWritten }
}

/** An engine that cuts a log hands out empty shards, too, by a pipe as by a file: a shard without a tally would be one that failed. */
function emptyAsLog(problem: Problem): Problem {
  return problem.code === 'STDIN_EMPTY' ? { code: 'LOG_EMPTY', path: '-' } : problem
}

function tallyOf(plan: CountPlan, sums: Accumulator, problems: readonly Problem[]): Omit<TallyFile, 'formats'> {
  return {
    service: plan.configuration.service.id,
    program: PROGRAM_VERSION,
    sources: [{ id: randomBytes(16).toString('base64url'), sequence: 0, scanned: null }],
    fingerprint: fingerprintOf(plan),
    by: 'day',
    logs: [],
    unreadThrough: -1,
    malformedThrough: -1,
    gaps: [],
    newestHour: sums.newestHour(),
    leftOut: distinct(seriesLeftOut(plan, problems)),
    isPartialLog: problems.some(({ code }) => code === 'SERVER_LOG_PARTIAL'),
    begun: [],
    lines: sums.fates().map(({ day, fate, feature, lines }) => ({ day, fate, feature, lines })),
    rows: sums.cellsByDay().map((row) => {
      const { day, series, feature, cell, measure, count } = row
      return { day, series, feature, cell, measure, count }
    }),
  }
}
