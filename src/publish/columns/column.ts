import type { Language, Both } from '../../domain/service.ts'

/** What a column means, without its values. */
export type ColumnMeaning = {
  readonly name: Both
  readonly title: Both
  readonly description: Both
  /** The unit of a measure, or the form of a code or date. */
  readonly unit: Both
  /** Of Table Schema. */
  readonly type: 'date' | 'yearmonth' | 'year' | 'string' | 'integer'
  /** Part of the primary key: never empty. */
  readonly isKey?: true
  /** Holds ids of `features`. */
  readonly namesFeatures?: true
  readonly constraints?: Constraints
  /** The closed list of values. */
  readonly categories?: readonly Category[]
  /** Why a cell is empty. */
  readonly empty?: Both
}

type Constraints = {
  readonly required?: true
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
}

/** Names of the columns of the primary key. */
export function keysOf(columns: readonly ColumnMeaning[], language: Language): readonly string[] {
  return columns.filter((column) => column.isKey).map((column) => column.name[language])
}

export function isRequired({ isKey, constraints }: ColumnMeaning): boolean {
  return isKey === true || constraints?.required === true
}

export type Category = { readonly value: string; readonly label: Both }

// What a column holds that several sheets have.
export const CODE = { unit: { fr: 'code', en: 'code' }, type: 'string' } as const
export const TEXT = { unit: { fr: 'texte', en: 'text' }, type: 'string' } as const
export const DAY = { unit: { fr: 'AAAA-MM-JJ', en: 'YYYY-MM-DD' }, type: 'date' } as const
export const DATE = {
  ...DAY,
  name: { fr: 'date', en: 'date' },
  title: { fr: 'Date', en: 'Date' },
  constraints: { required: true },
} as const

/** A text that the dataset's own language always has, and the other one where the operator gave it. */
export function givenIn(
  language: Language,
  main: Language,
  { fr, en }: Both,
): Pick<ColumnMeaning, 'description' | 'constraints'> {
  if (language === main) return { description: { fr, en }, constraints: { required: true } }
  return {
    description: {
      fr: `${fr}\u202F; vide\u00A0: pas donné dans cette langue`,
      en: `${en}; empty: not given in this language`,
    },
  }
}

export type Column<Row> = ColumnMeaning & { readonly textOf: (row: Row) => string }

/** A CSV and what describes it, in both languages. */
export type Sheet = SheetMeaning & {
  readonly columns: readonly ColumnMeaning[]
  /** Texts, one a column; made when they are asked for, since a large table has many. */
  readonly records: () => readonly (readonly string[])[]
}

type SheetMeaning = {
  /** Of the resource, and of the file: `data/NAME.csv`. */
  readonly name: string
  readonly title: Both
  readonly description: Both
  /** Properties of our own, in the metadata. */
  readonly comptage?: object
}

export function sheetOf<Row>(meaning: SheetMeaning, columns: readonly Column<Row>[], rows: Iterable<Row>): Sheet {
  const record = (row: Row) => columns.map((column) => column.textOf(row))
  return { ...meaning, columns, records: () => Array.from(rows, record) }
}

/** A cell of a CSV as a value: numbers are numbers, and an empty cell, which no key has, is null. */
export function typedCell(text: string, { type }: ColumnMeaning): string | number | null {
  if (text === '') return null
  return type === 'integer' ? Number(text) : text
}
