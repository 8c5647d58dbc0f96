import type { Language, Both } from '../../domain/service.ts'
import { keysOf, type ColumnMeaning, type Sheet } from '../columns/column.ts'
import type { PartFacts } from '../csv.ts'
import type { DataFile, Edition } from '../edition.ts'
import { otherLanguage } from '../words.ts'

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
  const keys = keysOf(columns, language)
  // The code column has one name in every sheet.
  const foreign = columns
    .filter((column) => column.namesFeatures)
    .map(({ name: { [language]: field } }) => ({
      fields: [field],
      reference: { resource: 'features', fields: [field] },
    }))
  return {
    $schema: TABLE_SCHEMA,
    fields: columns.map((column) => fieldOf(column, language)),
    primaryKey: keys.length > 0 ? keys : undefined,
    foreignKeys: foreign.length > 0 ? foreign : undefined,
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

/** A column as a field of Table Schema v2; the other language is in `comptage.labels`, since v2 has one label. */
function fieldOf(column: ColumnMeaning, language: Language): object {
  const { name, type, title, description } = column
  return {
    name: name[language],
    type,
    title: title[language],
    description: description[language],
    constraints: constraintsOf(column),
    ...textsOf(column, language),
    comptage: { labels: { [otherLanguage(language)]: otherTexts(column, otherLanguage(language)) } },
  }
}

// Both `enum` and `categories`: readers of v1 know the first alone.
function constraintsOf({ isKey, constraints, categories }: ColumnMeaning): object | undefined {
  const all = {
    ...(isKey && { required: true }),
    ...constraints,
    ...(categories && { enum: categories.map(({ value }) => value) }),
  }
  return Object.keys(all).length > 0 ? all : undefined
}

// Labelled missing values stand on the field alone: on the schema they break readers of v1.
function textsOf({ categories, empty }: ColumnMeaning, language: Language): object {
  return {
    categories: categories?.map(({ value, label }) => ({ value, label: label[language] })),
    missingValues: empty && [{ value: '', label: empty[language] }],
  }
}

function otherTexts(column: ColumnMeaning, language: Language): object {
  return {
    title: column.title[language],
    description: column.description[language],
    ...textsOf(column, language),
  }
}

/** Texts in the other language, which version 2 has no place for. */
export function labelsOf(texts: Readonly<Record<string, Both>>, language: Language): object {
  const other = otherLanguage(language)
  return { [other]: Object.fromEntries(Object.entries(texts).map(([key, words]) => [key, words[other]])) }
}
