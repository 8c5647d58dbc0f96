import { describe, expect, it } from 'vitest'
import { DAY_MS, dayOf } from '../../src/domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../src/domain/dictionary.ts'
import type { TableSpec } from '../../src/domain/table.ts'
import {
  type Evidence,
  findAllDue,
  isSilent,
  kindsToClose,
  usualSilence,
  type Wait,
  waitsFor,
  waitsForLine,
  whyOpen,
} from '../../src/timeline/index.ts'
import { DAY, EVIDENCE } from './evidence.ts'

const PERIOD = indexOf<'period'>(DAY)
const OVER = EVIDENCE.nowHour
const scanned = (scannedHour: number): Evidence['sources'][number] => ({ id: 'web1', scannedHour })
const quiet = (lastDay: number, usualSilenceDays = 1): Evidence['logs'][number] => ({
  name: 'other.log',
  lastDay,
  usualSilenceDays,
})
const LOG: Wait = { what: 'log', name: 'other.log' }
const MACHINE: Wait = { what: 'machine', name: 'web1' }

type Case = { readonly change: Partial<Evidence>; readonly waits: readonly Wait[]; readonly why: string }

const CASES: readonly Case[] = [
  { change: {}, waits: [], why: 'the grace is just over' },
  { change: { nowHour: OVER - 1 }, waits: [{ what: 'time', hours: 1 }], why: 'an hour of grace is left' },
  {
    change: { nowHour: OVER - 72, newestDay: DAY, unreadThrough: DAY },
    waits: [{ what: 'time', hours: 72 }],
    why: 'it is not over, so nothing else is asked',
  },
  { change: { newestDay: DAY }, waits: [{ what: 'lines' }], why: 'the service has no line after it' },
  { change: { newestDay: DAY, isAhead: true }, waits: [{ what: 'ahead' }], why: 'the lines after it are ahead' },
  { change: { isAhead: true }, waits: [], why: 'some lines are ahead, and others are after it' },
  {
    change: { newestDay: DAY, isAhead: true, logs: [{ ...quiet(DAY), until: DAY }] },
    waits: [],
    why: 'lines of a log that has ended are ahead',
  },
  {
    change: { newestDay: DAY, logs: [{ ...quiet(DAY), until: DAY }] },
    waits: [],
    why: 'the service has no line after it, and all its logs have ended',
  },
  {
    change: { newestDay: DAY, logs: [{ ...quiet(DAY), until: DAY }, quiet(DAY)] },
    waits: [{ what: 'lines' }],
    why: 'one of its logs has ended, another has not',
  },
  {
    change: { newestDay: DAY, logs: [{ ...quiet(DAY), until: DAY + 1 }] },
    waits: [{ what: 'lines' }],
    why: 'its only log ends the day after, for which the grace is not over',
  },
  {
    change: { newestDay: DAY, logs: [{ ...quiet(DAY), until: DAY }], sources: [scanned(OVER)] },
    waits: [{ what: 'lines' }],
    why: 'its own log has ended, and another machine may have later lines',
  },
  { change: { unreadThrough: DAY }, waits: [{ what: 'file' }], why: 'a file that may touch it waits' },
  { change: { unreadThrough: DAY - 1 }, waits: [], why: 'a file waits that was last written before it' },
  { change: { logs: [quiet(DAY - 1)] }, waits: [LOG], why: 'a log is missing' },
  {
    change: { logs: [quiet(DAY - 1)], newestDay: DAY },
    waits: [{ what: 'lines' }],
    why: 'all logs are silent: none of them is missing',
  },
  { change: { logs: [quiet(DAY - 1, 5)] }, waits: [], why: 'a log that is often silent is not missing' },
  {
    change: { logs: [quiet(DAY - 1, 3)] },
    waits: [],
    why: 'a log has been silent as long as this before',
  },
  { change: { logs: [quiet(DAY - 1, 2)] }, waits: [LOG], why: 'a log is silent for a day longer than before' },
  { change: { logs: [quiet(DAY + 1)] }, waits: [], why: 'a log went on after it, and is silent since' },
  { change: { logs: [{ ...quiet(DAY - 1), until: DAY - 1 }] }, waits: [], why: 'a log has ended, with its last day' },
  { change: { logs: [{ ...quiet(DAY - 2), until: DAY - 1 }] }, waits: [], why: 'a log that is missing ends before it' },
  { change: { logs: [{ ...quiet(DAY - 1), until: DAY }] }, waits: [LOG], why: 'a log is missing, and ends with it' },
  { change: { logs: [quiet(DAY - 20)] }, waits: [], why: 'a log is silent for too long to be waited for' },
  { change: { sources: [scanned(OVER)] }, waits: [], why: 'another machine has read all of it' },
  { change: { sources: [scanned(OVER - 1)] }, waits: [MACHINE], why: 'another machine has read it an hour too early' },
  { change: { sources: [scanned(-1)] }, waits: [MACHINE], why: 'nothing came of another machine yet' },
  {
    change: { sources: [scanned(OVER - 1)], newestDay: DAY + 20 },
    waits: [],
    why: 'nothing came of another machine for so long',
  },
  {
    change: { isHalfLost: (from) => from === DAY },
    waits: [{ what: 'format' }],
    why: 'too many of its lines do not fit',
  },
  { change: { undatedThrough: DAY }, waits: [{ what: 'format' }], why: 'lines that do not fit may be of it' },
  { change: { undatedThrough: DAY - 1 }, waits: [], why: 'lines that do not fit were written before it' },
  {
    change: { logs: [quiet(DAY - 1)], sources: [scanned(-1)], unreadThrough: DAY, isHalfLost: () => true },
    waits: [LOG, MACHINE, { what: 'file' }, { what: 'format' }],
    why: 'all of it at once',
  },
]

