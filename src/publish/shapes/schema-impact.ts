import { stringify } from 'csv-stringify/sync'
import { dayText, firstDayOf, lastDayOf } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'
import { ProblemError } from '../../domain/problem.ts'
import { tierOf, type ProtectedRow, type ProtectedTable, type TableSpec } from '../../domain/table.ts'
import { titleOf } from '../columns/features-sheet.ts'
import { openInPart } from '../known-figures.ts'
import type { Publication } from '../publication.ts'

/**
 * The uses of a table in the columns of `schema-impact-service-public-numerique` 0.5.0, in French. A hidden figure has no
 * row: `valeur` cannot be empty.
 *
 * @throws ProblemError SHAPE_NEEDS_USES for a table that the schema has no place for
 */
export function schemaImpact(table: ProtectedTable, publication: Publication): string {
  const { spec, rows } = table
  refuseWithoutUses(spec)
  const requests = spec.measures.indexOf('requests')
  const isInPart = openInPart(spec, publication)
  const records = rows.flatMap((row) => {
    const value = row.counts[requests]
    return value === undefined ? [] : [recordOf(row, value, spec, publication, isInPart(row.period))]
  })
  return stringify(records, { header: true, columns: [...COLUMNS], record_delimiter: '\n' })
}

/** @throws ProblemError SHAPE_NEEDS_USES */
export function refuseWithoutUses(spec: TableSpec): void {
  if (tierOf(spec) === 'detail' || !spec.measures.includes('requests'))
    throw new ProblemError({ code: 'SHAPE_NEEDS_USES', shape: 'schema-impact', table: spec.name })
}

const COLUMNS = [
  'administration_rattachement',
  'nom_service_public_numerique',
  'indicateur',
  'valeur',
  'unite_mesure',
  'est_cible',
  'type_indicateur',
  'frequence_monitoring',
  'date',
  'est_periode',
  'date_debut',
  'est_automatise',
  'source_collecte',
  'denom_insee',
  'code_insee',
  'dataviz_wish',
  'commentaires',
] as const

const FREQUENCIES: Readonly<Record<PeriodKind, string>> = {
  day: 'quotidienne',
  week: 'hebdomadaire',
  month: 'mensuelle',
  quarter: 'trimestrielle',
  year: 'annuelle',
}

function recordOf(
  { feature, period }: ProtectedRow,
  value: number,
  { period: kind, protection }: TableSpec,
  { service, features }: Publication,
  isInPart: boolean,
): Readonly<Record<(typeof COLUMNS)[number], string>> {
  const known = features.find(({ id }) => id === feature)
  return {
    administration_rattachement: service.publisher?.name ?? service.name,
    nom_service_public_numerique: service.name,
    indicateur: `Nombre de requêtes - ${known === undefined ? feature : titleOf(known, 'fr')}`,
    valeur: String(value),
    unite_mesure: 'unité',
    est_cible: 'false',
    type_indicateur: 'usage',
    frequence_monitoring: FREQUENCIES[kind],
    date: dayText(lastDayOf(kind, period)),
    est_periode: 'true',
    date_debut: dayText(firstDayOf(kind, period)),
    est_automatise: 'true',
    source_collecte: 'script',
    denom_insee: '',
    code_insee: '',
    dataviz_wish: 'linechart',
    commentaires: [
      'Requêtes et non personnes',
      ...(protection.level === 'exact'
        ? []
        : [`valeurs inférieures à ${protection.k}, ou qui en trahiraient une, non publiées`]),
      ...(isInPart ? ['période couverte en partie par les journaux'] : []),
    ].join(' ; '),
  }
}
