import type { Database } from 'better-sqlite3'
import { ProblemError } from '../domain/problem.ts'

/**
 * Each step takes a state one version further; none is ever changed once it was released.
 *
 * A `mark` is a keyed hash. `cell` holds words of the closed lists of a table's dimensions, a space between them. Late
 * lines stand under the day that they are dated, so that any period that holds it can take them.
 */
export const STEPS: readonly string[] = [
  `CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE log (name TEXT PRIMARY KEY, lines INTEGER NOT NULL, last_day INTEGER NOT NULL, format TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE log_day (log TEXT, day INTEGER, PRIMARY KEY (log, day)) WITHOUT ROWID;
   CREATE TABLE stream (
     id INTEGER PRIMARY KEY, log TEXT NOT NULL, first_line TEXT NOT NULL, prefixes TEXT NOT NULL,
     consumed INTEGER NOT NULL, tail TEXT NOT NULL, lines INTEGER NOT NULL, largest INTEGER NOT NULL,
     format TEXT NOT NULL, standing TEXT NOT NULL, last_run INTEGER NOT NULL);
   CREATE INDEX stream_first_line ON stream (first_line);
   CREATE TABLE done (file TEXT PRIMARY KEY, stream INTEGER NOT NULL, last_run INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE waiting (file TEXT PRIMARY KEY, path TEXT NOT NULL, why TEXT NOT NULL, since INTEGER NOT NULL, last_run INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE cell (
     late INTEGER, series TEXT, period INTEGER, feature TEXT, cell TEXT, measure TEXT, count INTEGER NOT NULL,
     PRIMARY KEY (late, series, period, feature, cell, measure)) WITHOUT ROWID;
   CREATE TABLE fate (
     late INTEGER, day INTEGER, fate TEXT, feature TEXT, lines INTEGER NOT NULL,
     PRIMARY KEY (late, day, fate, feature)) WITHOUT ROWID;
   CREATE TABLE series (name TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE left_out (name TEXT, measure TEXT, PRIMARY KEY (name, measure)) WITHOUT ROWID;
   CREATE TABLE format (name TEXT PRIMARY KEY, lacks TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE frozen (kind TEXT PRIMARY KEY, through INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE held (kind TEXT, period INTEGER, PRIMARY KEY (kind, period)) WITHOUT ROWID;
   CREATE TABLE published (
     series TEXT, period INTEGER, place INTEGER, revision INTEGER NOT NULL, feature TEXT NOT NULL, cell TEXT NOT NULL,
     measure TEXT NOT NULL, count INTEGER, PRIMARY KEY (series, period, place, measure)) WITHOUT ROWID;
   CREATE TABLE quality (month INTEGER, fate TEXT, lines INTEGER, PRIMARY KEY (month, fate)) WITHOUT ROWID;
   CREATE TABLE release (number INTEGER PRIMARY KEY, version TEXT NOT NULL, created TEXT NOT NULL);
   CREATE TABLE change (release INTEGER, place INTEGER, kind TEXT NOT NULL, name TEXT NOT NULL, periods TEXT NOT NULL,
     PRIMARY KEY (release, place)) WITHOUT ROWID;
   CREATE TABLE run (
     id INTEGER PRIMARY KEY, started INTEGER NOT NULL, ended INTEGER, files INTEGER NOT NULL, lines INTEGER NOT NULL,
     bytes INTEGER NOT NULL, program TEXT NOT NULL, exit_code INTEGER);
   CREATE TABLE reported (problem TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;`,
  // What was taken from other machines: what they are called here, how far each was, and all that each has counted.
  `CREATE TABLE source_name (name TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE source (
     id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, file TEXT NOT NULL, scanned INTEGER NOT NULL,
     unread_through INTEGER NOT NULL, logs TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE source_cell (
     source TEXT, day INTEGER, series TEXT, feature TEXT, cell TEXT, measure TEXT, count INTEGER NOT NULL,
     PRIMARY KEY (source, day, series, feature, cell, measure)) WITHOUT ROWID;
   CREATE TABLE source_fate (
     source TEXT, day INTEGER, fate TEXT, feature TEXT, lines INTEGER NOT NULL,
     PRIMARY KEY (source, day, fate, feature)) WITHOUT ROWID;`,
  // Changes as JSON; those of release 0 wait for the next. What was taken over from a folder, and files given up.
  `CREATE TABLE told (release INTEGER, place INTEGER, change TEXT NOT NULL, PRIMARY KEY (release, place)) WITHOUT ROWID;
   INSERT INTO told SELECT release, place, CASE kind WHEN 'text-corrected' THEN json_object('kind', kind)
     ELSE json_object('kind', kind, 'table', name, 'periods', json('["' || replace(periods, ' ', '","') || '"]')) END
     FROM change;
   DROP TABLE change;
   CREATE TABLE adopted (kind TEXT, period INTEGER, verdict TEXT NOT NULL, PRIMARY KEY (kind, period)) WITHOUT ROWID;
   CREATE TABLE adopted_day (day INTEGER PRIMARY KEY);
   CREATE TABLE skipped (file TEXT PRIMARY KEY, mark TEXT NOT NULL, path TEXT NOT NULL) WITHOUT ROWID;`,
  // Between which hours lines may be missing.
  `ALTER TABLE stream ADD COLUMN oldest_hour INTEGER NOT NULL DEFAULT -1;
   ALTER TABLE stream ADD COLUMN newest_hour INTEGER NOT NULL DEFAULT -1;`,
  // How well the newest lines of a log fit its format, over several runs.
  `ALTER TABLE log ADD COLUMN judged INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE log ADD COLUMN misfits INTEGER NOT NULL DEFAULT 0;`,
  // Measures left out by what a table counts, since its name may change. A format lacks them for all tables: one whose name
  // nobody knows any more was renamed, and may be any; one that is known may have its name of another, that was counted before.
  `ALTER TABLE left_out RENAME TO left_out_by_name;
   CREATE TABLE left_out (series TEXT, measure TEXT, PRIMARY KEY (series, measure)) WITHOUT ROWID;
   WITH
     kept AS (SELECT value ->> 'name' AS name, value ->> 'ended' AS ended, (value ->> 'period') ||
         coalesce((SELECT ' ' || group_concat(d.value, ' ' ORDER BY d.key) FROM json_each(t.value, '$.dimensions') AS d), '') AS series
       FROM (SELECT json_each.value FROM fact, json_each(fact.value, '$.tables') WHERE fact.name = 'settings') AS t),
     counted AS (SELECT series.name AS series, since, ended FROM series LEFT JOIN kept ON series.name = kept.series
       WHERE series.name NOT LIKE '%(%')
   INSERT OR IGNORE INTO left_out
     SELECT counted.series, measure
     FROM left_out_by_name AS old LEFT JOIN kept USING (name) LEFT JOIN series ON series.name = kept.series, counted
     WHERE kept.name IS NULL OR counted.series = kept.series OR (counted.since <= series.since AND counted.ended IS NULL);
   DROP TABLE left_out_by_name;`,
]

/**
 * Brings a state to the present version.
 *
 * @throws ProblemError STATE_NEWER where a later version of the program wrote it
 */
export function migrate(db: Database, path: string): void {
  const found = requireKnown(db, path)
  if (found === STEPS.length) return
  db.transaction(() => {
    for (const step of STEPS.slice(found)) db.exec(step)
    db.pragma(`user_version = ${STEPS.length}`)
  }).immediate()
}

/**
 * Whether a state is of the present version.
 *
 * @throws ProblemError STATE_NEWER
 */
export function isPresent(db: Database, path: string): boolean {
  return requireKnown(db, path) === STEPS.length
}

/** @returns the version of a state */
function requireKnown(db: Database, path: string): number {
  const found = Number(db.pragma('user_version', { simple: true }))
  if (found > STEPS.length) throw new ProblemError({ code: 'STATE_NEWER', path, found, known: STEPS.length })
  return found
}
