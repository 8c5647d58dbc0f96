import { periodOfText, periodText, type PeriodIndex } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'
import { runsOf, type Run } from '../../domain/runs-of.ts'
import type { ReadableTable } from '../../domain/table.ts'
import { toldNow } from '../changelog/told-now.ts'
import { code } from '../markdown.ts'
import { dateInWords, listed } from '../words.ts'
import type { Telling } from './telling.ts'

/** Why periods are missing in a table though the logs have their lines: `gaps.csv` does not have their days. */
export function missingPeriods(telling: Telling): readonly string[] {
  return telling.edition.tables.flatMap((table) => [...away(table, telling), ...withheld(table, telling)])
}

function away({ spec }: ReadableTable, { edition, language, prose }: Telling): readonly string[] {
  return (edition.publication.away?.get(spec.name) ?? []).map(({ from, to }) =>
    prose.away(fileOf(spec.name), { first: dateInWords(from, language), last: dateInWords(to, language) }),
  )
}

function withheld({ spec }: ReadableTable, { edition, language, prose }: Telling): readonly string[] {
  const told = toldNow(edition.publication.history).flatMap(({ changes }) =>
    changes.flatMap((change) =>
      change.kind === 'periods-withheld' && change.table === spec.name ? change.periods : [],
    ),
  )
  const periods = new Set(told.flatMap((text) => periodOfText(spec.period, text) ?? []))
  if (periods.size === 0) return []
  const runs = runsOf([...periods].sort((a, b) => a - b))
  const words = runs.map((run) => runInWords(spec.period, run, prose.through))
  return [prose.withheld(fileOf(spec.name), listed(words, language))]
}

function runInWords(kind: PeriodKind, { first, last }: Run<PeriodIndex>, through: string): string {
  const text = periodText(kind, first)
  return first === last ? text : `${text} ${through} ${periodText(kind, last)}`
}

function fileOf(table: string): string {
  return code(`data/${table}.csv`)
}
