import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { dayText, daysFrom } from '../../src/domain/calendar.ts'
import { FINDING_CODES } from '../../src/domain/finding.ts'
import { groupBy } from '../../src/domain/group-by.ts'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { ROOT, testFolder } from '../cli/run-comptage.ts'
import { day } from '../publish/example-publication.ts'
import { publishedIn } from '../run/findings-in.ts'
import { CORRUPTIONS, type Corruption } from './corruptions.ts'
import { changeEach, countedInto } from './each-figure.ts'
import { EXACT_CORRUPTIONS } from './exact-corruptions.ts'
import { Copy, publishTo, seal, servicePublished } from './published.ts'

const { fresh } = testFolder('corruptions')
const clean = fresh()
await publishTo(clean, servicePublished())
const copy = new Copy(clean, fresh())
const exact = new Copy(join(ROOT, 'fixtures/exact-detail/expected'), fresh())

function findsIn(changed: Copy, { code, change, folder = 'mes-demarches' }: Corruption): void {
  change(changed)
  expect(changed.isChanged()).toBe(true)
  seal(changed)
  const codes = verifyFolder({ folder: changed.path(folder) }).findings.map((finding) => finding.code)
  expect(codes).toContain(code)
  // The seal is whole: none of these tells.
  for (const tell of ['CHECKSUM_DIFFERS', 'SUMS_UNLISTED', 'BYTES_DIFFER', 'HASH_DIFFERS'])
    expect(codes).not.toContain(tell)
}

describe('verify, of a folder that was changed and sealed again', () => {
  afterEach(() => copy.restore())

  it('has forty corruptions and more, and finds nothing in what they are made on', () => {
    expect(CORRUPTIONS.length).toBeGreaterThanOrEqual(40)
    for (const name of ['mes-demarches', 'mes-demarches-detail'])
      expect(verifyFolder({ folder: join(copy.root, name) })).toMatchObject({ findings: [], otherTier: 'compared' })
  })

  it.each(CORRUPTIONS)('$code: $why', (corruption) => findsIn(copy, corruption))
})

describe('verify, of an exact detail that was changed and sealed again', () => {
  afterEach(() => exact.restore())

  it('finds nothing in what it is made on', () => {
    for (const name of ['demarches', 'demarches-detail'])
      expect(verifyFolder({ folder: join(exact.root, name) })).toMatchObject({ findings: [], otherTier: 'compared' })
  })

  it.each(EXACT_CORRUPTIONS)('$code: $why', (corruption) => findsIn(exact, corruption))
})

