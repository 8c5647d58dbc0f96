import { dayOf } from '../../../src/domain/calendar.ts'
import { expect, it } from 'vitest'
import type { KeptTable, Settings } from '../../../src/timeline/index.ts'
import { changed, EXACT, HIDDEN, NOISY, settings, table, tableIn, told, type World } from './changed.ts'

type Case = {
  readonly why: string
  readonly before?: readonly KeptTable[]
  readonly now?: readonly KeptTable[]
  readonly thresholds?: { readonly before: Settings['thresholds']; readonly now: Settings['thresholds'] }
  readonly world?: World
  readonly tells?: readonly string[]
  /** What is kept of the table by day. */
  readonly keeps?: Partial<KeptTable>
  /** The first day of what is counted anew. */
  readonly starts?: number
}

const [MARCH, MAY] = ['2026-04-01', '2026-05-01']
const EXACT_STEPS: KeptTable['protections'] = [{ protection: EXACT }]
const NOISY_STEPS: KeptTable['protections'] = [{ protection: NOISY }]
const AHEAD: KeptTable['protections'] = [{ protection: HIDDEN }, { from: MARCH, protection: NOISY }]
const DAYS = ['day aide 2026-02-01 2026-02-28']

it.each<Case>([
  { why: 'the same is no change', before: [table('day')], now: [table('day')] },
  {
    why: 'one that is new is whole from the day after the newest',
    now: [table('day')],
    tells: ['table-added table=day'],
    starts: dayOf(2026, 3, 11),
  },
  {
    why: 'one with noise begins with the next of the longest periods, since all figures need more of it',
    before: [table('quarter')],
    now: [table('day', { protections: NOISY_STEPS }), table('quarter')],
    tells: ['table-added table=day'],
    starts: dayOf(2026, 4, 1),
  },
  {
    why: 'one that is gone ends with the newest day',
    before: [table('day')],
    tells: ['table-removed table=day'],
    keeps: { ended: '2026-03-10' },
  },
  {
    why: 'or with that of a log that lags behind: later days lack its lines',
    before: [table('day')],
    world: { logs: ['2026-03-08', '2026-03-10'] },
    tells: ['table-removed table=day'],
    keeps: { ended: '2026-03-08' },
  },
  {
    why: 'but of one that is closed no line comes',
    before: [table('day')],
    world: { logs: ['2026-03-08', '2026-03-10'], closed: ['day 2026-03-08'] },
    tells: ['table-removed table=day'],
    keeps: { ended: '2026-03-09' },
  },
  {
    why: 'what was announced for it never begins',
    before: [table('day', { protections: AHEAD })],
    tells: ['table-removed table=day', 'protection-kept planned=2026-04-01 table=day'],
    keeps: { ended: '2026-03-10', protections: [{ protection: HIDDEN }] },
  },
  {
    why: 'one that has ended stays as it is',
    before: [table('day', { ended: '2026-02-01' })],
    keeps: { ended: '2026-02-01' },
  },
  {
    why: 'its name goes to a table that is called so now',
    before: [table('day', { name: 'uses', ended: '2026-02-01' }), table('week', { name: 'other' })],
    now: [table('week', { name: 'uses' })],
    world: { published: DAYS },
    tells: ['tables-renamed tables=[{"table":"uses","before":"other"},{"table":"day-feature","before":"uses"}]'],
    keeps: { name: 'day-feature' },
  },
  {
    why: 'one that ended without a row has no file that could be renamed',
    before: [table('day', { name: 'uses', ended: '2026-02-01' })],
    now: [table('week', { name: 'uses' })],
    tells: ['table-added table=uses'],
    keeps: { name: 'day-feature' },
  },
  {
    why: 'names are counted on until one is free',
    before: [table('day', { name: 'uses', ended: '2026-02-01' })],
    now: [
      table('week', { name: 'uses' }),
      table('month', { name: 'day-feature' }),
      table('year', { name: 'day-feature-2' }),
    ],
    tells: ['table-added table=uses', 'table-added table=day-feature', 'table-added table=day-feature-2'],
    keeps: { name: 'day-feature-3' },
  },
  {
    why: 'one that is back without a row before is new',
    before: [table('day', { ended: '2026-03-01' })],
    now: [table('day')],
    tells: ['table-added table=day'],
    starts: dayOf(2026, 3, 11),
  },
  {
    why: 'but not where a period waits that it had counted in whole: it goes on, with a hole',
    before: [table('day', { ended: '2026-03-08' })],
    now: [table('day')],
    world: { waiting: ['day'] },
    tells: ['table-returned table=day from=2026-03-08 date=2026-03-11'],
    keeps: { away: [{ from: '2026-03-08', to: '2026-03-10' }] },
  },
  {
    why: 'one that is back was away since the day on which it was counted in part',
    before: [table('day', { ended: '2026-03-01' })],
    now: [table('day')],
    world: { published: DAYS },
    tells: ['table-returned table=day from=2026-03-01 date=2026-03-11'],
    keeps: { away: [{ from: '2026-03-01', to: '2026-03-10' }] },
  },
  {
    why: 'or since the day after, where a folder that was taken over has that one',
    before: [table('day', { ended: '2026-02-28', away: [{ from: '2026-01-01', to: '2026-01-31' }] })],
    now: [table('day')],
    world: { published: DAYS },
    tells: ['table-returned table=day from=2026-03-01 date=2026-03-11'],
    keeps: {
      away: [
        { from: '2026-01-01', to: '2026-01-31' },
        { from: '2026-03-01', to: '2026-03-10' },
      ],
    },
  },
  {
    why: 'it lacks all of a longer period that was closed without it',
    before: [table('day', { ended: '2026-03-01' })],
    now: [table('day')],
    world: { published: DAYS, closed: ['month 2026-03', 'year 2020'] },
    tells: ['table-returned table=day from=2026-03-01 date=2026-03-11'],
  },
  {
    why: 'what comes back on the day on which it ended was not away',
    before: [table('day', { ended: '2026-03-10' })],
    now: [table('day')],
    world: { published: ['day aide 2026-03-01 2026-03-10'], closed: ['day 2026-03-10'] },
  },
  {
    why: 'a last day that is none is taken for the newest',
    before: [table('day', { ended: 'x' })],
    now: [table('day')],
    world: { published: DAYS },
    tells: ['table-returned table=day from=2026-03-10 date=2026-03-11'],
  },
  {
    why: 'what begins on a day holds nothing before',
    before: [table('day', { protections: [{ from: '2026-01-01', protection: HIDDEN }] }), table('month')],
    now: [table('day', { protections: EXACT_STEPS }), table('month')],
    tells: ['protection-changed table=day level=exact date=2026-04-01'],
  },
  {
    why: 'nor does a threshold',
    now: [table('day')],
    thresholds: { before: [{ from: '2026-01-01', k: 11 }], now: [{ k: 11 }] },
    tells: ['table-added table=day'],
    keeps: { protections: [{ from: '2026-01-01', protection: HIDDEN }] },
  },
  {
    why: 'a configuration without a threshold leaves that of before',
    before: [table('day')],
    now: [table('day')],
    thresholds: { before: [{ k: 11 }], now: [] },
  },
  {
    why: 'a measure that is new has no figure up to the newest day',
    before: [table('day')],
    now: [table('day', { measures: ['requests', 'errors'] })],
    tells: ['columns-changed table=day', 'measure-added table=day measure=errors date=2026-03-11'],
    keeps: { lacking: [{ measure: 'errors', to: '2026-03-10' }] },
  },
  {
    why: 'a measure that is gone has none from the newest day on, which was counted in part',
    before: [table('day', { measures: ['requests', 'errors'] })],
    now: [table('day')],
    tells: ['columns-changed table=day', 'measure-removed table=day measure=errors date=2026-03-10'],
    keeps: { lacking: [{ measure: 'errors', from: '2026-03-10' }] },
  },
  {
    why: 'or from that of a log that lags behind',
    before: [table('day', { measures: ['requests', 'errors'] })],
    now: [table('day')],
    world: { logs: ['2026-03-08', '2026-03-10'] },
    tells: ['columns-changed table=day', 'measure-removed table=day measure=errors date=2026-03-08'],
    keeps: { lacking: [{ measure: 'errors', from: '2026-03-08' }] },
  },
  {
    why: 'or from the day after, where that one is closed',
    before: [table('day', { measures: ['requests', 'errors'] })],
    now: [table('day')],
    world: { closed: ['day 2026-03-10'] },
    tells: ['columns-changed table=day', 'measure-removed table=day measure=errors date=2026-03-11'],
  },
  {
    why: 'one that is back to hide waits until its noise of before is over',
    before: [table('day', { protections: [{ protection: NOISY }], ended: '2026-03-01' }), table('month')],
    now: [table('day'), table('month')],
    world: { published: ['day aide 2026-02-01 2026-03-01'] },
    tells: [
      'table-returned table=day from=2026-03-02 date=2026-04-01',
      'protection-changed table=day level=threshold date=2026-04-01',
    ],
  },
  {
    why: 'a measure that is back has none of the days between',
    before: [
      table('day', {
        lacking: [
          { measure: 'errors', from: '2026-03-01' },
          { measure: 'entries', to: '2026-01-31' },
        ],
      }),
    ],
    now: [table('day', { measures: ['requests', 'errors'] })],
    tells: ['columns-changed table=day', 'measure-returned table=day measure=errors from=2026-03-01 date=2026-03-11'],
    keeps: {
      lacking: [
        { measure: 'errors', from: '2026-03-01', to: '2026-03-10' },
        { measure: 'entries', to: '2026-01-31' },
      ],
    },
  },
  {
    why: 'nor of what closed meanwhile, though it was counted in whole',
    before: [table('day', { lacking: [{ measure: 'errors', from: '2026-03-01' }] })],
    now: [table('day', { measures: ['requests', 'errors'] })],
    world: {
      published: ['day aide 2026-02-01 2026-03-05'],
      without: { measure: 'errors', from: '2026-02-27' },
    },
    tells: ['columns-changed table=day', 'measure-returned table=day measure=errors from=2026-02-27 date=2026-03-11'],
    keeps: { lacking: [{ measure: 'errors', from: '2026-02-27', to: '2026-03-10' }] },
  },
  {
    why: 'also where days after that are open still',
    before: [table('day', { lacking: [{ measure: 'errors', from: '2026-03-01' }] })],
    now: [table('day', { measures: ['requests', 'errors'] })],
    world: { published: ['day aide 2026-02-01 2026-02-26'], without: { measure: 'errors', from: '2026-02-26' } },
    tells: ['columns-changed table=day', 'measure-returned table=day measure=errors from=2026-02-26 date=2026-03-11'],
    keeps: { lacking: [{ measure: 'errors', from: '2026-02-26', to: '2026-03-10' }] },
  },
  {
    why: 'but no more than the days between, where that was published with it',
    before: [table('day', { lacking: [{ measure: 'errors', from: '2026-03-05' }] })],
    now: [table('day', { measures: ['requests', 'errors'] })],
    world: { published: ['day aide 2026-02-01 2026-03-05'], without: { measure: 'errors', from: '2026-03-05' } },
    tells: ['columns-changed table=day', 'measure-returned table=day measure=errors from=2026-03-05 date=2026-03-11'],
    keeps: { lacking: [{ measure: 'errors', from: '2026-03-05', to: '2026-03-10' }] },
  },
  {
    why: 'one that makes a request part of another figure with noise has none until the next of the longest periods',
    before: [table('day', { protections: [{ protection: NOISY }] }), table('month')],
    now: [table('day', { protections: [{ protection: NOISY }], measures: ['requests', 'entries'] }), table('month')],
    tells: ['columns-changed table=day', 'measure-added table=day measure=entries date=2026-04-01'],
    keeps: { lacking: [{ measure: 'entries', to: '2026-03-31' }] },
  },
  {
    why: 'nor where the table is to hide from there on, and has noise until then',
    before: [table('day', { protections: [{ protection: NOISY }] }), table('month')],
    now: [table('day', { measures: ['requests', 'entries'] }), table('month')],
    tells: [
      'columns-changed table=day',
      'measure-added table=day measure=entries date=2026-04-01',
      'protection-changed table=day level=threshold date=2026-04-01',
    ],
    keeps: { lacking: [{ measure: 'entries', to: '2026-03-31' }] },
  },
  {
    why: 'nor has it where it is back',
    before: [
      table('day', { protections: [{ protection: NOISY }], lacking: [{ measure: 'entries', from: '2026-02-03' }] }),
      table('month'),
    ],
    now: [table('day', { protections: [{ protection: NOISY }], measures: ['requests', 'entries'] }), table('month')],
    tells: ['columns-changed table=day', 'measure-returned table=day measure=entries from=2026-02-03 date=2026-04-01'],
    keeps: { lacking: [{ measure: 'entries', from: '2026-02-03', to: '2026-03-31' }] },
  },
  {
    why: 'a table that is back with other measures has them from its first day on',
    before: [
      table('day', { protections: [{ protection: NOISY }], measures: ['requests', 'errors'], ended: '2026-02-28' }),
      table('month'),
    ],
    now: [table('day', { protections: [{ protection: NOISY }], measures: ['requests', 'bytes'] }), table('month')],
    world: { published: DAYS },
    tells: [
      'columns-changed table=day',
      'table-returned table=day from=2026-03-01 date=2026-04-01',
      'measure-removed table=day measure=errors date=2026-04-01',
      'measure-added table=day measure=bytes date=2026-04-01',
    ],
  },
  {
    why: 'a week within which a month has closed is still to come: the table lacks the days alone on which it was away',
    before: [table('week', { ended: '2026-03-09' }), table('day')],
    now: [table('week'), table('day')],
    world: { published: ['week aide 2026-W08'], closed: ['month 2026-02', 'week 2026-W08'] },
    tells: ['table-returned table=week from=2026-03-09 date=2026-03-11'],
  },
  {
    why: 'one that has closed without it is lacking',
    before: [table('week', { ended: '2026-03-09' }), table('day')],
    now: [table('week'), table('day')],
    world: { published: ['week aide 2026-W08'], closed: ['month 2026-02', 'week 2026-W09'] },
    tells: ['table-returned table=week from=2026-02-23 date=2026-03-11'],
  },
  {
    why: 'one that was gone from the beginning is back',
    before: [table('day', { lacking: [{ measure: 'errors' }] })],
    now: [table('day', { measures: ['requests', 'errors'] })],
    tells: ['columns-changed table=day', 'measure-returned table=day measure=errors from=2026-03-10 date=2026-03-11'],
  },
  {
    why: 'another level holds from the next of the longest periods on',
    before: [table('day'), table('month')],
    now: [table('day', { protections: NOISY_STEPS }), table('month')],
    tells: ['protection-changed table=day level=cell-key date=2026-04-01'],
    keeps: { protections: AHEAD },
  },
  {
    why: 'what was announced and is not wanted any more is taken back',
    before: [table('day', { protections: AHEAD })],
    now: [table('day')],
    tells: ['protection-kept planned=2026-04-01 table=day'],
    keeps: { protections: [{ protection: HIDDEN }] },
  },
  {
    why: 'what was announced for another day gives way, and is told again for its own',
    before: [table('day', { protections: [{ protection: HIDDEN }, { from: MAY, protection: NOISY }] }), table('month')],
    now: [table('day', { protections: EXACT_STEPS }), table('month')],
    tells: ['protection-kept planned=2026-05-01 table=day', 'protection-changed table=day level=exact date=2026-04-01'],
  },
  {
    why: 'what was announced for that day is replaced without a word',
    before: [table('day', { protections: AHEAD }), table('month')],
    now: [table('day', { protections: EXACT_STEPS }), table('month')],
    tells: ['protection-changed table=day level=exact date=2026-04-01'],
  },
  {
    why: 'a table that leaves `exact` does so with the first day of which nothing is published',
    before: [table('day', { protections: EXACT_STEPS })],
    now: [table('day')],
    world: { closed: ['day 2026-03-05', 'month 2026-02'] },
    tells: ['protection-changed table=day level=threshold date=2026-03-06'],
  },
  {
    why: 'where nothing is published nothing breaks',
    before: [table('day', { protections: EXACT_STEPS })],
    now: [table('day')],
    keeps: { protections: [{ protection: HIDDEN }] },
  },
  {
    why: 'a table that is back in another way has none of what was announced before it ended',
    before: [table('day', { ended: '2026-02-28', protections: [...AHEAD] }), table('month')],
    now: [table('day', { protections: EXACT_STEPS }), table('month')],
    world: { published: DAYS },
    tells: [
      'table-returned table=day from=2026-03-01 date=2026-03-11',
      'protection-changed table=day level=exact date=2026-04-01',
    ],
  },
  {
    why: 'another threshold of the service is one for all, and announced once',
    before: [table('day'), table('month')],
    now: [table('day', { protections: [{ protection: { level: 'threshold', k: 5 } }] }), table('month')],
    thresholds: { before: [{ k: 11 }], now: [{ k: 5 }] },
    tells: ['threshold-changed k=5 date=2026-04-01'],
    keeps: { protections: [{ protection: HIDDEN }, { from: MARCH, protection: { level: 'threshold', k: 5 } }] },
  },
  {
    why: 'and taken back once',
    before: [table('day'), table('month')],
    now: [table('day'), table('month')],
    thresholds: { before: [{ k: 11 }, { from: MARCH, k: 5 }], now: [{ k: 11 }] },
    tells: ['protection-kept planned=2026-04-01'],
  },
  {
    why: 'a table that is new has the thresholds of before, though no row then',
    now: [table('day'), table('month')],
    thresholds: { before: [{ k: 5 }], now: [{ k: 11 }] },
    tells: ['table-added table=day', 'table-added table=month', 'threshold-changed k=11 date=2026-04-01'],
    keeps: { protections: [{ protection: { level: 'threshold', k: 5 } }, { from: MARCH, protection: HIDDEN }] },
  },
])('$why', ({ before = [], now = [], thresholds, world, tells = [], keeps = {}, starts }) => {
  const result = changed(
    settings({ tables: [...before], ...(thresholds && { thresholds: thresholds.before }) }),
    settings({ tables: [...now], ...(thresholds && { thresholds: thresholds.now }) }),
    world,
  )
  expect(told(result)).toEqual(tells)
  expect(tableIn(result, 'day') ?? {}).toMatchObject(keeps)
  if (starts !== undefined) expect([...result.starts.values()]).toContain(starts)
})
