import type { Database } from 'better-sqlite3'
import { ProblemError } from '../domain/problem.ts'

/** Of the first release; from then on each change of the schema is a step from one version to the next. */
const VERSION = 1

/**
 * A `mark` is a keyed hash. `cell` holds words of the closed lists of a table's dimensions, a space between them. Late
 * lines stand under the day that they are dated, so that any period that holds it can take them.
 */
const SCHEMA = `
  CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  -- Logs: how their lines fit their formats, by day, and between which hours lines of a stream may be missing.
  CREATE TABLE log (
    name TEXT PRIMARY KEY, lines INTEGER NOT NULL, last_day INTEGER NOT NULL, format TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE log_day (log TEXT, day INTEGER, PRIMARY KEY (log, day)) WITHOUT ROWID;
  CREATE TABLE stream (
    id INTEGER PRIMARY KEY, log TEXT NOT NULL, first_line TEXT NOT NULL, prefixes TEXT NOT NULL,
    consumed INTEGER NOT NULL, tail TEXT NOT NULL, lines INTEGER NOT NULL, largest INTEGER NOT NULL,
    format TEXT NOT NULL, standing TEXT NOT NULL, misfits INTEGER NOT NULL, fit TEXT NOT NULL, last_run INTEGER NOT NULL,
    oldest_hour INTEGER NOT NULL, newest_hour INTEGER NOT NULL);
  CREATE TABLE fit (
    log TEXT, stream INTEGER, day INTEGER, lines INTEGER NOT NULL, misfits INTEGER NOT NULL,
    PRIMARY KEY (log, stream, day)) WITHOUT ROWID;
  CREATE INDEX stream_first_line ON stream (first_line);
  CREATE TABLE done (file TEXT PRIMARY KEY, stream INTEGER NOT NULL, last_run INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE waiting (
    file TEXT PRIMARY KEY, path TEXT NOT NULL, why TEXT NOT NULL, since INTEGER NOT NULL, last_run INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE skipped (file TEXT PRIMARY KEY, mark TEXT NOT NULL, path TEXT NOT NULL) WITHOUT ROWID;

  -- Counts. Measures are left out by what a table counts, since its name may change.
  CREATE TABLE cell (
    late INTEGER, series TEXT, period INTEGER, feature TEXT, cell TEXT, measure TEXT, count INTEGER NOT NULL,
    PRIMARY KEY (late, series, period, feature, cell, measure)) WITHOUT ROWID;
  CREATE TABLE fate (
    late INTEGER, day INTEGER, fate TEXT, feature TEXT, lines INTEGER NOT NULL,
    PRIMARY KEY (late, day, fate, feature)) WITHOUT ROWID;
  CREATE TABLE series (name TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE left_out (series TEXT, measure TEXT, PRIMARY KEY (series, measure)) WITHOUT ROWID;
  CREATE TABLE format (name TEXT PRIMARY KEY, lacks TEXT NOT NULL) WITHOUT ROWID;

  -- What was published. Changes are JSON; those of release 0 wait for the next.
  CREATE TABLE frozen (kind TEXT PRIMARY KEY, through INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE held (kind TEXT, period INTEGER, PRIMARY KEY (kind, period)) WITHOUT ROWID;
  CREATE TABLE published (
    series TEXT, period INTEGER, place INTEGER, revision INTEGER NOT NULL, feature TEXT NOT NULL, cell TEXT NOT NULL,
    measure TEXT NOT NULL, count INTEGER, PRIMARY KEY (series, period, place, measure)) WITHOUT ROWID;
  CREATE TABLE quality (month INTEGER, fate TEXT, lines INTEGER, PRIMARY KEY (month, fate)) WITHOUT ROWID;
  CREATE TABLE release (number INTEGER PRIMARY KEY, version TEXT NOT NULL, created TEXT NOT NULL);
  CREATE TABLE told (release INTEGER, place INTEGER, change TEXT NOT NULL, PRIMARY KEY (release, place)) WITHOUT ROWID;
  CREATE TABLE adopted (kind TEXT, period INTEGER, verdict TEXT NOT NULL, PRIMARY KEY (kind, period)) WITHOUT ROWID;
  CREATE TABLE adopted_day (day INTEGER PRIMARY KEY);

  CREATE TABLE run (
    id INTEGER PRIMARY KEY, started INTEGER NOT NULL, ended INTEGER, files INTEGER NOT NULL, lines INTEGER NOT NULL,
    bytes INTEGER NOT NULL, program TEXT NOT NULL, exit_code INTEGER);
  CREATE TABLE reported (problem TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;

  -- What was taken from other machines: what they are called here, how far each was, and all that each has counted.
  CREATE TABLE source_name (name TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE source (
    id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, file TEXT NOT NULL, scanned INTEGER NOT NULL,
    unread_through INTEGER NOT NULL, logs TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE source_cell (
    source TEXT, day INTEGER, series TEXT, feature TEXT, cell TEXT, measure TEXT, count INTEGER NOT NULL,
    PRIMARY KEY (source, day, series, feature, cell, measure)) WITHOUT ROWID;
  CREATE TABLE source_fate (
    source TEXT, day INTEGER, fate TEXT, feature TEXT, lines INTEGER NOT NULL,
    PRIMARY KEY (source, day, fate, feature)) WITHOUT ROWID;
  PRAGMA user_version = ${VERSION};
`

/**
 * Makes the tables of a state that is new.
 *
 * @throws ProblemError STATE_NEWER where a later version of the program wrote it
 */
export function makeTables(db: Database, path: string): void {
  if (hasTables(db, path)) return
  db.transaction(() => db.exec(SCHEMA)).immediate()
}

/**
 * Whether the tables of a state were made: a run that was killed may have left an empty file.
 *
 * @throws ProblemError STATE_NEWER
 */
export function hasTables(db: Database, path: string): boolean {
  const found = Number(db.pragma('user_version', { simple: true }))
  if (found > VERSION) throw new ProblemError({ code: 'STATE_NEWER', path, found, known: VERSION })
  return found === VERSION
}
