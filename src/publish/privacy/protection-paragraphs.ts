import { isNoisy } from '../../domain/table.ts'
import type { Edition } from '../edition.ts'
import { erasWords } from '../eras-words.ts'
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
  const exact = publication.tables.filter(({ spec }) => spec.protection.level === 'exact')
  return [
    table(prose.tablesHeader, rows),
    prose.threshold(publication.k),
    ...erasWords(tables, publication.earlier, code).map((words) => words[language]),
    ...(tables.some(({ spec }) => isNoisy(spec)) ? [prose.noise] : []),
    ...(exact.length > 0
      ? [
          prose.exact(
            listed(
              exact.map(({ spec }) => code(spec.name)),
              language,
            ),
          ),
        ]
      : []),
  ]
}

/** What somebody can still find out, a table a row. */
export function guessParagraphs({ tables, publication: { disclosures } }: Edition, prose: Prose): readonly string[] {
  const rows = tables.flatMap(({ spec: { name } }) => {
    const disclosure = disclosures.get(name)
    if (disclosure === undefined) return []
    const { presence, profile, toldBy } = disclosure
    const told = toldBy === undefined ? '' : ` (${prose.toldBy(code(toldBy))})`
    return [[code(name), `${percent(presence)}${told}`, profile === undefined ? prose.noCategories : percent(profile)]]
  })
  return [prose.guesses, table(prose.guessesHeader, rows)]
}

/** `67 %`. */
function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
