import { describe, expect, it } from 'vitest'
import type { ServiceEvent, Voice } from '../../../src/domain/service.ts'
import { isSealed } from '../../../src/protect/index.ts'
import { renderFolders } from '../../../src/publish/index.ts'
import { fileOf } from '../example-publication.ts'
import { day, feature, MONTH_DEVICE, MONTH_FEATURE, publicationOf, type Sample } from './sample-services.ts'

const SERVICE: Sample = {
  features: [feature('aide'), feature('ended', { until: day('2026-01-20') }), feature('rare')],
  first: '2025-11-01',
  last: '2026-03-31',
  uses: (position) => [20, 15, 0][position] ?? 0,
  specs: [MONTH_FEATURE, MONTH_DEVICE],
}

const PUBLICATION = publicationOf(SERVICE)

function filesOf(voice: Voice, tier = 0) {
  return renderFolders({ ...PUBLICATION, voice }, isSealed)[tier]!
}

function pageOf(voice: Voice, language: 'fr' | 'en' = 'en'): string {
  return fileOf(filesOf(voice), language === 'fr' ? 'index.html' : 'index.en.html')
}

function event(date: string, text: string, id?: string): ServiceEvent {
  return { date: day(date), text: { en: text }, ...(id !== undefined && { feature: id }) }
}

/** The numbers over a piece of a page, and where they stand. */
function marksIn(piece: string | undefined): readonly string[] {
  return [...(piece ?? '').matchAll(/style="left:([\d.]+)%;top:([\d.]+)rem">([^<]+)</g)].map(
    ([, left, top, number]) => `${number} at ${left} % ${top}`,
  )
}

const totalOf = (page: string) => page.split('class="plot"')[1]?.split('</figure>')[0]
const rowOf = (page: string, id: string) => page.split(`id="f-${id}"`)[1]?.split('</tr> ')[0]
const listOf = (page: string) =>
  [...(page.split('<ol class="events')[1]?.split('</ol>')[0] ?? '').matchAll(/<li>(.*?)<\/li>/g)].map(([, item = '']) =>
    item.replaceAll(/<[^>]+>/g, ''),
  )

const LEGEND = 'A number, or several as 1–4: what happened then'

describe('events on the charts', () => {
  const cases: readonly {
    readonly why: string
    readonly events: readonly ServiceEvent[]
    readonly total?: readonly string[]
    readonly rows?: Readonly<Record<string, readonly string[]>>
    readonly list?: readonly string[]
  }[] = [
    {
      why: 'that of the service stands on the first chart, where its day is',
      events: [event('2026-02-15', 'Campaign')],
      // Three months and 14 of 28 days, of five months.
      total: ['1 at 70 % 0'],
      list: ['1 15 February 2026, Campaign'],
    },
    {
      why: 'that of a feature stands on its row, also of one that has ended, and after its end',
      events: [event('2026-01-16', 'Moved', 'ended'), event('2026-03-01', 'Closed', 'ended')],
      rows: { ended: ['1 at 49.7 % 0', '2 at 80 % 0'] },
      list: ['1 16 January 2026, Feature ended, Moved', '2 1 March 2026, Feature ended, Closed'],
    },
    {
      why: 'the first and the last day of the chart are its own, the day before and the day after are not',
      events: ['2025-10-31', '2025-11-01', '2026-03-31', '2026-04-01'].map((date) => event(date, date)),
      total: ['1 at 0 % 0', '2 at 99.4 % 0'],
      list: ['1 1 November 2025, 2025-11-01', '2 31 March 2026, 2026-03-31'],
    },
    {
      why: 'numbers that would hide each other stand below each other',
      events: ['2026-02-15', '2026-02-16', '2026-02-17', '2026-03-15'].map((date) => event(date, date)),
      total: ['1 at 70 % 0', '2 at 70.7 % 1.2', '3 at 71.4 % 2.4', '4 at 89 % 0'],
    },
    {
      why: 'from the fourth on they stand together, on a row too, and each stays in the list and in the file',
      events: [
        ...['15', '15', '16', '17', '20'].map((date, n) => event(`2026-02-${date}`, `n${n}`)),
        ...[1, 2, 3, 4].map((n) => event('2026-01-16', `m${n}`, 'ended')),
      ],
      total: ['5–9 at 71.8 % 0'],
      rows: { ended: ['1–4 at 49.7 % 0'] },
      list: [
        ...[1, 2, 3, 4].map((n) => `${n} 16 January 2026, Feature ended, m${n}`),
        '5 15 February 2026, n0',
        '6 15 February 2026, n1',
        '7 16 February 2026, n2',
        '8 17 February 2026, n3',
        '9 20 February 2026, n4',
      ],
    },
    { why: 'outside the chart: none, and no list', events: [event('2019-01-01', 'Opening')] },
    {
      why: 'of a feature without a row with a chart: in the list',
      events: [event('2026-02-15', 'Renamed', 'rare')],
      list: ['1 15 February 2026, Feature rare, Renamed'],
    },
  ]

  it.each(cases)('$why', ({ events, total = [], rows = {}, list }) => {
    const page = pageOf({ events })
    expect(marksIn(totalOf(page))).toEqual(total)
    for (const id of ['aide', 'ended']) expect(marksIn(rowOf(page, id))).toEqual(rows[id] ?? [])
    if (list !== undefined || total.length === 0) expect(listOf(page)).toEqual(list ?? [])
    const count = fileOf(filesOf({ events }), 'data/events.csv').split('\n').length - 2
    expect(count).toBe(events.length)
  })

  it('says of a chart which events it has, and in the legend what numbers are', () => {
    const page = pageOf({ events: [event('2026-02-15', 'Campaign'), event('2026-02-16', 'Moved', 'aide')] })
    expect(page).toMatch(/<title>The whole service[^<]*; event 1<\/title>/)
    expect(page).toMatch(/<title>Feature aide[^<]*; event 2<\/title>/)
    expect(page).toContain(LEGEND)
    for (const voice of [{ words: { en: 'x' } }, { events: [event('2026-02-15', 'Renamed', 'rare')] }])
      expect(pageOf(voice)).not.toContain(LEGEND)
  })

  it('numbers the latest twenty, and links to the file for the others', () => {
    const dates = Array.from({ length: 22 }, (_, n) => `2026-01-${String(n + 1).padStart(2, '0')}`)
    const items = listOf(pageOf({ events: dates.map((date) => event(date, date)) }))
    expect(items).toHaveLength(21)
    expect(items[0]).toBe('1 3 January 2026, 2026-01-03')
    expect(items[20]).toBe('Earlier ones, in events.csv')
  })

  it('keeps an event of a feature that is not published for the version that has it', () => {
    const { files } = filesOf({ events: [event('2026-02-15', 'Begun', 'not-yet')] })
    expect(files.map(({ path }) => path)).not.toContain('data/events.csv')
    expect(files.some(({ text }) => text.includes('not-yet'))).toBe(false)
  })

  it('depends on no order of the configuration', () => {
    const events = [event('2026-02-15', 'b'), event('2026-02-15', 'a', 'aide'), event('2026-02-15', 'a')]
    const orders = [events, events.toReversed(), [events[1]!, events[0]!, events[2]!]]
    expect(new Set(orders.map((some) => JSON.stringify(filesOf({ events: some })))).size).toBe(1)
  })
})

