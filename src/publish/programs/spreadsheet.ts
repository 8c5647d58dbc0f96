import { stringify } from 'csv-stringify/sync'
import { daysOf, periodsFrom, type PeriodIndex } from '../../domain/calendar.ts'
import type { Measure, PeriodKind } from '../../domain/dictionary.ts'
import type { Feature } from '../../domain/feature.ts'
import { QUANTILES } from '../../domain/measure.ts'
import type { Language, Both } from '../../domain/service.ts'
import { isNoisy, type ReadableTable } from '../../domain/table.ts'
import { breaksOf, daysAwayOf } from '../changelog/history.ts'
import { FEATURE_COLUMN } from '../columns/dimension-columns.ts'
import { titleOf } from '../columns/features-sheet.ts'
import { measureColumn } from '../columns/measure-columns.ts'
import type { Edition } from '../edition.ts'
import type { Offer } from '../offer.ts'
import { openInPart, openRowless, whyNoRow } from '../known-figures.ts'
import { INCOMPLETE } from '../page/numbers.ts'
import { pageProse } from '../page/page-prose.ts'
import { tablesGoingOn, type FolderFile, type ReadablePublication } from '../publication.ts'
import { openUncounted, uncountedOf } from '../uncounted.ts'
import { dateInWords, daysInWords, periodInWords, periodsInWords, plainTitle, type Span } from '../words.ts'

/** The first that a folder has is opened. */
const KINDS = ['month', 'week', 'quarter', 'year'] as const

const NAMES: Readonly<Record<(typeof KINDS)[number], Both>> = {
  month: { fr: 'tableur-mois.csv', en: 'spreadsheet-month.csv' },
  week: { fr: 'tableur-semaine.csv', en: 'spreadsheet-week.csv' },
  quarter: { fr: 'tableur-trimestre.csv', en: 'spreadsheet-quarter.csv' },
  year: { fr: 'tableur-annee.csv', en: 'spreadsheet-year.csv' },
}

export const spreadsheets: Offer = {
  name: 'spreadsheet',
  title: { fr: 'Tableau pour tableur', en: 'Table for spreadsheets' },
  short: { fr: 'Tableur', en: 'Spreadsheet' },
  description: {
    fr: 'À ouvrir dans un tableur\u00A0: une ligne par fonctionnalité, une colonne par période, des titres au lieu de codes.',
    en: 'To open in a spreadsheet: a row a feature, a column a period, titles instead of codes.',
  },
  paths: [NAMES.month.fr, NAMES.month.en, ...[NAMES.week, NAMES.quarter, NAMES.year].flatMap(({ fr, en }) => [fr, en])],
  format: 'csv',
  filesOf: spreadsheet,
}

/**
 * The table that a spreadsheet opens as it is, in the language of the dataset: titles instead of codes, a row a feature, a column
 * a period, one block of rows a measure. Hidden figures are empty, since a sum would take no "≥ 989".
 *
 * @returns none where the folder has neither months nor longer periods nor weeks: two years of days would be 730 columns
 */
function spreadsheet({ tables, publication }: Pick<Edition, 'tables' | 'publication'>): readonly FolderFile[] {
  const chosen = chosenOf(tables, publication)
  if (chosen === undefined) return []
  const { language } = publication
  const text = stringify([...cellsOf(chosen.table, publication)], {
    // What the spreadsheets of each country take for the end of a cell.
    delimiter: language === 'fr' ? ';' : ',',
    // Without the mark, Excel reads UTF-8 as the alphabet of the country, and breaks every accent.
    bom: true,
    record_delimiter: 'windows',
    // No title of a configuration begins as a formula; those of an edition that somebody else made might.
    escape_formulas: true,
  })
  return [{ path: NAMES[chosen.kind][language], text }]
}

type Chosen = { readonly kind: (typeof KINDS)[number]; readonly table: ReadableTable }

/** Of those that go on; days are none of them. */
function chosenOf(tables: readonly ReadableTable[], publication: ReadablePublication): Chosen | undefined {
  const fitting = tables.filter(
    ({ spec, rows }) => spec.dimensions.length === 0 && spec.period !== 'day' && rows.length > 0,
  )
  const goingOn = tablesGoingOn(fitting, publication)
  return KINDS.flatMap((kind) =>
    goingOn.filter(({ spec }) => spec.period === kind).map((table) => ({ kind, table })),
  ).at(0)
}