describe('a period waits', () => {
  it.each(CASES)('$why: $waits', ({ change, waits }) => {
    expect(waitsFor('day', PERIOD, { ...EVIDENCE, ...change })).toEqual(waits)
  })
})

describe('usualSilence', () => {
  it.each([
    { days: [1, 2, 3], silence: 1, why: 'every day' },
    { days: [1, 5, 6], silence: 3, why: 'three days without a line' },
    { days: [], silence: 1, why: 'nothing is known' },
  ])('$why', ({ days, silence }) => {
    expect(usualSilence(days)).toBe(silence)
  })
})

describe('a log', () => {
  // A fortnight of silence.
  it.each([
    { log: quiet(DAY - 15), silent: true, why: 'a day longer than is waited for it' },
    { log: quiet(DAY - 14), silent: false, why: 'for as long as is waited for it' },
    { log: quiet(DAY - 15, 20), silent: false, why: 'as it often is' },
    { log: { ...quiet(DAY - 15), until: DAY - 14 }, silent: false, why: 'since it has ended' },
    { log: { ...quiet(DAY - 15), until: DAY - 1 }, silent: true, why: 'though it has not ended' },
    {
      log: { ...quiet(DAY - 15), seenThrough: DAY - 1 },
      silent: false,
      why: 'and nobody has looked for it on the last day',
    },
    { log: { ...quiet(DAY - 16), seenThrough: DAY - 1 }, silent: true, why: 'when it was last looked for' },
    {
      log: { ...quiet(DAY - 15), seenThrough: DAY + 1 },
      silent: true,
      why: 'and the clock of who looks for it is ahead',
    },
  ])('is given up, $silent: it is silent $why', ({ log, silent }) => {
    expect(isSilent(log, { newestDay: DAY, silenceHours: 14 * 24 })).toBe(silent)
  })
})

describe('a period waits for one before it', () => {
  const file = { ...EVIDENCE, unreadThrough: DAY - 1 }
  it.each([
    { why: 'the first in its month that is open', evidence: file, before: dayOf(2026, 3, 1) },
    { why: 'none, where all of them close', evidence: EVIDENCE, before: undefined },
    { why: 'the first that is not closed already', evidence: file, frozen: DAY - 3, before: DAY - 2 },
    { why: 'none, where no longer period hides counts', evidence: file, within: undefined, before: undefined },
  ])('$why', ({ evidence, frozen = -1, before, ...closing }) => {
    const kind = { kind: 'day', within: 'month', ...closing } as const
    const whys = [...whyOpen(kind, PERIOD, (_, period) => period <= frozen, evidence)]
    expect(whys).toEqual(before === undefined ? [] : [{ what: 'before', period: before, waits: [{ what: 'file' }] }])
  })
})

