import type { PublishedRow } from '../../domain/cell.ts'
import type { Database } from 'better-sqlite3'
import type { PeriodIndex } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'
import { remembered } from './remembered.ts'
import type { QualityRow, ReleaseRow, SpanRow } from './rows.ts'

/** What was published, as it was published; and which periods never change again without a revision. */
export type EditionStore = ReturnType<typeof editionStore>

/** In the place of a version's number. */
const NO_RELEASE = 0

/** The fact that counts how often figures were written. */
const EDITION = 'edition'

export function editionStore(db: Database) {
  const edition = db.prepare<[string], string>('SELECT value FROM fact WHERE name = ?').pluck()
  const nextEdition = db.prepare("INSERT INTO fact VALUES (?, '1') ON CONFLICT DO UPDATE SET value = value + 1")
  const published = remembered(db.prepare<[], PublishedRow>('SELECT * FROM published ORDER BY series, period, place'))
  const rowsOf = db.prepare<[string], PublishedRow>('SELECT * FROM published WHERE series = ? ORDER BY period, place')
  const publishedOf = db.prepare<[string, PeriodIndex], PublishedRow>(
    'SELECT * FROM published WHERE series = ? AND period = ?',
  )
  const publishedWithin = db.prepare<[string, PeriodIndex, PeriodIndex], PublishedRow>(
    'SELECT * FROM published WHERE series = ? AND period BETWEEN ? AND ? ORDER BY period, place',
  )
  // All rows of a period have one.
  const revisions = remembered(
    db.prepare<[], Pick<PublishedRow, 'series' | 'period' | 'revision'>>(
      'SELECT series, period, max(revision) AS revision FROM published GROUP BY series, period',
    ),
  )
  const rowsByPeriod = db.prepare<[string], { period: PeriodIndex; rows: number }>(
    'SELECT period, count(DISTINCT place) AS rows FROM published WHERE series = ? GROUP BY period',
  )
  const dropPeriod = db.prepare('DELETE FROM published WHERE series = ? AND period = ?')
  const publish = db.prepare(
    'INSERT INTO published VALUES (@series, @period, @place, @revision, @feature, @cell, @measure, @count)',
  )
  const raise = db
    .prepare<[string, string, string], PeriodIndex>(
      `UPDATE published AS high SET count = low.count FROM published AS low
      WHERE high.series = ? AND high.measure = ? AND low.measure = ? AND low.count > high.count
      AND low.series = high.series AND low.period = high.period AND low.place = high.place RETURNING period`,
    )
    .pluck()
  const spans = remembered(
    db.prepare<[], SpanRow>(
      // A row once, whichever its measures: to sort them takes half as long.
      `SELECT series, feature, min(period) AS first, max(period) AS last FROM (
        SELECT series, period, feature FROM published GROUP BY series, period, place) GROUP BY series, feature`,
    ),
  )
  const quality = db.prepare<[], QualityRow>('SELECT * FROM quality ORDER BY month, fate')
  const publishQuality = db.prepare(
    'INSERT INTO quality VALUES (@month, @fate, @lines) ON CONFLICT DO UPDATE SET lines = excluded.lines',
  )
  const frozen = db.prepare<[], { kind: PeriodKind; through: PeriodIndex }>('SELECT * FROM frozen')
  const held = db.prepare<[string], PeriodIndex>('SELECT period FROM held WHERE kind = ?').pluck()
  const freeze = db.prepare('INSERT INTO frozen VALUES (?, ?) ON CONFLICT DO UPDATE SET through = excluded.through')
  const letGo = db.prepare('DELETE FROM held WHERE kind = ?')
  const hold = db.prepare('INSERT INTO held VALUES (?, ?)')
  const releases = db.prepare<[], { number: number; version: string; created: string }>(
    'SELECT * FROM release ORDER BY number',
  )
  const changes = db.prepare<[number], string>('SELECT change FROM told WHERE release = ? ORDER BY place').pluck()
  const release = db.prepare('INSERT INTO release (version, created) VALUES (@version, @created)')
  const tell = db.prepare(
    'INSERT INTO told SELECT @release, coalesce(max(place), -1) + 1, @change FROM told WHERE release = @release',
  )
  const drop = db.prepare('DELETE FROM told WHERE release = ?')

  const forget = (): void => {
    published.forget()
    revisions.forget()
    spans.forget()
  }
  return {
    /** After what was written was taken back. */
    forget,
    published: (): readonly PublishedRow[] => published.all(),
    /** Those of a series, one by one: a million at once take 200 MB. Until the last is taken, nothing else may be asked. */
    rowsOf: (series: string): Iterable<PublishedRow> => rowsOf.iterate(series),
    /** Another one as soon as a figure was published: to read them all, a million, takes seconds. */
    edition: (): string | undefined => edition.get(EDITION),
    /** How often each period of each series was published again: a small part of all that is published. */
    revisions: (): readonly Pick<PublishedRow, 'series' | 'period' | 'revision'>[] => revisions.all(),
    publishedOf: (series: string, period: PeriodIndex): readonly PublishedRow[] => publishedOf.all(series, period),
    /** From one period to another, both included. */
    publishedWithin: (series: string, from: PeriodIndex, to: PeriodIndex): readonly PublishedRow[] =>
      publishedWithin.all(series, from, to),
    /** Takes the place of what was published of these periods. */
    publish: (rows: Iterable<PublishedRow>): void => {
      const all = [...rows]
      forget()
      for (const { series, period } of all) dropPeriod.run(series, period)
      for (const row of all) publish.run(row)
      nextEdition.run(EDITION)
    },
    /** Raises figures of one measure that are below those of another in their rows. @returns the period of each */
    raise: (series: string, measure: string, least: string): readonly PeriodIndex[] => {
      const periods = raise.all(series, measure, least)
      if (periods.length > 0) nextEdition.run(EDITION)
      forget()
      return periods
    },
    /** How many rows each period has. */
    rowsByPeriod: (series: string): ReadonlyMap<PeriodIndex, number> =>
      new Map(rowsByPeriod.all(series).map(({ period, rows }) => [period, rows])),
    /** By series and feature. */
    spans: (): readonly SpanRow[] => spans.all(),
    quality: (): readonly QualityRow[] => quality.all(),
    publishQuality: (rows: Iterable<QualityRow>): void => {
      for (const row of rows) publishQuality.run(row)
    },
    /** The last period of each kind that is frozen. */
    frozenThrough: (): ReadonlyMap<PeriodKind, PeriodIndex> =>
      new Map(frozen.all().map(({ kind, through }) => [kind, through])),
    /** Those before it that are not. */
    held: (kind: PeriodKind): ReadonlySet<PeriodIndex> => new Set(held.all(kind)),
    freeze: (kind: PeriodKind, through: PeriodIndex, open: Iterable<PeriodIndex>): void => {
      freeze.run(kind, through)
      letGo.run(kind)
      for (const period of open) hold.run(kind, period)
    },
    releases: (): readonly ReleaseRow[] =>
      releases.all().map(({ number, version, created }) => ({
        version,
        created,
        changes: changes.all(number),
      })),
    release: ({ version, created, changes: list }: ReleaseRow): void => {
      const { lastInsertRowid } = release.run({ version, created })
      for (const change of list) tell.run({ release: lastInsertRowid, change })
    },
    /** Changes that no version tells yet, as JSON. */
    noted: (): readonly string[] => changes.all(NO_RELEASE),
    note: (list: Iterable<string>): void => {
      for (const change of list) tell.run({ release: NO_RELEASE, change })
    },
    dropNoted: (): void => void drop.run(NO_RELEASE),
  }
}
