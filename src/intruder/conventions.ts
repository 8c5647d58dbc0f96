import { MEASURES, type Measure, type PeriodKind } from '../domain/dictionary.ts'
import { DEFINITIONS, linesCounted } from '../domain/measure.ts'

/** What a column is, by its header in either language (docs/dataset.md). Undefined: no column that the relations need. */
export type ColumnRole =
  | { readonly is: 'period'; readonly kind: PeriodKind }
  | { readonly is: 'feature' | 'fate' | 'lines' }
  | { readonly is: 'dimension'; readonly dimension: string }
  | { readonly is: 'count'; readonly count: Measure }

export function columnOf(header: string): ColumnRole | undefined {
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

/** Headers of what may be hidden: durations are no counts, and sums stand in exact tables alone. */
const MEASURE_OF = Object.fromEntries(
  MEASURES.filter((measure) => linesCounted(measure) !== undefined).flatMap((measure) =>
    Object.values(DEFINITIONS[measure].header).map((header) => [header, measure] as const),
  ),
)

const COLUMNS: ReadonlyMap<string, ColumnRole> = new Map(
  Object.entries<ColumnRole>({
    ...columns(PERIODS, (kind) => ({ is: 'period', kind })),
    ...columns(DIMENSIONS, (dimension) => ({ is: 'dimension', dimension })),
    ...columns(MEASURE_OF, (count) => ({ is: 'count', count })),
    ...{ fonctionnalite: { is: 'feature' }, feature: { is: 'feature' } },
    ...{ devenir: { is: 'fate' }, fate: { is: 'fate' }, lignes: { is: 'lines' }, lines: { is: 'lines' } },
  }),
)

function columns<T>(
  named: Readonly<Record<string, T>>,
  columnFor: (is: T) => ColumnRole,
): Readonly<Record<string, ColumnRole>> {
  return Object.fromEntries(Object.entries(named).map(([header, is]) => [header, columnFor(is)]))
}
