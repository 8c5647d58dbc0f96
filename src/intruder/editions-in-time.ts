import { daysOf, type Days, type PeriodIndex } from '../domain/calendar.ts'
import { indexOf, type PeriodKind } from '../domain/dictionary.ts'
import type { PublishedFolder, PublishedTable } from './published-folder.ts'
import { monthsOf } from './open-ledger.ts'

/** A folder among all that were published, in the order of time. */
export type EditionInTime = {
  readonly folder: PublishedFolder
  readonly rank: number
  /** Tables of totals, whose figures have no noise. */
  readonly totals: readonly PublishedTable[]
  /** Of which anything is told. */
  readonly span: Days
  /** What tells a figure of a period that is not whole from the same of other editions; empty: it is whole. */
  readonly openOf: (kind: PeriodKind, period: PeriodIndex) => string
  /** How often later lines had changed the figures of a feature in a period. */
  readonly versionOf: (feature: string, kind: PeriodKind, period: PeriodIndex) => number
}

export function editionsOf(folders: readonly PublishedFolder[]): readonly EditionInTime[] {
  const inOrder = folders
    .map((folder, given) => ({ folder, given, isDetail: totalsOf(folder).length === 0 }))
    .toSorted(
      (a, b) => a.folder.created - b.folder.created || Number(a.isDetail) - Number(b.isDetail) || a.given - b.given,
    )
    .map(({ folder }) => folder)
  const moves = findMoves(inOrder)
  return inOrder.map((folder, rank) => {
    const span = folder.span ?? spanOf(folder)
    const movesOf = (feature: string) => moves.get(nameOf(folder, feature))
    return {
      folder,
      rank,
      totals: totalsOf(folder),
      span,
      openOf: openPeriods(folder, span, rank),
      versionOf: (feature, kind, period) => {
        const months = movesOf(feature)
        return months === undefined ? 0 : versionAt(months, monthsOf(kind, period), rank)
      },
    }
  })
}

function totalsOf({ tables }: PublishedFolder): readonly PublishedTable[] {
  return tables.filter(({ dimensions, rows }) => dimensions.length === 0 && rows.length > 0)
}

/** What a feature is called among all services and all ways to cut them. */
function nameOf({ service, cutOf }: PublishedFolder, feature: string): string {
  return [service, feature, cutOf(feature)].join('\n')
}

function spanOf({ tables }: PublishedFolder): Days {
  let span: Days | undefined
  for (const { kind, rows } of tables) {
    for (const { period } of [rows[0], rows.at(-1)].flatMap((row) => row ?? [])) {
      const { from, to } = daysOf(kind, period)
      span =
        span === undefined
          ? { from, to }
          : { from: from < span.from ? from : span.from, to: to > span.to ? to : span.to }
    }
  }
  return span ?? daysOf('day', NO_PERIOD)
}

const NO_PERIOD = indexOf<'period'>(0)

/** Periods that are not whole: at the end more lines come, elsewhere some were not there. */
function openPeriods({ tables }: PublishedFolder, span: Days, rank: number): EditionInTime['openOf'] {
  const partial = new Map<PeriodKind, ReadonlySet<PeriodIndex>>()
  for (const table of tables) partial.set(table.kind, new Set([...(partial.get(table.kind) ?? []), ...table.partial]))
  return (kind, period) => {
    if (partial.get(kind)?.has(period) !== true) return ''
    const { from, to } = daysOf(kind, period)
    return to >= span.to ? ` to ${span.to} in ${rank}` : ` from ${from > span.from ? from : span.from}`
  }
}

/** By feature and month, the editions whose figures are others than those before. */
type Moves = ReadonlyMap<string, ReadonlyMap<PeriodIndex, readonly number[]>>

function findMoves(folders: readonly PublishedFolder[]): Moves {
  const moves = new Map<string, Map<PeriodIndex, number[]>>()
  const shown = new Map<string, Map<number, number>>()
  folders.forEach((folder, rank) => {
    const names = new Map<string, string>()
    for (const table of totalsOf(folder)) {
      for (const { feature, period, counts } of table.rows) {
        if (table.partial.has(period)) continue
        const name = names.get(feature) ?? nameOf(folder, feature)
        names.set(feature, name)
        counts.forEach((count, c) => {
          if (count === undefined) return
          const key = `${name}\n${table.kind}\n${table.counts[c] ?? ''}`
          const before = shown.get(key) ?? new Map<number, number>()
          if ((before.get(period) ?? count) !== count) noteMove(moves, name, monthsOf(table.kind, period), rank)
          before.set(period, count)
          shown.set(key, before)
        })
      }
    }
  })
  return moves
}

function noteMove(
  moves: Map<string, Map<PeriodIndex, number[]>>,
  name: string,
  months: readonly PeriodIndex[],
  rank: number,
): void {
  const own = moves.get(name) ?? new Map<PeriodIndex, number[]>()
  moves.set(name, own)
  for (const month of months) {
    const ranks = own.get(month) ?? []
    if (!ranks.includes(rank)) own.set(month, [...ranks, rank])
  }
}

function versionAt(
  moves: ReadonlyMap<PeriodIndex, readonly number[]>,
  months: readonly PeriodIndex[],
  rank: number,
): number {
  return months.reduce((sum, month) => sum + (moves.get(month) ?? []).filter((moved) => moved <= rank).length, 0)
}
