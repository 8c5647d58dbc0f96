import { NO_HOUR, NO_OFFSET, type Field, type LineScanner } from '../../../domain/contracts.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { FoundFormat } from '../../../format/index.ts'
import type { Input } from '../input.ts'
import type { CountPlan } from '../../plan-count.ts'

type Detected = Extract<Problem, { readonly code: 'FORMAT_DETECTED' }>

/** What a table may want of a line, beside what every format has. */
const WANTED: readonly Field[] = ['referrer', 'agent', 'bytes', 'host', 'duration']

/** How a log is read, and what that cannot give. */
export function detectedRemark(plan: CountPlan, { log, entry }: Input, found: FoundFormat): Detected {
  const { scanner, wrapped, fits, of, offset, layout } = found
  const zone = zoneWritten(scanner, offset)
  return {
    code: 'FORMAT_DETECTED',
    file: log.pattern,
    format: scanner.name,
    wrappers: wrapped.wrappers,
    fits,
    of,
    ...(zone === undefined ? { zones: [], zoneRead: zoneOfLog(plan, entry) } : { zones: [zone] }),
    lacks: WANTED.filter((field) => !scanner.fields.has(field)),
    ...(layout !== undefined && { layout }),
  }
}

/** The zone in which a line tells the time: `+0100`, `UTC`; undefined where it says none, or a day alone. */
export function zoneWritten({ zone }: LineScanner, offset = NO_OFFSET): string | undefined {
  if (zone === 'UTC') return 'UTC'
  return offset === NO_OFFSET || offset === NO_HOUR ? undefined : offsetText(offset)
}

/** The same remarks, once for logs of one path or glob that are read alike. */
export function mergeDetected(problems: readonly Problem[]): readonly Problem[] {
  const merged = new Map<string, Problem>()
  problems.forEach((problem, position) => {
    const key = problem.code === 'FORMAT_DETECTED' ? keyOf(problem) : String(position)
    const before = merged.get(key)
    const isSecond = problem.code === 'FORMAT_DETECTED' && before?.code === 'FORMAT_DETECTED'
    merged.set(key, isSecond ? sumOf(before, problem) : problem)
  })
  return [...merged.values()]
}

function keyOf({ file, format, wrappers, lacks, layout }: Detected): string {
  return JSON.stringify([file, format, wrappers, lacks, layout?.string])
}

function sumOf(a: Detected, b: Detected): Detected {
  return { ...b, ...a, fits: a.fits + b.fits, of: a.of + b.of, zones: [...new Set([...a.zones, ...b.zones])] }
}

function zoneOfLog({ configuration }: CountPlan, entry: Input['entry']): string {
  return entry?.timezone ?? configuration.timezone
}

/** `+0100` */
function offsetText(offset: number): string {
  const minutes = Math.abs(offset)
  const digits = (value: number): string => String(value).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${digits(Math.floor(minutes / 60))}${digits(minutes % 60)}`
}
