import { rememberLast } from '../../domain/once.ts'
import { dayOfText, periodOfText } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'
import type { FindingCode } from '../../domain/finding.ts'
import { FORMULA } from '../../domain/text.ts'

/** A column as our own book has it. */
export type ColumnRule = {
  readonly name: string
  readonly type: 'date' | 'yearmonth' | 'year' | 'string' | 'integer'
  /** Of a column that holds the period of a table. */
  readonly period?: PeriodKind
  readonly isRequired: boolean
  /** A figure: what is below its minimum should have been hidden. */
  readonly isMeasure: boolean
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  /** The closed list of values. */
  readonly values?: readonly string[]
}

/** What is wrong with a field, if anything. */
type CellCheck = (text: string) => FindingCode | undefined

/** Makes the check of a column once, for all of its fields. */
export function checkOf(rule: ColumnRule): CellCheck {
  const check = checkFilled(rule)
  const ofEmpty: FindingCode | undefined = rule.isRequired ? 'VALUE_MISSING' : undefined
  return (text) => (text === '' ? ofEmpty : check(text))
}

function checkFilled(rule: ColumnRule): CellCheck {
  const { period, type } = rule
  if (period !== undefined) return checkDate((text) => periodOfText(period, text))
  switch (type) {
    case 'date':
      return checkDate(dayOfText)
    case 'yearmonth':
      return checkDate((text) => periodOfText('month', text))
    case 'year':
      return checkDate((text) => periodOfText('year', text))
    case 'integer':
      return checkInteger(rule)
    case 'string':
      return checkString(rule)
  }
}

function checkDate(read: (text: string) => number | undefined): CellCheck {
  return rememberLast((text: string) => (read(text) === undefined ? 'DATE_INVALID' : undefined))
}

// Without sign, leading zero, fraction or exponent, and exact as a number.
const INTEGER = /^(?:0|[1-9]\d{0,15})$/

function checkInteger({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER, isMeasure }: ColumnRule): CellCheck {
  return (text) => {
    const value = Number(text)
    if (!INTEGER.test(text) || !Number.isSafeInteger(value)) return 'NUMBER_FORM'
    if (value > maximum) return 'NUMBER_RANGE'
    if (value >= minimum) return undefined
    return isMeasure ? 'COUNT_BELOW_THRESHOLD' : 'NUMBER_RANGE'
  }
}

function checkString({ values, pattern }: ColumnRule): CellCheck {
  if (values !== undefined) {
    const known = new Set(values)
    return (text) => (known.has(text) ? undefined : 'WORD_UNKNOWN')
  }
  if (pattern === undefined) return (text) => (FORMULA.test(text) ? 'FORMULA' : undefined)
  // Patterns are those of our own columns: none of them comes from the folder.
  const fits = new RegExp(pattern)
  return (text) => (fits.test(text) ? undefined : 'WORD_UNKNOWN')
}
