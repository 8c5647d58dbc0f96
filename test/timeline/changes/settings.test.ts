import { expect, it } from 'vitest'
import type { Settings } from '../../../src/timeline/index.ts'
import { changed, feature, settings, table, told, type World } from './changed.ts'

const SIGNED = { licences: { summary: 'etalab-2.0', detail: 'ODbL-1.0' }, publisher: 'Ville' } as const
const ADDRESS = 'https://data.example.fr/'

type Case = {
  readonly why: string
  readonly before?: Partial<Settings>
  readonly now?: Partial<Settings>
  readonly tells?: readonly string[]
  readonly world?: World
}

it.each<Case>([
  { why: 'the same is no change' },
  { why: 'nor is a zone in other letters', before: { timezone: 'UTC' }, now: { timezone: 'utc' } },
  {
    why: 'a zone to the west breaks the day before, where lines of today may be of it',
    now: { timezone: 'America/New_York' },
    world: { hour: 1, hoursAhead: -5 },
    tells: ['timezone-changed timezone=America/New_York date=2026-03-09'],
  },
  {
    why: 'but not where the newest line is of today there too',
    now: { timezone: 'America/New_York' },
    world: { hour: 5, hoursAhead: -5 },
    tells: ['timezone-changed timezone=America/New_York date=2026-03-10'],
  },
  {
    why: 'nor a day that is closed',
    now: { timezone: 'America/New_York' },
    world: { hour: 1, hoursAhead: -5, closed: ['day 2026-03-09'] },
    tells: ['timezone-changed timezone=America/New_York date=2026-03-10'],
  },
  {
    why: 'where the newest day is closed, as that of a folder that was taken over, they break the next',
    now: { timezone: 'America/New_York', robots: '2' },
    world: { hour: 1, hoursAhead: -5, closed: ['day 2026-03-10'] },
    tells: ['timezone-changed timezone=America/New_York date=2026-03-11', 'robots-changed version=2 date=2026-03-11'],
  },
  {
    why: 'a log that lags behind may bring the first hour of a day',
    now: { timezone: 'America/New_York' },
    world: { hour: 12, hoursAhead: -1, logs: ['2026-03-08'] },
    tells: ['timezone-changed timezone=America/New_York date=2026-03-07'],
  },
  {
    why: 'a zone to the east breaks no other day',
    now: { timezone: 'America/New_York' },
    world: { hour: 23, hoursAhead: 9 },
    tells: ['timezone-changed timezone=America/New_York date=2026-03-10'],
  },
  {
    why: 'all that counts of a service breaks all series',
    now: { timezone: 'Europe/Paris', sources: ['b'], robots: '2' },
    tells: [
      'timezone-changed timezone=Europe/Paris date=2026-03-10',
      'sources-changed date=2026-03-10',
      'robots-changed version=2 date=2026-03-10',
    ],
  },
  {
    why: 'a machine that is gone is missing since its last line',
    before: { sources: ['a', 'b'] },
    now: { sources: ['b'] },
    world: { machines: { a: '2026-03-07', b: '2026-03-10' } },
    tells: ['sources-changed date=2026-03-07'],
  },
  {
    why: 'also in what is published, and not before; one in its place counts from now on',
    before: { sources: ['a'] },
    now: { sources: ['b'] },
    world: {
      machines: { a: '2026-02-01' },
      published: ['day aide 2026-03-01 2026-03-08', 'week aide 2026-W08'],
      closed: ['day 2026-03-08'],
    },
    tells: ['sources-changed date=2026-02-16', 'sources-changed date=2026-03-10'],
  },
  {
    why: 'one of which no line is known, or whose clock was ahead, is gone from now on',
    before: { sources: ['a', 'b'] },
    now: { sources: [] },
    world: { machines: { b: '2026-04-01' } },
    tells: ['sources-changed date=2026-03-10'],
  },
  {
    why: 'other hosts break them too',
    before: { hosts: 'a' },
    now: { hosts: 'b' },
    tells: ['hosts-changed date=2026-03-10'],
  },
  { why: 'nobody knows which hosts were taken over', now: { hosts: 'b' } },
  { why: 'another text is said once', now: { texts: 'b' }, tells: ['text-corrected'] },
  {
    why: 'what counts is said before what does not',
    before: { features: [feature('aide')] },
    now: { texts: 'b', features: [feature('aide', { until: '2027-01-01' })] },
    tells: ['text-corrected counted'],
  },
  {
    why: 'another language changes the columns of all that is published, of what has ended too',
    before: { tables: [table('day'), table('week', { ended: '2026-01-31' })] },
    now: { language: 'en', tables: [table('day')] },
    tells: ['day', 'week', 'features', 'quality', 'gaps', 'breaks'].map((name) => `columns-changed table=${name}`),
  },
  {
    why: 'families that are declared for the first time are a column of the code book',
    now: { families: [{ id: 'demarches', title: {} }] },
    tells: ['columns-changed table=features', 'text-corrected'],
  },
  { why: 'who signs is not told where it was not kept', now: { signed: SIGNED } },
  {
    why: 'another publisher is named',
    before: { signed: SIGNED },
    now: { signed: { ...SIGNED, publisher: 'Métropole' } },
    tells: ['publisher-changed before=Ville after=Métropole'],
  },
  {
    why: 'another licence is named, of what is published alone',
    before: { signed: SIGNED, tables: [table('day')] },
    now: { signed: { ...SIGNED, licences: { summary: 'CC0-1.0', detail: 'CC0-1.0' } }, tables: [table('day')] },
    tells: ['licence-changed tier=summary before=etalab-2.0 after=CC0-1.0'],
  },
  {
    why: 'an address that is new takes none away',
    before: { signed: SIGNED },
    now: { signed: { ...SIGNED, address: ADDRESS } },
    tells: ['text-corrected'],
  },
  {
    why: 'an address that is gone is named',
    before: { signed: { ...SIGNED, address: ADDRESS } },
    now: { signed: SIGNED },
    tells: [`address-changed before=${ADDRESS}`],
  },
  {
    why: 'another address is named with the one before',
    before: { signed: { ...SIGNED, address: ADDRESS } },
    now: { signed: { ...SIGNED, address: 'https://open.example.fr/' } },
    tells: [`address-changed before=${ADDRESS} after=https://open.example.fr/`],
  },
])('$why', ({ before, now, world, tells = [] }) => {
  expect(told(changed(settings(before), settings(now), world))).toEqual(tells)
})
