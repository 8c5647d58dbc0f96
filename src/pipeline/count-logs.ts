import type { LineScanner } from '../domain/contracts.ts'
import { PERIOD_KINDS } from '../domain/dictionary.ts'
import { FATES } from '../domain/fate.ts'
import type { Hit } from '../domain/hit.ts'
import { ProblemError, type Problem } from '../domain/problem.ts'
import type { CountedTable, ProtectedQuality, ProtectedTable } from '../domain/table.ts'
import { protectQuality, protectTables } from '../protect/index.ts'
import { createTally, withoutMeasure } from '../tally/index.ts'
import { countFile, type FileCounted, type HitTaker } from './count-file.ts'
import { openDayBook, type DayBook } from './day-book.ts'
import { findInputs, type Input } from './find-inputs.ts'
import { ledgerOf, type Ledger } from './ledger.ts'
import { noiseOf } from './noise-of.ts'
import { partialPeriods } from './partial-periods.ts'
import { planCount, type CountPlan, type CountRequest } from './plan-count.ts'
import { remarkLeftOut } from './remark-left-out.ts'

/** Who wants to see the count at work. */
export type CountObserver = {
  /** Every line but a too-long one, as it leaves the gate. The Hit is filled anew for each line: copy what you keep. */
  readonly onHit?: (hit: Hit) => void
  /** Bytes read so far, as stored, and in all; `total` is 0 where one of the inputs has no size. */
  readonly onProgress?: (progress: { readonly bytes: number; readonly total: number; readonly lines: number }) => void
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
  const { features } = plan.configuration
  const tally = createTally(plan.specs, { features: features.length, categories: plan.categories })
  const book = openDayBook(plan)
  const observed = observer.onHit
  const files = await readAll(plan, inputs, observer, (hit) => {
    tally.add(hit)
    book.note(hit)
    if (observed !== undefined) observed(hit)
  })

  const counted = files.flatMap((file) => file.counted ?? [])
  const remarks = [...problems, ...files.flatMap((file) => file.problems)]
  const ledger = ledgerOf(counted.map((file) => file.ledger))
  const scanners = distinctFormats(counted)
  if (remarks.some(forbidsTables))
    return { plan, ledger, book, scanners, tables: [], quality: undefined, problems: remarks }

  const tables = leaveOut(tally.tables(), remarks)
  const partial = new Map(PERIOD_KINDS.map((kind) => [kind, partialPeriods(kind, book, plan)]))
  const facts = { features, grid: book.grid(), daily: book.daily(), tables, partial }
  const sealed = protectTables(facts, noise)
  return {
    plan,
    ledger,
    book,
    scanners,
    tables: sealed,
    quality: protectQuality(facts, sealed, plan.configuration.k),
    problems: [...remarks, ...remarkNothingCounted(ledger), ...remarkLeftOut(plan.specs, partial)],
  }
}

type FileRead = { readonly counted?: FileCounted; readonly problems: readonly Problem[] }

async function readAll(
  plan: CountPlan,
  inputs: readonly Input[],
  observer: CountObserver,
  onHit: HitTaker,
): Promise<readonly FileRead[]> {
  const total = inputs.some(({ log }) => log.sizeBytes === 0)
    ? 0
    : inputs.reduce((sum, { log }) => sum + log.sizeBytes, 0)
  const done = { bytes: 0, lines: 0 }
  const files: FileRead[] = []
  for (const input of inputs) {
    const before = { ...done }
    const read = await readOne(plan, input, onHit, (bytes, lines) => {
      done.bytes += bytes
      done.lines = before.lines + lines
      observer.onProgress?.({ ...done, total })
    })
    files.push(read)
  }
  return files
}

/** A log that cannot be opened is named, and the others are read; one that breaks off half-way ends the count. */
async function readOne(
  plan: CountPlan,
  input: Input,
  onHit: HitTaker,
  onRead: (bytes: number, lines: number) => void,
): Promise<FileRead> {
  let bytesRead = 0
  try {
    const counted = await countFile(plan, input, onHit, (bytes, lines) => {
      bytesRead += bytes
      onRead(bytes, lines)
    })
    return { counted, problems: [...remarkEmpty(counted), ...counted.remarks, ...alarmOf(counted)] }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    if (!error.problems.every((problem) => cameBeforeAnyLine(problem, bytesRead))) throw error
    return { problems: error.problems }
  }
}

function cameBeforeAnyLine({ code }: Problem, bytesRead: number): boolean {
  return code === 'LOG_COMPRESSION_UNKNOWN' || (code === 'LOG_UNREADABLE' && bytesRead === 0)
}

// An empty log is a quiet day; an empty pipe is most often a command that failed before it.
export function remarkEmpty({ ledger: { file, linesRead } }: Pick<FileCounted, 'ledger'>): readonly Problem[] {
  if (linesRead > 0) return []
  return [file === '-' ? { code: 'STDIN_EMPTY' } : { code: 'LOG_EMPTY', path: file }]
}

function alarmOf({ alarm }: FileCounted): readonly Problem[] {
  return alarm === undefined ? [] : [alarm]
}

/** Too many lines of a log do not fit: a table made of the rest would look like a quiet day. */
function forbidsTables({ code }: Problem): boolean {
  return code === 'TOO_MANY_MALFORMED'
}

function distinctFormats(files: readonly FileCounted[]): readonly LineScanner[] {
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
