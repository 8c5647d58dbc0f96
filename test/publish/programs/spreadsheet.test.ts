import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, describe, expect, it } from 'vitest'
import { dayOfText, periodOf } from '../../../src/domain/calendar.ts'
import type { ReadableTable, TableSpec } from '../../../src/domain/table.ts'
import { editionOf } from '../../../src/publish/edition.ts'
import type { FolderFile, ReadablePublication } from '../../../src/publish/publication.ts'
import { spreadsheets } from '../../../src/publish/programs/spreadsheet.ts'
import { has } from '../../machine.js'
import { DAY_FEATURE, MONTH_DEVICE } from '../example-publication.ts'
import { day, feature, MONTH_FEATURE, publicationOf, type Sample } from '../page/sample-services.ts'

const WEEK_FEATURE: TableSpec = { ...DAY_FEATURE, name: 'week-feature', period: 'week' }
const EXACT = { level: 'exact' } as const
const NOISE: TableSpec['protection'] = { level: 'cell-key', k: 11, views: 1, variance: 4, reach: 11 }

const SERVICE: Sample = {
  features: [
    feature('aide', { title: { fr: 'Aide à l’élève, « où ça ? »; ici', en: 'Café, "here"' } }),
    feature('dossier', { title: { fr: '=HYPERLINK("https://example.org")', en: '@SUM(1)' } }),
    feature('rare'),
  ],
  first: '2025-11-01',
  last: '2026-02-10',
  uses: (position, date) => [30_000 + date, 4, date < 61 ? 5 : 0][position]!,
  specs: [DAY_FEATURE, MONTH_FEATURE],
}

function fileOf(publication: ReadablePublication): FolderFile | undefined {
  return spreadsheets.filesOf(editionOf(publication, 'summary'), undefined)[0]
}

function cellsOf({ text }: FolderFile, delimiter = ';'): readonly (readonly string[])[] {
  return parse(text, { bom: true, delimiter })
}

function titlesOf(sample: Sample): readonly (string | undefined)[] {
  const publication = publicationOf(sample)
  return cellsOf(fileOf(publication)!, publication.language === 'fr' ? ';' : ',').map(([title]) => title)
}

/** The months of a publication with their first measure alone. */
function usesAlone({ tables }: ReadablePublication, change: Partial<TableSpec>): ReadableTable {
  const months = tables.find(({ spec }) => spec.period === 'month')!
  const rows = Array.from(months.rows, (row) => ({ ...row, counts: row.counts.slice(0, 1) }))
  return { ...months, spec: { ...months.spec, measures: ['requests'], ...change }, rows }
}

