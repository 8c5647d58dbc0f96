import type { LineScanner } from '../domain/contracts.ts'
import { FATES } from '../domain/fate.ts'
import type { Hit } from '../domain/hit.ts'
import type { Problem } from '../domain/problem.ts'
import type { CountedTable, ProtectedQuality, ProtectedTable } from '../domain/table.ts'
import type { Utility } from '../protect/index.ts'
import { createTally, withoutMeasure } from '../tally/index.ts'
import type { FileCounted } from './count-file.ts'
import { openDayBook, type DayBook } from './day-book.ts'
import { findInputs } from './find-inputs.ts'
import { ledgerOf, type Ledger } from './ledger.ts'
import { noiseOf } from './noise-of.ts'
import { readLogs, type Progress } from './read-logs.ts'
import { planCount, type CountPlan, type CountRequest } from './plan-count.ts'
import { protectCounted } from './protect-counted.ts'

/** Who wants to see the count at work. */
export type CountObserver = {
  /** Every line but a too-long one, as it leaves the gate. The Hit is filled anew for each line: copy what you keep. */
  readonly onHit?: (hit: Hit) => void
  readonly onProgress?: (progress: Progress) => void
}

/** What one pass over logs gave. */
export type CountedLogs = {
  readonly plan: CountPlan
  /** Where every line ended. */
  readonly ledger: Ledger
  readonly book: DayBook
  /** Protected; empty if an alarm went off. */
  readonly tables: readonly ProtectedTable[]
  readonly quality: ProtectedQuality | undefined
  /** What protection left of each table, for the operator alone. */
  readonly utility: () => readonly Utility[]
  /** The formats that were read, each once. */
  readonly scanners: readonly LineScanner[]
  /** All that went wrong or deserves a word. */
  readonly problems: readonly Problem[]
}

/**
 * Counts every line of the logs and gives back protected tables and the fate of each line.
 *
 * @throws ProblemError where nothing could be counted: a wrong configuration, an unknown format, a damaged archive
 */
export async function countLogs(request: CountRequest, observer: CountObserver = {}): Promise<CountedLogs> {
  const plan = planCount(request)
  const noise = noiseOf(plan)
  const { inputs, problems } = await findInputs(plan)
  const tally = createTally(plan.specs, { features: plan.configuration.features.length, categories: plan.categories })
  const book = openDayBook(plan)
  const observed = observer.onHit
  const { counted, problems: found } = await readLogs(plan, inputs, {
    onHit: (hit) => {
      tally.add(hit)
      book.note(hit)
      if (observed !== undefined) observed(hit)
    },
    onProgress: observer.onProgress,
    endsAll: ({ code }) => !MAY_BE_MISSING.includes(code),
  })

  const remarks = [...problems, ...found]
  const ledger = ledgerOf(counted.map((file) => file.ledger))
  const scanners = distinctFormats(counted)
  if (remarks.some(forbidsTables))
    return { plan, ledger, book, scanners, tables: [], quality: undefined, utility: () => [], problems: remarks }

  const { problems: leftOut, ...sealed } = protectCounted(plan, book, leaveOut(tally.tables(), remarks), noise)
  return {
    plan,
    ledger,
    book,
    scanners,
    ...sealed,
    problems: [...remarks, ...remarkNothingCounted(ledger), ...leftOut],
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

export function distinctFormats(files: readonly FileCounted[]): readonly LineScanner[] {
  return [...new Map(files.flatMap(({ scanner }) => (scanner === undefined ? [] : [[scanner.name, scanner]]))).values()]
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

function remarkNothingCounted({ total }: Ledger): readonly Problem[] {
  if (total.linesRead === 0 || total.fates.counted > 0) return []
  const [commonest] = FATES.toSorted((a, b) => total.fates[b] - total.fates[a])
  return [{ code: 'NOTHING_COUNTED', linesRead: total.linesRead, ...(commonest === undefined ? {} : { commonest }) }]
}
