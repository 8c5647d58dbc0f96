import { firstDayOf, gapsOf, lastDayOf, type PeriodIndex } from '../../domain/calendar.ts'
import { leastUses } from '../../domain/duration.ts'
import { holdsAway, type Feature } from '../../domain/feature.ts'
import { QUANTILES } from '../../domain/measure.ts'
import type { ReadableTable, TableSpec } from '../../domain/table.ts'
import { breaksOf, daysAwayOf, neverPublishedOf } from '../changelog/history.ts'
import { keysOf, type Category, type ColumnMeaning } from '../columns/column.ts'
import { hasGaps } from '../columns/gaps-sheet.ts'
import { CLIENTS_LABELS, titleOf } from '../columns/features-sheet.ts'
import type { DataFile, Edition } from '../edition.ts'
import type { MadeOffer } from '../offer.ts'
import { erasWords, namesInTime } from '../eras-words.ts'
import { measureInSentence } from '../columns/measure-columns.ts'
import { hidesInPart, periodsInPart, withheldPeriods } from '../known-figures.ts'
import { levelsOf, standingLevelsOf, type Names } from '../levels.ts'
import { code, bulletList, plain, table } from '../markdown.ts'
import { inPart, NOT_PUBLISHED } from '../read-me-and-page-words.ts'
import { openUncounted, uncountedOf } from '../uncounted.ts'
import type { Language } from '../../domain/service.ts'
import { daysInWords, listedWithAnd, periodsInWords, saidOf, gridInWords, updatedOn, type Say } from '../words.ts'
import type { ReadMeProse } from './read-me-prose.ts'

/** What a section of a read-me is told from. */
export type Telling = {
  readonly edition: Edition
  readonly offers: readonly MadeOffer[]
  readonly language: Language
  readonly prose: ReadMeProse
}

/** A heading and what stands below it, a blank line between each. */
export type DataSection = { readonly heading: keyof ReadMeProse['heading']; readonly paragraphs: readonly string[] }

/** What is in the folder: files, columns, uses, empty cells, dates, features. */
export function dataSections(telling: Telling): readonly DataSection[] {
  return [
    { heading: 'files', paragraphs: filesParagraphs(telling) },
    { heading: 'columns', paragraphs: [columnsTable(telling)] },
    { heading: 'use', paragraphs: [telling.prose.use] },
    { heading: 'empty', paragraphs: emptyParagraphs(telling) },
    { heading: 'time', paragraphs: timeParagraphs(telling) },
    { heading: 'features', paragraphs: [featuresTable(telling), telling.prose.patterns] },
  ]
}

function filesParagraphs(telling: Telling): readonly string[] {
  const { edition, language, prose } = telling
  const split = edition.data
    .filter(({ parts }) => parts.length > 1)
    .map(({ parts }) => parts.map(({ path }) => code(path)))
  return [
    filesTable(telling),
    ...(split.length > 0 ? [prose.split(split.map((paths) => listedWithAnd(paths, language)).join('; '))] : []),
    ...(edition.publication.hasParquet === true ? [prose.parquet] : []),
    ...otherForms(telling),
    prose.otherFiles,
  ]
}

/** A line an offer; of one that has a file for each feature, how they are called. A feed tells of versions: it is no form of the figures. */
function otherForms({ offers, language, prose }: Telling): readonly string[] {
  const line = ({ offer, files }: MadeOffer) => {
    const patterns = offer.paths.filter((path) => path.includes('*'))
    const names = patterns.length > 0 ? patterns : files.map(({ path }) => path)
    return `${listedWithAnd(names.map(code), language)}${prose.colon} ${offer.description[language]}`
  }
  const isFeed = ({ offer }: MadeOffer) => offer.format === 'atom'
  const forms = offers.filter((made) => !isFeed(made))
  return [
    ...(forms.length > 0 ? [prose.otherForms, bulletList(forms.map(line))] : []),
    ...offers.filter(isFeed).map(line),
  ]
}

function filesTable({ edition, language, prose }: Telling): string {
  const rows = edition.data.map(({ path, sheet }) => {
    const keys = keysOf(sheet.columns, edition.publication.language).map(code)
    return [
      code(path),
      sheet.description[language],
      keys.length > 0
        ? prose.row(listedWithAnd(keys, language))
        : sheet.name === 'events'
          ? prose.rowOf.events
          : prose.rowOf.breaks,
    ]
  })
  return table(prose.filesHeader, rows)
}

