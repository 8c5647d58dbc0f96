import { dayOfText, dayText, periodOfText, type DayIndex, type Days, type PeriodIndex } from '../domain/calendar.ts'
import { MEASURES, type Measure } from '../domain/dictionary.ts'
import { FATES } from '../domain/fate.ts'
import { FEATURE_ID } from '../domain/feature.ts'
import { tellsSilenceOn } from '../domain/table.ts'
import { csvFields } from '../domain/text.ts'
import { columnOf, type ColumnRole } from './conventions.ts'
import {
  announcedIn,
  awayIn,
  cutBy,
  cutShortIn,
  describedIn,
  heldIn,
  type Lacking,
  type Resource,
  serviceIn,
  type ToldByDescription,
  type ToldProtection,
  withheldIn,
} from './description.ts'
import type {
  PublishedFate,
  PublishedFolder,
  PublishedProtection,
  RowInFolder,
  PublishedTable,
} from './published-folder.ts'

/** The files of a folder, wherever they are kept: on a disk, in an archive, in memory. */
export type FolderFiles = {
  /** As the reader names the folder. */
  readonly path: string
  /** Of its files, `data/day-feature.csv`. */
  readonly names: readonly string[]
  /** The value of `datapackage.json`; undefined: there is none, or it was told that it cannot be read. */
  readonly description: unknown
  /** Hands out the lines of a file one by one, without their ends, each with its number from 1 on; some may be left out. */
  readonly readLines: (name: string, take: (line: string, number: number) => void) => void
  /** Is told of each file that should tell something and cannot be read. */
  readonly noteUnread: (name: string) => void
}

/**
 * Reads what a folder tells of counts, by the headers of its tables and its `datapackage.json`; without that, by its CSVs alone.
 *
 * @returns undefined where no file of it is a table of counts
 */
export function readFolder(files: FolderFiles): PublishedFolder | undefined {
  const { path, names } = files
  const described = describedIn(files)
  const { comptage = {} } = described
  const sheets = (described.resources ?? csvResources(names)).flatMap((resource) => sheetsOf(resource, files))
  const tables = tablesIn(sheets, comptage)
  if (tables.length === 0) return undefined
  const sheetsNamed = (wanted: string) => sheets.filter(({ resource }) => resource.name === wanted)
  return {
    path,
    service: serviceIn(described) ?? path,
    created: Date.parse(described.created ?? '') || 0,
    cutOf: cutBy(comptage.cut),
    tables,
    announced: announcedIn(comptage),
    isSilenceTold: (day) => tellsSilenceOn(comptage.ledger?.settings.tables ?? [], dayText(day)),
    isHeld: heldIn(comptage),
    fates: sheets.flatMap(fatesIn),
    gaps: sheetsNamed('gaps').flatMap(({ rows }) =>
      rows.flatMap(([from = '', to = '']) => daysNamed({ from, to }) ?? []),
    ),
    span: daysNamed(comptage.sharedSpan ?? comptage.span),
    validity: new Map(sheetsNamed('features').flatMap(validityIn)),
    isCutShort: cutShortIn(comptage),
    away: new Map([...awayIn(comptage)].map(([id, away]) => [id, away.flatMap((days) => daysNamed(days) ?? [])])),
    places: {
      features: new Map(sheets.flatMap((sheet) => placesIn(sheet, 'feature')).toReversed()),
      fates: new Map(sheets.flatMap((sheet) => placesIn(sheet, 'fate')).toReversed()),
    },
  }
}

function csvResources(names: readonly string[]): readonly Resource[] {
  return names
    .filter((name) => /^(?:data\/)?[^/]+\.csv$/i.test(name))
    .map((name) => ({ name: name.replace(/^data\/|\.csv$/gi, ''), path: name }))
}

/** One file of a resource. */
type Sheet = {
  readonly resource: Resource
  readonly file: string
  readonly columns: readonly (ColumnRole | undefined)[]
  readonly rows: readonly (readonly string[])[]
  /** The number of the line of each. */
  readonly lines: readonly number[]
}