describe('spreadsheet', () => {
  it('has its rows in the order of their titles in its language, whatever their codes and accents', () => {
    const titled = [
      feature('c', { title: { fr: 'Écoles', en: 'Zoo' } }),
      feature('b', { title: { fr: 'Aide', en: 'Help' } }),
      feature('a', { title: { fr: 'état civil', en: 'Birth' } }),
      feature('e', { title: { fr: 'Aide', en: 'Help' } }),
    ]
    for (const [language, titles] of [
      ['fr', ['Aide (b)', 'Aide (e)', 'Écoles', 'état civil']],
      ['en', ['Birth', 'Help (b)', 'Help (e)', 'Zoo']],
    ] as const) {
      const publication = publicationOf({ ...SERVICE, features: titled, uses: () => 30, change: { language } })
      const [, ...rows] = cellsOf(fileOf(publication)!, language === 'fr' ? ';' : ',')
      expect(rows.slice(0, 4).map(([title]) => title)).toEqual(titles)
    }
  })

  it('is in the alphabet, with the delimiters and the ends of lines that a French spreadsheet expects', () => {
    const { path, text } = fileOf(publicationOf(SERVICE))!
    expect(path).toBe('tableur-mois.csv')
    expect(text.startsWith('\uFEFFFonctionnalité;Mesure;novembre 2025;décembre 2025;')).toBe(true)
    expect(
      text
        .split('\n')
        .slice(0, -1)
        .every((line) => line.endsWith('\r')),
    ).toBe(true)
    expect(text.endsWith('\r\n')).toBe(true)
  })

  it('has a row a feature and measure, a column a month, titles, and nothing where a figure is hidden', () => {
    const [header, ...rows] = cellsOf(fileOf(publicationOf(SERVICE))!)
    expect(header).toEqual([
      'Fonctionnalité',
      'Mesure',
      'novembre 2025',
      'décembre 2025',
      'janvier 2026',
      'février 2026 (incomplet)',
    ])
    expect(rows.map(([title, measure]) => [title, measure])).toEqual(
      ['Utilisations', 'Entrées', 'Erreurs'].flatMap((measure) =>
        [`'=HYPERLINK("https://example.org")`, 'Aide à l’élève, « où ça ? »; ici', 'Fonctionnalité rare'].map(
          (title) => [title, measure],
        ),
      ),
    )
    expect(rows[1]!.slice(2)).toEqual(['900435', '931395', '932356', '300965'])
    // From January on there is no use, which looks as few do.
    expect(rows[2]!.slice(2)).toEqual(['150', '155', '', ''])
  })

  it('is comma-separated in English', () => {
    const file = fileOf(publicationOf({ ...SERVICE, change: { language: 'en' } }))!
    expect(file.path).toBe('spreadsheet-month.csv')
    const [header, formula, first] = cellsOf(file, ',')
    expect(header?.at(-1)).toBe('February 2026 (incomplete)')
    expect(first?.slice(0, 2)).toEqual(['Café, "here"', 'Uses'])
    expect(formula?.[0]).toBe(`'@SUM(1)`)
  })

  it('has an empty column for a month without a line', () => {
    const gap = publicationOf({
      ...SERVICE,
      isGap: (date) => date >= 30 && date < 61,
      specs: [{ ...MONTH_FEATURE, protection: EXACT }],
    })
    const [header, , first] = cellsOf(fileOf(gap)!)
    expect(header?.[3]).toBe('décembre 2025 (aucun journal)')
    expect(first?.slice(2, 5)).toEqual(['900435', '', '932356'])
  })

  it.each([
    {
      why: 'begins after the columns',
      days: { from: '2026-03-01' },
      fr: 'à partir du 1er mars 2026',
      en: 'from 1 March 2026 on',
    },
    {
      why: 'begins within a column',
      days: { from: '2025-11-20' },
      fr: 'à partir du 20 novembre 2025',
      en: 'from 20 November 2025 on',
    },
    {
      why: 'ends within a column',
      days: { until: '2026-01-10' },
      fr: 'jusqu’au 10 janvier 2026',
      en: 'until 10 January 2026',
    },
    {
      why: 'begins and ends within them',
      days: { from: '2025-12-05', until: '2025-12-24' },
      fr: 'à partir du 5 décembre 2025, jusqu’au 24 décembre 2025',
      en: 'from 5 December 2025 on, until 24 December 2025',
    },
    {
      why: 'was there before and goes on after',
      days: { from: '2025-11-01', until: '2026-02-28' },
      fr: undefined,
      en: undefined,
    },
  ])('says behind the title of which days a row tells: $why', ({ days: { from, until }, ...remark }) => {
    const dated = feature('dossier', {
      title: { fr: 'Dossier', en: 'File' },
      ...(from !== undefined && { from: day(from) }),
      ...(until !== undefined && { until: day(until) }),
    })
    for (const [language, title] of [
      ['fr', 'Dossier'],
      ['en', 'File'],
    ] as const)
      expect(
        titlesOf({ ...SERVICE, features: [feature('aide'), dated], uses: () => 30, change: { language } }),
      ).toContain(remark[language] === undefined ? title : `${title} (${remark[language]})`)
  })

  it.each([
    {
      why: 'within which it came',
      from: '2025-12-10',
      without: [1],
      remark: 'à partir du 10 décembre 2025, non publié\u00A0: décembre 2025',
    },
    { why: 'before it came', from: '2025-12-01', without: [0], remark: 'à partir du 1er décembre 2025' },
    { why: 'when all others have none', from: undefined, without: [2], isOfAll: true, remark: undefined },
  ])(
    'tells a month that is not published from one that is hidden: $why',
    ({ from, without, isOfAll = false, remark }) => {
      const features = [feature('aide'), feature('dossier', from === undefined ? {} : { from: day(from) })]
      const publication = publicationOf({ ...SERVICE, features, uses: () => 30 })
      const left = without.map((month) => periodOf('month', day('2025-11-01')) + month)
      const tables = publication.tables.map((table) => ({
        ...table,
        rows: Array.from(table.rows).filter(
          (row) =>
            table.spec.period !== 'month' || !left.includes(row.period) || !(isOfAll || row.feature === 'dossier'),
        ),
      }))
      const [header, , row] = cellsOf(fileOf({ ...publication, tables })!)
      expect(row![0]).toBe(`Fonctionnalité dossier${remark === undefined ? '' : ` (${remark})`}`)
      expect(header!.filter((cell) => cell.includes('non publié'))).toHaveLength(isOfAll ? 1 : 0)
    },
  )

  it.each([
    { why: 'weeks where there is no month', specs: [DAY_FEATURE, WEEK_FEATURE], path: 'tableur-semaine.csv' },
    {
      why: 'months before weeks',
      specs: [WEEK_FEATURE, MONTH_FEATURE].map((spec) => ({ ...spec, protection: EXACT })),
      path: 'tableur-mois.csv',
    },
    { why: 'no days', specs: [DAY_FEATURE], path: undefined },
    {
      why: 'no breakdown',
      specs: [MONTH_DEVICE, WEEK_FEATURE].map((spec) => ({ ...spec, protection: EXACT })),
      path: 'tableur-semaine.csv',
    },
  ])('has $why', ({ specs, path }) => {
    expect(fileOf(publicationOf({ ...SERVICE, specs }))?.path).toBe(path)
  })

  it('adds the code to a title that stands twice in its language, and to no other', () => {
    const features = [
      feature('aide', { title: { fr: 'Aide', en: 'Help' } }),
      feature('sos', { title: { fr: 'Aide', en: 'SOS' } }),
      feature('dossier', { title: { fr: 'Dossier', en: 'Help' } }),
    ]
    const titlesIn = (language: 'fr' | 'en') =>
      cellsOf(fileOf(publicationOf({ ...SERVICE, features, change: { language } }))!, language === 'fr' ? ';' : ',')
        .slice(1, 4)
        .map(([title]) => title)
    expect(titlesIn('fr')).toEqual(['Aide (aide)', 'Aide (sos)', 'Dossier'])
    expect(titlesIn('en')).toEqual(['Help (aide)', 'Help (dossier)', 'SOS'])
  })

  it('has the months that go on, not those that have ended', () => {
    const publication = publicationOf(SERVICE)
    const uses = usesAlone(publication, { name: 'month-uses' })
    const of = (name: string) => {
      const ended = new Map([[name, dayOfText('2026-02-10')!]])
      return cellsOf(fileOf({ ...publication, tables: [...publication.tables, uses], ended })!)
    }
    expect(of('month-feature')).toHaveLength(1 + 3)
    expect(of('month-uses')).toHaveLength(1 + 9)
  })

  it('says of a row what it would not tell alone', () => {
    const spec: TableSpec = { ...MONTH_FEATURE, measures: ['requests'], protection: NOISE }
    expect(cellsOf(fileOf(publicationOf({ ...SERVICE, specs: [spec] }))!)[1]?.[1]).toBe(
      'Utilisations (avec un bruit aléatoire)',
    )
    const earlier = new Map([['month-feature', [{ until: '2025-12-01', protection: NOISE }]]])
    const before = publicationOf({ ...SERVICE, change: { earlier } })
    expect(cellsOf(fileOf(before)!)[1]?.[1]).toBe('Utilisations (avec un bruit aléatoire)')
    const publication = publicationOf(SERVICE)
    const slowest = usesAlone(publication, { measures: ['duration_p95'] })
    expect(cellsOf(fileOf({ ...publication, tables: [slowest] })!)[1]?.[1]).toBe('Durée au 95e centile (ms)')
  })
})

