import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FeatureFamily } from '../../../src/domain/feature.ts'
import { isSealed } from '../../../src/protect/index.ts'
import { renderFolders } from '../../../src/publish/index.ts'
import { fileOf } from '../example-publication.ts'
import '../../seed.ts'
import { day, feature, MONTH_FEATURE, publicationOf, type Sample } from './sample-services.ts'

/** Uses a day of each feature, and the position of its family; beyond the last: of none. */
type Service = {
  readonly uses: readonly number[]
  readonly families: readonly number[]
  /** Within the latest month, or not used in it. */
  readonly last?: readonly ('ended' | 'unused' | 'used')[]
}

const NAMES = ['Aides', 'Voirie', 'Écoles']
const FAMILIES: readonly FeatureFamily[] = NAMES.map((fr, n) => ({ id: `p${n}`, title: { fr, en: `Family ${n}` } }))

/** From the first day on. */
const FEBRUARY = 62

function sampleOf({ uses, families, last = [] }: Service, change: Partial<Sample> = {}): Sample {
  return {
    features: uses.map((_, n) =>
      feature(`f${n}`, {
        ...(FAMILIES[families[n]!] && { family: `p${families[n]!}` }),
        ...(last[n] === 'ended' && { until: day('2026-02-20') }),
      }),
    ),
    ...{ first: '2025-12-01', last: '2026-02-28' },
    uses: (position, date) =>
      last[position] === 'unused' && date >= FEBRUARY ? 0 : (uses[position]! * ((date % 3) + 1)) >> 1,
    ...change,
    change: { language: 'en', families: FAMILIES, ...change.change },
  }
}

function filesOf(sample: Sample) {
  return renderFolders(publicationOf(sample), isSealed)[0]!
}

function rowsIn(files: ReturnType<typeof filesOf>, path: string): readonly Readonly<Record<string, string>>[] {
  return parse(fileOf(files, path), { columns: true })
}

/** What stands together on a page, without its marks: its name, what is said of it, its rows, and rows that it leads to. */
function groupsIn(page: string) {
  const [, features = ''] = /<h2 id="features">([\s\S]*?)<\/section>/.exec(page) ?? []
  return features
    .split(/(?=<h3>|<details class="rest">)/)
    .map((piece) => {
      const [, id, name = '', said] =
        /<span id="(?:l-)?([^"]+)">([\s\S]*?)<\/span> <small>([\s\S]*?)<\/small>(?=<\/h3>|<\/summary>)/.exec(piece) ??
        []
      return {
        id: id ?? 'first',
        name: name.replaceAll(/<[^>]+>/g, ''),
        said,
        rows: [...piece.matchAll(/<tr role="row" id="f-([^"]+)"/g)].map(([, row]) => row),
        above: [...(/<ul class="names">[\s\S]*?<\/ul>/.exec(piece)?.[0] ?? '').matchAll(/#f-([^"]+)"/g)].map(
          ([, row]) => row,
        ),
      }
    })
    .filter(({ id, rows }) => id !== 'first' || rows.length > 0)
}

