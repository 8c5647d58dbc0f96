import { expect, it } from 'vitest'
import type { Feature } from '../../../src/domain/feature.ts'
import { dayOfText, dayText } from '../../../src/domain/calendar.ts'
import { featuresInForce, mayHaveDropped, type KeptFeature } from '../../../src/timeline/index.ts'
import { changed, feature, featureIn, settings, type World } from './changed.ts'

const AIDE = feature('aide')
const LAGS = { logs: ['2026-03-08', '2026-03-10'] }

/** Closed up to the day before the newest, and published. */
const PUBLISHED: World = { published: ['day aide 2026-03-01 2026-03-09'], closed: ['day 2026-03-09'] }
const OLD = { from: '2026-02-01', to: '2026-02-02' }

const span = (from: string, to = from) => ({ from: `2026-03-${from}`, to: `2026-03-${to}` })

// The newest line is of the tenth of March.
it.each<{
  why: string
  before?: KeptFeature
  now?: KeptFeature
  world?: World
  drops?: KeptFeature['dropped']
}>([
  { why: 'nothing changes', now: AIDE },
  { why: 'it ends with the newest day', now: feature('aide', { until: '2026-03-10' }) },
  { why: 'it ends later', now: feature('aide', { until: '2026-03-20' }) },
  { why: 'it ends before', now: feature('aide', { until: '2026-03-07' }), drops: [span('08', '10')] },
  {
    why: 'it had ended before, and ends earlier still',
    before: feature('aide', { until: '2026-03-08', dropped: [span('09', '10')] }),
    now: feature('aide', { until: '2026-03-06' }),
    drops: [span('09', '10'), span('07', '08')],
  },
  {
    why: 'it was to end, and does so earlier',
    before: feature('aide', { until: '2026-03-31' }),
    now: feature('aide', { until: '2026-03-09' }),
    drops: [span('10')],
  },
  { why: 'it is gone with the newest day' },
  { why: 'it is gone where another log had brought later days', world: LAGS, drops: [span('09', '10')] },
  { why: 'it is gone after its last day', before: feature('aide', { until: '2026-03-04' }), world: LAGS },
  { why: 'it is gone, and had not begun', before: feature('aide', { since: '2026-03-11' }), world: LAGS },
  {
    why: 'it stays gone, with what it had dropped',
    before: feature('aide', { ended: '2026-02-01', dropped: [OLD] }),
    drops: [OLD],
  },
  {
    why: 'it is back before its last day has closed',
    before: feature('aide', { ended: '2026-03-09' }),
    now: AIDE,
    drops: [span('09', '10')],
  },
  {
    why: 'it is back, and what is closed gets no line',
    before: feature('aide', { ended: '2026-03-05', dropped: [OLD] }),
    now: AIDE,
    world: PUBLISHED,
    drops: [OLD, span('10')],
  },
  {
    why: 'it is back, and told so again',
    before: feature('aide', { away: [span('05', '10')], dropped: [span('10')] }),
    now: AIDE,
    drops: [span('10')],
  },
  {
    why: 'beside what a state of 0.1.0 does not say',
    before: feature('aide', { away: [span('02', '04')] }),
    now: feature('aide', { until: '2026-03-09' }),
    drops: [span('02'), span('10')],
  },
  {
    why: 'it had ended, and goes on when that is closed',
    before: feature('aide', { until: '2026-03-05' }),
    now: AIDE,
    world: { ...PUBLISHED, closed: ['day 2026-03-10'] },
  },
  { why: 'it begins on a day to come', now: feature('aide', { from: '2026-03-15' }), drops: [span('10')] },
  { why: 'it begins later', now: feature('aide', { from: '2026-03-05' }), drops: [span('04')] },
  {
    why: 'it begins later than its first whole day',
    before: feature('aide', { since: '2026-03-03' }),
    now: feature('aide', { from: '2026-03-05' }),
    drops: [span('04')],
  },
  { why: 'it begins earlier', before: feature('aide', { from: '2026-03-05' }), now: AIDE },
  {
    why: 'it is put off again',
    before: feature('aide', { from: '2026-03-15' }),
    now: feature('aide', { from: '2026-03-20' }),
  },
])('keeps the days that were counted and get no row: $why', ({ before = AIDE, now, world, drops }) => {
  const tables: [] = []
  const result = changed(
    settings({ features: [before], tables }),
    settings({ features: now === undefined ? [] : [now], tables }),
    world,
  )
  expect(featureIn(result, 'aide')?.dropped).toEqual(drops)
})

