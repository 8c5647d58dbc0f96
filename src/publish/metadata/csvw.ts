import { basename } from 'node:path/posix'
import { isRequired, keysOf, type ColumnMeaning, type Sheet } from '../columns/column.ts'
import type { Edition } from '../edition.ts'
import { LICENCE_WORDS } from '../listed-licences.ts'

/** `NAME.csv-metadata.json`: CSV on the Web, under the name that its readers try first. */
export function csvw(sheet: Sheet, path: string, { publication, tier }: Edition): string {
  const { language, licences } = publication
  const { title, description, columns } = sheet
  const keys = keysOf(columns, language)
  const metadata = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': language }],
    // Where it named another file, a reader would pass it over.
    url: basename(path),
    'dc:title': title[language],
    'dc:description': description[language],
    'dc:license': { '@id': LICENCE_WORDS[licences[tier]].address },
    dialect: { encoding: 'utf-8', delimiter: ',', header: true, lineTerminators: ['\n'] },
    tableSchema: {
      columns: columns.map((column) => columnOf(column, language)),
      primaryKey: keys.length > 0 ? keys : undefined,
    },
  }
  return `${JSON.stringify(metadata, null, 2)}\n`
}

function columnOf(column: ColumnMeaning, language: Edition['publication']['language']): object {
  const { name, description } = column
  return {
    name: name[language],
    // What stands in the header: another title would be a mismatch.
    titles: name[language],
    'dc:description': description[language],
    datatype: datatypeOf(column),
    ...(isRequired(column) ? { required: true } : { null: '' }),
  }
}

function datatypeOf({ type, constraints = {} }: ColumnMeaning): string | object {
  switch (type) {
    case 'date':
      return { base: 'date', format: 'yyyy-MM-dd' }
    case 'yearmonth':
      return 'gYearMonth'
    case 'year':
      return 'gYear'
    case 'string':
      return constraints.pattern === undefined ? 'string' : { base: 'string', format: constraints.pattern }
    case 'integer':
      return { base: 'nonNegativeInteger', minimum: constraints.minimum, maximum: constraints.maximum }
  }
}
