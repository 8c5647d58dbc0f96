import type { PassedOver } from '../../domain/observed-features.ts'
import { FATE } from '../../domain/fate.ts'
import type { Problem } from '../../domain/problem.ts'
import { createShaper } from '../../gate/index.ts'
import { remarkNothingCounted } from '../count/count-logs.ts'
import type { FileCounted } from '../reading/count-file.ts'
import { findInputs } from '../reading/find-inputs.ts'
import { ledgerOf, type Ledger } from '../reading/ledger.ts'
import type { CountPlan } from '../plan-count.ts'
import { dayBookOf } from '../reading/days/day-book.ts'
import { remarkDates } from '../reading/days/days-believed.ts'
import { openAccumulator } from '../reading/open-accumulator.ts'
import { readLogs, type Progress } from '../reading/read-logs.ts'
import type { Field, FormatCaution } from '../../domain/contracts.ts'
import type { Dimension, Measure } from '../../domain/dictionary.ts'
import { scannersOf } from '../reading/format/choose-format.ts'
import { formatRead } from '../reading/format/formats-read.ts'
import { countShapes, type CommonShapes } from './count-shapes.ts'
import { noPassed, openPassedOver } from './passed-over.ts'

/** What logs look like through a configuration. True counts: for the operator's eyes alone. */
export type LogsChecked = {
  readonly logs: readonly LogChecked[]
  readonly ledger: Ledger
  /** Uses of each feature, in the order of the configuration. */
  readonly uses: readonly number[]
  /** What came for each feature and is no use of it. */
  readonly passed: readonly PassedOver[]
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
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<LogsChecked> {
  const { inputs, problems } = await findInputs({ ...plan, request: { ...plan.request, logs } })
  const uses = plan.configuration.features.map(() => 0)
  const passed = plan.configuration.features.map(noPassed)
  const tellPassed = openPassedOver(plan)
  const shaper = createShaper(plan.patterns.literals)
  const shapes = countShapes(shaper)
  const days = openAccumulator({ ...plan, specs: [] })
  const { counted, problems: found } = await readLogs(plan, inputs, {
    onHit: (hit, line) => {
      const { fate, feature } = hit
      days.note(hit)
      tellPassed(hit, line, (whose, kind) => {
        const sums = passed[whose]
        if (sums !== undefined) sums[kind] += hit.lines
      })
      if (fate === FATE.counted) uses[feature] = (uses[feature] ?? 0) + hit.lines
      if (fate === FATE.unmatched) shapes.note(line.shape(shaper) ?? [], hit.lines)
    },
    onProgress,
    endsAll: () => false,
  })
  const ledger = ledgerOf(counted.map((file) => file.ledger))
  return {
    logs: counted.map(logChecked),
    ledger,
    uses,
    passed,
    shapes: shapes.commonest(plan.configuration.k),
    problems: [
      ...problems,
      ...found.filter(saysMore),
      ...cautionsOf(plan, counted),
      ...remarkOtherLog(ledger),
      ...remarkDates(dayBookOf(days.noted(), plan).daily()),
    ],
  }
}

/** Where it is no matter of features that nothing is counted: those are shown. */
function remarkOtherLog(ledger: Ledger): readonly Problem[] {
  return remarkNothingCounted(ledger).filter(
    (problem) => problem.code === 'NOTHING_COUNTED' && problem.commonest === 'not-a-request',
  )
}

/** What a format cannot give is said as a caution, whose fix is at the server. */
function saysMore({ code }: Problem): boolean {
  return code !== 'MEASURE_LEFT_OUT'
}

function logChecked(file: FileCounted): LogChecked {
  const { ledger, scanner } = file
  return {
    file: ledger.file,
    format: scanner?.name,
    linesRead: ledger.linesRead,
    share: scanner === undefined ? undefined : shareRead(file),
  }
}

function shareRead({ ledger: { linesRead, fates }, misfits }: FileCounted): number {
  const requests = linesRead - fates['not-a-request']
  return requests === 0 ? 1 : 1 - (misfits.lines + fates['too-long']) / requests
}

/** What formats cannot give, or give badly, once a format, where the configuration wants it. */
function cautionsOf(plan: CountPlan, files: readonly FileCounted[]): readonly Problem[] {
  const said = new Set<string>()
  return files.flatMap(({ ledger: { file }, had, ...read }) =>
    scannersOf(read).flatMap((scanner) => {
      const { name: format, cautions, unitless } = scanner
      const { lacks } = formatRead(scanner, had)
      return cautions.flatMap((caution): Problem[] => {
        const key = `${format} ${caution}`
        if (said.has(key) || !matters(plan, caution) || isGivenLater(caution, lacks)) return []
        said.add(key)
        const named = caution === 'ambiguous-duration' && unitless !== undefined ? { key: unitless } : {}
        return [{ code: 'FORMAT_CAUTION', file, format, caution, ...named }]
      })
    }),
  )
}

/** Some line had what the first ones did not. */
function isGivenLater(caution: FormatCaution, lacks: readonly Field[]): boolean {
  if (caution === 'no-agent') return !lacks.includes('agent')
  return caution === 'no-referrer' && !lacks.includes('referrer')
}

function matters(plan: CountPlan, caution: FormatCaution): boolean {
  if (caution === 'no-host') return plan.patterns.hosts.length > 0
  if (caution === 'no-referrer') return isWanted(plan, 'entries') || isWanted(plan, 'referrer')
  return caution !== 'bytes-with-headers' || isWanted(plan, 'bytes')
}

function isWanted({ specs }: CountPlan, word: Measure | Dimension): boolean {
  return specs.some(({ measures, dimensions }) => [...measures, ...dimensions].some((wanted) => wanted === word))
}
