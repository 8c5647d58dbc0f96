import { isDeepStrictEqual } from 'node:util'
import { firstDayOf, lastDayOf } from '../../domain/calendar.ts'
import type { Report } from '../../domain/finding.ts'
import type { TableSpec } from '../../domain/table.ts'
import { hasThreshold, wrongSpecs } from '../../protect/index.ts'
import { disclosuresOf } from '../disclosures-of.ts'
import { erasOf, protectionBefore, thresholdChanges, thresholdOf } from './eras.ts'
import { tablesOf, type FigureTable } from './figure-tables.ts'
import type { ReadEdition } from './read/read-edition.ts'

type Publication = ReadEdition['book']['publication']
type Disclosure = ReturnType<Publication['disclosures']['get']>

/** @param field of the description */
export type Tell = (code: Parameters<Report>[0]['code'], field: string, found?: string) => void

/** How each table is protected, beside the others: tables come and go, so each day has those that tell of it. */
export function checkProtection(edition: ReadEdition, tell: Tell): void {
  const { disclosures } = edition.book.publication
  const specs = tablesOf(edition).map(({ spec }) => spec)
  const placeOf = (table: string): string =>
    `resources.${specs.findIndex(({ name }) => name === table)}.comptage.protection`
  for (const table of wrongThresholds(edition)) tell('THRESHOLD_DIFFERS', placeOf(table), `${table}: threshold`)
  for (const { table, wrong } of wrongRules(edition))
    tell(wrong === 'numbers' ? 'PROTECTION_NUMBERS' : 'TABLE_RULE_BROKEN', placeOf(table), `${table}: ${wrong}`)
  for (const [position, [table, disclosure]] of [...disclosuresOf(specs)].entries())
    if (!isDeepStrictEqual(guessesOf(disclosures.get(table)), guessesOf(disclosure)))
      tell('DISCLOSURE_DIFFERS', `resources.${position}.comptage.disclosure`)
}

// The table that tells a request anyway may lie in the other folder.
function guessesOf(disclosure: Disclosure): unknown {
  return disclosure && [disclosure.presence, disclosure.profile, disclosure.twice]
}

/** Each once. */
function wrongRules(edition: ReadEdition): Iterable<ReturnType<typeof wrongSpecs>[number]> {
  const { publication } = edition.book
  const all = [...specsTogether(edition)].flatMap((specs) => wrongTogether(specs, publication))
  return new Map(all.map((one) => [`${one.table} ${one.wrong}`, one])).values()
}

function wrongTogether(specs: readonly TableSpec[], { k, since }: Publication): ReturnType<typeof wrongSpecs> {
  const own = specs.flatMap(({ protection }) => thresholdOf(protection)).at(0) ?? k
  // Thresholds are held to each other by the day on which their periods began.
  return wrongSpecs(specs, own, since !== undefined).filter(({ wrong }) => wrong !== 'threshold')
}

/**
 * The tables that tell of one day, as they were protected then, each such list once. Of `count` all; and one without a row
 * stands alone.
 */
function specsTogether(edition: ReadEdition): Iterable<readonly TableSpec[]> {
  const tables = tablesOf(edition)
  const { publication } = edition.book
  if (publication.history === undefined) return [tables.map(({ spec }) => spec)]
  const ofDay = new Map<number, TableSpec[]>()
  for (const { spec, rows } of tables)
    for (const period of periodsOf(rows)) {
      const first = firstDayOf(spec.period, period)
      const then = { ...spec, protection: protectionBefore(spec, first + 1, [publication]) }
      for (let day: number = first; day <= lastDayOf(spec.period, period); day++)
        ofDay.set(day, [...(ofDay.get(day) ?? []), then])
    }
  const alone = tables.filter(({ rows }) => rows.length === 0).map(({ spec }) => [spec])
  return new Map([...ofDay.values(), ...alone].map((specs) => [JSON.stringify(specs), specs])).values()
}

function periodsOf(rows: FigureTable['rows']): ReadonlySet<FigureTable['partial'][number]> {
  const found = new Set<FigureTable['partial'][number]>()
  for (const { period } of rows) found.add(period)
  return found
}

/** A table, and the first days of its periods. */
type Begun = { readonly spec: TableSpec; readonly days: readonly number[] }

/**
 * The tables whose threshold is not that of the others whose periods began in the same era; in the newest it is that of the
 * dataset, unless a change is told of which no period here has begun yet.
 */
function wrongThresholds(edition: ReadEdition): readonly string[] {
  const { publication } = edition.book
  const { k } = publication
  const begun = tablesOf(edition).map(({ spec, rows }): Begun => ({
    spec,
    days: [...periodsOf(rows)].map((period) => firstDayOf(spec.period, period)),
  }))
  const newest = Math.max(-Infinity, ...begun.flatMap(({ days }) => days.at(-1) ?? []))
  const changes = thresholdChanges(publication)
  const isToCome = changes.some((change) => change.k === k && change.from > newest)
  const wrong = erasOf([publication], k).flatMap(({ from, to }) => {
    const own = begun
      .filter(({ days }) => days.some((day) => day >= from && day < to))
      .map(({ spec }) => asBefore(spec, to, publication))
    const expected = newest < to && !isToCome ? k : own.flatMap(({ protection }) => thresholdOf(protection)).at(0)
    return expected === undefined ? [] : own.filter(({ protection }) => !hasThreshold(protection, expected))
  })
  const without = begun
    .filter(({ days }) => days.length === 0)
    .map(({ spec }) => asBefore(spec, Infinity, publication))
    .filter(({ protection }) => !hasThreshold(protection, k))
  return [...new Set([...wrong, ...without].map(({ name }) => name))]
}

function asBefore(spec: TableSpec, day: number, publication: Publication): TableSpec {
  return { ...spec, protection: protectionBefore(spec, day, [publication]) }
}
