import { dayText, type DayIndex } from '../../domain/calendar.ts'
import { isNoisy, type Grid } from '../../domain/table.ts'
import { otherFolderOf, type Edition } from '../edition.ts'
import type { Words } from '../words.ts'
import { labelsOf } from './labels-of.ts'

/**
 * How the figures were made, for programs. With the CSVs it is enough to write every other file of the folder anew:
 * nothing that they say stands nowhere else.
 */
export function methodOf(edition: Edition, files: readonly string[], texts: Readonly<Record<string, Words>>): object {
  const { publication, tier } = edition
  const { programVersion, timezone, k, graceHours, robots, formats, language, tables, service } = publication
  const namesOf = (some: typeof tables) => some.map(({ spec }) => spec.name)
  return {
    version: programVersion,
    service: { id: service.id, name: service.name, url: service.url },
    timezone,
    tier,
    otherFolder: otherFolderOf(edition),
    ...spansOf(edition),
    k,
    leastK: publication.leastK,
    graceHours,
    robots,
    formats,
    isPartialLog: publication.isPartialLog,
    // Every table of the service counts the same requests: an exact one may give away what another hides.
    exact: namesOf(tables.filter(({ spec }) => spec.protection.level === 'exact')),
    noisy: namesOf(tables.filter(({ spec }) => isNoisy(spec))),
    since: textOf(publication.since),
    features: publication.features.map(({ id, title, match, clients, partial, assets, from, until }) => ({
      id,
      title,
      match: match.map(({ value }) => value),
      clients,
      partial,
      assets,
      from: textOf(from),
      until: textOf(until),
    })),
    privacy: publication.privacy,
    history: publication.history,
    ledger: ledgerOf(edition),
    cut: publication.cut,
    labels: labelsOf(texts, language),
    files,
  }
}

/** Revisions of the tables of this folder alone. */
function ledgerOf({ publication: { ledger }, tables }: Edition): object | undefined {
  if (ledger === undefined) return undefined
  const names = tables.map(({ spec }) => spec.name)
  return { ...ledger, revisions: ledger.revisions.filter(({ table }) => names.includes(table)) }
}

/** Of its own tables; where that of both tiers is another, of which gaps and lines are told, it stands beside. */
function spansOf({ days, publication: { grid } }: Edition): object {
  const isShared = days[0] === grid[0] && days.at(-1) === grid.at(-1)
  return { span: spanOf(days), sharedSpan: isShared ? undefined : spanOf(grid) }
}

function spanOf(days: Grid): object | undefined {
  const [first, last] = [days[0], days.at(-1)]
  return first === undefined || last === undefined ? undefined : { from: dayText(first), to: dayText(last) }
}

function textOf(day: DayIndex | undefined): string | undefined {
  return day === undefined ? undefined : dayText(day)
}
