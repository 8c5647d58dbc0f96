import type { Database } from 'better-sqlite3'
import type { PeriodKind } from '../../domain/dictionary.ts'
import type { RunRow } from './rows.ts'

/** Single facts that a state keeps, each under its name. */
export type FactName =
  | 'clock-jumped'
  | `drawn-with-lost-key ${PeriodKind}`
  | 'foreign-hosts'
  | 'forgotten-through'
  | 'last-look'
  | 'last-piped-line'
  | 'last-scan'
  | 'live-places'
  | 'log-gaps'
  | 'newest-hour'
  | 'noise-check'
  | 'noise-key-made'
  | 'own-beginning'
  | 'partial-log'
  | 'problems'
  | 'published'
  | 'run-pid'
  | 'seen-again'
  | 'seen-again-run'
  | 'service'
  | 'settings'
  | 'source'
  | 'change-met'
  | 'change-taken'
  | 'unread-sources'

/** By it a state knows the key that made its marks. */
type MarksCheck = 'marks-check'

/** What is known of the service and of the runs. */
export type FactStore = {
  readonly fact: (name: FactName | MarksCheck) => string | undefined
  readonly keepFact: (name: FactName | MarksCheck, value: string) => void
  /** What it was; it is none any more. */
  readonly takeFact: (name: FactName) => string | undefined
  /** Runs, the latest first. */
  readonly runs: (most: number) => readonly RunRow[]
  /** @returns its number */
  readonly beginRun: (started: number, program: string) => number
  readonly noteRun: (run: Pick<RunRow, 'id' | 'files' | 'lines' | 'bytes'>) => void
  readonly endRun: (id: number, ended: number, exitCode: number) => void
  /** The last run from number `first` on that began at this time or before. */
  readonly lastRunBy: (at: number, first: number) => number | undefined
  /** Deletes runs before this one, but for the last that ended well; and what was reported before `at`. */
  readonly prune: (run: number, at: number) => void
  /** The first day from which a series was counted. */
  readonly seriesSince: (name: string) => number | undefined
  /** Where it is not known yet. */
  readonly keepSeries: (name: string, since: number) => void
  /** Whatever it was before. */
  readonly startSeries: (name: string, since: number) => void
  readonly allSeries: () => readonly { readonly name: string; readonly since: number }[]
  /** Measures that a log could not give, of what a table counts. */
  readonly leftOut: () => readonly { readonly series: string; readonly measure: string }[]
  readonly leaveOut: (series: string, measure: string) => void
  readonly formats: () => readonly { readonly name: string; readonly lacks: readonly string[] }[]
  readonly keepFormat: (name: string, lacks: readonly string[]) => void
  /** Whether this problem was last reported before `before`; notes that it is reported at `at`. */
  readonly isNews: (problem: string, at: number, before: number) => boolean
}

export function factStore(db: Database): FactStore {
  const fact = db.prepare<[string], string>('SELECT value FROM fact WHERE name = ?').pluck()
  const keepFact = db.prepare('INSERT INTO fact VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
  const takeFact = db.prepare<[string], string>('DELETE FROM fact WHERE name = ? RETURNING value').pluck()
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
  const dropReported = db.prepare('DELETE FROM reported WHERE at < ?')
  const since = db.prepare<[string], number>('SELECT since FROM series WHERE name = ?').pluck()
  const allSeries = db.prepare<[], { name: string; since: number }>('SELECT name, since FROM series ORDER BY name')
  const keepSeries = db.prepare('INSERT INTO series VALUES (?, ?) ON CONFLICT DO NOTHING')
  const startSeries = db.prepare('INSERT INTO series VALUES (?, ?) ON CONFLICT DO UPDATE SET since = excluded.since')
  const leftOut = db.prepare<[], { series: string; measure: string }>('SELECT series, measure FROM left_out')
  const leaveOut = db.prepare('INSERT INTO left_out VALUES (?, ?) ON CONFLICT DO NOTHING')
  const formats = db.prepare<[], { name: string; lacks: string }>('SELECT name, lacks FROM format ORDER BY name')
  const lacking = db.prepare<[string], string>('SELECT lacks FROM format WHERE name = ?').pluck()
  const keepFormat = db.prepare('INSERT INTO format VALUES (?, ?) ON CONFLICT DO UPDATE SET lacks = excluded.lacks')
  const reported = db.prepare<[string], number>('SELECT at FROM reported WHERE problem = ?').pluck()
  const report = db.prepare('INSERT INTO reported VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at')

  return {
    fact: (name) => fact.get(name),
    keepFact: (name, value) => void keepFact.run(name, value),
    takeFact: (name) => takeFact.get(name),
    runs: (most) => runs.all(most),
    beginRun: (started, program) => Number(beginRun.run(started, program).lastInsertRowid),
    noteRun: (run) => void noteRun.run(run),
    endRun: (id, ended, exitCode) => void endRun.run(ended, exitCode, id),
    lastRunBy: (at, first) => lastRunBy.get(at, first) ?? undefined,
    prune: (run, at) => {
      dropRuns.run(run)
      dropReported.run(at)
    },
    seriesSince: (name) => since.get(name),
    keepSeries: (name, first) => void keepSeries.run(name, first),
    allSeries: () => allSeries.all(),
    startSeries: (name, first) => void startSeries.run(name, first),
    leftOut: () => leftOut.all(),
    leaveOut: (series, measure) => void leaveOut.run(series, measure),
    formats: () => formats.all().map(({ name, lacks }) => ({ name, lacks: wordsOf(lacks) })),
    // What one log lacks, a part of the figures lacks: many strings go by one name.
    keepFormat: (name, lacks) => {
      const before = wordsOf(lacking.get(name) ?? '')
      keepFormat.run(name, [...new Set([...before, ...lacks])].join(' '))
    },
    isNews: (problem, at, before) => {
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
