import type { Change, Release } from '../../publish/index.ts'
import type { ChangeRow, State } from '../../state/index.ts'

/** Every version that was published, the oldest first. */
export function releasesOf({ editions }: State): readonly Release[] {
  return editions.releases().map(({ version, created, changes }) => ({
    version,
    created,
    changes: changes.flatMap(changeOf),
  }))
}

export function changeRow(change: Change): ChangeRow {
  return {
    kind: change.kind,
    name: 'table' in change ? change.table : 'feature' in change ? change.feature : '',
    periods: 'periods' in change ? change.periods : [],
  }
}

function changeOf({ kind, name, periods }: ChangeRow): readonly Change[] {
  if (kind === 'periods-added' || kind === 'periods-revised') return [{ kind, table: name, periods }]
  return kind === 'text-corrected' || kind === 'noise-key-replaced' ? [{ kind }] : []
}
