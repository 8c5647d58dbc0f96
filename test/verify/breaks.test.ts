import { expect, it } from 'vitest'
import { AGENT_LIST } from '../../src/agent/index.ts'
import type { Change, Release } from '../../src/domain/change.ts'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { nextVersion } from '../../src/publish/changelog/next-version.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { publishTo, servicePublished } from './published.ts'

/*
 * A folder of 2026-01-20 to 2026-02-28, made on 2026-03-05, in Paris, with k = 11, all of whose files follow from its list of versions:
 * nothing but what the breaks say tells that it is wrong.
 */
const { fresh } = testFolder('breaks')

const zone = (timezone: string, date: string): Change => ({ kind: 'timezone-changed', timezone, date })
const robots = (version: string, date: string): Change => ({ kind: 'robots-changed', version, date })
const threshold = (k: number, date: string): Change => ({ kind: 'threshold-changed', k, date })
const table = 'day-feature'
const back = { feature: 'aide', from: '2026-03-01' }

type Told = {
  readonly why: string
  readonly first?: readonly Change[]
  readonly later?: readonly Change[]
  readonly settings?: object
  readonly found?: readonly (readonly [field: string, found: string])[]
}

const HERE = { timezone: 'Europe/Paris', robots: AGENT_LIST.version }
const SETTINGS = {
  ...{ sources: [], texts: '', language: 'fr', thresholds: [{ k: 11 }], features: [], tables: [] },
  ...HERE,
}

const TOLD: readonly Told[] = [
  { why: 'nothing' },
  { why: 'the zone', later: [zone('Europe/Paris', '2026-02-10')] },
  { why: 'another zone', later: [zone('Asia/Tokyo', '2026-02-10')], found: [['comptage.timezone', 'Europe/Paris']] },
  { why: 'another zone before', later: [zone('Asia/Tokyo', '2026-02-10'), zone('Europe/Paris', '2026-02-12')] },
  {
    why: 'another zone after',
    later: [zone('Europe/Paris', '2026-02-10'), zone('UTC', '2026-02-12')],
    found: [['comptage.timezone', 'Europe/Paris']],
  },
  { why: 'the settings', settings: SETTINGS },
  {
    why: 'settings of another zone',
    settings: { ...SETTINGS, timezone: 'UTC' },
    found: [['comptage.timezone', 'Europe/Paris']],
  },
  { why: 'the robots', later: [robots(HERE.robots, '2026-02-10')] },
  { why: 'other robots', later: [robots('1999', '2026-02-10')], found: [['comptage.robots', HERE.robots]] },
  {
    why: 'settings of other robots',
    settings: { ...SETTINGS, robots: '1999' },
    found: [['comptage.robots', HERE.robots]],
  },
  { why: 'a threshold that is to come', later: [threshold(20, '2026-04-01')] },
  { why: 'a threshold that was to come', later: [threshold(20, '2026-02-15'), threshold(11, '2026-02-20')] },
  { why: 'another threshold', later: [threshold(20, '2026-02-15')], found: [['comptage.k', '11']] },
  {
    why: 'a threshold that newer periods elsewhere have begun with',
    later: [threshold(20, '2026-02-15'), threshold(11, '2026-03-02')],
  },
  ...['2020-03-05', '2025-12-19', '2026-04-06', '2027-03-05'].map((date) => ({
    why: `a day that no run tells, ${date}`,
    later: [zone('Europe/Paris', date)],
    found: [['comptage.history 2.0.0 timezone-changed', date] as const],
  })),
  ...['2025-12-20', '2026-04-05'].map((date) => ({
    why: `a day that a run may tell, ${date}`,
    later: [zone('Europe/Paris', date)],
  })),
  {
    why: 'a day before anything was to be published',
    first: [{ kind: 'dataset-begun' }, zone('Europe/Paris', '2024-03-05')],
  },
  {
    why: 'a day after its version, in the first',
    first: [zone('Europe/Paris', '2027-03-05')],
    found: [['comptage.history 1.0.0 timezone-changed', '2027-03-05']],
  },
  { why: 'a table of next year', later: [{ kind: 'table-returned', table, from: '2026-02-02', date: '2027-01-01' }] },
  { why: 'a threshold of next year', later: [threshold(11, '2027-01-01')] },
  {
    why: 'a threshold of a later year',
    later: [threshold(11, '2028-01-01')],
    found: [['comptage.history 2.0.0 threshold-changed', '2028-01-01']],
  },
  { why: 'a feature of a later year', later: [{ kind: 'feature-returned', ...back, date: '2029-01-01' }] },
]

const FIRST: Release = { version: '1.0.0', created: '2026-02-01T00:00:00Z', changes: [] }

it.each(TOLD)('what is told is held to the folder: $why', async ({ first = [], later, settings, found = [] }) => {
  const publication = servicePublished()
  const { created } = publication
  const begun = { ...FIRST, changes: first, ...(later === undefined && { created }) }
  const next = later && { version: nextVersion('1.0.0', later), created, changes: later }
  const history = next === undefined ? [begun] : [begun, next]
  const folder = await publishTo(fresh(), {
    ...publication,
    ...{ history, version: next?.version ?? '1.0.0' },
    ledger: {
      closed: [
        { kind: 'day', through: '2026-02-28', open: [] },
        { kind: 'month', through: '2026-02', open: [] },
      ],
      revisions: [],
      ...(settings !== undefined && { settings: { tables: [], ...settings } }),
    },
  })
  const { findings } = verifyFolder({ folder })
  expect(findings.map((finding) => [finding.field, finding.found])).toEqual(found)
})
