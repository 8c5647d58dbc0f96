import { dirname, join } from 'node:path/posix'
import { describe, expect, it } from 'vitest'
import type { Tier } from '../../../src/domain/table.ts'
import { editionOf } from '../../../src/publish/edition.ts'
import { renderFolders, type Publication } from '../../../src/publish/index.ts'
import { landingPages } from '../../../src/publish/page/landing-page.ts'
import { overviewOf } from '../../../src/publish/page/overview.ts'
import { isSealed } from '../../../src/protect/index.ts'
import { DAY_FEATURE, examplePublication, fileOf } from '../example-publication.ts'
import { day, feature, MONTH_DEVICE, MONTH_FEATURE, publicationOf, type Sample } from './sample-services.ts'

const SERVICE: Sample = {
  features: [
    feature('steady'),
    feature('growing'),
    feature('rare'),
    feature('ended', { until: day('2026-01-20') }),
    feature('later', { from: day('2027-01-01') }),
  ],
  first: '2025-11-01',
  last: '2026-03-31',
  uses: (position, date) => [20, 10 + (date > 120 ? 30 : 0), 0, 15, 9][position] ?? 0,
  specs: [MONTH_FEATURE],
}

function pageOf(sample: Partial<Sample> = {}, tier: Tier = 'summary', language: 'fr' | 'en' = 'en'): string {
  return inLanguage(editionOf(publicationOf({ ...SERVICE, ...sample }), tier), language)
}

function inLanguage(edition: ReturnType<typeof editionOf>, language: 'fr' | 'en'): string {
  const overview = edition.tier === 'summary' ? overviewOf(edition) : undefined
  const pages = landingPages(edition, { files: ['README.md'], offers: [], overview, verdicts: undefined })
  return pages.find(({ text }) => text.includes(`<html lang="${language}">`))!.text
}

/** What a person reads: the words of the body, without markup. */
function textOf(page: string): string {
  const [, body = page] = page.split('<body>')
  const words = body.split('<').map((piece) => piece.slice(piece.indexOf('>') + 1))
  return words.join(' ').replaceAll(/\s+/g, ' ')
}

/** What stands between two texts, each time. */
function between(page: string, start: string, end: string): readonly string[] {
  return page
    .split(start)
    .slice(1)
    .map((rest) => rest.split(end)[0]!)
}

function rowOf(page: string, id: string): string {
  return textOf(
    page
      .split('<tr role="row"')
      .slice(1)
      .find((row) => row.includes(`<bdi>Feature ${id}</bdi>`)) ?? '',
  )
}

const EXACT = { level: 'exact' } as const

describe('the errors of a feature', () => {
  it.each([
    { why: 'known', sample: { errors: () => 4 }, says: '17%' },
    { why: 'few', sample: { errors: () => 0.1 }, says: 'hidden' },
    { why: 'of hidden uses', sample: { uses: (_: number, date: number) => (date > 100 ? 0 : 20) }, says: 'hidden' },
    { why: 'not counted', sample: { specs: [{ ...MONTH_FEATURE, measures: ['requests'] as const }] }, says: '–' },
    {
      why: 'of no request',
      sample: { uses: () => 0, errors: (): number => 0, specs: [{ ...MONTH_FEATURE, protection: EXACT }] },
      says: '–',
    },
    {
      why: 'out of service',
      id: 'ended',
      sample: { uses: () => 40, specs: [{ ...MONTH_FEATURE, protection: EXACT }] },
      says: '',
    },
  ])('are $says where they are $why', ({ sample, says, id = 'steady' }) => {
    const [row] = between(pageOf(sample), `id="f-${id}"`, '</tr>')
    expect(textOf(between(row!, '<td role="cell">', '</td>')[3]!).trim()).toBe(says)
  })
})

