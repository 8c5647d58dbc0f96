import type { Database } from 'better-sqlite3'
import type { WhyUnread } from '../../domain/why-unread.ts'
import { wordsOf } from './facts.ts'
import type { AlikeRow, FitRow, LeftBehind, LogRecord, Stream, WaitingRow } from './rows.ts'

type StoredLeft = Omit<LeftBehind, 'isOfArchive'> & { readonly archive: 0 | 1 }
type StoredStream = Omit<Stream, 'prefixes' | 'told'> & { readonly prefixes: string; readonly told: string }

/** What is kept of logs: positions and marks, and which files need not be opened. */
export type LogStore = ReturnType<typeof logStore>

export function logStore(db: Database) {
  const selectStream = `SELECT id, log, first_line AS firstLine, prefixes, consumed, tail, lines, largest, format, standing AS told, misfits, fit,
    oldest_hour AS oldestHour, newest_hour AS newestHour FROM stream`
  const streamsWith = db.prepare<[string], StoredStream>(`${selectStream} WHERE first_line = ?`)
  const streamsOf = db.prepare<[string], StoredStream>(`${selectStream} WHERE log = ? ORDER BY id`)
  const streamBy = db.prepare<[number], StoredStream>(`${selectStream} WHERE id = ?`)
  const doubted = db.prepare<[], StoredStream>(`${selectStream} WHERE misfits > 0 ORDER BY id`)
  const addFit = db.prepare(
    `INSERT INTO fit VALUES (@log, @stream, @day, @lines, @misfits)
     ON CONFLICT DO UPDATE SET lines = lines + excluded.lines, misfits = misfits + excluded.misfits`,
  )
  const dropFits = db.prepare('DELETE FROM fit WHERE stream = ?')
  const fits = db.prepare<[], FitRow>(
    'SELECT log, day, sum(lines) AS lines, sum(misfits) AS misfits FROM fit GROUP BY log, day ORDER BY log, day',
  )
  const keepStream = db.prepare(
    `INSERT INTO stream (id, log, first_line, prefixes, consumed, tail, lines, largest, format, standing, misfits, fit,
       oldest_hour, newest_hour, last_run)
     VALUES (nullif(@id, 0), @log, @firstLine, @prefixes, @consumed, @tail, @lines, @largest, @format, @told, @misfits, @fit,
       @oldestHour, @newestHour, @run)
     ON CONFLICT (id) DO UPDATE SET first_line = excluded.first_line, prefixes = excluded.prefixes, consumed = excluded.consumed, tail = excluded.tail,
       lines = excluded.lines, largest = excluded.largest, format = excluded.format, standing = excluded.standing,
       misfits = excluded.misfits, fit = excluded.fit,
       oldest_hour = excluded.oldest_hour, newest_hour = excluded.newest_hour, last_run = excluded.last_run`,
  )
  const logs = db.prepare<[], LogRecord>('SELECT name, lines, last_day AS lastDay, format FROM log')
  const keepLog = db.prepare(
    `INSERT INTO log (name, lines, last_day, format) VALUES (@name, @lines, @lastDay, @format) ON CONFLICT (name) DO UPDATE SET
       lines = excluded.lines, last_day = excluded.last_day, format = excluded.format`,
  )
  const keepDay = db.prepare('INSERT INTO log_day VALUES (?, ?) ON CONFLICT DO NOTHING')
  const daysOf = db
    .prepare<[string, number], number>('SELECT day FROM log_day WHERE log = ? AND day >= ? ORDER BY day')
    .pluck()
  const doneAs = db.prepare<[string], number>('SELECT stream FROM done WHERE file = ?').pluck()
  const keepDone = db.prepare(
    'INSERT INTO done VALUES (?, ?, ?) ON CONFLICT (file) DO UPDATE SET last_run = excluded.last_run',
  )
  const isSkipped = db.prepare<[string], number>('SELECT 1 FROM skipped WHERE file = ?').pluck()
  const skippedMarks = db.prepare<[], string>("SELECT mark FROM skipped WHERE mark <> ''").pluck()
  const keepSkipped = db.prepare('INSERT INTO skipped VALUES (?, ?, ?) ON CONFLICT (file) DO NOTHING')
  const dropWaitingOf = db.prepare('DELETE FROM waiting WHERE file = ?')
  const waiting = db.prepare<[], WaitingRow>('SELECT path, why, since FROM waiting ORDER BY path')
  const whyWaiting = db.prepare<[string], WhyUnread>('SELECT why FROM waiting WHERE file = ?').pluck()
  const keepWaiting = db.prepare(
    `INSERT INTO waiting VALUES (?, ?, ?, ?, ?) ON CONFLICT (file) DO UPDATE SET
       path = excluded.path, why = excluded.why, last_run = excluded.last_run`,
  )
  const dropWaiting = db.prepare('DELETE FROM waiting WHERE last_run < ?')
  const leftBehind = db.prepare<[], StoredLeft>(
    `SELECT log, largest - consumed AS bytes, id IN (SELECT stream FROM done) AS archive, newest_hour AS 'from',
       coalesce((SELECT oldest_hour FROM stream WHERE log = one.log AND id > one.id AND oldest_hour >= 0
         ORDER BY id LIMIT 1), -1) AS 'to'
     FROM stream AS one WHERE largest > consumed
       AND (archive OR EXISTS (SELECT 1 FROM stream WHERE log = one.log AND id > one.id))
     ORDER BY log, archive, id`,
  )
  const consumed = db
    .prepare<[], number>(
      "SELECT coalesce(sum(lines), 0) + coalesce((SELECT value FROM fact WHERE name = 'lines-pruned'), 0) FROM stream",
    )
    .pluck()
  // Lines of rows that were counted before are not as many once the last hour is over: one hour alone may go on in the next file.
  const alikeSince = db.prepare<{ run: number; least: number }, AlikeRow>(
    `SELECT one.id AS stream, other.id AS other, log, lines, oldest_hour AS oldestHour, newest_hour AS newestHour
     FROM stream AS one JOIN stream AS other USING (log, lines, oldest_hour, newest_hour)
     WHERE one.last_run > @run AND other.last_run < one.last_run AND lines >= @least AND oldest_hour >= 0
     UNION
     SELECT one.id, other.id, log, one.lines, one.oldest_hour, one.newest_hour
     FROM stream AS one JOIN stream AS other USING (log, format)
     WHERE one.last_run > @run AND other.last_run < one.last_run AND format = 'counted' AND other.lines BETWEEN @least AND one.lines
       AND other.oldest_hour BETWEEN max(one.oldest_hour, 0) AND other.newest_hour - 1 AND other.newest_hour <= one.newest_hour`,
  )
  const noteMet = db.prepare('UPDATE stream SET last_run = @run WHERE id = @stream AND last_run < @stale')
  // What was read stays in the balance.
  const sumUp = db.prepare(
    `INSERT INTO fact SELECT 'lines-pruned', sum(lines) FROM stream WHERE last_run < ? HAVING sum(lines) > 0
     ON CONFLICT DO UPDATE SET value = value + excluded.value`,
  )
  const dropDone = db.prepare('DELETE FROM done WHERE stream IN (SELECT id FROM stream WHERE last_run < ?)')
  const dropStreams = db.prepare('DELETE FROM stream WHERE last_run < ?')
  const dropDays = db.prepare('DELETE FROM log_day WHERE day < ?')
  const dropOldFits = db.prepare('DELETE FROM fit WHERE day < ?')
  // The newest tells how far the service has come.
  const dropLogs = db.prepare(
    `DELETE FROM log WHERE last_day BETWEEN 0 AND ? - 1 AND last_day < (SELECT max(last_day) FROM log)
       AND name NOT IN (SELECT log FROM stream)`,
  )

  return {
    /** The streams whose first line has this mark. */
    streamsWith: (firstLine: string): readonly Stream[] => streamsWith.all(firstLine).map(readStream),
    /** The streams of a log, the first first. */
    streamsOf: (log: string): readonly Stream[] => streamsOf.all(log).map(readStream),
    /** By its number; undefined: nothing is kept of it any more. */
    streamBy: (id: number): Stream | undefined => {
      const found = streamBy.get(id)
      return found === undefined ? undefined : readStream(found)
    },
    /** Those of which some lines do not fit their format. */
    doubted: (): readonly Stream[] => doubted.all().map(readStream),
    /** Lines by day that were read of a stream, added to those that are kept. */
    addFits: (
      { log, stream }: { readonly log: string; readonly stream: number },
      rows: Iterable<Omit<FitRow, 'log'>>,
    ): void => {
      for (const row of rows) addFit.run({ log, stream, ...row })
    },
    dropFits: (stream: number): void => void dropFits.run(stream),
    /** Deletes how many lines of a day fit, up to one. */
    forgetFits: (through: number): void => void dropOldFits.run(through + 1),
    /** By log and day. */
    fits: (): readonly FitRow[] => fits.all(),
    /** @returns its number */
    keepStream: (stream: Stream, run: number): number => {
      const { prefixes, told } = stream
      const { lastInsertRowid } = keepStream.run({
        ...stream,
        prefixes: prefixes.join(' '),
        told: told.join(' '),
        run,
      })
      return stream.id === 0 ? Number(lastInsertRowid) : stream.id
    },
    logs: (): readonly LogRecord[] => logs.all(),
    keepLog: (log: LogRecord, days: Iterable<number>): void => {
      keepLog.run(log)
      for (const day of days) keepDay.run(log.name, day)
    },
    /** Days with a line of a log, from `since` on, ascending. */
    daysOf: (log: string, since: number): readonly number[] => daysOf.all(log, since),
    /** The stream of a file that was read to its end and did not change since. */
    doneAs: (file: string): number | undefined => doneAs.get(file),
    keepDone: (file: string, stream: number, run: number): void => void keepDone.run(file, stream, run),
    /** Whether a file was given up, as it stands. */
    isSkipped: (file: string): boolean => isSkipped.get(file) !== undefined,
    /** Marks of the bytes of files that were given up. */
    skippedMarks: (): readonly string[] => skippedMarks.all(),
    /** Gives a file up: it is waited for no more. */
    keepSkipped: (file: string, mark: string, path: string): void => {
      keepSkipped.run(file, mark, path)
      dropWaitingOf.run(file)
    },
    waiting: (): readonly WaitingRow[] => waiting.all(),
    /** Why a file, as it stands, was found and not read. */
    whyWaiting: (file: string): WhyUnread | undefined => whyWaiting.get(file),
    /** A file that was found and not read. @returns since when, in milliseconds since 1970 */
    keepWaiting: (file: string, { path, why, since }: WaitingRow, run: number): void =>
      void keepWaiting.run(file, path, why, since, run),
    /** Takes away what the run did not meet again. */
    dropWaitingBefore: (run: number): void => void dropWaiting.run(run),
    linesConsumed: (): number => consumed.get() ?? 0,
    /** Streams of which a later run read lines, and others that look the same by their lines and hours; none of fewer lines than `least`. */
    alikeSince: (run: number, least: number): readonly AlikeRow[] => alikeSince.all({ run, least }),
    /** Streams whose file is still there: notes it of those that a run before `stale` met last. */
    noteMet: (streams: Iterable<number>, run: number, stale: number): void => {
      for (const stream of streams) noteMet.run({ stream, run, stale })
    },
    /** Deletes streams that no run from `run` on has met, but for their sum of lines; and days of logs before `day`. */
    prune: (run: number, day: number): void => {
      sumUp.run(run)
      dropDone.run(run)
      dropStreams.run(run)
      dropDays.run(day)
      dropOldFits.run(day)
      dropLogs.run(day)
    },
    /** Bytes that were seen and never read: behind the last line of an archive, or of a piece that went before its end came. */
    leftBehind: (): readonly LeftBehind[] =>
      leftBehind.all().map(({ archive, ...row }) => ({ ...row, isOfArchive: archive === 1 })),
  }
}

function readStream(stored: StoredStream): Stream {
  return { ...stored, prefixes: wordsOf(stored.prefixes), told: wordsOf(stored.told).map(Number) }
}
