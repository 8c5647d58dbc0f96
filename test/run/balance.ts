import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Sqlite } from '../sqlite.ts'
import { expect } from 'vitest'

const SUMS = `SELECT
  (SELECT coalesce(sum(lines), 0) FROM fate) AS fates,
  (SELECT coalesce(sum(lines), 0) + coalesce((SELECT value FROM fact WHERE name = 'lines-pruned'), 0) FROM stream) AS consumed,
  (SELECT coalesce(sum(lines), 0) FROM fate WHERE fate = 'counted') AS counted,
  (SELECT coalesce(sum(count), 0) FROM cell WHERE measure = 'requests' AND series = ?) AS requests`

/**
 * What must hold after every commit: each line consumed has one fate, and each counted one stands in the tables, late
 * lines in theirs. @returns the lines consumed
 */
export function expectBalance(state: string, series = 'day'): number {
  const path = join(state, 'state.db')
  if (!existsSync(path)) return 0
  // Not for reading alone: what a run that died left half done is taken back first.
  const db = new Sqlite(path, { timeout: 60_000 })
  try {
    if (Number(db.pragma('user_version', { simple: true })) === 0) return 0
    const sums = db.prepare<[string], Record<'fates' | 'consumed' | 'counted' | 'requests', number>>(SUMS).get(series)
    expect(sums).toMatchObject({ fates: sums?.consumed, requests: sums?.counted })
    return sums?.consumed ?? NaN
  } finally {
    db.close()
  }
}
