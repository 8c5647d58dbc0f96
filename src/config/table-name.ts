import { PERIOD_KINDS } from '../domain/dictionary.ts'

/** The name of a table unless the operator gives one: the period, `feature`, then the rest as written. */
export function tableName(by: readonly string[]): string {
  return by.toSorted((a, b) => rankOf(a) - rankOf(b)).join('-')
}

function rankOf(word: string): number {
  if (PERIOD_KINDS.some((kind) => kind === word)) return 0
  return word === 'feature' ? 1 : 2
}
