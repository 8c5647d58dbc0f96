import { SPAN, type DurationUnit, type Field, type UnclearKeys, type WrittenTime } from '../../../domain/contracts.ts'
import type { FirstBytes } from '../../named-format.ts'
import { eachLine } from '../../scan/find-bytes.ts'
import { isLongAgo } from '../../time/read-time.ts'
import { readTimeByLooks } from '../../time/read-time-by-looks.ts'
import { compileKeys, type KeyMap, type Notation } from './key-map.ts'
import { unitOfDuration } from './unit-of-duration.ts'

/** Which keys of a log hold what they are called for. */
export type Settled = {
  readonly keys: KeyMap
  readonly durationUnit: DurationUnit
  /** The key of a duration of which nothing says what it counts; it is left out. */
  readonly unitless?: string
  readonly unclear?: UnclearKeys
  /** What was decided against other keys, or by values that other lines of this log may not show: to be kept. */
  readonly decided: readonly Decided[]
}

export type Decided = { readonly field: Field; readonly key: string; readonly unit?: DurationUnit }

/** What stands behind a key on each of the first requests; undefined: nothing. */
type Column = { readonly key: string; readonly values: readonly (string | undefined)[] }

/** Over fewer lines a value may be the same by chance: a quiet service is asked for one page. */
const LEAST_LINES = 20
/** Of the values of a key, those that are as they should be, or the same as those of another key. */
const MOST = 0.9

/**
 * Of several keys of a log that could be a field, those that are it, since names alone do not tell: `path` may be the file
 * that a collector reads, `status` a word, `request` a path, `response_time` milliseconds.
 *
 * @param spelt the keys of the log as it spells them, one step each, the likelier first
 * @param before what was decided of the same log before; where such a key is there, it is the one
 */
export function settleKeys(spelt: KeyMap, first: FirstBytes, before: readonly Decided[], notation: Notation): Settled {
  const { columns, lines } = readColumns(spelt, first, notation)
  const of = (field: Field): readonly Column[] => columns.get(field) ?? []
  const { whole, targets } = tellRequests(of('request'), of('target'))
  const target = contest('target', believed(targets, isTarget), before)
  const status = contest('status', believed(of('status'), isCode), before)
  const duration = settleDuration(of('duration'), before, spelt)
  const kept = new Map<Field, readonly Column[]>([
    ...columns,
    ['time', believedTimes(of('time'))],
    ['request', whole],
    ['target', of('query').length > 0 ? target.left : withQueryFirst(target.left)],
    ['status', status.left],
    ['duration', duration.left],
  ])
  const unclear = unclearIn(target, lines) ?? noCodes(of('status'), lines) ?? unclearIn(status, lines)
  return {
    keys: new Map(
      [...kept].flatMap(([field, left]) => (left.length === 0 ? [] : [[field, left.map(({ key }) => [key])] as const])),
    ),
    durationUnit: duration.unit ?? 's',
    ...(duration.unitless !== undefined && { unitless: duration.unitless }),
    ...(unclear !== undefined && { unclear }),
    decided: [...target.decided, ...status.decided, ...duration.decided],
  }
}

type Read = {
  readonly columns: ReadonlyMap<Field, readonly Column[]>
  /** Which line of the log each value stands on, from 1. */
  readonly lines: readonly number[]
}

/** The values of all keys, on lines that are about a request. */
function readColumns(spelt: KeyMap, first: FirstBytes, { walk }: Notation): Read {
  const { bytes } = first
  const { root, spans } = compileKeys(spelt)
  const marks = new Int32Array(2 * spans.length)
  const rows: (string | undefined)[][] = []
  const lines: number[] = []
  eachLine(first, (start, end, line) => {
    marks.fill(-1)
    if (walk(root, bytes, start, end, marks) >= 0) return
    const row = Array.from(spans, (_, i) => valueAt(bytes, marks[2 * i]!, marks[2 * i + 1]!))
    if (!row.some((value, i) => value !== undefined && isOfRequest(spans[i]!))) return
    rows.push(row)
    lines.push(line)
  })
  let position = 0
  const columnOf = (key: string): Column => {
    const i = position++
    return { key, values: rows.map((row) => row[i]) }
  }
  return {
    columns: new Map([...spelt].map(([field, paths]) => [field, paths.map(([key]) => columnOf(String(key)))])),
    lines,
  }
}

