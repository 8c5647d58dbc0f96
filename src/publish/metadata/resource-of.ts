import type { Language } from '../../domain/service.ts'
import type { Sheet } from '../columns/column.ts'
import type { DataFile, Edition } from '../edition.ts'
import type { PartFacts } from '../csv/parts.ts'
import { fieldOf } from './field-of.ts'
import { labelsOf } from './labels-of.ts'

const TABLE_SCHEMA = 'https://datapackage.org/profiles/2.0/tableschema.json'

/** A sheet as a resource of Data Package v2. */
export function resourceOf({ sheet, parts }: DataFile, { publication: { language } }: Edition): object {
  const { name, title, description, comptage } = sheet
  const { path, bytes, hash, ...split } = whereOf(parts)
  return {
    name,
    title: title[language],
    description: description[language],
    type: 'table',
    path,
    comptage: { ...comptage, ...split, labels: labelsOf({ title, description }, language) },
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes,
    hash,
    dialect: { header: true, delimiter: ',', lineTerminator: '\n', quoteChar: '"', doubleQuote: true },
    schema: schemaOf(sheet, language),
  }
}

export function schemaOf({ columns }: Pick<Sheet, 'columns'>, language: Language): object {
  const keys = columns.filter((column) => column.isKey).map((column) => column.name[language])
  const foreign = columns.filter((column) => column.namesFeatures).map((column) => column.name[language])
  return {
    $schema: TABLE_SCHEMA,
    fields: columns.map((column) => fieldOf(column, language)),
    primaryKey: keys.length > 0 ? keys : undefined,
    foreignKeys: foreign.length > 0 ? foreign.map((field) => featureKey(field)) : undefined,
  }
}

/** The standard defines no hash of several files, so each has its own under `comptage`. */
function whereOf(parts: readonly PartFacts[]) {
  // Without the prefix it would be taken for MD5.
  const each = parts.map(({ path, bytes, sha256, rows }) => ({ path, bytes, hash: `sha256:${sha256}`, rows }))
  const [first] = each
  if (each.length === 1 && first !== undefined) return { path: first.path, bytes: first.bytes, hash: first.hash }
  return {
    path: each.map(({ path }) => path),
    bytes: each.reduce((sum, { bytes }) => sum + bytes, 0),
    hash: undefined,
    parts: each,
  }
}

// The code column has one name in every sheet.
function featureKey(field: string): object {
  return { fields: [field], reference: { resource: 'features', fields: [field] } }
}
