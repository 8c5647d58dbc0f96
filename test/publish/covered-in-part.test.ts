import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { periodOf } from '../../src/domain/calendar.ts'
import type { Protection } from '../../src/domain/table.ts'
import { landingPages } from '../../src/publish/page/landing-page.ts'
import { overviewOf } from '../../src/publish/page/overview.ts'
import { editionOf } from '../../src/publish/edition.ts'
import { schemaImpact } from '../../src/publish/shapes/schema-impact.ts'
import { readMeText } from '../../src/publish/texts/read-me.ts'
import { isSealed } from '../../src/protect/index.ts'
import { renderFolders, type Publication } from '../../src/publish/index.ts'
import { DAY_FEATURE } from './example-publication.ts'
import { day, feature, MONTH_FEATURE, publicationOf } from './page/sample-services.ts'

const EXACT: Protection = { level: 'exact' }
const LISTS = {
  days: [DAY_FEATURE],
  months: [MONTH_FEATURE],
  'days and months': [DAY_FEATURE, MONTH_FEATURE],
} as const
/** Days of April 2026 without a log, and whether they are its last of all. */
const GAPS = {
  none: [],
  'its beginning': [1, 22],
  'its middle': [15, 15],
  'its end': [28, 30],
  'all of it': [1, 30],
} as const

describe('a month of which days have no log', () => {
  const cases = Object.entries(LISTS).flatMap(([tables, specs]) =>
    Object.entries(GAPS).flatMap(([where, [from = 0, to = -1]]) =>
      ['2026-04-30', '2026-05-31'].map((last) => ({ tables, specs, where, from, to, last })),
    ),
  )
  // Without a log to its end, or at all, the last month is shorter, or not there.
  it.each(cases)(
    'says so in each file: $where, of $tables, through $last',
    ({ tables, specs, where, from, to, last }) => {
      const publication = publicationWith(
        specs.map((spec) => ({ ...spec, protection: EXACT })),
        last,
        (date) => date >= 31 + from - 1 && date <= 31 + to - 1,
      )
      const isAprilInPart = where !== 'none' && where !== 'all of it'
      const hasMonths = tables !== 'days'
      const said = saidOf(publication)
      expect(said.readMe).toBe(isAprilInPart && hasMonths ? 'April 2026' : undefined)
      expect(said.page).toBe(isAprilInPart && hasMonths ? 'avril 2026' : undefined)
      expect(said.headers).toEqual(
        hasMonths
          ? [
              'mars 2026',
              ...(where === 'all of it' && last === '2026-04-30'
                ? []
                : [`avril 2026${isAprilInPart ? ' (incomplet)' : where === 'none' ? '' : ' (aucun journal)'}`]),
              ...(last === '2026-05-31' ? ['mai 2026'] : []),
            ]
          : undefined,
      )
      expect(said.impact).toEqual(isAprilInPart && hasMonths ? ['2026-04-01'] : [])
      const isWhole = said.latest.daysWithLog === daysOf(said.latest)
      expect(said.latest.isWhole).toBe(isWhole)
      expect([...new Set([said.badge, said.embed, said.headline])]).toEqual([!isWhole])
    },
  )

  it('is as any other where no table tells it: a day without a line has its rows', () => {
    const publication = publicationWith([DAY_FEATURE, MONTH_FEATURE], '2026-04-30', () => false)
    const { readMe, headers, impact } = saidOf(publication)
    expect({ readMe, headers, impact }).toEqual({
      readMe: undefined,
      headers: ['mars 2026', 'avril 2026'],
      impact: [],
    })
  })

  it.each([
    { since: '2026-03-11', why: 'the service opened with the logs', headers: ['mars 2026', 'avril 2026'] },
    { since: '2026-03-10', why: 'and a day before', headers: ['mars 2026 (incomplet)', 'avril 2026'] },
    { since: undefined, why: 'nobody says when', headers: ['mars 2026 (incomplet)', 'avril 2026'] },
  ])('lacks nothing before the service opened: $why', ({ since, headers }) => {
    const publication = publicationWith([{ ...MONTH_FEATURE, protection: EXACT }], '2026-04-30', (date) => date < 10)
    expect(saidOf({ ...publication, ...(since !== undefined && { since: day(since) }) }).headers).toEqual(headers)
  })

  it('is no month in part where it is named and lacks no day, but for what is named', () => {
    const publication = publicationWith([{ ...MONTH_FEATURE, protection: EXACT }], '2026-04-30', () => false)
    const partial = new Map([['month-feature', [periodOf('month', day('2026-03-01'))]]])
    expect(saidOf({ ...publication, partial }).headers).toEqual(['mars 2026 (incomplet)', 'avril 2026'])
  })
})

