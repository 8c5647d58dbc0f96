import type { PeriodKind } from '../../domain/dictionary.ts'
import type { Resource } from './descriptor.ts'

/** The first column of a table is its period: its header, in French and in English, the finest first. */
const HEADERS: readonly (readonly [kind: PeriodKind, headers: readonly string[]])[] = [
  ['day', ['jour', 'day']],
  ['week', ['semaine', 'week']],
  ['month', ['mois', 'month']],
  ['quarter', ['trimestre', 'quarter']],
  ['year', ['annee', 'year']],
]

/** The finest period of the tables of figures: how often something new may come. */
export function finestPeriod(resources: readonly Resource[]): PeriodKind | undefined {
  const tables = resources.filter(({ comptage }) => comptage.protection !== undefined)
  const first = tables.map(({ schema }) => schema.fields[0]?.name ?? '')
  return HEADERS.find(([, headers]) => headers.some((header) => first.includes(header)))?.[0]
}
