import { describe, expect, it } from 'vitest'
import type { Tier } from '../../../src/domain/table.ts'
import { editionOf } from '../../../src/publish/edition.ts'
import { renderFolders, type Publication } from '../../../src/publish/index.ts'
import { landingPage } from '../../../src/publish/page/landing-page.ts'
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
  return landingPage(editionOf(publicationOf({ ...SERVICE, ...sample }), tier), language, ['README.md'])
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
  return textOf(page.split('<tr role="row">').find((row) => row.includes(`<bdi>Feature ${id}</bdi>`)) ?? '')
}

describe('landingPage', () => {
  it('is the same for the same publication, in one language each', () => {
    expect(pageOf()).toBe(pageOf())
    expect(pageOf()).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(pageOf({}, 'summary', 'fr')).toContain('<html lang="fr">')
  })

  it.each([
    { says: 'How often each feature of the service Mes démarches was used, from 1 November 2025 to 31 March 2026.' },
    { says: 'requests, not people' },
    { says: '≥ 1,830' },
    { says: '3 / 5' },
    { says: '151 days' },
    { says: 'Licence Ouverte 2.0' },
    { says: 'Which days have no log is not told' },
    { says: 'Contact opendata@example.fr' },
    {
      says: 'Ville d’Exemple - Original data downloaded from https://data.example.fr/mes-demarches/, updated on 31 March 2026',
    },
  ])('says: $says', ({ says }) => {
    expect(textOf(pageOf())).toContain(says)
  })

  it('compares the average per day that has a log', () => {
    expect(rowOf(pageOf(), 'steady')).toMatch(/620 20 per day 560 20 per day ≈ steady 0%/)
    expect(rowOf(pageOf(), 'growing')).toMatch(/1,210 39 per day 280 10 per day ▲ up \+290%/)
  })

  it('compares whole months, and not the one in progress', () => {
    const page = pageOf({ last: '2026-03-20', uses: (_, date) => (date >= 92 ? 10 : 20) })
    expect(textOf(page)).toContain('Latest period: February 2026')
    expect(rowOf(page, 'steady')).toMatch(/280 10 per day 620 20 per day ▼/)
  })

  it('shows the month in progress where there is no other', () => {
    const page = pageOf({ last: '2025-11-20', specs: [MONTH_FEATURE] })
    expect(textOf(page)).toContain('Latest period: November 2025')
  })

  it('counts no day without a log in an average', () => {
    const page = pageOf({ isGap: (date) => date >= 100 && date < 110 })
    expect(rowOf(page, 'steady')).toMatch(/620 20 per day 360 20 per day ≈ steady 0%/)
    expect(textOf(page)).toContain('9 February 2026 to 18 February 2026 (10 days)')
  })

  it.each([
    { isGap: (date: number) => date >= 92 && date < 120, says: 'no log nothing before', why: 'a month without a log' },
    {
      uses: (_: number, date: number) => (date >= 92 && date < 120 ? 0 : 20),
      says: 'hidden hidden before',
      why: 'hidden before',
    },
    {
      uses: (_: number, date: number) => (date >= 120 ? 0 : 20),
      says: 'hidden 560 20 per day hidden',
      why: 'hidden now',
    },
  ])('gives no change where there is none to give: $why', ({ says, ...sample }) => {
    expect(rowOf(pageOf(sample), 'steady')).toContain(says)
  })

  it('never says that a hidden feature is unused', () => {
    const page = textOf(pageOf())
    expect(page).toContain('Never above the threshold')
    expect(page).toContain('From 0 to 10 all look alike')
    expect(page).not.toMatch(/unused|not used|never used/i)
    expect(textOf(pageOf({}, 'summary', 'fr'))).not.toMatch(/inutilis|pas utilis|jamais utilis/i)
    expect(page.slice(page.indexOf('Never above'))).toMatch(
      /Feature rare Not in service in the published period: Feature later/,
    )
  })

  it('has a place of its own for what has ended', () => {
    expect(rowOf(pageOf(), 'ended')).toContain('until 20 January 2026')
    expect(textOf(pageOf()).split('Features that have ended')[1]).toContain('Feature ended')
  })

  it('shows no hidden figure in the chart, and draws it below the line alone', () => {
    const page = pageOf({ uses: (_, date) => (date < 30 ? 0 : 20) })
    const [, row = ''] = page.split('<tbody role="rowgroup">')
    expect(row).toMatch(/1 period hidden/)
    expect(between(row, '<path class="b" d="', '"')[0]!.split('M')).toHaveLength(1 + 4)
    expect(between(row, '<path class="h" d="', '"')[0]).toBe('M0.2 51h0.6v7h-0.6z')
  })

  it('tells noise where there is some, and adds nothing up', () => {
    const page = pageOf({ specs: [MONTH_FEATURE, MONTH_DEVICE] }, 'detail')
    expect(textOf(page)).toContain('Random noise of at most')
    expect(textOf(page)).toContain('their figures do not add up')
    expect(page).not.toContain('%<')
    expect(page).toContain('href="../mes-demarches/index.en.html"')
  })

  it('says about a noisy summary that its sum is noisy', () => {
    const spec = { ...MONTH_FEATURE, measures: ['requests'], protection: MONTH_DEVICE.protection } as const
    expect(textOf(pageOf({ specs: [spec] }))).toMatch(/≈ \d,\d{3} uses, a sum of noisy figures/)
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
      says: '4 weeks to',
      why: 'weeks by four',
    },
  ])('draws the table that says most: $why', ({ says, ...sample }) => {
    expect(textOf(pageOf(sample))).toContain(says)
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
    expect(textOf(landingPage(editionOf(empty, 'summary'), 'en', []))).toContain('No figure is published')
    expect(textOf(pageOf({ uses: () => 0 }))).toContain('0 / 5')
  })

  it('links to nothing that is not in the folder', () => {
    const [folder] = renderFolders(publicationOf({ ...SERVICE, specs: [DAY_FEATURE, MONTH_FEATURE] }), isSealed)
    const paths = folder!.files.map(({ path }) => path)
    const links = between(fileOf(folder, 'index.html'), 'href="', '"')
    const inside = links.filter((to) => !/^(?:https:|mailto:|data:)/.test(to))
    expect(inside.length).toBeGreaterThan(10)
    expect(paths).toEqual(expect.arrayContaining(inside))
  })

  it('leads to what lies beside it where nobody said an address, and names none', () => {
    const { publicationUrl, ...rest } = publicationOf(SERVICE)
    expect(publicationUrl).toBeDefined()
    const files = renderFolders(rest, isSealed)[0]!.files
    const paths = files.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['index.html', 'index.en.html']))
    expect(paths).not.toContain('dcat.jsonld')
    for (const { text } of files.filter(({ path }) => path.endsWith('.html'))) {
      expect(text).not.toMatch(/data\.example\.fr|undefined/)
      const inside = between(text, 'href="', '"').filter((href) => !/^(?:https:|mailto:|data:,|#)/.test(href))
      expect(inside.length).toBeGreaterThan(5)
      expect(paths).toEqual(expect.arrayContaining(inside))
    }
  })

  it('has a table of a period without a row of its own as a gap, not as zero', () => {
    const page = pageOf({ isGap: (date) => date >= 92 && date < 120 })
    expect(page).toContain('<td>–</td>')
  })
})
