import { describe, expect, it } from 'vitest'
import { periodOf } from '../../../src/domain/calendar.ts'
import type { TableSpec } from '../../../src/domain/table.ts'
import { editionOf } from '../../../src/publish/edition.ts'
import { landingPages } from '../../../src/publish/page/landing-page.ts'
import { overviewOf } from '../../../src/publish/page/overview.ts'
import { latest } from '../../../src/publish/programs/latest.ts'
import { spreadsheets } from '../../../src/publish/programs/spreadsheet.ts'
import { readMeText } from '../../../src/publish/texts/read-me.ts'
import type { ReadablePublication } from '../../../src/publish/publication.ts'
import { DAY_FEATURE } from '../example-publication.ts'
import { day, feature, MONTH_FEATURE, publicationOf } from './sample-services.ts'

const WEEK_FEATURE: TableSpec = { ...DAY_FEATURE, name: 'week-feature', period: 'week' }
const SPECS = { month: MONTH_FEATURE, week: WEEK_FEATURE }

const RELEASE = { version: '1.1.0', created: '2026-07-01T00:00:00Z' }
const NEVER = { kind: 'periods-withheld', table: 'month-feature', periods: ['2026-03'] } as const

/** Six months with a line every day, of which a table does not publish a period: the logs have its days, or no line. */
function without({ period: kind, name }: TableSpec, date: string, hasLog: boolean): ReadablePublication {
  const left = periodOf(kind, day(date))
  const first = '2026-01-05'
  const publication = publicationOf({
    features: [feature('aide'), feature('rare')],
    first,
    last: '2026-06-28',
    uses: (position) => [100, 1][position]!,
    isGap: (position) => !hasLog && periodOf(kind, (day(first) + position) as ReturnType<typeof day>) === left,
    specs: [SPECS[kind as 'month']],
    change: { language: 'en' },
  })
  const tables = publication.tables.map((table) =>
    table.spec.name === name ? { ...table, rows: [...table.rows].filter(({ period }) => period !== left) } : table,
  )
  return { ...publication, tables }
}

function shown(publication: ReadablePublication) {
  const edition = editionOf(publication, 'summary')
  const overview = overviewOf(edition)
  const pages = landingPages(edition, { files: [], offers: [], overview, verdicts: undefined }).map(({ text }) => text)
  const [file] = latest.filesOf(edition, overview)
  const [sheet] = spreadsheets.filesOf(edition, overview)
  return {
    pages: { en: pages[1]!, fr: pages[0]! },
    told: JSON.parse(file!.text) as Latest,
    header: sheet!.text.split('\r\n')[0]!,
  }
}

type Figure = { readonly state: string; readonly value: number | null; readonly atLeast: number | null }
type Latest = {
  readonly before: { readonly periods: readonly string[] }
  readonly features: readonly {
    readonly latest: { readonly requests: Figure }
    readonly before: { readonly requests: Figure }
  }[]
}