function sheetsOf(resource: Resource, { names, readLines, noteUnread }: FolderFiles): readonly Sheet[] {
  const csvs = [resource.path].flat().filter((file) => /\.csv$/i.test(file))
  return csvs.flatMap((file) => {
    if (!names.includes(file)) {
      noteUnread(file)
      return []
    }
    const all: (readonly string[])[] = []
    const numbers: number[] = []
    readLines(file, (line, number) => {
      all.push(csvFields(line))
      numbers.push(number)
    })
    const [header, ...rows] = all
    return header === undefined
      ? []
      : [{ resource, file, columns: header.map(columnOf), rows, lines: numbers.slice(1) }]
  })
}

function tablesIn(sheets: readonly Sheet[], comptage: ToldByDescription): readonly PublishedTable[] {
  const { k = leastShown(sheets), ledger } = comptage
  const withheldOf = withheldIn(comptage)
  const names = new Set(sheets.map(({ resource }) => resource.name))
  return [...names].flatMap((name) => {
    const { lacking = [] } = ledger?.settings.tables.find((table) => table.name === name) ?? {}
    const parts = sheets.filter(({ resource }) => resource.name === name)
    return tableOf(parts, { k, lacking, withheld: withheldOf(name) }) ?? []
  })
}

type Rules = { readonly k: number; readonly lacking: readonly Lacking[]; readonly withheld: readonly string[] }

function tableOf(parts: readonly Sheet[], { k, lacking, withheld }: Rules): PublishedTable | undefined {
  const [{ resource, columns } = NO_SHEET] = parts
  const known = columns.filter((column) => column !== undefined)
  const [kind] = known.flatMap((column) => (column.is === 'period' ? [column.kind] : []))
  const counts = known.flatMap((column) => (column.is === 'count' ? [column.count] : []))
  const hasFeatures = known.some(({ is }) => is === 'feature')
  if (kind === undefined || counts.length === 0 || !hasFeatures) return undefined
  const told = resource.comptage ?? NOTHING_TOLD
  const rows = told.protection?.level === 'dp' ? [] : parts.flatMap((part) => rowsOf(part, kind))
  return {
    name: resource.name,
    kind,
    dimensions: known.flatMap((column) => (column.is === 'dimension' ? [column.dimension] : [])),
    counts,
    protectionOf: protectionOf(told, k),
    partial: new Set(told.partial.flatMap((text) => periodOfText(kind, text) ?? [])),
    withheld: new Set(withheld.flatMap((text) => periodOfText(kind, text) ?? [])),
    away: told.away.flatMap((days) => daysNamed(days) ?? []),
    lacks: lackedIn(lacking, counts, rows),
    rows,
  }
}

/**
 * A count that was taken out for some time has no figure in those periods, of any feature; nor in one that was not closed yet then,
 * of which the description does not tell.
 */
function lackedIn(
  lacking: readonly Lacking[],
  counts: readonly Measure[],
  rows: readonly RowInFolder[],
): PublishedTable['lacks'] {
  const shown = new Map(
    lacking.map(({ measure }) => {
      const c = counts.findIndex((count) => count === measure)
      return [measure, new Set(rows.flatMap((row) => (row.counts[c] === undefined ? [] : [row.period])))]
    }),
  )
  return (count, period) => shown.get(count)?.has(period) === false
}

const NOTHING_TOLD: NonNullable<Resource['comptage']> = { partial: [], away: [] }
const NO_SHEET: Sheet = { resource: { name: '', path: '' }, file: '', columns: [], rows: [], lines: [] }

function protectionOf(told: NonNullable<Resource['comptage']>, k: number): (firstDay: DayIndex) => PublishedProtection {
  const toldBy = ({ level, k: own = k, reach = 0 }: ToldProtection) => ({ level, k: own, reach })
  const now: PublishedProtection =
    told.protection === undefined ? { level: 'hidden', k, reach: 0 } : toldBy(told.protection)
  const earlier = (told.earlierProtection ?? []).map(({ until, protection }) => ({
    until: dayOfText(until) ?? Infinity,
    protection: toldBy(protection),
  }))
  return (firstDay) => earlier.find(({ until }) => firstDay < until)?.protection ?? now
}

