import { sheetOf, type Column, type Sheet } from './column.ts'
import { FEATURE_COLUMN } from './dimension-columns.ts'

/** Breaks in the series. One pass over the logs knows no earlier definition, so it has none: the header alone. */
export function breaksSheet(): Sheet {
  const meaning = {
    name: 'breaks',
    title: { fr: 'Ruptures de série', en: 'Breaks in the series' },
    description: {
      fr: 'Ce qui a changé dans la façon de compter, et quand.',
      en: 'What changed in the way of counting, and when.',
    },
  }
  return sheetOf<never>(meaning, COLUMNS, [])
}

const COLUMNS: readonly Column<never>[] = [
  {
    name: { fr: 'date', en: 'date' },
    title: { fr: 'Date', en: 'Date' },
    description: { fr: 'Premier jour de la nouvelle façon de compter', en: 'First day of the new way of counting' },
    unit: { fr: 'AAAA-MM-JJ', en: 'YYYY-MM-DD' },
    type: 'date',
    constraints: { required: true },
    textOf: String,
  },
  {
    ...FEATURE_COLUMN,
    namesFeatures: true,
    empty: { fr: 'toutes les fonctionnalités', en: 'every feature' },
    textOf: String,
  },
  {
    name: { fr: 'rupture', en: 'break' },
    title: { fr: 'Rupture', en: 'Break' },
    description: { fr: 'Ce qui a changé', en: 'What changed' },
    unit: { fr: 'texte', en: 'text' },
    type: 'string',
    constraints: { required: true },
    textOf: String,
  },
]