describe('features by family', () => {
  const service = fc.constantFrom(5, 12, 36, 45).chain((size) =>
    fc.record({
      uses: fc.array(fc.constantFrom(0, 1, 5, 9, 14, 40, 1234), { minLength: size, maxLength: size }),
      families: fc.array(fc.nat({ max: NAMES.length }), { minLength: size, maxLength: size }),
      last: fc.array(fc.constantFrom('used' as const, 'used' as const, 'ended' as const, 'unused' as const), {
        minLength: size,
        maxLength: size,
      }),
    }),
  )

  it('have each feature once, and as their sum what the CSVs alone add up to', () => {
    const seen = { folded: 0, open: 0, least: 0, exact: 0, more: 0, none: 0 }
    fc.assert(
      fc.property(service, (one) => {
        const files = filesOf(sampleOf(one))
        const page = fileOf(files, 'index.html')
        const groups = groupsIn(page)
        const rows = groups.flatMap((group) => group.rows)
        const elsewhere = [...page.matchAll(/ id="f-([^"]+)"/g)].flatMap(([, id]) => (rows.includes(id) ? [] : [id!]))
        const places = [...rows.map((id) => id!), ...elsewhere]
        expect(places.toSorted()).toEqual(one.uses.map((_, n) => `f${n}`).toSorted())
        const familyIn = new Map(rowsIn(files, 'data/features.csv').map((row) => [row['feature']!, row['family']!]))
        const withFigures = [...familyIn.keys()].filter((id) => !elsewhere.includes(id))
        const isLong = groups.some(({ id, said }) => id === 'first' && said === undefined) && groups.length > 1
        seen[isLong ? 'folded' : 'open']++
        for (const { id, said, rows: own, above } of groups) {
          if (said === undefined || (id === 'others' && groups.every((group) => !group.id.startsWith('family-'))))
            continue
          const family = id === 'others' ? '' : id.slice('family-'.length)
          const its = withFigures.filter((feature) => familyIn.get(feature) === family)
          expect([...own, ...above].toSorted()).toEqual(its.toSorted())
          const hidden = hiddenIn(files).filter((feature) => elsewhere.includes(feature))
          const more = hidden.filter((feature) => familyIn.get(feature) === family)
          seen[more.length > 0 ? 'more' : 'none']++
          const sum = sumOf(files, [...its, ...more])
          seen[sum.isLeast ? 'least' : 'exact']++
          const count = own.length + above.length
          const which = above.length === 0 ? '' : above.length === count ? ', above' : `, ${above.length} of them above`
          const uses = `${sum.isLeast ? '≥\u00A0' : ''}${sum.count.toLocaleString('en')} ${sum.count === 1 ? 'use' : 'uses'}`
          const told = sum.isShown ? ` · ${uses} in February 2026` : ''
          const others = more.length === 0 ? '' : ` · ${more.length} more without a figure`
          expect(said).toBe(`${count} ${count === 1 ? 'feature' : 'features'}${which}${others}${told}`)
        }
      }),
      { numRuns: 24 },
    )
    // Each kind comes often enough to be meant.
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(5)
  })

  /** The month hides its figure, and the feature goes on. */
  function hiddenIn(files: ReturnType<typeof filesOf>): readonly string[] {
    const goesOn = rowsIn(files, 'data/features.csv').filter((row) => row['valid_to'] === '')
    const months = rowsIn(files, 'data/month-feature.csv').filter((row) => row['month'] === '2026-02')
    const hidden = new Set(months.flatMap((row) => (row['requests'] === '' ? row['feature']! : [])))
    return goesOn.map((row) => row['feature']!).filter((id) => hidden.has(id))
  }

  /** By the files alone: the month, or where it is hidden its shown days. */
  function sumOf(files: ReturnType<typeof filesOf>, ids: readonly string[]) {
    const months = rowsIn(files, 'data/month-feature.csv').filter((row) => row['month'] === '2026-02')
    const days = rowsIn(files, 'data/day-feature.csv').filter((row) => row['day']!.startsWith('2026-02'))
    const cells = ids.map((id) => {
      const month = months.find((row) => row['feature'] === id)!['requests']!
      const shown = days.flatMap((row) =>
        row['feature'] === id && row['requests'] !== '' ? Number(row['requests']) : [],
      )
      if (month !== '') return { count: Number(month), isShown: true, isLeast: false }
      return { count: shown.reduce((all, one) => all + one, 0), isShown: shown.length > 0, isLeast: true }
    })
    return {
      count: cells.reduce((all, { count }) => all + count, 0),
      isShown: cells.some(({ isShown }) => isShown),
      isLeast: cells.some(({ isLeast }) => isLeast),
    }
  }

  const TWENTY = Array.from({ length: 20 }, (_, n) => 100 - n)

  it('stand open up to twenty, in the order of the configuration, those of none last', () => {
    const page = fileOf(
      filesOf(sampleOf({ uses: TWENTY, families: TWENTY.map((_, n) => [1, 3, 0][n % 3]!) })),
      'index.html',
    )
    expect(groupsIn(page).map(({ id, name, rows }) => `${id} ${name} ${rows.length} ${rows[0]!}`)).toEqual([
      'family-p0 Family 0 6 f2',
      'family-p1 Family 1 7 f0',
      'others Other features 7 f1',
    ])
    expect(page).toContain('By family, in each the most used first')
    expect(page).not.toContain('<details class="rest">')
  })

  it('are folded beyond, below the first ten of all, which a family leads to', () => {
    const uses = [...TWENTY, 80, 79]
    const page = fileOf(
      filesOf(sampleOf({ uses, families: uses.map((_, n) => (n < 10 ? 0 : n < 15 ? 1 : 3)) })),
      'index.html',
    )
    expect(groupsIn(page).map(({ id, rows, above }) => [id, rows.length, above.length])).toEqual([
      ['first', 10, 0],
      ['family-p0', 0, 10],
      ['family-p1', 5, 0],
      ['others', 7, 0],
    ])
    expect(page).toContain('10 features, above · ')
    expect(page).not.toContain('By family')
  })

  it('are no families where none is declared, and none where no feature is of one', () => {
    const sample = sampleOf({ uses: TWENTY, families: TWENTY.map(() => 0) })
    const { features } = sample
    const bare = features.map(({ id }) => feature(id))
    const textOf = (own: Sample) => filesOf(own).files.map(({ path, text }) => `${path}\n${text}`)
    const undeclared = { ...sample, change: { language: 'en' as const } }
    expect(textOf(undeclared)).toEqual(textOf({ ...undeclared, features: bare }))
    expect(textOf({ ...undeclared, change: { ...undeclared.change, families: [] } })).toEqual(textOf(undeclared))
    expect(fileOf(filesOf(undeclared), 'data/features.csv')).not.toContain('family')
    expect(groupsIn(fileOf(filesOf({ ...sample, features: bare }), 'index.html')).map(({ id }) => id)).toEqual([
      'first',
    ])
  })

  it('have no sum of figures with noise', () => {
    const noise = { level: 'cell-key', k: 11, views: 1, variance: 2, reach: 5 } as const
    const sample = sampleOf(
      { uses: TWENTY, families: TWENTY.map(() => 0) },
      { specs: [{ ...MONTH_FEATURE, measures: ['requests'], protection: noise }] },
    )
    expect(groupsIn(fileOf(filesOf(sample), 'index.html')).map(({ said }) => said)).toEqual(['20 features'])
  })

  it('have at least the sum of their rows where one has no figure any more; one that has ended counts for nothing', () => {
    const sample = sampleOf(
      { uses: [50, 60, 70], families: [0, 0, 0] },
      {
        ...{ first: '2025-06-01', last: '2026-02-28' },
        features: [
          feature('f0', { family: 'p0' }),
          feature('f1', { family: 'p0' }),
          feature('f2', { family: 'p0', until: day('2025-08-01') }),
        ],
        uses: (position, date) => (position === 1 && date > 40 ? 0 : 50),
      },
    )
    const page = fileOf(filesOf(sample), 'index.html')
    expect(groupsIn(page).map(({ rows, said }) => [rows, said])).toEqual([
      [['f0'], '1 feature · 1 more without a figure · ≥\u00A01,400 uses in February 2026'],
    ])
  })

  it('are told in the table for spreadsheets and for programs', () => {
    const files = filesOf(sampleOf({ uses: [50, 60, 70], families: [1, 3, 0] }, { change: { language: 'fr' } }))
    const cells = fileOf(files, 'tableur-mois.csv')
      .split('\r\n')
      .slice(0, 4)
      .map((line) => line.split(';').slice(0, 3).join(';'))
    expect(cells).toEqual([
      '\uFEFFFonctionnalité;Famille;Mesure',
      'Fonctionnalité f0;Voirie;Utilisations',
      'Fonctionnalité f1;;Utilisations',
      'Fonctionnalité f2;Aides;Utilisations',
    ])
    const { families, features } = JSON.parse(fileOf(files, 'latest.json')) as {
      readonly families: readonly { readonly id: string; readonly title: object }[]
      readonly features: readonly { readonly family?: string }[]
    }
    expect(families).toEqual(FAMILIES)
    expect(features.map(({ family }) => family)).toEqual(['p1', undefined, 'p0'])
  })
})
