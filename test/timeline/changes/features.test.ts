import { expect, it } from 'vitest'
import type { KeptFeature } from '../../../src/timeline/index.ts'
import { changed, feature, featureIn, settings, table, told, type World } from './changed.ts'

const tables = [table('day'), table('month')]

type Case = {
  readonly why: string
  readonly before?: readonly KeptFeature[]
  readonly now?: readonly KeptFeature[]
  readonly world?: World
  /** By day and month, unless it says otherwise. */
  readonly by?: (typeof tables)[number][]
  readonly tells?: readonly string[]
  /** What is kept of `aide`, but for its definition. */
  readonly keeps?: Partial<KeptFeature>
}

const ENDED = feature('aide', { ended: '2026-03-01' })

it.each<Case>([
  { why: 'the same is no change', before: [feature('aide')], now: [feature('aide')] },
  {
    why: 'one that is new begins on the next day',
    now: [feature('aide')],
    tells: ['feature-added feature=aide'],
    keeps: { since: '2026-03-11' },
  },
  {
    why: 'one that is gone ends with the newest day',
    before: [feature('aide')],
    tells: ['feature-removed feature=aide'],
    keeps: { ended: '2026-03-10' },
  },
  {
    why: 'or with that of a log that lags behind: later days lack its lines',
    before: [feature('aide')],
    world: { logs: ['2026-03-08', '2026-03-10'] },
    tells: ['feature-removed feature=aide from=2026-03-09 lost=2026-03-09..2026-03-10 log=log0'],
    keeps: { ended: '2026-03-08' },
  },
  {
    why: 'of two logs that lag, the one that lags most is named, but none that has been silent for too long, or has no date',
    before: [feature('aide')],
    world: { logs: ['2026-03-10', '2026-03-09', '2026-03-08', '2026-03-01', ''] },
    tells: ['feature-removed feature=aide from=2026-03-09 lost=2026-03-09..2026-03-10 log=log2'],
  },
  {
    why: 'a log that is read to its end does not lag, once the grace is over',
    before: [feature('aide')],
    world: { logs: ['2026-03-08 until 2026-03-08', '2026-03-10'] },
    tells: ['feature-removed feature=aide'],
    keeps: { ended: '2026-03-10' },
  },
  ...[
    { why: 'it may before that', log: '2026-03-09 until 2026-03-09', from: '2026-03-10' },
    { why: 'or where lines of its last day are missing', log: '2026-03-08 until 2026-03-09', from: '2026-03-09' },
  ].map(({ why, log, from }): Case => ({
    why,
    before: [feature('aide')],
    world: { logs: [log, '2026-03-10'] },
    tells: [`feature-removed feature=aide from=${from} lost=${from}..2026-03-10 log=log0`],
    keeps: { ended: log.slice(0, 10) },
  })),
  {
    why: 'no day is lost where no table is by day: the month has what was read of them',
    before: [feature('aide')],
    world: { logs: ['2026-03-08', '2026-03-10'] },
    by: [table('month')],
    tells: ['feature-removed feature=aide'],
    keeps: { ended: '2026-03-08' },
  },
  ...[
    { what: 'that are closed', days: '2026-03-10..2026-03-10', world: { closed: ['day 2026-03-08'] } },
    { what: 'after its last one', days: '2026-03-09..2026-03-09', more: { until: '2026-03-09' } },
    { what: 'before its first', days: '2026-03-10..2026-03-10', more: { from: '2026-03-10' } },
    { what: 'before its first whole one', days: '2026-03-10..2026-03-10', more: { since: '2026-03-10' } },
    {
      what: 'before it came back',
      days: '2026-03-10..2026-03-10',
      more: { away: [{ from: '2026-03-02', to: '2026-03-09' }] },
    },
  ].map(({ what, days, more, world }) => ({
    why: `no day is lost of those ${what}`,
    before: [feature('help', { match: ['/aide'], ...more })],
    now: [feature('aide')],
    world: { logs: ['2026-03-08', '2026-03-10'], ...world },
    tells: [`feature-renamed feature=aide before=help date=2026-03-11 from=${days.slice(0, 10)} lost=${days} log=log0`],
  })),
  {
    why: 'no day is lost of one that ended before the log that lags',
    before: [feature('aide', { until: '2026-03-08' })],
    world: { logs: ['2026-03-08', '2026-03-10'] },
    tells: ['feature-removed feature=aide'],
  },
  {
    why: 'a renaming that is told on the day of the removal is one, though a log lags behind',
    before: [feature('help', { match: ['/aide'], ended: '2026-03-08' })],
    now: [feature('aide')],
    world: { logs: ['2026-03-08', '2026-03-10'] },
    tells: ['feature-renamed feature=aide before=help date=2026-03-11 from=2026-03-09'],
    keeps: { since: '2026-03-11' },
  },
  {
    why: 'another name alone is a renaming, and what is gone is not told',
    before: [feature('help', { match: ['/aide'], beside: 'a' })],
    now: [feature('aide', { beside: 'b' })],
    tells: ['feature-renamed feature=aide before=help date=2026-03-11'],
    keeps: { since: '2026-03-11' },
  },
  {
    why: 'another pattern breaks the series on the first day that may have lines',
    before: [feature('aide', { since: '2026-01-02' })],
    now: [feature('aide', { match: ['/help'], clients: 'all' })],
    tells: ['feature-redefined feature=aide date=2026-03-10 (match clients)'],
    keeps: { since: '2026-01-02' },
  },
  {
    why: 'a log that lags behind brings earlier days',
    before: [feature('aide')],
    now: [feature('aide', { match: ['/help'] })],
    world: { logs: ['2026-03-08', '2026-01-01', ''] },
    tells: ['feature-redefined feature=aide date=2026-03-08 (match)'],
  },
  {
    why: 'but none of a day that is closed',
    before: [feature('aide')],
    now: [feature('aide', { match: ['/help'] })],
    world: { logs: ['2026-03-08'], closed: ['day 2026-03-08'] },
    tells: ['feature-redefined feature=aide date=2026-03-09 (match)'],
  },
  {
    why: 'of the newest neither',
    before: [feature('aide')],
    now: [feature('aide', { match: ['/help'] })],
    world: { closed: ['day 2026-03-10'] },
    tells: ['feature-redefined feature=aide date=2026-03-11 (match)'],
  },
  {
    why: 'one that was taken over has no digest of what is beside it',
    before: [feature('aide')],
    now: [feature('aide', { beside: 'b' })],
  },
  {
    why: 'another title is a text',
    before: [feature('aide')],
    now: [feature('aide', { title: { fr: 'Aide' } })],
    tells: ['text-corrected'],
  },
  {
    why: 'texts of two features are told once',
    before: [feature('aide'), feature('pay')],
    now: [feature('aide', { title: { fr: 'Aide' } }), feature('pay', { title: { fr: 'Payer' } })],
    tells: ['text-corrected'],
  },
  {
    why: 'another last day counts from now on',
    before: [feature('aide')],
    now: [feature('aide', { until: '2026-06-30' })],
    tells: ['text-corrected counted'],
  },
  {
    why: 'one that is back was away since the day on which it was counted in part',
    before: [ENDED],
    now: [feature('aide')],
    tells: ['feature-returned feature=aide from=2026-03-01 date=2026-03-11'],
    keeps: { away: [{ from: '2026-03-01', to: '2026-03-10' }] },
  },
  {
    why: 'or since the day after, where that one is closed',
    before: [feature('aide', { ended: '2026-03-01', away: [{ from: '2026-01-01', to: '2026-01-31' }] })],
    now: [feature('aide')],
    world: { closed: ['day 2026-03-01'] },
    tells: ['feature-returned feature=aide from=2026-03-02 date=2026-03-11'],
    keeps: {
      away: [
        { from: '2026-01-01', to: '2026-01-31' },
        { from: '2026-03-02', to: '2026-03-10' },
      ],
    },
  },
  {
    why: 'one whose last day had come before it was gone was away since then',
    before: [feature('aide', { ended: '2026-03-05', until: '2026-02-15' })],
    now: [feature('aide')],
    tells: ['feature-returned feature=aide from=2026-02-16 date=2026-03-11'],
  },
  {
    why: 'one that is back in another way breaks as well',
    before: [ENDED],
    now: [feature('aide', { match: ['/help'] })],
    tells: [
      'feature-returned feature=aide from=2026-03-01 date=2026-03-11',
      'feature-redefined feature=aide date=2026-03-11 (match)',
    ],
  },
  {
    why: 'one that is back with a last day before it was gone is not',
    before: [ENDED],
    now: [feature('aide', { until: '2026-02-01' })],
    tells: ['text-corrected counted'],
    keeps: { cut: '2026-03-01' },
  },
  {
    why: 'one that is gone again before it was back stays away',
    before: [feature('aide', { away: [{ from: '2026-03-01', to: '2026-03-10' }] })],
    tells: ['not-begun feature=aide planned=2026-03-11', 'feature-removed feature=aide'],
    keeps: { away: [{ from: '2026-03-01', to: '2026-03-10' }], ended: '2026-03-10' },
  },
  {
    why: 'and has no hole where that has not begun',
    before: [feature('aide', { from: '2026-04-01', away: [{ from: '2026-03-11', to: '2026-03-31' }] })],
    tells: ['not-begun feature=aide planned=2026-04-01', 'feature-removed feature=aide'],
    keeps: { ended: '2026-03-10' },
  },
  {
    why: 'one that has rows of before it was to begin keeps them, of whichever table',
    before: [feature('aide', { from: '2026-03-05' })],
    now: [feature('aide')],
    world: {
      published: [
        'day aide 2026-03-05 2026-03-08',
        'week aide 2026-W08',
        'month aide 2026-01 2026-02',
        'day aide 2026-03-09',
      ],
    },
    tells: ['text-corrected counted'],
    keeps: {},
  },
  {
    why: 'one that is gone before it has begun never was',
    before: [feature('aide', { since: '2026-03-11' })],
    tells: ['not-begun feature=aide'],
    keeps: { since: '2026-03-11', ended: '2026-03-10' },
  },
  {
    why: 'one that was gone before its first whole day has no past',
    before: [feature('aide', { since: '2026-03-03', ended: '2026-03-01' })],
    now: [feature('aide')],
    tells: ['feature-added feature=aide'],
    keeps: { since: '2026-03-11' },
  },
  {
    why: 'a last day that is none is taken for the newest',
    before: [feature('aide', { ended: 'x' })],
    now: [feature('aide')],
    tells: ['feature-returned feature=aide from=2026-03-10 date=2026-03-11'],
  },
  { why: 'one that has ended stays as it is', before: [ENDED], keeps: { ended: '2026-03-01' } },
  {
    why: 'one that goes on behind its last day was away between',
    before: [feature('aide', { until: '2026-03-01' })],
    now: [feature('aide')],
    tells: ['feature-returned feature=aide from=2026-03-02 date=2026-03-11'],
    keeps: { away: [{ from: '2026-03-02', to: '2026-03-10' }] },
  },
  {
    why: 'one whose last day is over and stays is gone no longer',
    before: [feature('aide', { until: '2026-03-01' })],
    now: [feature('aide', { until: '2026-03-01' })],
    keeps: {},
  },
  {
    why: 'and was published to what had closed by then',
    before: [feature('aide', { until: '2026-03-01' })],
    now: [feature('aide', { until: '2026-12-31' })],
    world: { published: ['day aide 2026-02-01 2026-03-05', 'week aide 2026-W06'] },
    tells: ['feature-returned feature=aide from=2026-03-06 date=2026-03-11'],
  },
  {
    why: 'where that is told once it is over, what was counted after it is known',
    before: [feature('aide')],
    now: [feature('aide', { until: '2026-02-20' })],
    world: { published: ['day aide 2026-02-01 2026-03-07'], closed: ['day 2026-03-07'] },
    tells: ['text-corrected counted'],
    keeps: { cut: '2026-03-10' },
  },
  {
    why: 'and stays, where nothing closed meanwhile and it goes on',
    before: [feature('aide', { until: '2026-02-20', cut: '2026-03-09' })],
    now: [feature('aide')],
    world: { published: ['day aide 2026-02-01 2026-03-07', 'month aide 2026-02'], closed: ['day 2026-03-07'] },
    tells: ['feature-returned feature=aide from=2026-03-09 date=2026-03-11'],
    keeps: { away: [{ from: '2026-03-09', to: '2026-03-10' }] },
  },
  {
    why: 'of months, too: the one that was published holds all of its days',
    before: [feature('aide', { until: '2026-01-20', cut: '2026-03-09' })],
    now: [feature('aide')],
    world: { published: ['month aide 2026-01 2026-02'], closed: ['month 2026-02'] },
    tells: ['feature-returned feature=aide from=2026-03-09 date=2026-03-11'],
  },
  {
    why: 'but not the days that closed without it',
    before: [feature('aide', { until: '2026-02-20', cut: '2026-03-09' })],
    now: [feature('aide')],
    world: { published: ['day aide 2026-02-01 2026-03-05'], closed: ['day 2026-03-07'] },
    tells: ['feature-returned feature=aide from=2026-03-06 date=2026-03-11'],
  },
  {
    why: 'nor the month that did',
    before: [feature('aide', { until: '2026-01-10', cut: '2026-03-09' })],
    now: [feature('aide')],
    world: { published: ['month aide 2026-01'], closed: ['month 2026-02'] },
    tells: ['feature-returned feature=aide from=2026-02-01 date=2026-03-11'],
  },
  {
    why: 'whichever months closed without another feature',
    before: [feature('aide', { until: '2026-02-20', cut: '2026-03-09' })],
    now: [feature('aide')],
    world: {
      published: ['day aide 2026-02-01 2026-03-07', 'month help 2026-01'],
      closed: ['day 2026-03-07', 'month 2026-02'],
    },
    tells: ['feature-returned feature=aide from=2026-03-09 date=2026-03-11'],
  },
  {
    why: 'nor where it has no row, and all closed',
    before: [feature('aide', { until: '2026-02-20', cut: '2026-03-01' })],
    now: [feature('aide')],
    world: { closed: ['day 2026-03-07'] },
    tells: ['feature-returned feature=aide from=2026-02-21 date=2026-03-11'],
  },
  {
    why: 'nor what came after it in a month that was published since',
    before: [feature('aide', { until: '2026-02-10', cut: '2026-02-15' })],
    now: [feature('aide')],
    world: { published: ['month aide 2026-01 2026-02'], closed: ['month 2026-02'] },
    tells: ['feature-returned feature=aide from=2026-02-15 date=2026-03-11'],
  },
  {
    why: 'it is known as long as its last day is before',
    before: [feature('aide', { until: '2026-02-20', cut: '2026-03-09' })],
    now: [feature('aide', { until: '2026-02-10' })],
    tells: ['text-corrected counted'],
    keeps: { cut: '2026-03-09' },
  },
  {
    why: 'a last day after that is one like any other',
    before: [feature('aide', { until: '2026-02-20', cut: '2026-03-01' })],
    now: [feature('aide', { until: '2026-03-05' })],
    world: { published: ['day aide 2026-02-01 2026-02-28'], closed: ['day 2026-02-28'] },
    tells: ['feature-returned feature=aide from=2026-03-01 date=2026-03-11'],
    keeps: { away: [{ from: '2026-03-01', to: '2026-03-10' }] },
  },
  {
    why: 'a last day that is drawn back misses nothing',
    before: [feature('aide', { until: '2026-03-01' })],
    now: [feature('aide', { until: '2026-02-01' })],
    tells: ['text-corrected counted'],
    keeps: { cut: '2026-03-02' },
  },
  {
    why: 'one that begins earlier than was said was not counted before',
    before: [feature('aide', { from: '2026-03-05' })],
    now: [feature('aide', { from: '2026-01-01' })],
    tells: ['text-corrected counted'],
    keeps: { since: '2026-03-05' },
  },
  {
    why: 'what it was known to begin with stays, where that is later',
    before: [feature('aide', { from: '2026-03-05', since: '2026-03-07' })],
    now: [feature('aide')],
    tells: ['text-corrected counted'],
    keeps: { since: '2026-03-07' },
  },
  {
    why: 'and gives way where it is earlier',
    before: [feature('aide', { from: '2026-03-05', since: '2026-01-07' })],
    now: [feature('aide')],
    tells: ['text-corrected counted'],
    keeps: { since: '2026-03-05' },
  },
  {
    why: 'it begins no later than the day after the newest, if it is back from later',
    before: [feature('aide', { from: '2026-09-01' })],
    now: [feature('aide')],
    tells: ['text-corrected counted'],
    keeps: { since: '2026-03-11' },
  },
  {
    why: 'one that had rows, was put off and is taken back begins as if nothing had been said',
    before: [feature('aide', { from: '2026-09-01' })],
    now: [feature('aide')],
    world: { published: ['day aide 2026-02-01'] },
    tells: ['text-corrected counted'],
    keeps: {},
  },
  {
    why: 'a first day in the past, as early as what is counted, changes nothing that was',
    before: [feature('aide', { from: '2026-09-01' })],
    now: [feature('aide', { from: '2026-05-01' })],
    tells: ['text-corrected counted'],
    keeps: {},
  },
  {
    why: 'one that is put off is away until then',
    before: [feature('aide')],
    now: [feature('aide', { from: '2026-04-01' })],
    world: { published: ['day aide 2026-02-01'] },
    tells: ['feature-returned feature=aide from=2026-03-10 date=2026-04-01'],
    keeps: { away: [{ from: '2026-03-10', to: '2026-03-31' }] },
  },
  {
    why: 'from the day after the newest, where that one is closed',
    before: [feature('aide')],
    now: [feature('aide', { from: '2026-04-01' })],
    world: { published: ['day aide 2026-02-01'], closed: ['day 2026-03-10'] },
    tells: ['feature-returned feature=aide from=2026-03-11 date=2026-04-01'],
  },
  {
    why: 'from the day of a log that lags behind',
    before: [feature('aide')],
    now: [feature('aide', { from: '2026-04-01' })],
    world: { published: ['day aide 2026-02-01'], logs: ['2026-03-08', '2026-03-10'] },
    tells: ['feature-returned feature=aide from=2026-03-08 date=2026-04-01'],
  },
  {
    why: 'from where it was to begin, where it is put off twice',
    before: [feature('aide', { from: '2026-03-20' })],
    now: [feature('aide', { from: '2026-04-01' })],
    world: { published: ['day aide 2026-02-01'] },
    tells: ['feature-returned feature=aide from=2026-03-20 date=2026-04-01'],
  },
  {
    why: 'one without a row that is put off misses nothing',
    before: [feature('aide')],
    now: [feature('aide', { from: '2026-04-01' })],
    tells: ['text-corrected counted'],
    keeps: {},
  },
])('$why', ({ before = [], now = [], world, by = tables, tells = [], keeps }) => {
  const of = (features: readonly KeptFeature[]) => settings({ features: [...features], tables: by })
  const result = changed(of(before), of(now), world)
  expect(told(result)).toEqual(tells)
  const { since, ended, away, cut } = featureIn(result, 'aide') ?? {}
  const nothing = { since: undefined, ended: undefined, away: undefined, cut: undefined }
  if (keeps !== undefined) expect({ since, ended, away, cut }).toEqual({ ...nothing, ...keeps })
})
