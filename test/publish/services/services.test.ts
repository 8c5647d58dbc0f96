import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { filesBeside } from '../../../src/publish/index.ts'
import { passedOver } from '../../../src/publish/services/files-beside.ts'
import { latestText, month, total } from './latest-text.ts'

type Found = Parameters<typeof filesBeside>[0][number]

function found(folder: string, changed?: Parameters<typeof latestText>[1]): Found {
  return { folder, dcat: undefined, latest: latestText(folder, changed) }
}

function named(name: string, uses: number, folder = name.toLowerCase()): Found {
  return found(folder, { dataset: { service: { name } }, total: total(uses) })
}

function made(services: readonly Found[]): Readonly<Record<string, string>> {
  return Object.fromEntries(filesBeside(services, '0.2.0').map(({ path, text }) => [path, text]))
}

function page(services: readonly Found[], path = 'index.html'): string {
  return made(services)[path] ?? ''
}

/** The cells of a page, row by row, as a reader has them. */
function rowsOf(html: string): readonly (readonly string[])[] {
  return [...html.matchAll(/<tr role="row">(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      cell
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/&#(\d+);/g, (_, sign: string) => String.fromCodePoint(Number(sign)))
        .replaceAll(/[ \n]+/g, ' ')
        .trim(),
    ),
  )
}

const names = (html: string) => [...html.matchAll(/<bdi>(\w+)<\/bdi><\/a/g)].map(([, name]) => name)

describe('the page of all services', () => {
  it('has a row of each: uses, change, freshness, licence', () => {
    const change = { ratio: 1.12, features: 41 }
    const services = [
      found('demarches', { total: total(32_726, { isLeast: true, change }) }),
      found('agenda', {
        total: total(120),
        latest: month('2026-03', 31),
        dataset: { license: { id: 'ODbL-1.0', url: 'x' } },
      }),
    ]
    const of = 'version 1.4.0'
    expect(rowsOf(page(services)).slice(1)).toEqual([
      [
        `demarches ${of} du 3 novembre 2026`,
        '≥\u00A032\u202F726 octobre 2026',
        '▲ +12\u00A0% 41 fonctionnalités',
        '31 octobre 2026',
        'Licence Ouverte 2.0',
      ],
      [`agenda ${of} du 3 novembre 2026`, '120 mars 2026', '–', '31 mars 2026 7 mois de retard', 'ODbL 1.0'],
    ])
    expect(rowsOf(page(services, 'index.en.html'))[1]).toEqual([
      `demarches ${of} of 3 November 2026`,
      '≥\u00A032,726 October 2026',
      '▲ +12% 41 features',
      '31 October 2026',
      'Licence Ouverte 2.0',
    ])
  })

  const requests = (state: string) => ({ requests: { state, value: null, atLeast: null }, change: null })
  it.each([
    { changed: { total: requests('hidden') }, uses: 'masqué octobre 2026', why: 'hidden in all features' },
    {
      changed: { total: requests('no-log') },
      uses: 'aucun chiffre octobre 2026',
      why: 'without a log, where nothing is hidden',
    },
    { changed: { total: null }, uses: 'non compté octobre 2026', why: 'of a service that counts no requests' },
    { changed: { kind: null, latest: null, total: null }, uses: 'aucune pour l’instant', why: 'of a new service' },
    {
      changed: { total: { requests: { state: 'noisy', value: 98, atLeast: null }, change: null } },
      uses: 'environ 98 octobre 2026',
      why: 'with noise',
    },
  ])('says of a figure $why: $uses', ({ changed, uses }) => {
    expect(rowsOf(page([found('agenda', changed)]))[1]?.[1]).toBe(uses)
  })

  it.each([
    { kind: 'month', to: '2026-09', lastDay: 30, late: '', why: 'a month that is not told yet' },
    { kind: 'month', to: '2026-08', lastDay: 31, late: ' 2 mois de retard', why: 'two months' },
    {
      kind: 'month',
      to: '2025-12',
      lastDay: 31,
      newest: month('2026-02', 28),
      late: ' 2 mois de retard',
      why: 'two months of 59 days',
    },
    { kind: 'week', to: '2026-09', lastDay: 14, late: ' 1 mois de retard', why: 'a month and a half' },
    { kind: 'quarter', to: '2026-06', lastDay: 30, late: '', why: 'a quarter that is not over' },
    { kind: 'quarter', to: '2026-03', lastDay: 31, late: ' 7 mois de retard', why: 'a quarter that is' },
    { kind: 'year', to: '2025-12', lastDay: 31, late: '', why: 'a year that is not over' },
    { kind: 'year', to: '2024-12', lastDay: 31, late: ' 22 mois de retard', why: 'a year alone' },
    { kind: 'year', to: '2024-12', lastDay: 31, through: '2026-09-30', late: '', why: 'quarters after a year' },
    { kind: 'month', to: '2026-08', lastDay: 31, through: '2026-10-20', late: '', why: 'days after a month' },
    { kind: 'month', to: '2026-08', lastDay: 31, through: '2026-02-30', late: ' 2 mois de retard', why: 'no day' },
  ])('holds freshness to the newest service, without a clock: $why', ({ kind, to, lastDay, through, late, newest }) => {
    const ahead = newest === undefined ? {} : { latest: newest }
    const rows = rowsOf(page([found('agenda', ahead), found('zoo', { kind, through, latest: month(to, lastDay) })]))
    const [, , , until] = rows.find(([name]) => name?.startsWith('zoo')) ?? []
    expect(until?.replace(/^\d+ \S+ \d{4}/, '')).toBe(late)
  })

  it.each([
    { through: '2026-11-02', until: '2 novembre 2026', why: 'days of the open month' },
    { through: '2026-12-24', until: '3 novembre 2026', why: 'none after the day of the version' },
    { through: '2026-08-01', until: '31 octobre 2026', why: 'none before the latest figure' },
  ])('says the last day of all figures: $why', ({ through, until }) => {
    expect(rowsOf(page([found('agenda', { through })]))[1]?.[3]).toBe(until)
  })

  it.each([
    { why: 'a year', kind: 'year', latest: { ...month('2025-12', 31), from: '2025-01-01', periods: ['2025'] } },
    {
      why: 'a year that is counted in part',
      kind: 'year',
      latest: { ...month('2026-12', 31), from: '2026-01-01', isWhole: false },
    },
  ])('puts the most used first by uses a day: $why beside a month', ({ kind, latest }) => {
    const long = found('long', { kind, latest, total: total(30_000), dataset: { service: { name: 'Long' } } })
    expect(names(page([long, named('Court', 3100)]))).toEqual(['Court', 'Long'])
    expect(names(page([long, named('Court', 2400)]))).toEqual(['Long', 'Court'])
  })

  it('puts the most used first, and more than twenty by name, without a look at accents', () => {
    const twenty = Array.from({ length: 17 }, (_, i) => named(`S${String(i)}`, i))
    const few = [named('Zoo', 900), named('Agenda', 20), named('École', 300, 'ecole'), ...twenty]
    expect(names(page(few)).slice(0, 2)).toEqual(['Zoo', 'Agenda'])
    const html = page([...few, named('Eau', 3)])
    expect(html.match(/<h3 id="[^"]+">[^<]+/g)).toEqual([
      '<h3 id="l-A">A',
      '<h3 id="l-E">E',
      '<h3 id="l-S">S',
      '<h3 id="l-Z">Z',
    ])
    expect(html.indexOf('Eau')).toBeLessThan(html.indexOf('École'))
    expect(html.match(/href="#l-/g)).toHaveLength(4)
  })

  it('says that two totals do not compare, where there are two', () => {
    expect(page([found('agenda'), found('zoo')])).toContain('ne se comparent pas')
    expect(page([found('agenda')])).not.toContain('ne se comparent pas')
  })

  it('names a publisher once, and with each service where there are several', () => {
    const other = found('zoo', { dataset: { publisher: { name: 'Région Exemple' } } })
    expect(page([found('agenda')])).toContain('<h1>Usage des services\u00A0: Ville d’Exemple')
    expect(page([found('agenda'), other])).toContain('<h1>Usage de ces services')
    expect(rowsOf(page([found('agenda'), other])).map(([name]) => name)).toContain(
      'zoo par Région Exemple, version 1.4.0 du 3 novembre 2026',
    )
  })

  it('names a service that is alone and has no publisher', () => {
    const alone = (folder: string) => found(folder, { dataset: { publisher: null } })
    const files = made([alone('agenda')])
    expect(files['index.html']).toContain('<h1>Usage du service\u00A0: agenda</h1>')
    expect(files['feed.atom']).toContain('<title>Usage du service\u00A0: agenda</title>')
    expect(page([alone('agenda'), alone('zoo')])).toContain('<h1>Usage de ces services</h1>')
  })

  it('is the same in whatever order the services are found, and follows the language of the first', () => {
    const services = [found('b'), found('a', { dataset: { language: 'en' } }), found('c')]
    expect(made(services)).toEqual(made(services.toReversed()))
    expect(Object.keys(made(services))).toEqual(['feed.atom', 'index.fr.html', 'index.html'])
    expect(page(services)).toContain('<a href="b/index.en.html">')
    expect(page(services)).toContain('<a href="a/index.html">')
  })

  it('is small: 3 services in 5 kB, 300 in 30 kB, as they are sent', () => {
    const services = Array.from({ length: 300 }, (_, i) =>
      named(`Service municipal ${String(i * 7919)}`, i * 104_729, `s-${String(i)}`),
    )
    expect(gzipSync(page(services.slice(0, 3))).length).toBeLessThan(5000)
    expect(gzipSync(page(services)).length).toBeLessThan(30_000)
  })
})

describe('what somebody else wrote', () => {
  const name = (text: string) => ({ dataset: { service: { name: text } } })
  it('stays text, whatever it is', () => {
    const hostile = '</a><script>alert(1)</script>"\'&amp;'
    const all = made([found('a b#?"', name(hostile)), found('zoo')])
    expect(Object.keys(all)).toHaveLength(3)
    for (const text of Object.values(all)) {
      expect(text).not.toContain('<script>alert')
      expect(text).toContain('&#60;script&#62;alert')
    }
    expect(all['index.html']).toContain('href="a%20b%23%3F%22/index.html"')
  })

  it.each([
    { text: 'not JSON', why: 'no JSON' },
    { text: '', why: 'what cannot be read' },
    { text: '[]', why: 'other JSON' },
    { text: latestText('zoo', { format: 'comptage-latest-2' }), why: 'another format' },
    { text: latestText('agenda'), why: 'a copy of another folder' },
    { text: latestText('zoo', name('a\nb')), why: 'a name of two lines' },
    { text: latestText('zoo', name('a\u202Eb')), why: 'a name that turns the text around' },
    { text: latestText('zoo', name('')), why: 'no name' },
    { text: latestText('zoo', name('\u200B \u00A0\u2800\u3164')), why: 'a name that nobody sees' },
    { text: latestText('zoo', name('a'.repeat(301))), why: 'a name of 301 signs' },
    { text: latestText('zoo', name('\uFFFF')), why: 'a sign that no XML may hold' },
    { text: latestText('zoo', { dataset: { license: { id: 'mine', url: 'javascript:1' } } }), why: 'another licence' },
    { text: latestText('zoo', { dataset: { created: 'yesterday' } }), why: 'no date' },
    { text: latestText('zoo', { dataset: { version: '1"2' } }), why: 'no version' },
    { text: latestText('zoo', { dataset: { version: `1.${'2'.repeat(10)}.3` } }), why: 'a version of ten digits' },
    { text: latestText('zoo', { total: total(-1) }), why: 'less than nothing' },
    { text: latestText('zoo', { latest: 3 }), why: 'no window' },
    { text: latestText('zoo', { latest: month('2026-11', 30) }), why: 'days after that of its publication' },
    {
      text: latestText('zoo', { latest: { ...month('2199-01', 31), isWhole: false } }),
      why: 'a part after its publication',
    },
    { text: latestText('zoo', { latest: month('9999-12', 31) }), why: 'a day that is none' },
  ])('is passed over, and named: $why', ({ text }) => {
    const services = [found('agenda'), { folder: 'zoo', dcat: undefined, latest: text }]
    expect(passedOver(services)).toEqual(['zoo'])
    expect(made(services)).toEqual(made([found('agenda')]))
  })

  it('is none of ours where it has no such file', () => {
    const services = [{ folder: 'photos', dcat: undefined, latest: undefined }]
    expect(passedOver(services)).toEqual([])
    expect(made(services)).toEqual({})
  })
})

describe('the feed of all services', () => {
  it('has the latest version of each, the newest first', () => {
    const newer = found('zoo', { dataset: { version: '2.0.0', created: '2026-11-04T00:30:00+02:00' } })
    const feed = made([found('agenda'), newer])['feed.atom'] ?? ''
    expect(feed.match(/<id>[^<]+/g)).toEqual([
      '<id>https://data.example.fr/feed.atom',
      '<id>https://data.example.fr/zoo/#edition-2.0.0',
      '<id>https://data.example.fr/agenda/#edition-1.4.0',
    ])
    expect(feed.match(/<updated>[^<]+/g)?.[0]).toBe('<updated>2026-11-04T00:30:00+02:00')
  })

  it.each([
    { url: null, why: 'no address' },
    { url: 'https://data.example.fr/other/', why: 'the address of another folder' },
    { url: 'javascript:alert(1)//zoo/', why: 'an address of no web' },
    { url: 'https://open.example.org/zoo/', why: 'another base than the first' },
  ])('leaves out a service with $why, which the page has', ({ url }) => {
    const all = made([found('agenda'), found('zoo', { dataset: { url } })])
    expect(all['feed.atom']).not.toContain('zoo')
    expect(all['index.html']).toContain('href="zoo/index.html"')
  })

  it('is not there without an address, and the page does not lead to it', () => {
    const all = made([found('zoo', { dataset: { url: null } })])
    expect(Object.keys(all)).toEqual(['index.html', 'index.en.html'])
    expect(all['index.html']).not.toContain('feed.atom')
  })
})
