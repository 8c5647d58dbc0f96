import type { Edition } from '../edition.ts'
import { spanOf, updatedOn } from '../readme/telling.ts'
import { inBoth, type Words } from '../words.ts'
import { changeWords } from './change-words.ts'
import type { Release } from './release.ts'

/** `CHANGELOG.md` of a dataset: one entry a version, the latest first, each line in both languages. */
export function changeLog({ publication, title }: Edition): string {
  const { language, version, created, history = [{ version, created, changes: [] }] } = publication
  const first = firstWords(publication)
  const entries = history.map((release, i) => entryOf(release, i === 0 ? [first] : [])).toReversed()
  return `${[`# ${CHANGES[language]} — ${title[language]}`, RECIPE, ...entries].join('\n\n')}\n`
}

const CHANGES: Words = { fr: 'Journal des versions', en: 'Changelog' }

const RECIPE = `Majeure (1.0.0 → 2.0.0) : les chiffres ou les colonnes ne se comparent plus. Mineure (1.0.0 → 1.1.0) : des périodes ou des
fonctionnalités en plus. Corrective (1.0.0 → 1.0.1) : une valeur ou un texte corrigé.

*Major (1.0.0 → 2.0.0): figures or columns no longer compare. Minor (1.0.0 → 1.1.0): more periods or features. Patch
(1.0.0 → 1.0.1): a value or a text corrected.*`

function firstWords({ grid }: Edition['publication']): Words {
  const [fr, en] = [spanOf(grid, 'fr'), spanOf(grid, 'en')]
  return {
    fr: `Première version${fr ? `, du ${fr.first} au ${fr.last}` : ''}.`,
    en: `First version${en ? `, from ${en.first} to ${en.last}` : ''}.`,
  }
}

function entryOf({ version, created, changes }: Release, first: readonly Words[]): string {
  const date = inBoth((language) => updatedOn(created, language))
  const lines = [...first, ...changes.map(changeWords)]
  return [`## ${version} — ${date.fr} / ${date.en}`, lines.map(({ fr, en }) => `- ${fr}\n  *${en}*`).join('\n')].join(
    '\n\n',
  )
}
