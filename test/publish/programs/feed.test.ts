import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Release } from '../../../src/domain/change.ts'
import { derivedFiles } from '../../../src/publish/derived-files.ts'
import { editionOf } from '../../../src/publish/edition.ts'
import { filesBeside, type Publication } from '../../../src/publish/index.ts'
import { overviewOf } from '../../../src/publish/page/overview.ts'
import { feeds } from '../../../src/publish/programs/feed.ts'
import { has } from '../../machine.js'
import { DAY_FEATURE, examplePublication, MONTH_DEVICE } from '../example-publication.ts'
import { feature, publicationOf, type Sample } from '../page/sample-services.ts'
import { sentencesOf } from '../page/told.ts'
import { latestText } from '../services/latest-text.ts'

const HISTORY: readonly Release[] = [
  { version: '1.0.0', created: '2026-02-05T05:00:00Z', changes: [] },
  {
    version: '1.1.0',
    created: '2026-03-05T05:00:00+01:00',
    changes: [
      { kind: 'periods-added', table: 'day-feature', periods: ['2026-03-02', '2026-03-03'] },
      { kind: 'periods-revised', table: 'day-feature', periods: ['2026-03-01'] },
    ],
  },
  {
    version: '2.0.0',
    created: '2026-03-06T05:00:00Z',
    changes: [
      { kind: 'feature-redefined', feature: 'dossier', date: '2026-03-02' },
      { kind: 'address-changed', before: 'https://old.example.fr/a&b/', after: 'https://data.example.fr/' },
      { kind: 'publisher-changed', before: 'A <b>', after: ']]> & "Ville"' },
    ],
  },
]

function added(version: string, tables: readonly string[]): Release {
  const changes = tables.map((table) => ({ kind: 'periods-added', table, periods: ['2026-03-02'] }) as const)
  return { version, created: '2026-03-06T05:00:00Z', changes }
}

const WITH_HISTORY = { version: '2.0.0', created: '2026-03-06T05:00:00Z', history: HISTORY }

const SERVICE: Sample = {
  features: [feature('aide'), feature('dossier'), feature('recherche'), feature('contact')],
  first: '2024-01-01',
  last: '2026-03-31',
  uses: (position, date) => [900, 300, date > 600 ? 400 : 100, 40][position]!,
  errors: (position) => [9, 3, 90, 1][position]!,
}

function feedOf(publication: Publication, tier: 'summary' | 'detail' = 'summary'): string {
  const edition = editionOf(publication, tier)
  return feeds.filesOf(edition, tier === 'summary' ? overviewOf(edition) : undefined)[0]?.text ?? 'no feed'
}

