import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { periodOf, type PeriodIndex } from '../../../src/domain/calendar.ts'
import type { PeriodKind } from '../../../src/domain/dictionary.ts'
import { DURATION_BUCKETS } from '../../../src/domain/duration.ts'
import type { Counted, EditionBefore } from '../../../src/domain/table.ts'
import { countLogs, publicationOf, readEditionBefore, writePublication } from '../../../src/pipeline/index.ts'
import { protectAfter } from '../../../src/protect/index.ts'
import { RULES, writeTables } from '../../../src/protect/protect-tables.ts'
import { FIREFOX, testFolder } from '../../cli/run-comptage.ts'
import { expectFigures } from '../../docs/privacy-page.ts'
import { configurationOf } from '../../properties/count-in-process.ts'
import { countedOf, feature, januaryDays, spec } from '../counted-of.ts'
import { sequences } from '../inversion-audit.ts'

/*
 * `count` publishes a period again as long as it grows. Were its durations in each edition, somebody who adds some uses between two of them
 * would have a yes or no from each: 11 to 15 editions told how long one use took, to its bucket.
 */
const K = 11
const LAST = DURATION_BUCKETS - 1
const MONTH = periodOf('month', januaryDays(1)[0]!)

/** How long the one use took whose duration is sought: a feature each. */
const SOUGHT = Array.from({ length: 28 }, (_, n) => 6 * n + 5)
/** What the one who seeks it sends first, so that the median of 44 uses is told. */
const FIRST = [...Array.from({ length: 29 }, () => 0), ...Array.from({ length: 14 }, () => LAST)]
const ADDED = [[83], [LAST, 60], [0, LAST, 45]]

function countedWith(own: readonly number[], isOver: boolean): Counted & Required<Pick<Counted, 'partial' | 'cut'>> {
  const plain = countedOf(
    [spec('month', K, ['requests', 'duration_p50', 'duration_p95'])],
    januaryDays(1),
    SOUGHT.map((bucket) => feature(`f${bucket}`)),
    SOUGHT.map(() => [{ requests: own.length + 1 }]),
  )
  const histogramOf = (bucket: number): Uint32Array => {
    const histogram = new Uint32Array(DURATION_BUCKETS)
    for (const one of [...own, bucket]) histogram[one]! += 1
    return histogram
  }
  const durations = new Map([[MONTH, new Map(SOUGHT.map((bucket, f) => [f, histogramOf(bucket)]))]])
  return {
    ...{ ...plain, tables: plain.tables.map((table) => ({ ...table, durations })) },
    ...{ partial: new Map([['month', isOver ? [] : [MONTH]]] as [PeriodKind, PeriodIndex[]][]), cut: new Map() },
  }
}

/** What is sent before each edition: the last is of a month that is over. */
const SENT = sequences([0, 1, 2], 3).map((steps) => steps.map((step) => ADDED[step]!))

function editionsOf(sent: readonly (readonly number[])[]): readonly ReturnType<typeof countedWith>[] {
  return sent.map((_, e) => countedWith([...FIRST, ...sent.slice(0, e + 1).flat()], e === sent.length - 1))
}

/** How many uses a reader of all editions can tell from each other by their figures. */
function toldApart(editions: readonly (readonly { readonly counts: readonly (number | undefined)[] }[])[]): number {
  return new Set(SOUGHT.map((_, f) => editions.map((rows) => rows[f]!.counts.slice(1).join(' ')).join())).size
}