// Where nothing says which figures are hidden, all that are shown are larger.
function leastShown(sheets: readonly Sheet[]): number {
  const shown = sheets.flatMap(({ columns, rows }) =>
    columns.flatMap((column, c) => (column?.is === 'count' ? rows.flatMap((row) => numberIn(row[c]) ?? []) : [])),
  )
  return shown.reduce((least, count) => Math.min(least, count), Infinity)
}

function rowsOf({ columns, rows, file }: Sheet, kind: Parameters<typeof periodOfText>[0]): readonly RowInFolder[] {
  const placesOf = (is: ColumnRole['is']) => columns.flatMap((column, place) => (column?.is === is ? [place] : []))
  const [[period = 0], [feature = 0]] = [placesOf('period'), placesOf('feature')]
  const [dimensions, counts] = [placesOf('dimension'), placesOf('count')]
  const periods = new Map<string, PeriodIndex | undefined>()
  const features = new Map<string, string>()
  return rows.flatMap((cells) => {
    const text = cells[period] ?? ''
    if (!periods.has(text)) periods.set(text, periodOfText(kind, text))
    const own = periods.get(text)
    if (own === undefined) return []
    const id = cells[feature] ?? ''
    // One text a feature, not one a row: a piece of a line keeps the line in memory.
    if (!features.has(id)) features.set(id, id)
    return [
      {
        period: own,
        feature: features.get(id) ?? id,
        category: dimensions.length === 0 ? '' : dimensions.map((place) => cells[place]).join(' '),
        counts: counts.map((place) => numberIn(cells[place])),
        file,
      },
    ]
  })
}

function numberIn(text: string | undefined): number | undefined {
  return text === undefined || !/^\d{1,15}$/.test(text) ? undefined : Number(text)
}

function fatesIn({ columns, rows, file }: Sheet): readonly PublishedFate[] {
  const placeOf = (is: ColumnRole['is']) => columns.findIndex((column) => column?.is === is)
  const [period, fate, lines] = [placeOf('period'), placeOf('fate'), placeOf('lines')]
  if (period < 0 || fate < 0 || lines < 0) return []
  return rows.flatMap((cells) => {
    const month = periodOfText('month', cells[period] ?? '')
    return month === undefined ? [] : [{ month, fate: cells[fate] ?? '', lines: numberIn(cells[lines]), file }]
  })
}

/** Where a text stands first that is none of a feature or of a fate: it may be anything, and is told by its place. */
function placesIn(
  { columns, rows, lines, file }: Sheet,
  is: keyof typeof IS_KNOWN,
): readonly (readonly [text: string, place: string])[] {
  const odd = new Map<string, string>()
  columns.forEach((column, place) => {
    if (column?.is !== is) return
    rows.forEach((cells, row) => {
      const text = cells[place] ?? ''
      if (!odd.has(text) && !IS_KNOWN[is](text)) odd.set(text, `${file}:${lines[row] ?? 0}`)
    })
  })
  return [...odd]
}

const KNOWN_FATES: ReadonlySet<string> = new Set([...FATES, ...MEASURES])
/** No text tells of nothing. */
const IS_KNOWN = {
  feature: (text: string): boolean => text === '' || FEATURE_ID.test(text),
  fate: (text: string): boolean => text === '' || KNOWN_FATES.has(text),
}

// Code, titles, clients, first and last day.
function validityIn({ rows }: Sheet): readonly (readonly [string, Partial<Days>])[] {
  return rows.map((cells) => {
    const [from, to] = [dayOfText(cells.at(-2) ?? ''), dayOfText(cells.at(-1) ?? '')]
    return [cells[0] ?? '', { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }]
  })
}

function daysNamed(named: { readonly from: string; readonly to: string } | undefined): Days | undefined {
  const [from, to] = [dayOfText(named?.from ?? ''), dayOfText(named?.to ?? '')]
  return from === undefined || to === undefined ? undefined : { from, to }
}
