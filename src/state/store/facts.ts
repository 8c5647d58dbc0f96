import type { Database } from 'better-sqlite3'
import type { PeriodKind } from '../../domain/dictionary.ts'
import type { RunRow } from './rows.ts'

/** Single facts that a state keeps, each under its name. */
export type FactName =
  | 'alike-logs'
  | 'late-without'
  | 'likely-logs'
  | 'clock-jumped'
  | 'configuration'
  | 'days-ahead'
  | `drawn-with-lost-key ${PeriodKind}`
  | 'foreign-hosts'
  | 'foreign-targets'
  | 'forgotten-through'
  | 'gone-before'
  | 'last-look'
  | 'last-piped-line'
  | 'last-scan'
  | 'lines-met'
  | 'live-places'
  | 'log-gaps'
  | 'malformed-sources'
  | 'newest-hour'
  | 'noise-check'
  | 'noise-key-made'
  | 'own-beginning'
  | 'begun-by-all'
  | 'begun-sources'
  | 'looks-sources'
  | 'begun-unknown'
  | 'partial-log'
  | 'percentiles-ordered'
  | 'dropped-kept'
  | 'problems'
  | 'published'
  | 'replaced-sources'
  | `recent-uses ${string}`
  | 'run-pid'
  | 'seen-again'
  | 'seen-again-run'
  | 'service'
  | 'settings'
  | 'source'
  | 'source-gaps'
  | 'change-met'
  | 'change-taken'
  | 'unread-sources'

/** By it a state knows the key that made its marks. */
type MarksCheck = 'marks-check'

/** What is known of the service and of the runs. */
export type FactStore = ReturnType<typeof factStore>

export function factStore(db: Database) {
  const fact = db.prepare<[string], string>('SELECT value FROM fact WHERE name = ?').pluck()
  const keepFact = db.prepare('INSERT INTO fact VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
  const takeFact = db.prepare<[string], string>('DELETE FROM fact WHERE name = ? RETURNING value').pluck()
  const recentUses = db.prepare<[], { name: string; value: string }>(
    `SELECT substr(name, 13) AS name, value FROM fact WHERE name >= 'recent-uses ' AND name < 'recent-uses!'`,
  )
  const runs = db.prepare<[number], RunRow>(
    `SELECT id, started, ended, files, lines, bytes, program, exit_code AS exitCode FROM run ORDER BY id DESC LIMIT ?`,
  )
  const beginRun = db.prepare('INSERT INTO run (started, files, lines, bytes, program) VALUES (?, 0, 0, 0, ?)')
  const noteRun = db.prepare('UPDATE run SET files = @files, lines = @lines, bytes = @bytes WHERE id = @id')
  const endRun = db.prepare('UPDATE run SET ended = ?, exit_code = ? WHERE id = ?')
  const lastRunBy = db
    .prepare<[number, number], number | null>('SELECT max(id) FROM run WHERE started <= ? AND id >= ?')
    .pluck()
  const dropRuns = db.prepare(
    'DELETE FROM run WHERE id < ? AND id <> coalesce((SELECT max(id) FROM run WHERE exit_code = 0), -1)',
  )
  const forgetRuns = db.prepare(
    `UPDATE run SET files = 0, lines = 0, bytes = 0
     WHERE started < ? AND files + lines + bytes > 0 AND id < (SELECT max(id) FROM run)`,
  )
  const dropReported = db.prepare('DELETE FROM reported WHERE at < ?')
  const since = db.prepare<[string], number>('SELECT since FROM series WHERE name = ?').pluck()
  const allSeries = db.prepare<[], { name: string; since: number }>('SELECT name, since FROM series ORDER BY name')
  const keepSeries = db.prepare('INSERT INTO series VALUES (?, ?) ON CONFLICT DO NOTHING')
  const startSeries = db.prepare('INSERT INTO series VALUES (?, ?) ON CONFLICT DO UPDATE SET since = excluded.since')
  const leftOut = db.prepare<[], { series: string; measure: string }>('SELECT series, measure FROM left_out')
  const leaveOut = db.prepare('INSERT INTO left_out VALUES (?, ?) ON CONFLICT DO NOTHING')
  const formats = db.prepare<[], { name: string; lacks: string }>('SELECT name, lacks FROM format ORDER BY name')
  const keepFormat = db.prepare('INSERT INTO format VALUES (?, ?) ON CONFLICT DO UPDATE SET lacks = excluded.lacks')
  const reported = db.prepare<[string], number>('SELECT at FROM reported WHERE problem = ?').pluck()
  const report = db.prepare('INSERT INTO reported VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at')

  return {
    fact: (name: FactName | MarksCheck): string | undefined => fact.get(name),
    keepFact: (name: FactName | MarksCheck, value: string): void => void keepFact.run(name, value),
    /** What it was; it is none any more. */
    takeFact: (name: FactName): string | undefined => takeFact.get(name),
    /** By log, those that have any. */
    recentUses: (): ReadonlyMap<string, string> => new Map(recentUses.all().map(({ name, value }) => [name, value])),
    /** Runs, the latest first. */
    runs: (most: number): readonly RunRow[] => runs.all(most),
    /** @returns its number */
    beginRun: (started: number, program: string): number => Number(beginRun.run(started, program).lastInsertRowid),
    noteRun: (run: Pick<RunRow, 'id' | 'files' | 'lines' | 'bytes'>): void => void noteRun.run(run),
    endRun: (id: number, ended: number, exitCode: number): void => void endRun.run(ended, exitCode, id),
    /** Deletes how much runs have read that began before a time, but for the last of all. */
    forgetRuns: (before: number): void => void forgetRuns.run(before),
    /** The last run from number `first` on that began at this time or before. */
    lastRunBy: (at: number, first: number): number | undefined => lastRunBy.get(at, first) ?? undefined,
    /** Deletes runs before this one, but for the last that ended well; and what was reported before `at`. */
    prune: (run: number, at: number): void => {
      dropRuns.run(run)
      dropReported.run(at)
    },
    /** The first day from which a series was counted. */
    seriesSince: (name: string): number | undefined => since.get(name),
    /** Where it is not known yet. */
    keepSeries: (name: string, first: number): void => void keepSeries.run(name, first),
    /** Whatever it was before. */
    startSeries: (name: string, first: number): void => void startSeries.run(name, first),
    allSeries: (): readonly { readonly name: string; readonly since: number }[] => allSeries.all(),
    /** Measures that a log could not give, of what a table counts. */
    leftOut: (): readonly { readonly series: string; readonly measure: string }[] => leftOut.all(),
    leaveOut: (series: string, measure: string): void => void leaveOut.run(series, measure),
    formats: (): readonly { readonly name: string; readonly lacks: readonly string[] }[] =>
      formats.all().map(({ name, lacks }) => ({ name, lacks: wordsOf(lacks) })),
    keepFormat: (name: string, lacks: readonly string[]): void => void keepFormat.run(name, lacks.join(' ')),
    /** Whether this problem was last reported before `before`; notes that it is reported at `at`. */
    isNews: (problem: string, at: number, before: number): boolean => {
      const last = reported.get(problem)
      if (last !== undefined && last > before) return false
      report.run(problem, at)
      return true
    },
  }
}

/** Words of a column, which a space parts. */
export function wordsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ')
}