describe('what keeps all periods open', () => {
  const HOLDS = [[], ['change'], ['clock'], ['change', 'clock']] as const
  const OWN: readonly Partial<Evidence>[] = [{}, { newestDay: DAY }, { unreadThrough: DAY }, { unreadThrough: DAY - 1 }]
  const all = OWN.flatMap((own) => HOLDS.map((holds) => ({ own, holds })))
  it.each(all)('is told behind what one waits for itself: $own, $holds', ({ own, holds }) => {
    const told = (evidence: Evidence) =>
      [...whyOpen({ kind: 'day', within: 'month' }, PERIOD, () => false, evidence)].map(({ what }) => what)
    expect(told({ ...EVIDENCE, ...own, holds })).toEqual([...told({ ...EVIDENCE, ...own }), ...holds])
    // Nobody waits for a line, or mends a clock, before it is over.
    expect(told({ ...EVIDENCE, ...own, holds, nowHour: OVER - 1 })).toEqual(['time'])
    const [day] = findAllDue([{ kind: 'day' }], [DAY], () => false, { ...EVIDENCE, ...own, holds }, new Map())
    expect(day?.due).toEqual(
      holds.length === 0 && waitsFor('day', PERIOD, { ...EVIDENCE, ...own }).length === 0 ? [PERIOD] : [],
    )
  })
})

describe('kinds of periods', () => {
  const period = (position: number) => indexOf<'period'>(position)
  const table = (period: PeriodKind, level: 'threshold' | 'exact' = 'threshold'): TableSpec => ({
    ...{ name: period, period, dimensions: [], measures: ['requests'] },
    protection: level === 'exact' ? { level } : { level, k: 11 },
  })

  const ending = (spec: TableSpec, through = period(9)) => ({ spec, first: period(0), through })
  it.each([
    { why: 'both hide', specs: [table('day'), table('month')], within: 'month' },
    { why: 'one of two hides', specs: [table('day'), table('month', 'exact')], within: undefined },
    { why: 'there is one', specs: [table('day')], within: undefined },
    { why: 'the longer one ends', specs: [table('day')], gone: [table('month')], within: 'month' },
    { why: 'it makes room', specs: [table('day'), table('quarter')], gone: [table('month')], within: 'quarter' },
  ])('close in their order within a longer one: $why', ({ specs, gone = [], within }) => {
    const kinds = kindsToClose(
      specs,
      gone.map((spec) => ending(spec)),
    )
    expect(kinds.map((one) => one.within)).toEqual(kinds.map(({ kind }) => (kind === within ? undefined : within)))
  })

  it('close of tables that end no further than these', () => {
    const both = [ending(table('week'), period(7)), ending(table('week'), period(5)), ending(table('day'))]
    expect(kindsToClose([table('day')], both).map(({ kind, lastToClose }) => ({ kind, lastToClose }))).toEqual([
      { kind: 'day', lastToClose: undefined },
      { kind: 'week', lastToClose: period(7) },
      { kind: 'month', lastToClose: undefined },
    ])
  })
})

describe('a change of the configuration', () => {
  const NOW = Date.UTC(2026, 2, 10)
  const text = { change: { kind: 'text-corrected' } } as const
  const counted = { change: { kind: 'text-corrected' }, isCounted: true } as const
  const zone = { change: { kind: 'timezone-changed', timezone: 'Europe/Paris', date: '2026-03-10' } } as const

  it.each([
    { why: 'none', changes: [], met: undefined, waits: false },
    { why: 'a text, which holds at once', changes: [text], met: undefined, waits: false },
    { why: 'a text that changes what is counted', changes: [counted], met: undefined, waits: true },
    { why: 'another way to count, beside a text', changes: [text, zone], met: undefined, waits: true },
    { why: 'one that was just met', changes: [zone], met: NOW, waits: true },
    { why: 'one that was met almost a day ago', changes: [zone], met: NOW - DAY_MS + 1, waits: true },
    { why: 'one that was met a day ago', changes: [zone], met: NOW - DAY_MS, waits: false },
    { why: 'one that was met by a clock which was a day ahead', changes: [zone], met: NOW + DAY_MS, waits: false },
  ])('waits for a line, $waits: $why', ({ changes, met, waits }) => {
    expect(waitsForLine(changes, met, NOW)).toBe(waits)
  })
})
