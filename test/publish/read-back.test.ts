import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Tier } from '../../src/domain/table.ts'
import { isSealed } from '../../src/protect/index.ts'
import { openBook, renderFolders, type Folder, type Publication } from '../../src/publish/index.ts'
import { day, DAY_FEATURE, examplePublication, MONTH_DEVICE } from './example-publication.ts'
import { demoService, tinyService } from './standards/services.ts'

/** The files of a folder that follow from its description, made anew from it. */
function renderedAnew(publication: Publication, tier: Tier): readonly (readonly [string, string | Uint8Array])[] {
  const folder = renderFolders(publication, isSealed)[tier === 'summary' ? 0 : 1]!
  const textOf = (path: string) => folder.files.find((file) => file.path === path)!.text
  const book = openBook(JSON.parse(textOf('datapackage.json')))
  if ('wrong' in book) throw new Error(book.wrong.join(' '))
  const csvs = folder.files.filter(({ path }) => path.endsWith('.csv'))
  const parts = book.sheets.map(({ name }) => {
    const own = csvs.filter(({ path }) => new RegExp(`^data/${name}(-[0-9]{4})?.csv$`).test(path))
    return [
      name,
      own.map(({ path, text }) => ({
        path,
        rows: text.split('\n').length - 2,
        bytes: Buffer.byteLength(text),
        sha256: createHash('sha256').update(text).digest('hex'),
      })),
    ] as const
  })
  const rendered = book.render({
    grid: publication.grid,
    rows: new Map(publication.tables.map(({ spec, rows }) => [spec.name, rows])),
    quality: publication.quality.rows,
    parts: new Map(parts),
  })
  return contentsOf(rendered.texts, rendered.binaries)
}

function written(publication: Publication, tier: Tier): readonly (readonly [string, string | Uint8Array])[] {
  const { files, binaries } = renderFolders(publication, isSealed)[tier === 'summary' ? 0 : 1]!
  return contentsOf(
    files.filter(({ path }) => !/^data\/.*\.csv$/.test(path) && path !== 'SHA256SUMS'),
    binaries,
  )
}

function contentsOf(
  texts: Folder['files'],
  binaries: Folder['binaries'] = [],
): readonly (readonly [string, string | Uint8Array])[] {
  return [
    ...texts.map(({ path, text }) => [path, text] as const),
    ...binaries.map(({ path, bytes }) => [path, bytes] as const),
  ]
}

const CASES: readonly { why: string; tier: Tier; publication: () => Publication | Promise<Publication> }[] = [
  { why: 'a summary', tier: 'summary', publication: () => examplePublication() },
  {
    why: 'a summary beside an exact detail',
    tier: 'summary',
    publication: () => examplePublication({}, [DAY_FEATURE, MONTH_DEVICE]),
  },
  {
    why: 'an exact detail beside its summary, written in the other order',
    tier: 'detail',
    publication: () => examplePublication({}, [MONTH_DEVICE, DAY_FEATURE]),
  },
  {
    why: 'words of the operator, and no public address',
    tier: 'summary',
    publication: () => {
      const publication: { publicationUrl?: string } & Publication = examplePublication({
        privacy: { retention: 'a year', contact: 'dpo@example.fr', purpose: 'To know\nwhat is used' },
        voice: { words: { en: 'What\n\nfor' }, events: [{ date: day('2026-03-02'), text: { en: 'a | b' } }] },
        isPartialLog: true,
      })
      delete publication.publicationUrl
      return publication
    },
  },
  {
    why: 'a title in the other language alone, and none at all',
    tier: 'summary',
    publication: () => {
      const publication = examplePublication()
      const titles = [{ en: 'Benefits' }, {}, { fr: 'Suivi' }]
      return { ...publication, features: publication.features.map((feature, n) => ({ ...feature, title: titles[n]! })) }
    },
  },
  {
    why: 'versions with breaks',
    tier: 'summary',
    publication: () =>
      examplePublication({
        version: '2.1.0',
        created: '2026-03-06T05:00:00Z',
        history: [
          { version: '1.0.0', created: '2026-02-05T05:00:00Z', changes: [] },
          {
            version: '2.0.0',
            created: '2026-03-05T05:00:00Z',
            changes: [
              { kind: 'feature-redefined', feature: 'dossier', date: '2026-03-02' },
              { kind: 'threshold-changed', k: 11, date: '2026-03-02' },
              { kind: 'robots-changed', version: '2026-03', date: '2026-03-02' },
              { kind: 'formats-changed', formats: ['combined'], date: '2026-03-02' },
            ],
          },
          {
            version: '2.1.0',
            created: '2026-03-06T05:00:00Z',
            changes: [
              { kind: 'periods-added', table: 'day-feature', periods: ['2026-03-05'] },
              { kind: 'periods-revised', table: 'day-feature', periods: ['2026-03-01'] },
              { kind: 'feature-added', feature: 'dossier' },
              { kind: 'columns-changed', table: 'day-feature' },
              { kind: 'text-corrected' },
            ],
          },
        ],
        ledger: {
          closed: [{ kind: 'day', through: '2026-03-05', open: [] }],
          revisions: [{ table: 'day-feature', period: '2026-03-01', revision: 1 }],
        },
        since: day('2026-01-01'),
      }),
  },
  { why: 'one feature, in English', tier: 'summary', publication: tinyService },
  {
    why: 'each table as Parquet too',
    tier: 'summary',
    publication: () => examplePublication({ hasParquet: true }),
  },
  { why: 'the demonstration', tier: 'summary', publication: demoService },
]

describe('openBook', () => {
  it.each(CASES)('renders $why from its folder alone, byte for byte', async ({ publication, tier }) => {
    const made = await publication()
    expect(renderedAnew(made, tier)).toEqual(written(made, tier))
  })
})
