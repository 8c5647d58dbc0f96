import type { Report } from '../../domain/finding.ts'
import { BESIDE_TABLES } from '../../domain/change.ts'
import type { ReadEdition } from './read/read-edition.ts'

/** Two folders of one service, side by side, say the same of it. */
export function checkOtherTier(edition: ReadEdition, other: ReadEdition, report: Report): void {
  for (const name of BESIDE_TABLES) compareShared(name, edition, other, report)
  for (const [field, own, theirs] of sayings(edition, other))
    if (own !== theirs) report({ code: 'TIERS_DIFFER', file: 'datapackage.json', field, found: own, expected: theirs })
}

function compareShared(name: string, edition: ReadEdition, other: ReadEdition, report: Report): void {
  const [own, theirs] = [edition, other].map(({ parts }) => parts.get(name)?.[0])
  if (own === undefined || theirs === undefined || own.sha256 === theirs.sha256) return
  report({ code: 'TIERS_DIFFER', file: own.path, found: `../${other.book.name}/${theirs.path}` })
}

function sayings(
  { book: { publication: a } }: ReadEdition,
  { book: { publication: b } }: ReadEdition,
): readonly (readonly [string, string, string])[] {
  return [
    ['version', a.version, b.version],
    ['created', a.created, b.created],
    ['comptage.service', JSON.stringify(a.service), JSON.stringify(b.service)],
    ['comptage.families', JSON.stringify(a.families ?? []), JSON.stringify(b.families ?? [])],
    ['comptage.voice', JSON.stringify(a.voice), JSON.stringify(b.voice)],
    ['comptage.timezone', a.timezone, b.timezone],
    ['comptage.k', String(a.k), String(b.k)],
    ['comptage.exact', exactIn(a), exactIn(b)],
    ['comptage.exactBefore', (a.exactBefore ?? []).join(' '), (b.exactBefore ?? []).join(' ')],
    ['comptage.cut', JSON.stringify(a.cut), JSON.stringify(b.cut)],
    ['comptage.history', JSON.stringify(a.history ?? []), JSON.stringify(b.history ?? [])],
  ]
}

function exactIn({ tables }: ReadEdition['book']['publication']): string {
  return tables.flatMap(({ spec }) => (spec.protection.level === 'exact' ? [spec.name] : [])).join(' ')
}
