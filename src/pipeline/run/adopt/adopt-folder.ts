import { basename, dirname, join } from 'node:path'
import { existsSync } from 'node:fs'
import { dayOfText, periodOfText, type DayIndex } from '../../../domain/calendar.ts'
import { FIELDS } from '../../../domain/contracts.ts'
import { indexOf, type PeriodKind } from '../../../domain/dictionary.ts'
import { ProblemError } from '../../../domain/problem.ts'
import { readPublished, type PublishedFolder } from '../../../publish/index.ts'
import type { PublishedRow, State } from '../../../state/index.ts'
import { noteLostKey } from '../release/lost-key.ts'
import { hasMadeKey } from '../release/made-key.ts'
import { changeText, releasesOf } from '../publish/releases.ts'
import { kindOf, seriesOf } from '../series-of.ts'
import { keepSettings } from '../settings/kept-settings.ts'
import { SETTINGS_SHAPE, type Settings } from '../settings/settings.ts'

/**
 * Takes what was published over into a state that is new: both tiers' rows, their revisions, versions and days. They are
 * frozen, and stand as adopted until their lines are counted again.
 *
 * @param folder of one dataset, or the one that holds both
 * @throws ProblemError ADOPT_REFUSED
 */
export function adoptFolder(state: State, service: string, folder: string): void {
  const refuse = (why: 'nothing-there' | 'damaged' | 'of-count' | 'other-service' | 'state-in-use'): never => {
    throw new ProblemError({ code: 'ADOPT_REFUSED', folder, why })
  }
  if (releasesOf(state).length > 0 || state.logs.linesConsumed() > 0) refuse('state-in-use')
  const found = foldersAt(folder, service).map((path) => readPublished(path))
  const read = found.filter((one) => typeof one !== 'string')
  const [first] = read
  const fault = found.find((one) => typeof one === 'string')
  if (fault !== undefined) return refuse(fault)
  if (first === undefined) return refuse('nothing-there')
  if (first.service !== service) refuse('other-service')
  // A run that was killed between the two: nobody knows which is right.
  if (read.some(({ version, created }) => version !== first.version || created !== first.created)) refuse('damaged')
  const settings = SETTINGS_SHAPE.safeParse(first.ledger.settings)
  if (!settings.success) return refuse('damaged')
  const positionOf = openPositions(() => refuse('damaged'))
  state.commit(() => keepAll(state, read, first, settings.data, positionOf))
}

function foldersAt(folder: string, service: string): readonly string[] {
  const isOne = existsSync(join(folder, 'datapackage.json'))
  const root = isOne ? dirname(folder) : folder
  const id = isOne ? basename(folder).replace(/-detail$/, '') : service
  const both = [id, `${id}-detail`].map((name) => join(root, name))
  return both.filter((path) => existsSync(join(path, 'datapackage.json')))
}

function keepAll(
  state: State,
  read: readonly PublishedFolder[],
  first: PublishedFolder,
  settings: Settings,
  positionOf: (kind: PeriodKind, text: string) => number,
): void {
  const rows = settings.tables.flatMap((table) =>
    read.flatMap((folder) => rowsOf(table, folder, (text) => positionOf(table.period, text))),
  )
  state.editions.publish(rows)
  for (const { series, period } of rows) state.adoptions.keep({ kind: kindOf(series), period, verdict: 'open' })
  state.editions.publishQuality(
    first.recordsOf('quality').map(([month = '', fate = '', lines = '']) => ({
      month: positionOf('month', month),
      fate,
      lines: figureOf(lines),
    })),
  )
  for (const { kind, through, open } of first.ledger.closed)
    state.editions.freeze(
      kind,
      positionOf(kind, through),
      open.map((text) => positionOf(kind, text)),
    )
  state.adoptions.keepDays(daysIn(first))
  keepHistory(state, first)
  for (const table of settings.tables) state.facts.keepSeries(seriesOf(table), 0)
  keepSettings(state, settings)
  state.editions.note([changeText({ kind: 'state-adopted' })])
  if (!hasMadeKey(state) || !settings.tables.some(hasKey)) return
  noteLostKey(state)
  state.editions.note([changeText({ kind: 'noise-key-replaced' })])
}

function keepHistory(state: State, first: PublishedFolder): void {
  for (const { name, lacks } of first.formats)
    state.facts.keepFormat(
      name,
      FIELDS.filter((field) => lacks.includes(field)),
    )
  if (first.isPartialLog) state.facts.keepFact('partial-log', 'true')
  for (const { version, created, changes } of first.history)
    state.editions.release({ version, created, changes: changes.map(changeText) })
}

function hasKey({ protections }: Settings['tables'][number]): boolean {
  return protections.some(({ protection }) => protection.level === 'cell-key')
}

function rowsOf(
  table: Settings['tables'][number],
  { ledger, recordsOf }: PublishedFolder,
  positionOf: (text: string) => number,
): readonly PublishedRow[] {
  const places = new Map<string, number>()
  const { name, dimensions, measures } = table
  return recordsOf(name).flatMap((record) => {
    const [text = '', feature = '', ...rest] = record
    const place = places.get(text) ?? 0
    places.set(text, place + 1)
    const revision = ledger.revisions.find((one) => one.table === name && one.period === text)?.revision ?? 0
    return measures.map((measure, m): PublishedRow => ({
      series: seriesOf(table),
      period: positionOf(text),
      place,
      revision,
      feature,
      cell: rest.slice(0, dimensions.length).join(' '),
      measure,
      count: figureOf(rest[dimensions.length + m] ?? ''),
    }))
  })
}

function figureOf(text: string): number | null {
  return text === '' ? null : Number(text)
}

/** Positions of periods by their names, each looked for once. */
function openPositions(refuse: () => never): (kind: PeriodKind, text: string) => number {
  const known = new Map<string, number>()
  return (kind, text) => {
    const key = `${kind} ${text}`
    const position = known.get(key) ?? periodOfText(kind, text) ?? refuse()
    known.set(key, position)
    return position
  }
}

/** The days that have a line: those of the span, without gaps. */
function daysIn({ span, recordsOf }: PublishedFolder): readonly DayIndex[] {
  const [first, last] = [dayOfText(span?.from ?? ''), dayOfText(span?.to ?? '')]
  if (first === undefined || last === undefined) return []
  const gaps = recordsOf('gaps').map(
    ([from = '', to = '']) => [dayOfText(from) ?? Infinity, dayOfText(to) ?? -1] as const,
  )
  return Array.from({ length: last - first + 1 }, (_, i) => indexOf<'day'>(first + i)).filter(
    (day) => !gaps.some(([from, to]) => day >= from && day <= to),
  )
}