// Headers as they stand in the files, explained in the language of the read-me; a column that means the same in two files stands once.
function columnsTable({ edition, language, prose }: Telling): string {
  const header = edition.publication.language
  const columns = new Map<string, ColumnMeaning>()
  for (const column of edition.data.flatMap(({ sheet }: DataFile) => sheet.columns))
    columns.set(`${column.name.en} ${column.description.en}`, column)
  const rows = [...columns.values()].map(({ name, description, categories, unit }) => [
    code(name[header]),
    `${description[language]}${categories === undefined ? '' : codesText(categories, language, prose)}`,
    unit[language],
  ])
  return table(prose.columnsHeader, rows)
}

// More would hide what the column means.
const MOST_CODES = 12

function codesText(categories: readonly Category[], language: Language, prose: ReadMeProse): string {
  if (categories.length > MOST_CODES) return prose.codes
  const codes = categories.map(({ value, label }) =>
    label[language] === value ? code(value) : `${code(value)} = ${plain(label[language])}`,
  )
  return `${prose.codesBegin}${codes.join(', ')}`
}

function emptyParagraphs({ edition, language, prose }: Telling): readonly string[] {
  const { at, below, folded, timed, exactElsewhere } = levelsOf(edition)
  const elsewhere = namesInTime(standingLevelsOf(edition).exactElsewhere, exactElsewhere, language)
  const hidingInPart = edition.tables
    .filter((table) => hidesInPart(table, edition.publication))
    .map(({ spec }) => code(spec.name))
  const inPart = namesInPart(edition)
  const of = (some: Names, say: Say) => saidOf(some, language, say)
  return [
    ...below.map(({ k, tables, isNoisy }) =>
      (isNoisy ? prose.noisy : prose.empty)(listedWithAnd(tables, language), k, tables.length === 1),
    ),
    ...below.flatMap(({ k, tables }) => {
      const names = tables.filter((name) => timed.includes(name))
      return of(names, (some) => prose.emptyDurations(some, leastUses(2 * k + 1, 0.5), leastUses(2 * k + 1, 0.95)))
    }),
    ...of(
      timed.filter((name) => inPart.includes(name)),
      prose.durationsInPart,
    ),
    ...of(hidingInPart, prose.hiddenInPart),
    ...erasWords(edition.tables, edition.publication.earlier, code).map((words) => words[language]),
    ...of(folded, prose.folded),
    ...of(at.exact, prose.exact),
    ...of(elsewhere, prose.exactElsewhere),
    ...edition.tables.flatMap((table) => uncounted(table, { edition, language, prose })),
    ...edition.data.flatMap((file) => emptyColumns(file, { edition, language, prose })),
  ]
}

/** Tables of `count` that have periods in part. `run` names what has lost lines, and hides nothing for that. */
function namesInPart({ tables, publication: { partial, history } }: Telling['edition']): Names {
  if (history !== undefined) return []
  return tables.flatMap(({ spec: { name } }) => ((partial.get(name) ?? []).length > 0 ? code(name) : []))
}

/** Of files beside the tables, and of durations at `exact`: what no threshold tells, of columns that have such a cell. */
function emptyColumns({ sheet }: DataFile, { edition, language, prose }: Omit<Telling, 'offers'>): readonly string[] {
  const { name, columns } = sheet
  const table = edition.tables.find(({ spec }) => spec.name === name)
  const has = table === undefined ? hasEmpty(sheet.records()) : hasNoDuration(table)
  return columns.flatMap((column, position) =>
    column.empty !== undefined && has(position, columns.length)
      ? [prose.emptyColumn(code(name), code(column.name[edition.publication.language]), column.empty[language])]
      : [],
  )
}

type HasEmpty = (position: number, columns: number) => boolean

function hasEmpty(records: ReturnType<DataFile['sheet']['records']>): HasEmpty {
  return (position) => records.some((record) => record[position] === '')
}

/** Measures are the last columns. */
function hasNoDuration({ spec: { protection, measures }, rows }: ReadableTable): HasEmpty {
  if (protection.level !== 'exact') return () => false
  return (position, columns) => {
    const at = position - columns + measures.length
    const measure = measures[at]
    if (measure === undefined || !QUANTILES.has(measure)) return false
    for (const { counts } of rows) if (counts[at] === undefined) return true
    return false
  }
}

