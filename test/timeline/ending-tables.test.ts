import { expect, it } from 'vitest'
import { dayOfText, lastDayOf, periodText } from '../../src/domain/calendar.ts'
import type { PeriodKind } from '../../src/domain/dictionary.ts'
import { endingTables, type KeptTable, type Standing } from '../../src/timeline/index.ts'
import { HIDDEN, settings, table } from './changes/changed.ts'

/** Periods of these kinds that end by a day are closed. */
const frozenBy =
  (text: string, kinds: readonly PeriodKind[]): Standing['isFrozen'] =>
  (kind, period) =>
    kinds.includes(kind) && lastDayOf(kind, period) <= (dayOfText(text) ?? -1)

type Case = {
  readonly why: string
  readonly period?: PeriodKind
  readonly more?: Partial<KeptTable>
  readonly closed: string
  readonly kinds?: readonly PeriodKind[]
  readonly since?: string
  /** The periods that wait: the first, and the last. */
  readonly waits?: readonly [string, string]
}

it.each<Case>([
  { why: 'none of one that is there', more: {}, closed: '2026-02-28' },
  { why: 'the month that was over when it went', closed: '2026-03-30', waits: ['2026-03', '2026-03'] },
  { why: 'no month that has closed', closed: '2026-03-31' },
  { why: 'no month within which it went', more: { ended: '2026-04-29' }, closed: '2026-03-31' },
  { why: 'nor one on the last day of which it did', more: { ended: '2026-03-31' }, closed: '2026-02-28' },
  { why: 'no month that it had not counted in whole', closed: '2026-03-30', since: '2026-03-02' },
  {
    why: 'the months of which it had',
    ...{ closed: '2026-01-31', since: '2026-03-01', waits: ['2026-03', '2026-03'] },
  },
  { why: 'more than one', closed: '2026-01-31', since: '2026-01-01', waits: ['2026-02', '2026-03'] },
  {
    why: 'weeks that wait',
    ...{ period: 'week', more: { ended: '2026-03-17' }, closed: '2026-03-10', kinds: ['week'] },
    waits: ['2026-W11', '2026-W11'],
  },
  {
    why: 'no days beneath a month that has closed without them',
    ...{ period: 'day', closed: '2026-03-31', since: '2026-03-01', waits: ['2026-04-01', '2026-04-01'] },
  },
  {
    why: 'nor beneath a quarter',
    ...{ closed: '2026-03-31', kinds: ['quarter'] },
  },
  {
    why: 'up to the days on which it was away, where it was to come back',
    more: { ended: '2026-04-10', away: [{ from: '2026-03-15', to: '2026-04-12' }] },
    ...{ closed: '2026-01-31', since: '2026-02-01', waits: ['2026-02', '2026-02'] },
  },
  {
    why: 'none of which no protection is known',
    more: { ended: '2026-04-02', protections: [{ from: '2026-05-01', protection: HIDDEN }] },
    closed: '2026-02-28',
  },
])('of a table wait: $why', ({ period = 'month', more = { ended: '2026-04-02' }, closed, kinds, since, waits }) => {
  const kept = settings({ tables: [table('day'), table(period, more)].slice(period === 'day' ? 1 : 0) })
  const sinceOf = (): number => dayOfText(since ?? '2025-01-01') ?? 0
  const found = endingTables(kept, frozenBy(closed, kinds ?? ['month']), sinceOf)
  expect(
    found.map(({ spec, first, through }) => [spec.name, periodText(period, first), periodText(period, through)]),
  ).toEqual(waits === undefined ? [] : [[period, ...waits]])
})

it('nothing waits where nothing is kept', () => {
  expect(
    endingTables(
      undefined,
      () => false,
      () => 0,
    ),
  ).toEqual([])
})
