import { block } from '../markdown.ts'
import type { Section, Telling } from './telling.ts'

/** One line for each of three common readers. */
export function readingSection({ edition, prose }: Telling): Section {
  const { language } = edition.publication
  const [first] = edition.data
  const figures = first?.sheet.columns.filter((column) => !column.isKey).map((column) => column.name[language]) ?? []
  const types = (say: (figure: string) => string) => figures.map(say).join(', ')
  const path = first?.path ?? ''
  const quoted = first?.parts.map((part) => `'${part.path}'`) ?? []
  const sources = quoted.length > 1 ? `[${quoted.join(', ')}]` : quoted.join('')
  const lines = [
    `DuckDB   SELECT * FROM read_csv(${sources}, types={${types((figure) => `'${figure}': 'BIGINT'`)}});`,
    `pandas   pandas.read_csv('${path}', dtype={${types((figure) => `'${figure}': 'Int64'`)}})`,
    `R        read.csv('${path}', colClasses = c(${types((figure) => `${figure} = 'numeric'`)}))`,
  ]
  return { heading: 'reading', paragraphs: [prose.reading, block('text', lines.join('\n'))] }
}