/** What stands in the elements of a name, one after the other, as a reader of XML has it. */
function inside(xml: string, element: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${element}(?: [^>]*)?>([^<]*)</${element}>`, 'g'))].map(([, text]) =>
    text!.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
  )
}

/** What a reader of HTML sees, with plain spaces. */
function seen(markup: string): string {
  return markup
    .replaceAll(/<\/?(?:bdi|a|code)\b[^>]*>/g, '')
    .replaceAll(/\s*<[^>]+>\s*/g, '|')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/\s+/gu, ' ')
}

describe('feed', () => {
  it('has an entry a version, the newest first, that says what is new, revised and broken', () => {
    const xml = feedOf(examplePublication(WITH_HISTORY))
    expect(inside(xml, 'title')).toEqual([
      'Mes démarches\u00A0: usage par fonctionnalité',
      'Version 2.0.0, rupture de série',
      'Version 1.1.0, nouveaux chiffres, chiffres corrigés',
      'Version 1.0.0, nouveaux chiffres',
    ])
    const address = 'https://data.example.fr/mes-demarches/'
    expect(inside(xml, 'id')).toEqual([
      address,
      ...['2.0.0', '1.1.0', '1.0.0'].map((one) => `${address}#edition-${one}`),
    ])
    expect(inside(xml, 'updated')).toEqual([
      '2026-03-06T05:00:00Z',
      '2026-03-06T05:00:00Z',
      '2026-03-05T05:00:00+01:00',
      '2026-02-05T05:00:00Z',
    ])
    const [, revised, first] = inside(xml, 'content').map(seen)
    expect(revised).toContain('Périodes ajoutées dans day-feature : 2 mars 2026 et 3 mars 2026.')
    expect(revised).toContain('Périodes corrigées dans day-feature : 1er mars 2026.')
    expect(first).toContain('Première version, du 1er mars 2026 au 5 mars 2026.')
    expect(xml).toContain('<category term="break" />')
    expect(xml).toContain(
      '<link rel="self" type="application/atom+xml" href="https://data.example.fr/mes-demarches/feed.atom" />',
    )
  })

  it('says of the newest version what the page says, each sentence with its links, and of no other', () => {
    const publication = publicationOf({ ...SERVICE, change: WITH_HISTORY })
    const [newest, ...others] = inside(feedOf(publication), 'content')
    const told = sentencesOf({ ...SERVICE, change: WITH_HISTORY }, 'fr')
    expect(told.length).toBeGreaterThanOrEqual(3)
    for (const sentence of told) {
      const [heading = '', ...text] = sentence.split(': ')
      expect(seen(newest!)).toContain(`${heading}||${text.join(': ')}`)
      expect(others.map(seen).join()).not.toContain(heading)
    }
    expect(newest).toContain('<a href="https://data.example.fr/mes-demarches/index.html#f-aide">')
  })

  it('is in the language of the dataset, of a folder of detail too, which has no sentences', () => {
    const english = feedOf(examplePublication({ language: 'en' }, [DAY_FEATURE, MONTH_DEVICE]), 'detail')
    expect(english).toContain('xml:lang="en"')
    expect(inside(english, 'title')).toEqual(['Usage of Mes démarches in detail', 'Version 1.0.0, new figures'])
    expect(inside(english, 'rights')[0]).toContain('Open Database License')
  })

  it('has no entry of a version that brought the other folder its rows, and no line of them', () => {
    const history: readonly Release[] = [
      { version: '1.0.0', created: '2026-02-05T05:00:00Z', changes: [] },
      added('1.1.0', ['daily']),
      {
        ...added('1.2.0', []),
        changes: [{ kind: 'tables-renamed', tables: [{ table: 'day-feature', before: 'daily' }] }],
      },
      added('1.3.0', ['day-feature', 'month-feature-device']),
      { ...added('1.4.0', []), changes: [{ kind: 'table-added', table: 'week-feature' }] },
      { ...added('1.4.1', []), changes: [{ kind: 'text-corrected' }] },
      {
        ...added('1.4.2', []),
        changes: [{ kind: 'periods-revised', table: 'month-feature-device', periods: ['2026-02'] }],
      },
      added('1.5.0', ['day-feature']),
    ]
    const both = examplePublication({ ...WITH_HISTORY, version: '1.5.0', history }, [DAY_FEATURE, MONTH_DEVICE])
    const versions = (tier: 'summary' | 'detail') =>
      inside(feedOf(both, tier), 'id').flatMap((id) => id.split('#edition-')[1] ?? [])
    expect(versions('summary')).toEqual(['1.5.0', '1.4.1', '1.4.0', '1.3.0', '1.2.0', '1.1.0', '1.0.0'])
    expect(versions('detail')).toEqual(['1.4.2', '1.4.1', '1.4.0', '1.3.0', '1.2.0', '1.0.0'])
    const lines = (tier: 'summary' | 'detail') => inside(feedOf(both, tier), 'content').map(seen).join()
    expect(lines('summary')).not.toContain('month-feature-device')
    expect(lines('detail').match(/Périodes ajoutées dans [\w-]+/g)).toEqual([
      'Périodes ajoutées dans month-feature-device',
    ])
  })

  it('is not there without an address', () => {
    const { publicationUrl, ...rest } = examplePublication()
    expect(publicationUrl).toBeDefined()
    expect(feedOf(rest)).toBe('no feed')
  })

  it('stops at fifty versions', () => {
    const history = Array.from({ length: 60 }, (_, n): Release => ({
      version: `1.${n}.0`,
      created: '2026-03-06T05:00:00Z',
      changes: n === 0 ? [] : [{ kind: 'periods-added', table: 'day-feature', periods: ['2026-03-02'] }],
    }))
    const titles = inside(feedOf(examplePublication({ ...WITH_HISTORY, version: '1.59.0', history })), 'title')
    expect(titles).toHaveLength(51)
    expect(titles.at(-1)).toMatch(/^Version 1\.10\.0/)
  })
})

