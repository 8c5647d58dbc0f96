import type { PeriodKind } from '../../domain/dictionary.ts'
import { DAY, type ColumnMeaning } from './column.ts'

/** The first column of a table. */
export const PERIOD_COLUMNS: Readonly<Record<PeriodKind, ColumnMeaning>> = {
  day: {
    ...DAY,
    name: { fr: 'jour', en: 'day' },
    title: { fr: 'Jour', en: 'Day' },
    description: { fr: 'Jour civil', en: 'Calendar day' },
    isKey: true,
  },
  week: {
    name: { fr: 'semaine', en: 'week' },
    title: { fr: 'Semaine', en: 'Week' },
    description: { fr: 'Semaine ISO 8601, du lundi au dimanche', en: 'ISO 8601 week, Monday to Sunday' },
    unit: { fr: 'AAAA-Wnn', en: 'YYYY-Wnn' },
    type: 'string',
    isKey: true,
    constraints: { pattern: '^[0-9]{4}-W[0-9]{2}$' },
  },
  month: {
    name: { fr: 'mois', en: 'month' },
    title: { fr: 'Mois', en: 'Month' },
    description: { fr: 'Mois civil', en: 'Calendar month' },
    unit: { fr: 'AAAA-MM', en: 'YYYY-MM' },
    type: 'yearmonth',
    isKey: true,
  },
  quarter: {
    name: { fr: 'trimestre', en: 'quarter' },
    title: { fr: 'Trimestre', en: 'Quarter' },
    description: { fr: 'Trimestre civil', en: 'Calendar quarter' },
    unit: { fr: 'AAAA-Qn', en: 'YYYY-Qn' },
    type: 'string',
    isKey: true,
    constraints: { pattern: '^[0-9]{4}-Q[1-4]$' },
  },
  year: {
    name: { fr: 'annee', en: 'year' },
    title: { fr: 'Année', en: 'Year' },
    description: { fr: 'Année civile', en: 'Calendar year' },
    unit: { fr: 'AAAA', en: 'YYYY' },
    type: 'year',
    isKey: true,
  },
}
