import type { Change, Release } from './release.ts'

/** The list of versions, each table by the name that it has now: what was told before it was renamed has the old one. */
export function toldNow(history: readonly Release[] = []): readonly Release[] {
  let nameNow: ReadonlyMap<string, string> = new Map()
  return history
    .toReversed()
    .map((release) => ({
      ...release,
      changes: release.changes
        .toReversed()
        .map((change) => {
          if (change.kind === 'tables-renamed') nameNow = namesBefore(change, nameNow)
          return calledBy(nameNow, change)
        })
        .toReversed(),
    }))
    .toReversed()
}

function namesBefore(
  { tables }: Extract<Change, { readonly kind: 'tables-renamed' }>,
  nameNow: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map([...nameNow, ...tables.map(({ table, before }) => [before, nameNow.get(table) ?? table] as const)])
}

function calledBy(nameNow: ReadonlyMap<string, string>, change: Change): Change {
  if (!('table' in change)) return change
  return { ...change, table: nameNow.get(change.table) ?? change.table }
}