describe('landingPage', () => {
  it('is the same for the same publication, in one language each', () => {
    expect(pageOf()).toBe(pageOf())
    expect(pageOf()).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(pageOf({}, 'summary', 'fr')).toContain('<html lang="fr">')
  })

  it.each([
    { says: 'How often each feature was used, since November 2025. Requests are counted, not people' },
    { says: 'Free to reuse : Licence Ouverte 2.0 , cite the source' },
    { says: 'At least 1,830 uses in March 2026' },
    { says: 'Feature growing (1,210) and Feature steady (620), in March 2026.' },
    { says: 'too early to compare' },
    { says: 'Each bar is a least figure: 1 of 4 features has one that is not shown.' },
    { says: 'Which days have no log is not told' },
    { says: 'Contact opendata@example.fr' },
    {
      says: 'Ville d’Exemple - Original data downloaded from https://data.example.fr/mes-demarches/, updated on 31 March 2026',
    },
  ])('says: $says', ({ says }) => {
    expect(textOf(pageOf())).toContain(says)
  })

  it('compares the average per day that has a log', () => {
    const known = { features: SERVICE.features.slice(0, 2) }
    expect(rowOf(pageOf(known), 'steady')).toMatch(/ 620 ≈ undecided 0%/)
    expect(rowOf(pageOf(known), 'growing')).toMatch(/ 1,210 ≈ undecided × 3.9/)
  })

  it('compares whole months, and not the one in progress', () => {
    const page = pageOf({ last: '2026-03-20', uses: (_, date) => (date >= 92 ? 10 : 20) })
    expect(textOf(page)).toContain('uses in February 2026')
    expect(rowOf(page, 'steady')).toMatch(/ 280 ≈ undecided −50%/)
  })

  it('shows the month in progress where there is no other', () => {
    expect(textOf(pageOf({ last: '2025-11-20', specs: [MONTH_FEATURE] }))).toContain('uses in November 2025')
  })

  it('counts no day without a log in an average', () => {
    const page = pageOf({ isGap: (date) => date >= 100 && date < 110 })
    expect(rowOf(page, 'steady')).toMatch(/ 620 ≈ undecided 0%/)
    expect(textOf(page)).toContain('9 February 2026 to 18 February 2026 (10 days)')
  })

  it.each([
    { isGap: (date: number) => date >= 92 && date < 120, says: '620 nothing before', why: 'a month without a log' },
    {
      uses: (_: number, date: number) => (date >= 92 && date < 120 ? 0 : 20),
      says: '620 hidden before',
      why: 'hidden before',
    },
    { uses: (_: number, date: number) => (date >= 120 ? 0 : 20), says: 'hidden hidden', why: 'hidden now' },
  ])('gives no change where there is none to give: $why', ({ says, ...sample }) => {
    expect(rowOf(pageOf(sample), 'steady')).toContain(says)
  })

  it('says of a hidden month at least what its days show, and draws that', () => {
    // A day below the threshold, its companion, and a third: the month that holds them would tell their sum.
    const uses = (position: number, date: number) => ([130, 131, 137].includes(date) && position === 0 ? 3 : 20)
    const page = pageOf({ specs: [DAY_FEATURE, MONTH_FEATURE], features: [feature('steady')], uses })
    expect(rowOf(page, 'steady')).toMatch(/ ≥ 560 hidden /)
    expect(page).toContain('<td>≥560</td>')
    expect(textOf(page)).toContain('At least 560 uses in March 2026')
    expect(between(page, '<path class="b" d="', '"')[0]!.split('v-')).toHaveLength(1 + 5)
  })

  const MONTHS = [DAY_FEATURE, MONTH_FEATURE] as const
  const WEEKS = [DAY_FEATURE, { ...DAY_FEATURE, name: 'week-feature', period: 'week' }] as const

  // A day below the threshold, its companion, and a third hide the period that holds them.
  it.each([
    { specs: MONTHS, first: '2025-11-01', hidden: [130, 131, 137, 138], says: 'from ≥ 540 to 620' },
    // February has 560 as well, and is known.
    { specs: MONTHS, first: '2025-11-01', hidden: [130, 131, 137], says: 'from 560 to 620' },
    { specs: WEEKS, first: '2026-02-02', hidden: [21, 22], says: 'from ≥ 100 to 140' },
    { specs: WEEKS, first: '2026-02-02', hidden: [], says: '140' },
  ] as const)('says aloud which end of a series is a bound: $says', ({ specs, first, hidden, says }) => {
    const isHidden = (date: number) => hidden.some((one) => one === date)
    const uses: Sample['uses'] = (_, date) => (isHidden(date) ? 2 : 20)
    const last = specs[1].period === 'week' ? '2026-03-29' : '2026-03-31'
    for (const [language, words] of [
      ['en', says],
      ['fr', says.replace('from', 'de').replace('to', 'à')],
    ] as const) {
      const page = pageOf({ specs, features: [feature('steady')], uses, first, last }, 'summary', language)
      const titles = between(page, '<title>', '</title>').slice(1)
      expect(titles).toHaveLength(2)
      for (const title of titles) expect(title.replaceAll(/\s/gu, ' ')).toContain(`; ${words}`)
    }
  })

  it('tells the share of errors, and nothing of it where uses are hidden', () => {
    const page = pageOf({ errors: (position) => (position === 0 ? 4 : 0) })
    expect(rowOf(page, 'steady')).toContain('17%')
    expect(rowOf(page, 'growing')).toMatch(/hidden All figures/)
    expect(textOf(page)).toContain('Feature steady : 17% of its requests in March 2026 (124 of 744).')
  })

  // Of the third there are no figures of a year ago.
  it.each([
    { features: 1, language: 'en', says: '× 2.0 against a year earlier (mean per day).' },
    { features: 3, language: 'en', says: '× 2.0 against a year earlier (mean per day), for 2 of 3 features.' },
    { features: 2, language: 'fr', says: '× 2,0 par rapport à un an plus tôt (moyenne par jour).' },
    {
      features: 3,
      language: 'fr',
      says: '× 2,0 par rapport à un an plus tôt (moyenne par jour), pour 2 fonctionnalités sur 3.',
    },
  ] as const)(
    'says of how many features the change of the whole is: $features, $language',
    ({ features, language, says }) => {
      const uses = (_: number, date: number) => (date < 480 ? 100 : 200)
      const all = [...SERVICE.features.slice(0, 2), feature('young', { from: day('2026-01-01') })]
      const sample = { first: '2024-11-01', features: all.slice(0, features), uses }
      expect(textOf(pageOf(sample, 'summary', language))).toContain(says)
    },
  )

  it('opens ten of many, and folds the others with their sum', () => {
    const features = Array.from({ length: 25 }, (_, position) => feature(`f${String(position).padStart(2, '0')}`))
    const page = pageOf({ features, uses: (position) => 100 - position })
    expect(textOf(page)).toContain('The 15 others 38,595 uses in March 2026')
    expect(textOf(page)).toContain('The first ten make')
  })

  it('cuts a long title in its row, and has it whole in what unfolds', () => {
    const title = 'Demande '.repeat(15).trim()
    const page = pageOf({ features: [feature('steady', { title: { en: title } })] })
    expect(between(page, `<bdi>${title}`, '</bdi>').length).toBeGreaterThanOrEqual(2)
  })

  it('never says that a hidden feature is unused', () => {
    const page = textOf(pageOf())
    expect(page).toContain('No figure for three months or more, or none so far')
    expect(page).toContain('No figure shown so far')
    expect(page).toContain('From 0 to 10 all look alike')
    expect(page).not.toMatch(/unused|not used|never used/i)
    expect(textOf(pageOf({}, 'summary', 'fr'))).not.toMatch(/inutilis|pas utilis|jamais utilis/i)
    expect(page.slice(page.indexOf('No figure shown so far'))).toMatch(
      /Feature rare None of their periods is published: Feature later/,
    )
  })

  it('says of hidden figures the largest threshold that hid them', () => {
    const earlier: Publication['earlier'] = new Map([
      ['month-feature', [{ until: '2026-01-01', protection: { level: 'threshold', k: 51 } }]],
    ])
    expect(textOf(pageOf({ change: { earlier } }))).toContain('because they are below 51 or')
    const uses: Sample['uses'] = (position, date) => (position === 2 && date < 60 ? 100 : SERVICE.uses(position, date))
    expect(textOf(pageOf({ uses, change: { earlier } }))).toContain('because they are below 11 or')
  })

  it('has a place of its own for what has ended', () => {
    expect(rowOf(pageOf(), 'ended')).toContain('until 20 January 2026')
    expect(textOf(pageOf()).split('Features that have ended')[1]).toContain('Feature ended')
  })

  it('shows no hidden figure in the chart, and draws it below the line alone', () => {
    const page = pageOf({ uses: (_, date) => (date < 30 ? 0 : 20) })
    const [, row = ''] = page.split('<tbody role="rowgroup">')
    expect(row).toMatch(/1 period hidden/)
    expect(between(row, '<path class="b" d="', '"')[0]!.split('v-')).toHaveLength(1 + 4)
    expect(between(row, '<path class="h" d="', '"')[0]).toBe('M1 51h5v7h-5z')
  })

  it('tells noise where there is some, and adds nothing up', () => {
    const page = pageOf({ specs: [MONTH_FEATURE, MONTH_DEVICE] }, 'detail')
    expect(textOf(page)).toContain('Random noise of at most')
    expect(textOf(page)).toContain('their figures do not add up')
    expect(page).not.toContain('%<')
    expect(page).toContain('href="../mes-demarches/index.en.html"')
  })

  it.each([
    { says: '', noise: false, rare: 20 },
    { says: 'At least ', noise: false, rare: 1 },
    { says: 'About ', noise: true, rare: 20 },
    { says: 'At least about ', noise: true, rare: 1 },
  ])('says $says of the sum: noise $noise, its rarest feature has $rare a month', ({ says, noise, rare }) => {
    const { protection } = noise ? MONTH_DEVICE : MONTH_FEATURE
    const features = [feature('steady'), feature('rare')]
    const uses = (position: number, date: number) => (position === 0 ? 100 : date % 31 === 0 ? rare : 0)
    const page = pageOf({ features, uses, specs: [{ ...MONTH_FEATURE, measures: ['requests'], protection }] })
    expect(between(page, '<h2><b>', '</b>')[0]).toMatch(new RegExp(`^${says}\\d,\\d{3}$`))
    expect(textOf(page).includes('Figures have random noise.')).toBe(noise)
  })

  it.each([
    { specs: [DAY_FEATURE], last: '2025-11-10', says: 'One bar, one day', why: 'ten days' },
    {
      specs: [DAY_FEATURE, MONTH_FEATURE],
      last: '2025-11-10',
      says: 'One bar, one day',
      why: 'one month is no series',
    },
    { specs: [DAY_FEATURE, MONTH_FEATURE], says: 'One bar, one month', why: 'five months' },
    { specs: [DAY_FEATURE], says: 'The line goes through every day', why: 'more days than bars' },
    {
      specs: [{ ...DAY_FEATURE, name: 'week-feature', period: 'week' as const }],
      says: 'uses in the 4 weeks to',
      why: 'weeks by four',
    },
  ])('draws the table that says most: $why', ({ says, ...sample }) => {
    expect(textOf(pageOf(sample))).toContain(says)
  })

  it.each([
    { period: 'day', last: '2025-11-02', fr: 'contre le 1er novembre 2025', en: 'against 1 November 2025' },
    { period: 'day', last: '2025-11-20', fr: 'contre ceux d’avant', en: 'against those before' },
    {
      period: 'week',
      last: '2025-11-23',
      fr: 'contre la semaine du 10 novembre 2025',
      en: 'against the week of 10 November 2025',
    },
    { period: 'week', last: '2025-12-28', fr: 'contre celles d’avant', en: 'against those before' },
    { period: 'month', last: '2025-12-31', fr: 'contre novembre 2025', en: 'against November 2025' },
    { period: 'quarter', last: '2026-03-31', fr: 'contre le T4 2025', en: 'against Q4 2025' },
    { period: 'year', last: '2026-12-31', fr: 'contre 2025', en: 'against 2025' },
  ] as const)('says what a change is against, of a $period by $last', ({ period, last, fr, en }) => {
    const specs = [{ ...DAY_FEATURE, name: `${period}-feature`, period }]
    expect(textOf(pageOf({ specs, last }, 'summary', 'fr'))).toContain(`par jour, ${fr} `)
    expect(textOf(pageOf({ specs, last }))).toContain(`per day, ${en} `)
  })

  it.each([
    { periods: 'bars', last: '2026-01-19', isLine: false },
    { periods: 'a line', last: '2026-01-20', isLine: true },
  ])('speaks of $periods where it draws them', ({ last, isLine }) => {
    const specs = [DAY_FEATURE]
    const [every, some] = [SERVICE.features, [feature('steady'), feature('rare', { from: day('2025-11-20') })]]
    for (const language of ['en', 'fr'] as const) {
      const texts = [every, some].map((features) => textOf(pageOf({ specs, last, features }, 'summary', language)))
      for (const text of texts) {
        expect(/\bbars?\b|\bbarres?\b/i.test(text)).toBe(!isLine)
        expect(/the line shows|la courbe montre/i.test(text)).toBe(isLine)
      }
    }
    expect(textOf(pageOf({ specs, last }))).toContain(
      `${isLine ? 'The line shows least figures' : 'Each bar is a least figure'}: 2 of 4 features have one that is not shown.`,
    )
  })

  it('says of hidden weeks where the shown days stand, on bars and on a line', () => {
    const uses: Sample['uses'] = (_, date) => ([21, 22].includes(date) ? 2 : 20)
    const sample = { specs: WEEKS, features: [feature('steady')], uses, first: '2026-02-02' }
    expect(textOf(pageOf({ ...sample, last: '2026-03-29' }))).toContain('Square below a bar: a hidden figure, at')
    const long = textOf(pageOf({ ...sample, last: '2027-10-31' }))
    expect(long).toContain('Square below a point of the line: a hidden figure, at')
    expect(long).not.toMatch(/\bbars?\b/i)
  })

  it('takes no cell of a day before the charts begin for one out of service', () => {
    const specs = [{ ...DAY_FEATURE, measures: ['requests'] } as const]
    const sample = { specs, features: [feature('steady')], last: '2026-12-31' }
    const page = pageOf(sample)
    expect(textOf(page)).toContain('Charts and tables show the last 400 periods; the file has the earlier ones too.')
    expect(between(page, '<td>20</td>', '')).toHaveLength(400)
    expect(textOf(page)).toContain('Empty: out of service, or outside the period of the charts.')
    expect(textOf(pageOf(sample, 'summary', 'fr'))).toContain('hors service, ou hors de la période des graphiques.')
  })

  it('dashes a break, and says that a change is across it', () => {
    const history: Publication['history'] = [
      {
        version: '2.0.0',
        created: '2026-03-31T00:00:00Z',
        changes: [{ kind: 'threshold-changed', k: 11, date: '2026-03-02' }],
      },
    ]
    const page = pageOf({ change: { history } })
    expect(page).toContain('<path class="k"')
    expect(rowOf(page, 'steady')).toContain('(break)')
    expect(textOf(page)).toContain('2 March 2026, the threshold is 11')
    expect(pageOf()).not.toContain('<path class="k"')
  })

  it('keeps every text of the operator a text', () => {
    const title = `<script>alert("1")</script>'&amp;`
    const page = pageOf({ features: [feature('steady', { title: { fr: title } })] })
    expect(page).toContain('<bdi lang="fr">&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;&#39;&#38;amp;</bdi>')
    expect(page).not.toContain('<script>')
  })

  it('closes the script of the search engines whatever a name holds', () => {
    const { service } = examplePublication()
    const page = pageOf({ change: { service: { ...service, name: '</script><b>' } } })
    expect(page.match(/<\/script>/g)).toHaveLength(1)
    const [json = ''] = between(page, '<script type="application/ld+json">', '</script>')
    expect(JSON.parse(json)).toMatchObject({
      '@type': 'Dataset',
      name: 'Usage of </script><b> by feature',
      temporalCoverage: '2025-11-01/2026-03-31',
      distribution: expect.arrayContaining([
        {
          '@type': 'DataDownload',
          name: 'month-feature.csv',
          contentUrl: 'https://data.example.fr/mes-demarches/data/month-feature.csv',
          encodingFormat: 'text/csv',
        },
      ]) as unknown,
    })
  })

  it('shows what it can where there is no line, or no figure', () => {
    const empty = examplePublication({
      grid: [],
      tables: examplePublication().tables.map((table) => ({ ...table, rows: [] })),
    })
    expect(textOf(inLanguage(editionOf(empty, 'summary'), 'en'))).toContain('No figure is published')
    expect(textOf(pageOf({ uses: () => 0 }))).toContain('No figure is published')
  })

  it('links to nothing that is not in the folder', () => {
    const [folder] = renderFolders(publicationOf({ ...SERVICE, specs: [DAY_FEATURE, MONTH_FEATURE] }), isSealed)
    const paths = folder!.files.map(({ path }) => path)
    const links = between(fileOf(folder, 'index.html'), 'href="', '"')
    const inside = links.filter((to) => !/^(?:https:|mailto:|data:|#)/.test(to))
    expect(inside.length).toBeGreaterThan(10)
    expect(paths).toEqual(expect.arrayContaining(inside))
    const ids = between(fileOf(folder, 'index.html'), ' id="', '"')
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(links.filter((to) => to.startsWith('#')).map((to) => to.slice(1))))
  })

  it('leads to what lies beside it where nobody said an address, and names none', () => {
    const { publicationUrl, ...rest } = publicationOf(SERVICE)
    expect(publicationUrl).toBeDefined()
    const files = renderFolders(rest, isSealed)[0]!.files
    const paths = files.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['index.html', 'index.en.html']))
    expect(paths).not.toContain('dcat.jsonld')
    for (const { path, text } of files.filter((file) => file.path.endsWith('.html'))) {
      expect(text).not.toMatch(/data\.example\.fr|undefined/)
      const hrefs = between(text, 'href="', '"').filter((href) => !/^(?:https:|mailto:|data:,|#)/.test(href))
      const inside = hrefs.map((href) => join(dirname(path), href.replace(/#.*/, '')))
      expect(inside.length).toBeGreaterThan(path.startsWith('index') ? 5 : path.startsWith('embed/') ? 0 : 2)
      expect(paths).toEqual(expect.arrayContaining(inside))
    }
  })

  it.each([{ hasParquet: true } as const, {}])('leads to each Parquet file that is there: %j', (change) => {
    const folder = renderFolders(publicationOf({ ...SERVICE, change }), isSealed)[0]!
    const there = (folder.binaries ?? []).map(({ path }) => path)
    expect(there.length > 0).toBe('hasParquet' in change)
    for (const path of ['index.html', 'index.en.html']) {
      const page = fileOf(folder, path)
      const parquet = (start: string) => between(page, start, '"').filter((to) => to.endsWith('.parquet'))
      expect(parquet('href="')).toEqual(there)
      expect(parquet('"contentUrl":"')).toEqual(there.map((to) => `https://data.example.fr/mes-demarches/${to}`))
    }
  })

  it('says how files are called of which there are many, with an example of each', () => {
    const [summary] = renderFolders(publicationOf(SERVICE), isSealed)
    const [badges] = between(fileOf(summary, 'index.en.html'), 'for a service of badges. ', '</li>')
    expect(badges).toBe(
      '<code>badge/*.svg</code>, <code>badge/*.json</code> (<a href="badge/growing.svg">badge/growing.svg</a>, <a href="badge/growing.json">badge/growing.json</a>)',
    )
  })

  it('has a table of a period without a row of its own as a gap, not as zero', () => {
    const page = pageOf({ isGap: (date) => date >= 92 && date < 120 })
    expect(page).toContain('<td>–</td>')
  })
})
