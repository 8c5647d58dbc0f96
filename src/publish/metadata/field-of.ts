import { otherLanguage, type Words } from '../words.ts'
import type { ColumnMeaning } from '../columns/column.ts'

/** A column as a field of Table Schema v2; the other language is in `comptage.labels`, since v2 has one label. */
export function fieldOf(column: ColumnMeaning, language: keyof Words): object {
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
function textsOf({ categories, empty }: ColumnMeaning, language: keyof Words): object {
  return {
    categories: categories?.map(({ value, label }) => ({ value, label: label[language] })),
    missingValues: empty && [{ value: '', label: empty[language] }],
  }
}

function otherTexts(column: ColumnMeaning, language: keyof Words): object {
  return {
    title: column.title[language],
    description: column.description[language],
    ...textsOf(column, language),
  }
}