describe.skipIf(!has('libreoffice'))('LibreOffice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spreadsheet-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each([
    {
      language: 'fr',
      delimiter: ';',
      filter: ['--infilter=Text - txt - csv (StarCalc):59,34,76'],
      why: 'as a French user chooses',
    },
    { language: 'en', delimiter: ',', filter: [], why: 'by itself' },
  ] as const)(
    'opens the table in $language, $why, into its columns, with its accents, numbers as numbers and formulas as text',
    ({ language, delimiter, filter }) => {
      const file = fileOf(publicationOf({ ...SERVICE, change: { language } }))!
      writeFileSync(join(folder, file.path), file.text)
      const opened = openedBy(filter, join(folder, file.path), folder)
      const expected = cellsOf(file, delimiter)
      expect(opened.map((row) => row.map(({ text }) => text))).toEqual(expected)
      const isNumber = opened.map((row) => row.map(({ type }) => type === 'float'))
      expect(isNumber).toEqual(expected.map((row) => row.map((cell) => /^\d+$/.test(cell))))
      expect(opened.flat().some(({ formula }) => formula)).toBe(false)
    },
    120_000,
  )
})

function openedBy(filter: readonly string[], path: string, folder: string): readonly (readonly OpenedCell[])[] {
  const { status, stderr } = spawnSync(
    'soffice',
    [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      ...filter,
      ...['--convert-to', 'fods', '--outdir', folder, path],
    ],
    // The alphabet has to come from the file.
    { env: { ...process.env, LC_ALL: 'C' } },
  )
  if (status !== 0) throw new Error(String(stderr))
  return cellsOfFods(readFileSync(path.replace(/csv$/, 'fods'), 'utf8'))
}