describe('a month that is hidden since the logs cover it in part', () => {
  const MARCH = new Map([['month-feature', [periodOf('month', day('2026-03-01'))]]])
  const release = { version: '1.0.0', created: '2026-05-01T00:00:00Z', changes: [] }
  it.each([
    { why: 'no figure of it is shown', isSaid: true },
    { why: 'it is shown', isShown: true, isSaid: false },
    { why: 'it is whole', partial: new Map(), isSaid: false },
    { why: '`run` closed it with what there was', history: [release], isSaid: false },
    { why: 'nothing is hidden', level: EXACT, isSaid: false },
  ])('is told apart from one that is small: $why', ({ isShown = false, partial = MARCH, level, isSaid, ...more }) => {
    const specs = [DAY_FEATURE, { ...MONTH_FEATURE, ...(level && { protection: level }) }]
    const publication = publicationWith(specs, '2026-05-31', () => false)
    const tables = publication.tables.map((table) => ({
      ...table,
      rows: Array.from(table.rows, (row) =>
        isShown || MARCH.get(table.spec.name)?.includes(row.period) !== true
          ? row
          : { ...row, counts: row.counts.map(() => undefined) },
      ),
    }))
    const edition = editionOf({ ...publication, ...more, tables, partial }, 'summary')
    const overview = overviewOf(edition)
    const [page] = landingPages(edition, { files: [], offers: [], overview, verdicts: undefined })
    const texts = (['en', 'fr'] as const).map((language) => JSON.stringify(readMeText(edition, [], language)))
    expect(
      texts.map((text) =>
        /In `month-feature` large figures are hidden too|Dans `month-feature`, de grands chiffres aussi/.test(text),
      ),
    ).toEqual([isSaid, isSaid])
    expect(page!.text.includes('n’est couverte qu’en partie')).toBe(isSaid)
  })
})

function publicationWith(
  specs: NonNullable<Parameters<typeof publicationOf>[0]['specs']>,
  last: string,
  isGap: (day: number) => boolean,
): Publication {
  return publicationOf({ features: [feature('aide')], first: '2026-03-01', last, uses: () => 40, isGap, specs })
}

type Latest = { readonly from: string; readonly to: string; readonly daysWithLog: number; readonly isWhole: boolean }

function daysOf({ from, to }: Latest): number {
  return day(to) - day(from) + 1
}

/** What each file of a folder says of the periods that the logs cover in part. */
function saidOf(publication: Publication) {
  const [folder] = renderFolders({ ...publication, language: 'fr' }, isSealed)
  const text = (path: string): string => folder!.files.find((file) => file.path === path)?.text ?? ''
  const headers = text('tableur-mois.csv').split('\r\n')[0]!.split(';').slice(2)
  return {
    readMe: /only in part, or not closed yet, in `data\/month-feature.csv`: (.*)\./.exec(text('README.md'))?.[1],
    page: /en partie, ou pas encore closes, dans month-feature.csv\u00A0: (.*?)\.</.exec(text('index.html'))?.[1],
    headers: headers.length > 0 ? headers : undefined,
    impact: publication.tables.flatMap((table) => impactInPart(schemaImpact(table, publication))),
    latest: (JSON.parse(text('latest.json')) as { readonly latest: Latest }).latest,
    headline: /<h2>.*?<\/h2>/s.exec(text('index.html'))![0].includes('(incomplet)'),
    badge: text('badge/aide.json').includes('(incomplet)'),
    embed: text('embed/aide.svg').includes('(incomplet)'),
  }
}

/** First days of the periods of which the schema on impact has the note. */
function impactInPart(csv: string): readonly string[] {
  const records: readonly Readonly<Record<string, string>>[] = parse(csv, { columns: true })
  return records.flatMap(({ date_debut: from, commentaires: note }) =>
    from !== undefined && note?.endsWith('couverte en partie par les journaux') === true ? [from] : [],
  )
}
