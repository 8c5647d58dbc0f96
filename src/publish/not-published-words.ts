import type { Words } from './words.ts'

/** What read-me and page say of periods of a table that have no row, though others before and after them have. */
export const NOT_PUBLISHED: Readonly<Record<'never' | 'open', (table: string, periods: string) => Words>> = {
  never: (table, periods) => ({
    en: `Periods of ${table} that will never be published: ${periods}. They would lack lines, or betray a hidden figure.`,
    fr: `Périodes de ${table} qui ne seront jamais publiées\u00A0: ${periods}. Elles manqueraient de lignes, ou trahiraient un chiffre masqué.`,
  }),
  /** They are held open, or fell among days when there was no such table. */
  open: (table, periods) => ({
    en: `Not published, or not yet, in ${table}: ${periods}. That is no sign of a missing log.`,
    fr: `Sans publication, ou pas encore, dans ${table}\u00A0: ${periods}. Ce n’est pas le signe d’un journal manquant.`,
  }),
}