describe('words of the operator', () => {
  const HOSTILE = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'; background: url(//x) ;'",
    '</style><b>bold</b>',
    '&lt;i&gt; &#60;',
    '[a](javascript:alert(1)) **bold** `code` | cell',
    '# heading\n- item\n> quote\n```\nblock',
    '${7*7} {{x}} <!-- -->',
  ]

  it.each(HOSTILE)('stay text on the page, in the read-me and in the list: %j', (text) => {
    const line = text.replaceAll('\n', ' ')
    const voice = { words: { fr: text }, events: [{ date: day('2026-02-15'), text: { fr: line }, feature: 'aide' }] }
    const plain = { words: { fr: 'x' }, events: [{ date: day('2026-02-15'), text: { fr: 'x' }, feature: 'aide' }] }
    const tagsIn = (page: string) => page.split('<body>')[1]!.match(/<\/?[a-z!][^>]*>/gi)
    for (const tier of [0, 1]) {
      const [hostile, harmless] = [filesOf(voice, tier), filesOf(plain, tier)]
      for (const path of ['index.html', 'index.en.html', 'about.html', 'a-propos.html'])
        expect(tagsIn(fileOf(hostile, path)), path).toEqual(tagsIn(fileOf(harmless, path)))
    }
    const readMe = fileOf(filesOf(voice), 'README.md')
    // A sign of Markdown that no backslash takes away.
    expect(readMe).not.toMatch(
      /(?<!\\)(?:<(?:script|img|!--)|\]\(javascript|\*\*bold|`code`|^# heading|^- item|^> quote|^```\nblock)/m,
    )
  })

  it.each([
    { language: 'fr', shows: '<p dir="auto">Bonjour</p><p dir="auto">Au revoir</p>' },
    { language: 'en', shows: '<p dir="auto" lang="fr">Bonjour</p><p dir="auto" lang="fr">Au revoir</p>' },
  ] as const)('stand in their own language where there is no other: $language', ({ language, shows }) => {
    expect(pageOf({ words: { fr: 'Bonjour\n \nAu revoir\n\n' } }, language)).toContain(shows)
  })

  it('have their language on the other page of the read-me too', () => {
    const files = filesOf({ words: { fr: 'C’est *ici*.\n\n\n- Au revoir' } })
    expect(fileOf(files, 'about.html').replaceAll('&#39;', '’')).toContain(
      '<p><bdi lang="fr">C’est *ici*.</bdi></p><p><bdi lang="fr">- Au revoir</bdi></p>',
    )
    expect(fileOf(files, 'a-propos.html')).toContain('<p>C’est *ici*.</p><p>- Au revoir</p>')
  })
})