type OpenedCell = { readonly text: string; readonly type: string | undefined; readonly formula: boolean }

/** The rows of the first sheet of a flat document, each without its empty end. */
function cellsOfFods(xml: string): readonly (readonly OpenedCell[])[] {
  const rows = [...xml.matchAll(/<table:table-row\b[^>]*>(.*?)<\/table:table-row>/gs)].map(([, row]) => row!)
  const width = (row: readonly OpenedCell[]) => row.findLastIndex(({ text }) => text !== '') + 1
  const all = rows.map((row) =>
    [...row.matchAll(/<table:table-cell\b([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(
      ([, attributes = '', inner = '']) => {
        const times = Number(/number-columns-repeated="(\d+)"/.exec(attributes)?.[1] ?? 1)
        const cell = {
          text: [...inner.matchAll(/<text:p>(.*?)<\/text:p>/gs)].map(([, text]) => plain(text!)).join('\n'),
          type: /office:value-type="(\w+)"/.exec(attributes)?.[1],
          formula: attributes.includes('table:formula='),
        }
        return Array.from({ length: Math.min(times, 100) }, () => cell)
      },
    ),
  )
  const columns = Math.max(...all.map(width))
  return all.filter((row) => width(row) > 0).map((row) => row.slice(0, columns))
}

function plain(text: string): string {
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return text.replaceAll(/<text:s\/>/g, ' ').replaceAll(/&(\w+);/g, (_, name: string) => names[name] ?? name)
}