/** Of a measure that a table got, or got back: nothing is hidden there. */
function uncounted(table: ReadableTable, { edition, language, prose }: Omit<Telling, 'offers'>): readonly string[] {
  const { name, period: kind } = table.spec
  return [...uncountedOf(table, openUncounted(table, edition.publication))].map(([measure, periods]) =>
    prose.uncounted(code(name), measureInSentence(measure)[language], periodsInWords(kind, periods, language)),
  )
}

function timeParagraphs(telling: Telling): readonly string[] {
  const { edition, language, prose } = telling
  const { timezone, created, graceHours } = edition.publication
  const parts = edition.tables.flatMap((table) => {
    const { name, period: kind } = table.spec
    const periods = periodsInPart(table, edition.publication)
    return periods.length > 0 ? [inPart(fileOf(name), periodsInWords(kind, periods, language))[language]] : []
  })
  const { grid } = edition.publication
  const isGapTold = hasGaps(edition.publication)
  return [
    prose.time(timezone, gridInWords(edition.days, language), updatedOn(created, language), isGapTold),
    ...(isGapTold || gapsOf(grid).length === 0 ? [] : [prose.otherGaps]),
    prose.closed(graceHours),
    ...parts,
    ...missingPeriods(telling),
    ...featuresAway(telling),
  ]
}

function featuresTable(telling: Telling): string {
  const { edition, language, prose } = telling
  const rows = edition.publication.features.map((feature) => [
    code(feature.id),
    plain(titleOf(feature, language)),
    whoCounts(feature, telling),
    feature.match.map(({ value }) => code(value.replaceAll('|', String.raw`\|`))).join('<br>'),
  ])
  return table(prose.featuresHeader, rows)
}

function whoCounts({ clients, partial, assets }: Feature, { language, prose }: Telling): string {
  return [
    CLIENTS_LABELS[clients][language],
    ...(partial === 'count' ? [prose.countsPartial] : []),
    ...(assets === 'count' ? [prose.countsAssets] : []),
  ].join(', ')
}

/** Why periods are missing in a table though the logs have their lines: `gaps.csv` does not have their days. */
function missingPeriods(telling: Telling): readonly string[] {
  return telling.edition.tables.flatMap((table) => [
    ...away(table, telling),
    ...withheld(table, telling),
    ...unpublished(table, telling),
  ])
}

function featuresAway({ edition, language, prose }: Telling): readonly string[] {
  const { features, history } = edition.publication
  const breaks = breaksOf(history)
  return features.flatMap(({ id }) =>
    daysAwayOf(id, breaks).map((days) => prose.featureAway(code(id), daysInWords(days, language))),
  )
}

function away({ spec }: ReadableTable, { edition, language, prose }: Telling): readonly string[] {
  return (edition.publication.away?.get(spec.name) ?? []).map((days) =>
    prose.away(fileOf(spec.name), daysInWords(days, language)),
  )
}

function withheld({ spec }: ReadableTable, telling: Telling): readonly string[] {
  const periods = [...neverPublishedOf(spec, telling.edition.publication.history)].sort((a, b) => a - b)
  return periods.length === 0 ? [] : [notPublished('never', spec, periods, telling)]
}

/** Of which the read-me says nothing else: those that are held open. */
function unpublished(table: ReadableTable, telling: Telling): readonly string[] {
  const { spec } = table
  const { publication } = telling.edition
  const never = neverPublishedOf(spec, publication.history)
  const daysAway = publication.away?.get(spec.name) ?? []
  const periods = withheldPeriods(table, publication.grid).filter(
    (period) =>
      !never.has(period) && !holdsAway(daysAway, firstDayOf(spec.period, period), lastDayOf(spec.period, period)),
  )
  return periods.length === 0 ? [] : [notPublished('open', spec, periods, telling)]
}

function notPublished(
  why: keyof typeof NOT_PUBLISHED,
  { name, period }: TableSpec,
  periods: readonly PeriodIndex[],
  { language }: Telling,
): string {
  return NOT_PUBLISHED[why](fileOf(name), periodsInWords(period, periods, language))[language]
}

function fileOf(table: string): string {
  return code(`data/${table}.csv`)
}
