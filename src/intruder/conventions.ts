import type { PeriodKind } from '../domain/dictionary.ts'
import type { Count } from './published-folder.ts'

/** What a column is, by its header in either language (docs/dataset.md). Undefined: no column that the relations need. */
export type Column =
  | { readonly is: 'period'; readonly kind: PeriodKind }
  | { readonly is: 'feature' | 'fate' | 'lines' }
  | { readonly is: 'dimension'; readonly dimension: string }
  | { readonly is: 'count'; readonly count: Count }

export function columnOf(header: string): Column | undefined {
  return COLUMNS.get(header)
}

const PERIODS: Readonly<Record<string, PeriodKind>> = {
  ...{ jour: 'day', day: 'day', semaine: 'week', week: 'week', mois: 'month', month: 'month' },
  ...{ trimestre: 'quarter', quarter: 'quarter', annee: 'year', year: 'year' },
}
const DIMENSIONS: Readonly<Record<string, string>> = {
  ...{ terminal: 'device', device: 'device', navigateur: 'browser', browser: 'browser', systeme: 'os', os: 'os' },
  ...{ client: 'client', classe_statut: 'status', status_class: 'status', methode: 'method', method: 'method' },
  ...{ provenance: 'referrer', referrer: 'referrer', heure: 'hour', hour: 'hour' },
  ...{ fonctionnalite_precedente: 'from', from_feature: 'from' },
}
const COUNTS: Readonly<Record<string, Count>> = {
  ...{ requetes: 'requests', requests: 'requests', entrees: 'entries', entries: 'entries' },
  ...{ erreurs: 'errors', errors: 'errors' },
}

const COLUMNS: ReadonlyMap<string, Column> = new Map(
  Object.entries<Column>({
    ...columns(PERIODS, (kind) => ({ is: 'period', kind })),
    ...columns(DIMENSIONS, (dimension) => ({ is: 'dimension', dimension })),
    ...columns(COUNTS, (count) => ({ is: 'count', count })),
    ...{ fonctionnalite: { is: 'feature' }, feature: { is: 'feature' } },
    ...{ devenir: { is: 'fate' }, fate: { is: 'fate' }, lignes: { is: 'lines' }, lines: { is: 'lines' } },
  }),
)

function columns<T>(
  named: Readonly<Record<string, T>>,
  columnFor: (is: T) => Column,
): Readonly<Record<string, Column>> {
  return Object.fromEntries(Object.entries(named).map(([header, is]) => [header, columnFor(is)]))
}