describe('the durations of a period that is not over', () => {
  it('are in no edition: all of them together answer one question', () => {
    for (const sent of SENT) {
      let before: EditionBefore = { tables: [], quality: [], gone: new Set() }
      const editions = editionsOf(sent).map((counted) => {
        const { tables, moved, returned } = protectAfter({ ...counted, before }, new Map(), {})
        expect([moved, returned]).toEqual([[], []])
        before = {
          ...before,
          tables: tables.map((table) => ({ ...table, partial: new Set(counted.partial.get('month')) })),
        }
        return tables[0]!.rows
      })
      const shown = editions.map((rows) => rows.filter(({ counts }) => counts[1] !== undefined).length)
      expect(shown).toEqual([0, 0, SOUGHT.length])
      expect(editions.flat().filter(({ counts }) => counts[0] === undefined)).toEqual([])
      expect(toldApart(editions)).toBeLessThanOrEqual(2)
    }
  })

  it('is caught: in each', () => {
    const weak = { ...RULES, showPartialQuantile: () => true }
    const most = SENT.map((sent) => toldApart(editionsOf(sent).map((one) => writeTables(one, {}, weak)[0]!.rows)))
    expect(Math.max(...most)).toBeGreaterThan(2)
    expectFigures`${SENT[0]!.length} editions would tell ${SOUGHT.length} durations apart as ${Math.max(...most)} kinds instead of ${2}`
  })
})

/*
 * Through folders: uses that follow are faster, so the median falls as the period grows.
 */
const { fresh } = testFolder('open-durations')
const FORMAT =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_time'

type Uses = { readonly at: string; readonly uses: number; readonly seconds: string }

function linesOf({ at, uses, seconds }: Uses): string {
  return `192.0.2.1 - - [${at}:00:00 +0000] "GET /aide HTTP/1.1" 200 9 "-" "${FIREFOX}" ${seconds}\n`.repeat(uses)
}

/** Counts ever more of a log into one folder. @returns the rows of each edition, without the header */
async function countAnew(period: string, sent: readonly (readonly Uses[])[]): Promise<readonly (readonly string[])[]> {
  const output = join(fresh(), 'out')
  const log = join(output, '..', 'access.log')
  const configuration = configurationOf(`service: { id: essai, name: Essai }
language: en
timezone: UTC
since: 2026-03-01
features: [ { id: aide, match: [ /aide ] } ]
datasets: [ { by: [ ${period}, feature ], measures: [ requests, duration_p50 ] } ]
`)
  const editions: (readonly string[])[] = []
  for (const [e] of sent.entries()) {
    const text = sent.slice(0, e + 1).flat()
    writeFileSync(log, text.map(linesOf).join(''))
    const counted = await countLogs(
      { configuration, logs: [log], format: FORMAT, jobs: 1 },
      { onPlan: () => Promise.resolve(readEditionBefore(output, 'essai')) },
    )
    expect(counted.problems.filter(({ code }) => code === 'EDITIONS_TELL')).toEqual([])
    await writePublication(publicationOf(counted)!, output)
    const rows = readFileSync(join(output, `essai/data/${period}-feature.csv`), 'utf8')
    editions.push(rows.trim().split(/\r?\n/).slice(1))
  }
  return editions
}

describe('a log that grows by uses that are faster', () => {
  it('goes on, and a month has its durations when it is over', async () => {
    const editions = await countAnew('month', [
      [{ at: '01/Mar/2026:10', uses: 50, seconds: '1.000' }],
      [{ at: '02/Mar/2026:10', uses: 50, seconds: '0.100' }],
      ['30/Mar', '01/Apr', '02/Apr', '03/Apr'].map((day) => ({ at: `${day}/2026:10`, uses: 20, seconds: '0.100' })),
    ])
    expect(editions).toEqual([
      ['2026-03,aide,50,'],
      ['2026-03,aide,100,'],
      ['2026-03,aide,120,223', '2026-04,aide,60,'],
    ])
  })

  it('hides no uses of the first day of the logs, of which lines may be missing', async () => {
    const editions = await countAnew('day', [
      [{ at: '02/Mar/2026:10', uses: 50, seconds: '1.000' }],
      [{ at: '02/Mar/2026:15', uses: 50, seconds: '0.100' }],
      [3, 4, 5, 6].map((day) => ({ at: `0${day}/Mar/2026:10`, uses: 50, seconds: '0.100' })),
    ])
    expect(editions).toEqual([
      ['2026-03-02,aide,50,'],
      ['2026-03-02,aide,100,'],
      [
        ...['2026-03-02,aide,100,', '2026-03-03,aide,50,126'],
        ...['2026-03-04,aide,50,', '2026-03-05,aide,50,', '2026-03-06,aide,50,'],
      ],
    ])
  })
})
