import { nearestWord } from '../../config/index.ts'
import { ProblemError } from '../../domain/problem.ts'

/**
 * The table that is named, else the first.
 *
 * @throws ProblemError NO_SUCH_TABLE
 */
export function chooseTable<T extends { readonly name: string }>(tables: readonly T[], name?: string): T {
  const table = name === undefined ? tables[0] : tables.find((known) => known.name === name)
  if (table !== undefined) return table
  const known = tables.map((other) => other.name)
  const nearest = nearestWord(name ?? '', known)
  throw new ProblemError({
    code: 'NO_SUCH_TABLE',
    name: name ?? '',
    known,
    ...(nearest === undefined ? {} : { nearest }),
  })
}
