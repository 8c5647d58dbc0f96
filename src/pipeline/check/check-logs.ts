import { FATE, REASONS, REASON, speaksOfTheFormat } from '../../domain/fate.ts'
import { ProblemError, type Problem } from '../../domain/problem.ts'
import { createShaper } from '../../gate/index.ts'
import { countFile, type FileCounted, type HitTaker } from '../count-file.ts'
import { remarkEmpty, type CountObserver } from '../count-logs.ts'
import { findInputs, type Input } from '../find-inputs.ts'
import { ledgerOf, type Ledger, type LedgerEntry } from '../ledger.ts'
import type { CountPlan } from '../plan-count.ts'
import { cautionsOf } from './cautions-of.ts'
import { countShapes, type CommonShapes } from './count-shapes.ts'

/** What logs look like through a configuration. True counts: for the operator's eyes alone. */
export type LogsChecked = {
  readonly logs: readonly LogChecked[]
  readonly ledger: Ledger
  /** Uses of each feature, in the order of the configuration. */
  readonly uses: readonly number[]
  /** Of the paths that no feature has, those with at least k requests. */
  readonly shapes: CommonShapes
  readonly problems: readonly Problem[]
}

type LogChecked = {
  readonly file: string
  /** Undefined where the lines say nothing about a format. */
  readonly format: string | undefined
  readonly linesRead: number
  /** Share of the lines that the format reads, 0–1, of those that are meant to be requests. */
  readonly share: number | undefined
}

/**
 * Reads logs as a count would, and writes nothing.
 *
 * @param logs paths, globs, or `-` for stdin; at least one
 */
export async function checkLogs(
  plan: CountPlan,
  logs: readonly string[],
  onProgress: NonNullable<CountObserver['onProgress']> = () => undefined,
): Promise<LogsChecked> {
  const { inputs, problems } = await findInputs({ ...plan, request: { ...plan.request, logs } })
  const uses = plan.configuration.features.map(() => 0)
  const shaper = createShaper(plan.patterns.literals)
  const shapes = countShapes(shaper)
  const files = await readEach(plan, inputs, onProgress, ({ fate, feature }, gate) => {
    if (fate === FATE.counted) uses[feature] = (uses[feature] ?? 0) + 1
    if (fate === FATE.unmatched) shapes.note(gate.shape(shaper) ?? [])
  })
  const read = files.flatMap(({ counted }) => counted ?? [])
  return {
    logs: read.map(logChecked),
    ledger: ledgerOf(read.map(({ ledger }) => ledger)),
    uses,
    shapes: shapes.commonest(plan.configuration.k),
    problems: [...problems, ...files.flatMap((file) => file.problems), ...cautionsOf(plan, read)],
  }
}

type FileRead = { readonly counted?: FileCounted; readonly problems: readonly Problem[] }

async function readEach(
  plan: CountPlan,
  inputs: readonly Input[],
  onProgress: NonNullable<CountObserver['onProgress']>,
  onHit: HitTaker,
): Promise<readonly FileRead[]> {
  const total = inputs.reduce((sum, { log }) => sum + log.sizeBytes, 0)
  let [bytes, lines] = [0, 0]
  const files: FileRead[] = []
  for (const input of inputs) {
    const before = lines
    try {
      const counted = await countFile(
        plan,
        input,
        (hit, gate) => {
          lines++
          onHit(hit, gate)
        },
        (more) => {
          bytes += more
          onProgress({ bytes, total, lines })
        },
      )
      files.push({
        counted,
        problems: [...remarkEmpty(counted), ...(counted.alarm === undefined ? [] : [counted.alarm])],
      })
    } catch (error) {
      // What broke off half-way has been counted in part: no sum would be right.
      if (!(error instanceof ProblemError) || lines > before) throw error
      files.push({ problems: error.problems })
    }
  }
  return files
}

function logChecked({ ledger, scanner }: FileCounted): LogChecked {
  const { file, linesRead } = ledger
  return { file, format: scanner?.name, linesRead, share: scanner === undefined ? undefined : shareRead(ledger) }
}

function shareRead({ linesRead, fates, malformed }: LedgerEntry): number {
  const misfits = REASONS.filter((reason) => speaksOfTheFormat(REASON[reason])).reduce(
    (sum, reason) => sum + malformed[reason],
    fates['too-long'],
  )
  const requests = linesRead - fates['not-a-request']
  return requests === 0 ? 1 : 1 - misfits / requests
}