it.each(['summary', 'detail'] as const)('the read-me of a %s tells of the feed, and not as of figures', (tier) => {
  const files = derivedFiles(editionOf(examplePublication({}, [DAY_FEATURE, MONTH_DEVICE]), tier))
  const readMe = files.find(({ path }) => path === 'LISEZMOI.md')!.text
  expect(readMe).toMatch(/\n\n`feed\.atom`\s: /)
  expect(readMe.includes('Les mêmes chiffres')).toBe(tier === 'summary')
})

describe('the feed, held to the schema of Atom', () => {
  const publication = publicationOf({
    ...SERVICE,
    features: [
      feature('aide', { title: { fr: ']]> </content> & "aide"' } }),
      feature('dossier'),
      feature('recherche', { title: { en: '<script>alert(1)</script>' } }),
      feature('contact', { title: {} }),
    ],
    change: WITH_HISTORY,
  })

  it.skipIf(!has('xmllint')).each([
    { why: 'versions with every sign that XML minds', xml: feedOf(publication) },
    { why: 'one version', xml: feedOf(examplePublication()) },
    { why: 'a folder of detail', xml: feedOf(examplePublication({}, [DAY_FEATURE, MONTH_DEVICE]), 'detail') },
    {
      why: 'a publisher without an address',
      xml: feedOf(examplePublication({ service: { id: 'a-b', name: 'Été & Cie', hosts: [] } })),
    },
    { why: 'the feed of all services', xml: feedOfAll() },
  ])('finds nothing in $why', ({ xml }) => {
    expect(faultsIn(xml)).toBe('')
  })

  it.skipIf(!has('xmllint')).each([
    { why: 'a feed without an id', from: /<id>.*<\/id>\n/ },
    { why: 'an entry without a title', from: /<title>Version.*<\/title>/ },
    { why: 'a time without its offset', from: /(?<=T05:00:00)Z/ },
    { why: 'two times', from: '<updated>', to: '<updated>2026-03-06T05:00:00Z</updated><updated>' },
    { why: 'a link that leads from where the reader is', from: 'href="https:', to: 'href="' },
    { why: 'markup that is not escaped', from: '&#60;dl&#62;', to: '<dl/>' },
    { why: 'nobody who says it', from: /<author>.*<\/author>/s },
  ])('finds $why', ({ from, to = '' }) => {
    const xml = feedOf(publication)
    const broken = xml.replace(from, to)
    expect(broken).not.toBe(xml)
    expect(faultsIn(broken)).not.toBe('')
  })
})

function feedOfAll(): string {
  const names = ['agenda', 'mairie & <cie>', ']]> "aide"']
  const found = names.map((name, n) => {
    const latest = latestText(`s${String(n)}`, { dataset: { service: { name } } })
    return { folder: `s${String(n)}`, dcat: undefined, latest }
  })
  return filesBeside(found, '0.2.0').find(({ path }) => path === 'feed.atom')!.text
}

function faultsIn(xml: string): string {
  const schema = join(import.meta.dirname, 'atom.rng')
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--relaxng', schema, '-'], { input: xml })
  return status === 0 ? '' : String(stderr)
}
