import type { Edition } from '../edition.ts'
import { erasWords } from '../eras-words.ts'
import { levelsOf, type Names } from '../levels.ts'
import { code, table } from '../markdown.ts'
import { listed, type Words } from '../words.ts'
import type { Prose } from './prose.ts'

/** Each table with its dimensions, its level and the numbers of it. */
export function protectionParagraphs(edition: Edition, language: keyof Words, prose: Prose): readonly string[] {
  const { tables, publication } = edition
  const rows = tables.map(({ spec }) => {
    const dimensions = edition.data
      .find(({ sheet }) => sheet.name === spec.name)
      ?.sheet.columns.filter((column) => column.isKey)
      .map((column) => code(column.name[publication.language]))
    return [code(spec.name), listed(dimensions ?? [], language), prose.protection(spec.protection)]
  })
  return [table(prose.tablesHeader, rows), ...levelParagraphs(edition, language, prose)]
}

/** Each sentence of the tables that it is true of. */
function levelParagraphs(edition: Edition, language: keyof Words, prose: Prose): readonly string[] {
  const { at, below, folded, noisy, exactElsewhere } = levelsOf(edition)
  const names = (some: Names) => listed(some, language)
  const of = (some: Names, say: (tables: string) => string) => (some.length > 0 ? [say(names(some))] : [])
  const noise = [...of(at['cell-key'], prose.cellKey), ...of(folded, prose.folded), ...of(at.dp, prose.dp)]
  return [
    ...below.map(({ k, tables }) => prose.threshold(names(tables), k)),
    ...of(at.threshold, prose.margins),
    ...erasWords(edition.tables, edition.publication.earlier, code).map((words) => words[language]),
    ...(noisy.length > 0 ? [[...noise, prose.noisyPeriods].join(' ')] : []),
    ...of([...at.exact, ...exactElsewhere], prose.exact),
  ]
}

/** What somebody can still find out, a table a row. */
export function guessParagraphs(
  { tables, publication: { disclosures } }: Edition,
  language: keyof Words,
  prose: Prose,
): readonly string[] {
  const rows = tables.flatMap(({ spec: { name } }) => {
    const disclosure = disclosures.get(name)
    if (disclosure === undefined) return []
    const { presence, profile, toldBy, profileToldBy } = disclosure
    const told = toldBy === undefined ? '' : ` (${prose.toldBy(code(toldBy))})`
    const profileTold = profileToldBy === undefined ? '' : ` (${prose.profileToldBy(code(profileToldBy))})`
    const categories = profile === undefined ? prose.noCategories : `${percent(profile, language)}${profileTold}`
    return [[code(name), `${percent(presence, language)}${told}`, categories]]
  })
  return [prose.guesses, table(prose.guessesHeader, rows)]
}

/** The same of a period with bounded noise that was published twice: of the table that tells most. */
export function correctedGuesses(
  { tables, publication: { disclosures } }: Edition,
  language: keyof Words,
  prose: Prose,
): readonly string[] {
  const all = tables.flatMap(({ spec: { name, protection } }) =>
    protection.level === 'cell-key' ? (disclosures.get(name)?.twice ?? []) : [],
  )
  const profiles = all.flatMap(({ profile }) => profile ?? [])
  if (all.length === 0) return []
  const most = (shares: readonly number[]): string => percent(Math.max(...shares), language)
  const presence = most(all.map((one) => one.presence))
  return [prose.correctedCellKey(presence, profiles.length > 0 ? most(profiles) : undefined)]
}

/** `66.5 %`, `100 %`; in French with a comma and a space that no line breaks at. */
function percent(share: number, language: keyof Words): string {
  const digits = (share * 100).toFixed(1).replace(/\.0$/, '')
  return language === 'fr' ? `${digits.replace('.', ',')}\u00A0%` : `${digits} %`
}
