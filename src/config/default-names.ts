import { PERIOD_KINDS } from '../domain/dictionary.ts'
import { DEVICE } from '../domain/text.ts'

/** `Mes démarches` → `mes-demarches`: at most 100 of `a-z0-9-`; shorter than 2 where the name has no such letters. */
export function slugOf(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  return words.join('-').slice(0, 100).replace(/-$/, '')
}

/** The id of a feature that nobody named, out of its words; empty: of none. */
export function featureIdOf(words: string): string {
  const slug = slugOf(words)
  return IS_DEVICE.test(slug) ? `feature-${slug}` : slug
}

const IS_DEVICE = new RegExp(`^${DEVICE}$`)

/** The name of a table unless the operator gives one: the period, `feature`, then the rest as written. */
export function tableName(by: readonly string[]): string {
  return by.toSorted((a, b) => rankOf(a) - rankOf(b)).join('-')
}

function rankOf(word: string): number {
  if (PERIOD_KINDS.some((kind) => kind === word)) return 0
  return word === 'feature' ? 1 : 2
}
