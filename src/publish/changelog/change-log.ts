import { dayText, type DayIndex, periodOf, periodText } from '../../domain/calendar.ts'
import { PERIOD_KINDS } from '../../domain/dictionary.ts'
import type { Grid } from '../../domain/table.ts'
import type { Edition } from '../edition.ts'
import { plain } from '../markdown.ts'
import type { Both } from '../../domain/service.ts'
import { inBoth, updatedOn } from '../words.ts'
import { changeWords } from './change-words.ts'
import { toldNow } from './history.ts'
import { datasetBegun } from './release.ts'
import type { Change, Release } from '../../domain/change.ts'

/** `CHANGELOG.md` of a dataset: one entry a version, the latest first, each line in both languages. */
export function changeLog(edition: Edition): string {
  const { publication, title } = edition
  const { language } = publication
  const entries = releasesTold(edition).map(entryOf).toReversed()
  return `${[`# ${CHANGES[language]} — ${plain(title[language])}`, RECIPE, ...entries].join('\n\n')}\n`
}

/** Every version, the oldest first; the first says what it holds. */
function releasesTold(edition: Edition): readonly Release[] {
  const { version, created, history = [{ version, created, changes: [] }] } = edition.publication
  return history.map((release, i) => (i === 0 ? sayingIts(edition, release) : release))
}

/**
 * The versions that brought something to this folder, and what, each table by the name that it has now: both folders of a service have one
 * list of versions, and most versions of days add to the summary alone.
 */
export function releasesOfFolder(edition: Edition): readonly Release[] {
  const own = new Set(edition.tables.map(({ spec }) => spec.name))
  const isOfOther = (change: Change): boolean =>
    'table' in change && OF_ROWS.has(change.kind) && !own.has(change.table ?? '')
  return toldNow(releasesTold(edition))
    .filter(({ changes }) => changes.length === 0 || !changes.every(isOfOther))
    .map((release) => ({ ...release, changes: release.changes.filter((change) => !isOfOther(change)) }))
}

/** What is told of a table that has rows, and so is in one folder; all else may be told before it has one. */
const OF_ROWS = new Set<Change['kind']>([
  'periods-added',
  'periods-revised',
  'percentiles-raised',
  'columns-changed',
  'table-split',
  'year-split',
])

const CHANGES: Both = { fr: 'Journal des versions', en: 'Changelog' }

const RECIPE = `Majeure (1.0.0 → 2.0.0) : les chiffres ou les colonnes ne se comparent plus, sont à une autre adresse ou sous une autre
licence. Mineure (1.0.0 → 1.1.0) : des périodes ou des fonctionnalités en plus. Corrective (1.0.0 → 1.0.1) : une valeur ou
un texte corrigé.

*Major (1.0.0 → 2.0.0): figures or columns no longer compare, are at another address or under another licence. Minor
(1.0.0 → 1.1.0): more periods or features. Patch (1.0.0 → 1.0.1): a value or a text corrected.*`

/** The first version says what it holds, unless it says what it held: that is told of both folders, and the days of a detail are fewer. */
function sayingIts(edition: Edition, release: Release): Release {
  const said = release.changes.find((change) => change.kind === 'dataset-begun')
  if (said !== undefined && (edition.tier === 'summary' || said.span === undefined)) return release
  const isThen = (day: DayIndex) =>
    said?.span === undefined || (dayText(day) >= said.span.from && dayText(day) <= said.span.to)
  const begun = datasetBegun(firstDays(edition).filter(isThen))
  return { ...release, changes: [begun, ...release.changes.filter((change) => change !== said)] }
}

/** The days of a first version, as far as they are there: all that no later one tells to have added. */
function firstDays({ days, publication: { history }, tables }: Edition): Grid {
  const names = new Set(tables.map(({ spec }) => spec.name))
  const later = toldNow(history)
    .slice(1)
    .flatMap(({ changes }) => changes)
  const added = new Set(
    later.flatMap((change) => (change.kind === 'periods-added' && names.has(change.table) ? change.periods : [])),
  )
  // A month is added when its days are there already.
  const kind = PERIOD_KINDS.find((one) => tables.some(({ spec }) => spec.period === one))
  return kind === undefined ? days : days.filter((day) => !added.has(periodText(kind, periodOf(kind, day))))
}

function entryOf({ version, created, changes }: Release): string {
  const date = inBoth((language) => updatedOn(created, language))
  const lines = changes.map(changeWords)
  return [`## ${version} — ${date.fr} / ${date.en}`, lines.map(({ fr, en }) => `- ${fr}\n  *${en}*`).join('\n')].join(
    '\n\n',
  )
}