function cellsOf(table: ReadableTable, publication: ReadablePublication): readonly string[][] {
  const uncounted = uncountedOf(table, openUncounted(table, publication))
  const { spec, rows } = table
  const { language, features, families = [] } = publication
  const titles = new Map<string | undefined, string>(families.map((family) => [family.id, titleOf(family, language)]))
  const [first, last] = [rows.at(0), rows.at(-1)]
  const periods = first === undefined || last === undefined ? [] : periodsFrom(first.period, last.period)
  const isInPart = openInPart(spec, publication)
  const countsOf = new Map(Array.from(rows, ({ period, feature, counts }) => [`${period} ${feature}`, counts]))
  const whyRowless = openRowless(table, publication.grid)
  const remarksOn = (feature: Feature) => {
    const isWithout = (period: PeriodIndex) =>
      whyRowless(period) === undefined && !countsOf.has(`${period} ${feature.id}`)
    return remarksText(feature, { kind: spec.period, periods, without: periods.filter(isWithout) }, publication)
  }
  const header = periods.map((period) => {
    const why = whyRowless(period)
    const remark =
      why === undefined
        ? isInPart(period)
          ? INCOMPLETE[language]
          : ''
        : ` (${why === 'gap' ? NO_LOG[language] : pageProse(language).state[why]})`
    return `${periodInWords(spec.period, period, language)}${remark}`
  })
  return [
    [FEATURE_COLUMN.title[language], ...(families.length > 0 ? [FAMILY[language]] : []), MEASURE[language], ...header],
    ...[...spec.measures.entries()].flatMap(([position, measure]) =>
      byTitle(features, language).map((feature) => [
        `${titleAlone(feature, publication)}${remarksOn(feature)}`,
        ...(families.length > 0 ? [titles.get(feature.family) ?? ''] : []),
        `${measureText(measure, table, publication)}${uncountedText(spec.period, uncounted.get(measure), language)}`,
        ...periods.map((period) => String(countsOf.get(`${period} ${feature.id}`)?.[position] ?? '')),
      ]),
    ),
  ]
}

/** No code is shown, by which the other tables are sorted: rows in that order would seem to have none. */
function byTitle(features: readonly Feature[], language: Language): readonly Feature[] {
  const key = (feature: Feature) => `${plainTitle(titleOf(feature, language))} ${feature.id}`
  return features.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** With its code where another feature has the same title. */
function titleAlone(feature: Feature, { language, features }: ReadablePublication): string {
  const title = titleOf(feature, language)
  const isShared = features.some((other) => other !== feature && titleOf(other, language) === title)
  return isShared ? `${title} (${feature.id})` : title
}

type Columns = {
  readonly kind: PeriodKind
  readonly periods: readonly PeriodIndex[]
  /** Those of which other features alone have a row. */
  readonly without: readonly PeriodIndex[]
}

/**
 * A cell has no room for it, and an empty one is else a hidden figure: where among the columns a feature begins and ends, of which days it
 * was not counted, and which of its periods are not published.
 */
function remarksText(
  feature: Feature,
  { kind, periods, without }: Columns,
  { language, history }: ReadablePublication,
): string {
  const { from, until } = feature
  const prose = pageProse(language)
  const ends = periods.flatMap((period) => Object.values(daysOf(kind, period)))
  const away = daysAwayOf(feature.id, breaksOf(history))
  const withheld = without.filter((period) => whyNoRow(feature, away, daysOf(kind, period)) === 'withheld')
  const remarks = [
    ...(from !== undefined && from > Math.min(...ends) ? [FROM[language](dateInWords(from, language))] : []),
    ...(until !== undefined && until < Math.max(...ends) ? [prose.features.until(dateInWords(until, language))] : []),
    ...(away.length > 0
      ? [`${NOT_COUNTED[language]} ${away.map((days) => SPAN[language](daysInWords(days, language))).join(', ')}`]
      : []),
    ...(withheld.length > 0
      ? [`${prose.state.withheld}${COLON[language]} ${periodsInWords(kind, withheld, language)}`]
      : []),
  ]
  return remarks.length === 0 ? '' : ` (${remarks.join(', ')})`
}

/** A cell has no room for it either, and an empty one is a hidden figure. */
function uncountedText(kind: PeriodKind, periods: readonly PeriodIndex[] | undefined, language: Language): string {
  return periods === undefined ? '' : ` (${NOT_COUNTED[language]} ${periodsInWords(kind, periods, language)})`
}

const FROM = { fr: (date: string) => `à partir du ${date}`, en: (date: string) => `from ${date} on` }
const SPAN = {
  fr: ({ first, last }: Span) => `du ${first} au ${last}`,
  en: ({ first, last }: Span) => `from ${first} to ${last}`,
}
const COLON = { fr: '\u00A0:', en: ':' }
const NOT_COUNTED = { fr: 'non compté', en: 'not counted' }
const NO_LOG = { fr: 'aucun journal', en: 'no log' }
const FAMILY = { fr: 'Famille', en: 'Family' }
const MEASURE = { fr: 'Mesure', en: 'Measure' }
const WITH_NOISE = { fr: ' (avec un bruit aléatoire)', en: ' (with random noise)' }

/** What a sheet that is moved alone has to say of a row: ms are no count, and noisy figures do not add up. */
function measureText(measure: Measure, { spec }: ReadableTable, { language, earlier }: ReadablePublication): string {
  const { title, unit } = measureColumn(measure, spec)
  const hasNoise = [spec, ...(earlier?.get(spec.name) ?? [])].some(isNoisy)
  return [
    title[language],
    QUANTILES.has(measure) ? ` (${unit[language]})` : '',
    hasNoise ? WITH_NOISE[language] : '',
  ].join('')
}
