import type { Hit } from '../../domain/hit.ts'
import type { Problem } from '../../domain/problem.ts'
import type { CountedTable } from '../../domain/table.ts'
import type { FoundLog } from '../../source/index.ts'
import { withoutMeasure } from '../../tally/index.ts'
import type { FileCounted } from '../reading/count-file.ts'
import { dayBookOf, type DayBook } from '../reading/days/day-book.ts'
import { remarkDates } from '../reading/days/days-believed.ts'
import { isStillLeftOut } from '../reading/format/check-fields.ts'
import { formatRead, uniteFormats, type FormatRead } from '../reading/format/formats-read.ts'
import { findInputs } from '../reading/find-inputs.ts'
import { helpWith, openHelpers } from '../reading/jobs/open-helpers.ts'
import { commonestFate, ledgerOf, type Ledger } from '../reading/ledger.ts'
import { openAccumulator, type Accumulator } from '../reading/open-accumulator.ts'
import { scannersOf } from '../reading/format/choose-format.ts'
import { noiseOf } from './noise-of.ts'
import { readLogs, type Progress } from '../reading/read-logs.ts'
import { planCount, type CountPlan, type CountRequest } from '../plan-count.ts'
import { protectCounted, type ProtectedCount } from './protect-counted.ts'
import type { StandingEdition } from './read-edition-before.ts'

/** Who wants to see the count at work. */
export type CountObserver = {
  /** The request is sound, and no log was opened yet: who could do nothing with the figures throws here, or names the edition whose place they take. */
  readonly onPlan?: (plan: CountPlan) => Promise<StandingEdition | undefined>
  /** Every line but a too-long one, as it leaves the gate. The Hit is filled anew for each line: copy what you keep. */
  readonly onHit?: (hit: Hit) => void
  readonly onProgress?: (progress: Progress) => void
}

/** What one pass over logs gave. */
export type CountedLogs = ProtectedCount & {
  readonly plan: CountPlan
  readonly logs: readonly FoundLog[]
  /** Where every line ended. */
  readonly ledger: Ledger
  readonly book: DayBook
  /** The formats that were read, each once. */
  readonly formats: readonly FormatRead[]
}

/**
 * Counts every line of the logs and gives back protected tables and the fate of each line.
 *
 * @throws ProblemError where nothing could be counted: a wrong configuration, an unknown format, a damaged archive
 */
export async function countLogs(request: CountRequest, observer: CountObserver = {}): Promise<CountedLogs> {
  const plan = planCount(request)
  const noise = await noiseOf(plan)
  const before = await observer.onPlan?.(plan)
  const { inputs, problems } = await findInputs(plan)
  const accumulator = openAccumulator(plan)
  // Hits that someone wants to see are all made here.
  const helpers = observer.onHit === undefined ? openHelpers(request, 'period') : undefined
  const {
    counted,
    problems: found,
    isHalfLost,
  } = await readLogs(plan, inputs, {
    onHit: noteHit(accumulator, observer),
    areSummed: observer.onHit === undefined,
    help: helpWith(inputs, helpers, accumulator.take),
    onProgress: observer.onProgress,
    endsAll: ({ code }) => !MAY_BE_MISSING.includes(code),
  }).finally(helpers?.dismiss)
  const logs = inputs.map(({ log }) => log)
  const noted = accumulator.noted()
  const book = dayBookOf(noted, plan)

  const formats = formatsOf(counted)
  const remarks = [...problems, ...found].filter((problem) => isStillLeftOut(problem, formats))
  const ledger = ledgerOf(counted.map((file) => file.ledger))
  const passed = { plan, logs, ledger, book, formats }
  const isNothingLeft = book.grid().every((day) => isHalfLost(day, day))
  if (remarks.some((problem) => forbidsTables(problem) && (isNothingLeft || !isOfDays(problem))))
    return {
      ...passed,
      tables: [],
      quality: undefined,
      gone: new Set(),
      utility: () => [],
      // What no table has, these tables are not there to have.
      problems: remarks.filter(({ code }) => code !== 'MEASURE_LEFT_OUT'),
    }

  const { problems: leftOut, ...sealed } = protectCounted(
    plan,
    { ...book, isHalfLost },
    leaveOut(noted.tables, remarks),
    noise,
    before,
  )
  return {
    ...passed,
    ...sealed,
    problems: [...remarks, ...remarkNothingCounted(ledger), ...remarkDates(book.daily()), ...leftOut],
  }
}

function noteHit({ note }: Accumulator, { onHit }: CountObserver): (hit: Hit) => void {
  if (onHit === undefined) return note
  return (hit) => {
    note(hit)
    onHit(hit)
  }
}

/** A log that cannot be opened is named, and the others are counted. */
export const MAY_BE_MISSING: readonly Problem['code'][] = [
  'LOG_UNREADABLE',
  'LOG_COMPRESSION_UNKNOWN',
  'UNPACKER_MISSING',
]

/** Too many lines of a log do not fit, or all: a table made of the rest would look like a quiet day. */
export function forbidsTables({ code }: Problem): boolean {
  return code === 'TOO_MANY_MALFORMED' || code === 'FORMAT_NOT_DETECTED'
}

/** It is known which days are touched, and the others may be published. */
function isOfDays(problem: Problem): boolean {
  return problem.code === 'TOO_MANY_MALFORMED' && problem.days !== undefined
}

export function formatsOf(files: readonly FileCounted[]): readonly FormatRead[] {
  return uniteFormats(files.flatMap((file) => scannersOf(file).map((scanner) => formatRead(scanner, file.had))))
}

/** Default measures that a format cannot give. */
function leaveOut(tables: readonly CountedTable[], remarks: readonly Problem[]): readonly CountedTable[] {
  return tables.map((table) =>
    remarks.reduce(
      (kept, problem) =>
        problem.code === 'MEASURE_LEFT_OUT' && problem.table === table.spec.name
          ? withoutMeasure(kept, problem.measure)
          : kept,
      table,
    ),
  )
}

export function remarkNothingCounted({ total }: Ledger): readonly Problem[] {
  if (total.linesRead === 0 || total.fates.counted > 0) return []
  const commonest = commonestFate(total)
  return [{ code: 'NOTHING_COUNTED', linesRead: total.linesRead, ...(commonest === undefined ? {} : { commonest }) }]
}