/* By column, how many of all changes are not seen: what is shown stands in no sum but its own, or in one of which a part is hidden. */
const EXACT = ', protection: exact, accept_risk: true'
const USES = 'measures: [ requests ]'
const WITH_ERRORS = 'measures: [ requests, errors ]'
const ALL = 'measures: [ requests, entries, errors, bytes ]'
const EACH_FIGURE: readonly {
  readonly why: string
  readonly tables: readonly string[]
  readonly first: string
  readonly days: number
  readonly changes: number
  readonly unseen: Readonly<Record<string, number>>
}[] = [
  {
    why: 'days and months, exact',
    tables: [`by: [ day, feature ], ${ALL}${EXACT}`, `by: [ month, feature ], ${ALL}${EXACT}`],
    ...{ first: '2026-02-27', days: 4 },
    changes: 148,
    unseen: { 'quality lignes': 4 },
  },
  {
    why: 'exact months alone',
    tables: [`by: [ month, feature ], ${ALL}${EXACT}`],
    ...{ first: '2026-02-27', days: 4 },
    changes: 60,
    unseen: { 'month-feature entrees': 12, 'month-feature octets': 12, 'quality lignes': 4 },
  },
  {
    why: 'all kinds of periods, exact',
    tables: ['day', 'week', 'month', 'quarter', 'year'].map((kind) => `by: [ ${kind}, feature ], ${USES}${EXACT}`),
    ...{ first: '2025-12-29', days: 5 },
    changes: 79,
    unseen: { 'quality lignes': 4 },
  },
  {
    why: 'weeks and months, exact',
    tables: ['week', 'month'].map((kind) => `by: [ ${kind}, feature ], ${USES}${EXACT}`),
    ...{ first: '2025-12-22', days: 20 },
    changes: 46,
    unseen: { 'week-feature requetes': 18, 'quality lignes': 12 },
  },
  {
    why: 'days that are hidden below a threshold, beneath exact months',
    tables: [`by: [ day, feature ], ${WITH_ERRORS}`, `by: [ month, feature ], ${WITH_ERRORS}${EXACT}`],
    ...{ first: '2026-02-20', days: 15 },
    changes: 46,
    unseen: { 'day-feature requetes': 1, 'quality lignes': 12 },
  },
  {
    why: 'exact days, beneath months that are hidden below a threshold',
    tables: [`by: [ day, feature ], ${WITH_ERRORS}${EXACT}`, `by: [ month, feature ], ${WITH_ERRORS}`],
    ...{ first: '2026-02-24', days: 7 },
    changes: 100,
    unseen: { 'day-feature requetes': 4, 'quality lignes': 4 },
  },
  {
    why: 'exact details of days and months, without a summary',
    tables: [
      `by: [ month, feature, device ], ${WITH_ERRORS}${EXACT}`,
      `by: [ day, feature, referrer ], ${USES}${EXACT}`,
    ],
    ...{ first: '2026-02-27', days: 3 },
    changes: 178,
    unseen: { 'month-feature-device erreurs': 49, 'quality lignes': 2 },
  },
  {
    why: 'exact details of months, beside exact days',
    tables: [
      `by: [ day, feature ], measures: [ requests, entries, errors ]${EXACT}`,
      `by: [ month, feature, device ], ${WITH_ERRORS}${EXACT}`,
      `by: [ month, feature, from ], ${USES}${EXACT}`,
    ],
    ...{ first: '2026-02-27', days: 3 },
    changes: 223,
    unseen: {},
  },
  {
    why: 'answers and clients, of which a total counts some',
    tables: [
      `by: [ month, feature ], ${WITH_ERRORS}${EXACT}`,
      `by: [ month, feature, status ], ${USES}${EXACT}`,
      `by: [ month, feature, client ], ${USES}${EXACT}`,
    ],
    ...{ first: '2026-02-20', days: 12 },
    changes: 176,
    unseen: { 'month-feature-client requetes': 52, 'month-feature-status requetes': 30 },
  },
]

describe('verify, of each figure that is one more or one less, in folders that were counted', () => {
  it.each(EACH_FIGURE)('$why', async ({ tables, first, days, changes, unseen }) => {
    const root = await countedInto(fresh(), tables, daysFrom(day(first), day(first) + days - 1).map(dayText))
    for (const name of publishedIn(root))
      expect(verifyFolder({ folder: join(root, name) })).toMatchObject({ findings: [] })
    const all = changeEach(root)
    const passed = all.filter(({ findings }) => findings.length === 0)
    const counts = [...groupBy(passed, ({ column }) => column)].map(([column, some]) => [column, some.length])
    expect([all.length, Object.fromEntries(counts)]).toEqual([changes, unseen])
  })
})

describe('verify, of a file that broke off', () => {
  afterEach(() => copy.restore())
  const folder = 'mes-demarches'
  const files = readdirSync(join(clean, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'SHA256SUMS')
    .map((entry) => relative(clean, join(entry.parentPath, entry.name)))

  // The description, and one of each kind.
  const kinds = new Map(files.map((file) => [file.replace(/[^/]*(?=\.)/, ''), file]))

  it.each([`${folder}/datapackage.json`, ...kinds.values()])(
    '%s: finds it empty and cut, and says so of nothing else',
    (file) => {
      const text = readFileSync(join(clean, file), 'utf8')
      for (const rest of ['', text.slice(0, text.length / 2)]) {
        copy.write(file, rest)
        seal(copy)
        const { findings } = verifyFolder({ folder: copy.path(folder) })
        expect(findings.filter((finding) => join(folder, finding.file) === file)).not.toEqual([])
        expect(findings.filter(({ field, found }) => field === '' || found === '')).toEqual([])
        expect(findings.map(({ code }) => code)).not.toContain('PAGE_ACTIVE')
      }
    },
  )
})

describe('every code', () => {
  // Of checksums, sizes, configurations and folders that mean harm: in the tests beside this one.
  const files = readdirSync(import.meta.dirname).filter((file) => file !== 'corruptions.test.ts')
  const tested = files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('\n')

  it.each(FINDING_CODES)('%s is found by a corruption of its own', (code) => {
    expect(tested).toMatch(new RegExp(`code: '${code}'|codes\\)\\.toContain\\('${code}'\\)`))
  })
})