function isOfRequest(span: number): boolean {
  return span === SPAN.request || span === SPAN.target
}

/** A character a byte; some writers of JSON escape a slash. */
function valueAt(bytes: Uint8Array, from: number, to: number): string | undefined {
  if (from < 0) return undefined
  const text = String.fromCharCode(...bytes.subarray(from, Math.min(to, from + LONGEST_VALUE))).replaceAll('\\/', '/')
  return text === '' || text === '-' ? undefined : text
}

const LONGEST_VALUE = 1024

/** Keys whose first value is a time: `time` may say how long a request took. Where there is none, all of them. */
function believedTimes(columns: readonly Column[]): readonly Column[] {
  const time: WrittenTime = { seconds: 0, offset: 0 }
  const times = columns.filter(({ values }) => {
    const bytes = Uint8Array.from(values.find((value) => value !== undefined) ?? '', (letter) => letter.charCodeAt(0))
    return readTimeByLooks(bytes, 0, bytes.length, time) && !isLongAgo(bytes, 0, bytes.length, time)
  })
  return times.length === 0 ? columns : times
}

/** A `request` that holds a path alone is a target; a whole one is all that is asked where it stands. */
function tellRequests(
  requests: readonly Column[],
  targets: readonly Column[],
): { readonly whole: readonly Column[]; readonly targets: readonly Column[] } {
  const alone = requests.filter((column) => !holdsWhole(column) && shareOf(column, isTarget) >= MOST)
  const whole = requests.filter((column) => !alone.includes(column))
  const isTold = (line: number): boolean =>
    whole.some(({ values }) => values[line] !== undefined && isWhole(values[line]))
  const rest = targets.map(({ key, values }) => ({
    key,
    values: values.map((v, line) => (isTold(line) ? undefined : v)),
  }))
  return { whole, targets: [...alone, ...rest] }
}

function holdsWhole({ values }: Column): boolean {
  return values.some((value) => value !== undefined && isWhole(value))
}

function isWhole(value: string): boolean {
  return /^[a-z][a-z_-]{0,19} +[^ ]/i.test(value)
}

function isTarget(value: string): boolean {
  return /^(?:\/|https?:\/\/)/i.test(value)
}

function isCode(value: string): boolean {
  return /^[1-5]\d\d$/.test(value)
}

/** Those of which most values are as they should be; where there is none, all. */
function believed(columns: readonly Column[], isRight: (value: string) => boolean): readonly Column[] {
  const left = columns.filter((column) => shareOf(column, isRight) >= MOST)
  return left.length === 0 ? columns : left
}

function shareOf({ values }: Column, isRight: (value: string) => boolean): number {
  const told = values.filter((value) => value !== undefined)
  return told.length === 0 ? 0 : told.filter(isRight).length / told.length
}

type Contest = {
  readonly field: Field
  readonly left: readonly Column[]
  /** Two that are left, and say different things. */
  readonly rivals?: readonly [Column, Column]
  readonly decided: readonly Decided[]
}

/** Of keys that say different things the likelier are left; keys that say the same, or never stand side by side, all are. */
function contest(field: Field, columns: readonly Column[], before: readonly Decided[]): Contest {
  const known = columns.filter(({ key }) => before.some((decided) => decided.field === field && decided.key === key))
  const left =
    known.length > 0
      ? known
      : columns.filter((a) => !columns.some((b) => differ(field, a, b) && isLikelier(field, b, a)))
  const rivals = left
    .flatMap((a, i) => left.slice(i + 1).map((b) => [a, b] as const))
    .find(([a, b]) => differ(field, a, b))
  if (rivals !== undefined) return { field, left, rivals, decided: [] }
  return { field, left, decided: left.length < columns.length ? left.map(({ key }) => ({ field, key })) : [] }
}

