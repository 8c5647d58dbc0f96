import { periodText } from '../../domain/calendar.ts'
import type { ReadableQuality } from '../../domain/table.ts'
import type { ReadablePublication } from '../publication.ts'
import { listedWithAnd } from '../words.ts'
import { CODE, sheetOf, type Column, type Sheet } from './column.ts'
import { FATE_CATEGORIES, SUMMED, SUMMED_FATES } from './labels.ts'
import { HIDDEN } from './measure-columns.ts'
import { PERIOD_COLUMNS } from './period-columns.ts'

type QualityRow = ReadableQuality['rows'][number]

/** What became of the lines that a feature takes, by month. */
export function qualitySheet({ quality, tables, k, leastK = k }: ReadablePublication): Sheet {
  const meaning = {
    name: 'quality',
    title: {
      fr: 'Qualité : lignes des fonctionnalités par mois et devenir',
      en: 'Quality: lines of the features by month and fate',
    },
    description: {
      fr: `Ce que sont devenues les lignes des fonctionnalités. ${SUMMED.fr} y sont la somme des chiffres montrés du mois, à défaut de ses jours : un minimum.`,
      en: `What became of the lines of the features. ${SUMMED.en} are the sum of the shown figures of the month, else of its days: a lower bound.`,
    },
  }
  // Older months had their own threshold. The sum of the shown figures of an exact table may be any number.
  const minimum = tables.some(({ spec }) => spec.protection.level === 'exact') ? 0 : leastK
  const lines: Column<QualityRow> = { ...LINES, constraints: { minimum }, textOf: ({ lines }) => String(lines ?? '') }
  return sheetOf(meaning, [MONTH, FATE, lines], quality.rows.toSorted(byMonthAndFate))
}

const MONTH: Column<QualityRow> = { ...PERIOD_COLUMNS.month, textOf: ({ month }) => periodText('month', month) }

const FATE: Column<QualityRow> = {
  ...CODE,
  name: { fr: 'devenir', en: 'fate' },
  title: { fr: 'Devenir', en: 'Fate' },
  description: { fr: 'Ce que la ligne est devenue', en: 'What became of the line' },
  isKey: true,
  categories: FATE_CATEGORIES,
  textOf: ({ fate }) => fate,
}

const LINES = {
  name: { fr: 'lignes', en: 'lines' },
  title: { fr: 'Lignes', en: 'Lines' },
  description: {
    fr: `Lignes des fonctionnalités ; pour ${listedWithAnd(SUMMED_FATES, 'fr')}, la somme des chiffres montrés du mois, à défaut de ses jours, un minimum`,
    en: `Lines of the features; for ${listedWithAnd(SUMMED_FATES, 'en')} the sum of the shown figures of the month, else of its days, a lower bound`,
  },
  unit: { fr: 'lignes', en: 'lines' },
  type: 'integer',
  empty: {
    fr: `${HIDDEN.fr} ; pour ${listedWithAnd(SUMMED_FATES, 'fr')}, aucun mois ni jour montré`,
    en: `${HIDDEN.en}; of ${listedWithAnd(SUMMED_FATES, 'en')}, no month or day is shown`,
  },
} as const

function byMonthAndFate(a: QualityRow, b: QualityRow): number {
  return a.month - b.month || (a.fate < b.fate ? -1 : 1)
}
