import { periodOf, periodOfText, periodText } from '../../domain/calendar.ts'
import { PERIOD_KINDS } from '../../domain/dictionary.ts'
import type { Grid } from '../../domain/table.ts'
import type { Edition } from '../edition.ts'
import { plain } from '../markdown.ts'
import { inBoth, updatedOn, type Words } from '../words.ts'
import { changeWords } from './change-words.ts'
import { datasetBegun } from './release.ts'
import type { Release } from '../../domain/change.ts'

/** `CHANGELOG.md` of a dataset: one entry a version, the latest first, each line in both languages. */
export function changeLog(edition: Edition): string {
  const { publication, title } = edition
  const { language } = publication
  const entries = releasesTold(edition).map(entryOf).toReversed()
  return `${[`# ${CHANGES[language]} — ${plain(title[language])}`, RECIPE, ...entries].join('\n\n')}\n`
}

/** Every version, the oldest first; the first says what it holds. */
export function releasesTold(edition: Edition): readonly Release[] {
  const { version, created, history = [{ version, created, changes: [] }] } = edition.publication
  return history.map((release, i) => (i === 0 ? sayingIts(firstDays(edition), release) : release))
}

const CHANGES: Words = { fr: 'Journal des versions', en: 'Changelog' }

const RECIPE = `Majeure (1.0.0 → 2.0.0) : les chiffres ou les colonnes ne se comparent plus, sont à une autre adresse ou sous une autre
licence. Mineure (1.0.0 → 1.1.0) : des périodes ou des fonctionnalités en plus. Corrective (1.0.0 → 1.0.1) : une valeur ou
un texte corrigé.

*Major (1.0.0 → 2.0.0): figures or columns no longer compare, are at another address or under another licence. Minor
(1.0.0 → 1.1.0): more periods or features. Patch (1.0.0 → 1.0.1): a value or a text corrected.*`

/** The first version says what it holds, unless it says what it held. */
function sayingIts(days: Grid, release: Release): Release {
  const isSaid = release.changes.some(({ kind }) => kind === 'dataset-begun')
  return isSaid ? release : { ...release, changes: [datasetBegun(days), ...release.changes] }
}

/** The days of a first version of which that is not kept: all that no later one tells to have added. */
function firstDays({ publication: { grid, history = [] }, tables }: Edition): Grid {
  const later = history.slice(1).flatMap(({ changes }) => changes)
  const added = new Set(later.flatMap((change) => (change.kind === 'periods-added' ? change.periods : [])))
  // A month is added when its days are there already.
  const kind = PERIOD_KINDS.find(
    (one) => tables.some(({ spec }) => spec.period === one) || [...added].some((text) => periodOfText(one, text)),
  )
  return kind === undefined ? grid : grid.filter((day) => !added.has(periodText(kind, periodOf(kind, day))))
}

function entryOf({ version, created, changes }: Release): string {
  const date = inBoth((language) => updatedOn(created, language))
  const lines = changes.map(changeWords)
  return [`## ${version} — ${date.fr} / ${date.en}`, lines.map(({ fr, en }) => `- ${fr}\n  *${en}*`).join('\n')].join(
    '\n\n',
  )
}