function differ(field: Field, a: Column, b: Column): boolean {
  const both = a.values.flatMap((value, line) => {
    const other = b.values[line]
    return value === undefined || other === undefined ? [] : [saysOf(field, value) === saysOf(field, other)]
  })
  return both.filter((isSame) => isSame).length < MOST * both.length
}

/** Of a target its path: without the host and the query, decoded, with or without a slash at its end. */
function saysOf(field: Field, value: string): string {
  if (field !== 'target') return value
  const path = value.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/, 1)[0] ?? ''
  const decoded = path.replaceAll(/%[\da-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
  return decoded.replaceAll(/\/+/g, '/').replace(/\/$/, '')
}

/**
 * What tells them apart first: a file of the machine is no target, what never varies is not what people ask for, and
 * `request_uri` is nginx's name for what the client sent.
 */
function isLikelier(field: Field, a: Column, b: Column): boolean {
  if (field === 'target' && isOfFiles(a) !== isOfFiles(b)) return isOfFiles(b)
  if (isConstant(b) && varies(a)) return true
  if (isConstant(a) && varies(b)) return false
  return field === 'target' && a.key.toLowerCase() === 'request_uri'
}

/** Folders of a system, or logs: what services are asked for does not look like that on every line. */
function isOfFiles(column: Column): boolean {
  return shareOf(column, (value) => FOLDERS.some((folder) => value.startsWith(folder)) || LOG.test(value)) === 1
}

const FOLDERS = ['/dev/', '/etc/', '/opt/', '/proc/', '/srv/', '/usr/', '/var/']
const LOG = /\.log(?:$|[.-]\d)/

function isConstant({ values }: Column): boolean {
  const told = values.filter((value) => value !== undefined)
  return told.length >= LEAST_LINES && new Set(told).size === 1
}

function varies({ values }: Column): boolean {
  return new Set(values.filter((value) => value !== undefined)).size > 1
}

/** Of keys that name the same path, one with its query: a pattern may ask for it. */
function withQueryFirst(columns: readonly Column[]): readonly Column[] {
  const hasQuery = ({ values }: Column): boolean => values.some((value) => value?.includes('?') === true)
  return [...columns.filter(hasQuery), ...columns.filter((column) => !hasQuery(column))]
}

function unclearIn({ field, rivals }: Contest, lines: readonly number[]): UnclearKeys | undefined {
  if (rivals === undefined) return undefined
  const [a, b] = rivals
  const at = a.values.findIndex((value, line) => {
    const other = b.values[line]
    return value !== undefined && other !== undefined && saysOf(field, value) !== saysOf(field, other)
  })
  return { field, keys: [a.key, b.key], line: lines[at] ?? 1 }
}

/** A status that never is a code of HTTP is of something else, as `0` for success. */
function noCodes(columns: readonly Column[], lines: readonly number[]): UnclearKeys | undefined {
  const told = columns.filter(({ values }) => values.some((value) => value !== undefined))
  const [one] = told
  if (one === undefined || told.some((column) => shareOf(column, isCode) > 0)) return undefined
  const at = one.values.findIndex((value) => value !== undefined)
  return { field: 'status', keys: told.map(({ key }) => key), line: lines[at] ?? 1 }
}

type SettledDuration = {
  readonly left: readonly Column[]
  readonly unit?: DurationUnit
  readonly unitless?: string
  readonly decided: readonly Decided[]
}

/** The first key of which it is known what it counts. */
function settleDuration(columns: readonly Column[], before: readonly Decided[], spelt: KeyMap): SettledDuration {
  const names = new Set([...spelt.values()].flat().map(([key]) => String(key).toLowerCase()))
  const units = columns.map((column) => {
    const known = before.find(({ field, key }) => field === 'duration' && key === column.key)
    return { column, unit: known?.unit ?? unitOfDuration(column.key.toLowerCase(), column.values, names) }
  })
  for (const { column, unit } of units)
    if (unit !== undefined) return { left: [column], unit, decided: [{ field: 'duration', key: column.key, unit }] }
  const [unitless] = columns
  return { left: [], decided: [], ...(unitless !== undefined && { unitless: unitless.key }) }
}
