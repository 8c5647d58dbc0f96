import { breaksOf } from './history.ts'
import { whatBroke } from './change-words.ts'
import type { SeriesBreak } from '../../domain/change.ts'
import type { ReadablePublication } from '../publication.ts'
import { DATE, sheetOf, TEXT, type Column, type Sheet } from '../columns/column.ts'
import { FEATURE_COLUMN } from '../columns/dimension-columns.ts'

/** Breaks in the series, the oldest first. One pass over the logs knows no earlier definition: the header alone. */
export function breaksSheet({ history, language }: ReadablePublication): Sheet {
  const meaning = {
    name: 'breaks',
    title: { fr: 'Ruptures de série', en: 'Breaks in the series' },
    description: {
      fr: 'Ce qui a changé dans la façon de compter, et quand.',
      en: 'What changed in the way of counting, and when.',
    },
  }
  const date: Column<SeriesBreak> = {
    ...DATE,
    description: { fr: 'Premier jour de la nouvelle façon de compter', en: 'First day of the new way of counting' },
    textOf: (change) => change.date,
  }
  const what: Column<SeriesBreak> = { ...WHAT, textOf: (change) => whatBroke(change)[language] }
  const breaks = breaksOf(history)
  return sheetOf(meaning, [date, FEATURE, what], breaks.toSorted(byDate))
}

const FEATURE: Column<SeriesBreak> = {
  ...FEATURE_COLUMN,
  namesFeatures: true,
  empty: { fr: 'toutes les fonctionnalités', en: 'every feature' },
  textOf: (change) => ('feature' in change ? change.feature : ''),
}

const WHAT = {
  ...TEXT,
  name: { fr: 'rupture', en: 'break' },
  title: { fr: 'Rupture', en: 'Break' },
  description: { fr: 'Ce qui a changé', en: 'What changed' },
  constraints: { required: true },
} as const

function byDate(a: SeriesBreak, b: SeriesBreak): number {
  return a.date === b.date ? 0 : a.date < b.date ? -1 : 1
}
