import { KNOWN_CODES } from '../detect/known-codes.ts'
import type { LayoutColumn } from './columns-of.ts'

/** Which columns of a layout are read, by their positions from 0; those that nobody can mistake alone. */
export type ReadColumns = {
  readonly time: number
  readonly request: number
  readonly status: number
  readonly referrer?: number
  readonly agent?: number
}

/** Of so few lines a column may look like another by chance. */
const LEAST_LINES = 20
const LEAST_TOLD = 10
const NEARLY_ALL = 0.99
const MOST = 0.9
const SOME = 0.2

/**
 * Says which columns hold the time, the request, the status, the referrer and the agent, by what stands in them on many
 * lines. A column that could be two things is none.
 *
 * @param rows lines of as many columns
 * @returns undefined where one of the first three cannot be told, or no agent can though a column might be one
 */
export function readColumns(rows: readonly (readonly LayoutColumn[])[]): ReadColumns | undefined {
  const [first] = rows
  if (first === undefined || rows.length < LEAST_LINES) return undefined
  const columns = first.map(({ kind }, i) => ({ kind, values: rows.map((row) => row[i]?.value ?? '') }))
  const values = columns.map((column) => column.values)
  const time = onlyOne(values, (value) => TIME.test(value), NEARLY_ALL)
  const request = onlyOne(values, (value) => REQUEST.test(value), 0.8)
  if (time === undefined || request === undefined) return undefined
  const status = statusAfter(request, values)
  if (status === undefined) return undefined
  const agent = agentOf(values)
  const mayBeAgent = columns.some(({ kind }, i) => kind === 'quoted' && i !== request)
  if (agent === undefined || shareOf(told(values[agent] ?? []), (value) => PRODUCT.test(value)) < 0.6)
    return mayBeAgent ? undefined : { time, request, status }
  const referrer = agent - 1
  return isReferrer(referrer, { request, status }, values)
    ? { time, request, status, referrer, agent }
    : { time, request, status, agent }
}

const TIME = /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}$/
const REQUEST = /^[A-Z][A-Z_-]{1,19} \S.* HTTP\/\d/
const PRODUCT = /^[\w.-]+\/\d/
const URL_FRONT = /^(?:https?|android-app|ios-app):\/\//
const URL_WITH_PATH = /^[a-z-]+:\/\/[^/]+\//

/** The column that names browsers; undefined where another names one, however seldom: a log of programs has few. */
function agentOf(columns: readonly (readonly string[])[]): number | undefined {
  const isBrowser = (value: string): boolean => value.startsWith('Mozilla/')
  const naming = columns.filter((values) => values.some(isBrowser))
  return naming.length > 1 ? undefined : onlyOne(columns.map(told), isBrowser, SOME)
}

/** The one column of which that share of values is so; undefined where two have such values to speak of. */
function onlyOne(
  columns: readonly (readonly string[])[],
  isSo: (value: string) => boolean,
  least: number,
): number | undefined {
  const shares = columns.map((values) => (values.length < LEAST_TOLD ? 0 : shareOf(values, isSo)))
  const likely = shares.flatMap((share, i) => (share >= Math.min(least, SOME) ? [i] : []))
  const [one] = likely
  return one !== undefined && likely.length === 1 && shares[one]! >= least ? one : undefined
}

/** What makes up most of any log. */
const COMMON_CODES = new Set([
  '200',
  '201',
  '204',
  '206',
  '301',
  '302',
  '303',
  '304',
  '307',
  '308',
  '401',
  '403',
  '404',
])

/** The column behind the request, if it has codes, and no other column has codes that differ. */
function statusAfter(request: number, columns: readonly (readonly string[])[]): number | undefined {
  const status = columns[request + 1]
  if (status === undefined || !areCodes(status)) return undefined
  const isRivalled = columns.some(
    (values, i) => i !== request + 1 && areCodes(told(values)) && values.some((value, line) => value !== status[line]),
  )
  return isRivalled ? undefined : request + 1
}

function areCodes(values: readonly string[]): boolean {
  return (
    values.length >= LEAST_TOLD &&
    shareOf(values, (value) => KNOWN_CODES.has(value)) >= NEARLY_ALL &&
    shareOf(values, (value) => COMMON_CODES.has(value)) >= 0.6
  )
}

/**
 * True if the column in front of the agent has addresses of pages: on most answers that are no redirects (a Location is on these alone),
 * with a path (an Origin has none), of other pages than the one that was asked for, and in this column alone.
 */
function isReferrer(
  referrer: number,
  { request, status }: { readonly request: number; readonly status: number },
  columns: readonly (readonly string[])[],
): boolean {
  const values = columns[referrer]
  if (values === undefined || referrer <= status) return false
  const known = told(values)
  if (known.length < LEAST_TOLD || shareOf(known, (value) => URL_FRONT.test(value)) < MOST) return false
  if (shareOf(known, (value) => URL_WITH_PATH.test(value)) < 0.5) return false
  if (columns.some((others, i) => i !== referrer && shareOf(told(others), (value) => URL_FRONT.test(value)) >= SOME))
    return false
  const lines = values.flatMap((value, line) => (isTold(value) ? [line] : []))
  const redirects = lines.filter((line) => columns[status]?.[line]?.startsWith('3') === true)
  const same = lines.filter(
    (line) => pathOf(values[line] ?? '') === pathOf(columns[request]?.[line]?.split(' ')[1] ?? ''),
  )
  return 2 * redirects.length < lines.length && 2 * same.length < lines.length
}

function pathOf(target: string): string {
  return target.replace(/^[a-z-]+:\/\/[^/]*/, '').replace(/[?#].*/, '')
}

function told(values: readonly string[]): readonly string[] {
  return values.filter(isTold)
}

function isTold(value: string): boolean {
  return value !== '' && value !== '-'
}

function shareOf(values: readonly string[], isSo: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(isSo).length / values.length
}