describe('a period that a table does not publish', () => {
  it.each(['2026-02-10', '2026-03-10', '2026-04-10', '2026-05-10'])('of months, %s, is no gap', (date) => {
    const { pages, header } = shown(without(MONTH_FEATURE, date, true))
    for (const [page, says, never] of [
      [
        pages.en,
        ['; 1 not published</title>', 'Cross: ', 'Not published, or not yet, in month-feature.csv: '],
        'Orange',
      ],
      [
        pages.fr,
        ['; 1 non publiée</title>', 'Croix\u00A0: ', 'Sans publication, ou pas encore, dans month-feature.csv\u00A0: '],
        'Orange',
      ],
    ] as const) {
      for (const words of says) expect(page).toContain(words)
      expect(page.match(/<td>×<\/td>/g)).toHaveLength(2)
      expect(page).not.toContain('<td>–</td>')
      expect(page).not.toContain(never)
    }
    expect(header.match(/\([^)]*\)/g)).toEqual(['(incomplete)', '(not published)', '(incomplete)'])
  })

  it('is told apart on the page from one that never will be', () => {
    const { pages } = shown({
      ...without(MONTH_FEATURE, '2026-03-10', true),
      history: [{ ...RELEASE, changes: [NEVER] }],
    })
    expect(pages.en).toContain(
      'Periods of month-feature.csv that will never be published: March 2026. They may lack lines, would betray a figure that is not shown, or would be exact where',
    )
    expect(pages.fr).toContain(
      'Périodes de month-feature.csv qui ne seront jamais publiées\u00A0: mars 2026. Des lignes peuvent y manquer, elles trahiraient un chiffre qui n’est pas montré',
    )
    for (const page of [pages.en, pages.fr]) expect(page).not.toMatch(/missing log|journal manquant/)
  })

  it.each(['2026-02-10', '2026-05-10'])('of months, %s, is a gap where the logs have no line', (date) => {
    const { pages, header } = shown(without(MONTH_FEATURE, date, false))
    expect(pages.en).toContain('; 1 without a log, or not counted</title>')
    expect(pages.en.match(/<td>–<\/td>/g)).toHaveLength(2)
    for (const words of ['not published</title>', '<td>×', 'Cross: ', 'Not published, or not yet'])
      expect(pages.en).not.toContain(words)
    expect(header.match(/\([^)]*\)/g)).toEqual(['(incomplete)', '(no log)', '(incomplete)'])
  })

  it.each([
    {
      says: 'is not published yet',
      change: {},
      words: 'Not published, or not yet, in `data/month-feature.csv`: March 2026. ',
    },
    {
      says: 'never will be',
      change: { history: [{ ...RELEASE, changes: [NEVER] }] },
      words: 'Periods of `data/month-feature.csv` that will never be published: March 2026. ',
    },
    {
      says: 'fell among days when there was no such table',
      change: { away: new Map([['month-feature', [{ from: day('2026-03-31'), to: day('2026-04-01') }]]]) },
      words: 'In `data/month-feature.csv` a period that holds a day from 31 March 2026 to 1 April 2026 has no row',
    },
  ])('is told once in the read-me: $says', ({ change, words }) => {
    const edition = editionOf({ ...without(MONTH_FEATURE, '2026-03-10', true), ...change }, 'summary')
    const paragraphs = readMeText(edition, [], 'en').sections.flatMap((section) => section.paragraphs)
    const told = paragraphs.filter((text) => /not yet|never be|has no row:/.test(text))
    expect(told).toEqual([expect.stringContaining(words)])
  })

  it('is not compared with as if there had been nothing', () => {
    // June is not whole: the latest month is May.
    const { pages, told } = shown(without(MONTH_FEATURE, '2026-04-10', true))
    expect(told.before.periods).toEqual(['2026-04'])
    const state = { state: 'not-published', value: null, atLeast: null }
    expect(told.features.map(({ before }) => before.requests)).toEqual([state, state])
    expect(pages.en).toContain('<i>not published before</i>')
    expect(pages.fr).toContain('<i>non publié avant</i>')
    expect(pages.en).not.toContain('nothing before')
  })

  it.each([
    {
      date: '2026-06-10',
      log: true,
      figure: { state: 'hidden', value: null, atLeast: 2100, days: 21 },
      why: 'may have any',
    },
    { date: '2026-06-10', log: false, figure: { state: 'exact', value: 2100, atLeast: 2100 }, why: 'has none' },
    { date: '2026-03-10', log: true, figure: { state: 'exact', value: 2800, atLeast: 2800 }, why: 'is elsewhere' },
  ])('of four weeks makes the sum a least one: $date $why', ({ date, log, figure }) => {
    const { told } = shown(without(WEEK_FEATURE, date, log))
    expect(told.features[0]!.latest.requests).toEqual(figure)
  })
})
