import { periodText } from '../../domain/calendar.ts'
import type { Measure } from '../../domain/dictionary.ts'
import type { ProtectedRow, ReadableTable, Protection } from '../../domain/table.ts'
import type { Both, Language } from '../../domain/service.ts'
import { inBoth, listedWithAnd } from '../words.ts'
import { erasWords } from '../eras-words.ts'
import { uncountedOf, type IsUncounted } from '../uncounted.ts'
import type { EarlierProtection } from '../../domain/change.ts'
import { sheetOf, type Column, type ColumnMeaning, type Sheet } from './column.ts'
import { dimensionColumn, FEATURE_COLUMN } from './dimension-columns.ts'
import { measureColumn } from './measure-columns.ts'
import { PERIOD_COLUMNS } from './period-columns.ts'

/**
 * A table with its columns: dimensions first, then measures; a hidden figure is an empty text.
 *
 * @param earlier how older rows are protected, where it was in another way
 * @param titles of features
 */
export function tableSheet(
  table: ReadableTable,
  earlier: readonly EarlierProtection[] = [],
  titles?: ReadonlyMap<string, Both>,
  isUncounted: IsUncounted = () => table.spec.protection.level === 'exact',
): Sheet {
  for (const row of table.rows) refuseRagged(row, table)
  const before = earlier.map(({ protection }) => protection)
  const columns = columnsOf(table, before, uncountedOf(table, isUncounted), titles)
  const title = inBoth((language) => titleOf(columns, language))
  return sheetOf(
    { name: table.spec.name, title, description: descriptionOf(table, title, earlier) },
    columns,
    table.rows,
  )
}

// csv-stringify would shift or cut a ragged row without a word.
function refuseRagged(row: ProtectedRow, { spec, categories }: ReadableTable): void {
  const fits = row.categories.length === spec.dimensions.length && row.counts.length === spec.measures.length
  if (!fits || categories.length !== spec.dimensions.length) throw new RangeError(`ragged table: ${spec.name}`)
}

function columnsOf(
  { spec, categories }: ReadableTable,
  earlier: readonly Protection[],
  uncounted: Pick<ReadonlySet<Measure>, 'has'>,
  titles: ReadonlyMap<string, Both> | undefined,
): readonly Column<ProtectedRow>[] {
  const period = { ...PERIOD_COLUMNS[spec.period], textOf: (row: ProtectedRow) => periodText(spec.period, row.period) }
  const feature = {
    ...FEATURE_COLUMN,
    isKey: true,
    namesFeatures: true,
    textOf: (row: ProtectedRow) => row.feature,
  } as const
  const dimensions = spec.dimensions.map((dimension, position) => ({
    ...dimensionColumn(dimension, categories[position] ?? [], titles),
    textOf: (row: ProtectedRow) => row.categories[position] ?? '',
  }))
  const measures = spec.measures.map((measure, position) => ({
    ...measureColumn(measure, spec, earlier, uncounted.has(measure)),
    textOf: (row: ProtectedRow) => String(row.counts[position] ?? ''),
  }))
  return [period, feature, ...dimensions, ...measures]
}

/** `Par mois, fonctionnalité et terminal`. */
function titleOf(columns: readonly ColumnMeaning[], language: Language): string {
  const keys = columns.filter((column) => column.isKey).map((column) => lowerFirst(column.title[language]))
  return `${language === 'fr' ? 'Par' : 'By'} ${listedWithAnd(keys, language)}`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function descriptionOf(table: ReadableTable, title: Both, earlier: readonly EarlierProtection[]): Both {
  const { name, protection } = table.spec
  const rules = [protectionWords(protection), ...erasWords([table], new Map([[name, earlier]]), (own) => own)]
  return inBoth((language) => [`${title[language]}.`, ...rules.map((words) => words[language])].join(' '))
}

function protectionWords(protection: Protection): Both {
  switch (protection.level) {
    case 'exact':
      return {
        fr: 'Non protégé : comptes exacts, risque accepté par le producteur.',
        en: 'Not protected: exact counts, risk accepted by the publisher.',
      }
    case 'threshold':
      return {
        fr: `Masqué : ce qui est inférieur à ${protection.k}, et ce qui le trahirait ; tout compte montré est exact.`,
        en: `Hidden: what is below ${protection.k}, and what would betray it; every count that is shown is exact.`,
      }
    case 'cell-key':
      return {
        fr: `Un bruit aléatoire d’au plus ${protection.reach} en plus ou en moins est ajouté à chaque chiffre, puis ce qui est inférieur à ${protection.k} est masqué ; les totaux ne s’additionnent donc pas, et un chiffre proche de ${protection.k} est plutôt trop grand.`,
        en: `Random noise of at most ${protection.reach} either way is added to each figure, then what is below ${protection.k} is hidden; so totals do not add up, and a figure near ${protection.k} is rather too large.`,
      }
    case 'dp':
      return {
        fr: `Confidentialité différentielle : un bruit de Laplace est ajouté à chaque chiffre (ε = ${protection.epsilon} par période pour ${protection.changes} requêtes), puis ce qui est inférieur à ${protection.k} est masqué ; les totaux ne s’additionnent donc pas.`,
        en: `Differential privacy: Laplace noise is added to each figure (ε = ${protection.epsilon} a period for ${protection.changes} requests), then what is below ${protection.k} is hidden; so totals do not add up.`,
      }
  }
}