it.each<{ why: string; kept: Partial<KeptFeature>; isConfigured?: true; drops?: KeptFeature['dropped'] }>([
  { why: 'as they are kept', kept: { dropped: [OLD] }, isConfigured: true, drops: [OLD] },
  { why: 'of one that is gone', kept: { ended: '2026-03-31', dropped: [OLD] }, drops: [OLD] },
  { why: 'none', kept: {}, isConfigured: true },
  {
    why: 'the day on which it was taken away, in a state that does not say',
    kept: { away: [span('05', '10')] },
    isConfigured: true,
    drops: [span('05')],
  },
  {
    why: 'not that day where the state says of others',
    kept: { away: [span('05', '10')], dropped: [span('10')] },
    isConfigured: true,
    drops: [span('10')],
  },
])('a feature in force has days that were counted and get no row: $why', ({ kept, isConfigured, drops }) => {
  const own: Feature = { ...AIDE_CONFIGURED }
  const [found] = featuresInForce(isConfigured ? [own] : [], settings({ features: [feature('aide', kept)] }), [])
  expect(found?.dropped?.map(({ from, to }) => ({ from: dayText(from), to: dayText(to) }))).toEqual(drops)
})

it('a feature that is gone stays in its family', () => {
  const gone = feature('aide', { ended: '2026-03-31', family: 'demarches' })
  expect(featuresInForce([], settings({ features: [gone] }), [])).toMatchObject([{ id: 'aide', family: 'demarches' }])
})

// Periods of days before the sixth of March are closed.
it.each<{ why: string; kept: Partial<KeptFeature>; drops?: KeptFeature['dropped'] }>([
  { why: 'none of a feature without days', kept: {} },
  { why: 'none of one that ends later', kept: { until: '2026-03-20' } },
  { why: 'what comes after its last one', kept: { until: '2026-03-07' }, drops: [span('08', '10')] },
  { why: 'of that what is still to close', kept: { until: '2026-03-02' }, drops: [span('06', '10')] },
  { why: 'the day before its first', kept: { from: '2026-03-08' }, drops: [span('07')] },
  { why: 'the newest, where it is to begin', kept: { from: '2026-03-20' }, drops: [span('10')] },
  { why: 'none where that is closed', kept: { from: '2026-03-04' } },
  { why: 'none before it was new', kept: { since: '2026-03-08' } },
  { why: 'none of one that is gone without a last day', kept: { ended: '2026-03-08' } },
  {
    why: 'up to the day with which it was gone',
    kept: { until: '2026-03-07', ended: '2026-03-08' },
    drops: [span('08')],
  },
  {
    why: 'beside the day on which it was taken away',
    kept: { until: '2026-03-08', away: [span('06', '07')] },
    drops: [span('06'), span('09', '10')],
  },
])('of a state of 0.1.0 all days that may have been dropped are: $why', ({ kept, drops }) => {
  const [newest, firstOpen] = [dayOfText('2026-03-10')!, dayOfText('2026-03-06')!]
  const around = { newest, mayClose: (day: number) => day >= firstOpen }
  expect(mayHaveDropped(feature('aide', kept), around).dropped).toEqual(drops)
})

const AIDE_CONFIGURED: Feature = {
  ...{ id: 'aide', title: {}, match: [], examples: [] },
  ...{ clients: 'humans', partial: 'exclude', assets: 'exclude' },
}
