import { block } from '../markdown.ts'
import type { Section, Telling } from './telling.ts'

/** One line for each of three common readers: all files of the first table, however many years it has. */
export function readingSection({ edition, prose }: Telling): Section {
  const { language } = edition.publication
  const [first] = edition.data
  const figures = first?.sheet.columns.filter((column) => !column.isKey).map((column) => column.name[language]) ?? []
  const types = (say: (figure: string) => string) => figures.map(say).join(', ')
  const paths = first?.parts.map(({ path }) => `'${path}'`) ?? []
  const [numbers, classes] = [types((figure) => `'${figure}': 'Int64'`), types((figure) => `${figure} = 'numeric'`)]
  const all = paths.join(', ')
  const isSplit = paths.length > 1
  const lines = [
    `DuckDB   SELECT * FROM read_csv(${isSplit ? `[${all}]` : all}, types={${types((figure) => `'${figure}': 'BIGINT'`)}});`,
    isSplit
      ? `pandas   pandas.concat((pandas.read_csv(path, dtype={${numbers}}) for path in [${all}]), ignore_index=True)`
      : `pandas   pandas.read_csv(${all}, dtype={${numbers}})`,
    isSplit
      ? `R        do.call(rbind, lapply(c(${all}), read.csv, colClasses = c(${classes})))`
      : `R        read.csv(${all}, colClasses = c(${classes}))`,
  ]
  return { heading: 'reading', paragraphs: [prose.reading, block('text', lines.join('\n'))] }
}
