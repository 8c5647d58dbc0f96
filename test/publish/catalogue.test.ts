import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkConfiguration } from '../../src/pipeline/index.ts'
import { isSealed } from '../../src/protect/index.ts'
import { renderFolders, writeFolders, type Publication } from '../../src/publish/index.ts'
import { configurationOf } from '../pipeline/configuration-of.ts'
import { DAY_FEATURE, examplePublication, MONTH_DEVICE } from './example-publication.ts'

let root = ''
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'catalogue-'))))
afterEach(() => rmSync(root, { recursive: true }))

const GRAPH = z.object({ '@graph': z.array(z.looseObject({ '@type': z.unknown() })) })

const DISTRIBUTIONS = z.object({
  '@graph': z.array(
    z
      .object({
        '@type': z.literal('dcat:Distribution'),
        'dct:identifier': z.string(),
        'dct:format': z.object({ '@id': z.string() }),
        'dcat:accessURL': z.object({ '@id': z.string() }),
      })
      .transform((node) => ({
        id: node['dct:identifier'],
        url: node['dcat:accessURL']['@id'],
        format: node['dct:format']['@id'],
      }))
      .optional()
      .catch(undefined),
  ),
})

function write(publication: Publication) {
  return writeFolders(renderFolders(publication, isSealed), root, '0.1.0')
}

function catalogue() {
  const nodes = GRAPH.parse(JSON.parse(readFileSync(join(root, 'catalog.jsonld'), 'utf8')))['@graph']
  return nodes.find((node) => node['@type'] === 'dcat:Catalog')
}

const two = examplePublication({}, [DAY_FEATURE, MONTH_DEVICE])
const service = { ...two.service, id: 'agenda', name: 'Agenda' }

describe('catalog.jsonld', () => {
  it('holds both tiers', async () => {
    await write(two)
    expect(catalogue()).toMatchObject({
      '@id': 'https://data.example.fr/catalog',
      'dcat:dataset': [
        { '@id': 'https://data.example.fr/mes-demarches/' },
        { '@id': 'https://data.example.fr/mes-demarches-detail/' },
      ],
      'dct:publisher': { '@id': 'https://example.fr' },
    })
  })

  it.each(['spreadsheet', 'latest', 'feed', 'badges', 'embeds'])(
    'has an identifier of its own for each distribution, beside a table called %s',
    (name) => {
      const [summary] = renderFolders(examplePublication({ hasParquet: true }, [{ ...DAY_FEATURE, name }]), isSealed)
      const { text } = summary!.files.find(({ path }) => path === 'dcat.jsonld')!
      const identifiers = GRAPH.parse(JSON.parse(text))
        ['@graph'].filter((node) => node['@type'] === 'dcat:Distribution')
        .map((node) => node['dct:identifier'])
      expect(identifiers).toEqual(
        expect.arrayContaining([name, `${name}.parquet`, 'latest.json', 'feed.atom', 'badge/*.svg']),
      )
      expect(new Set(identifiers).size).toBe(identifiers.length)
    },
  )

  it('leads to each distribution by an address of its own, which is there', () => {
    const [summary] = renderFolders(examplePublication({ hasParquet: true }, [DAY_FEATURE]), isSealed)
    const textOf = (name: string) => summary!.files.find(({ path }) => path === name)!.text
    const found = DISTRIBUTIONS.parse(JSON.parse(textOf('dcat.jsonld')))['@graph'].flatMap((node) => node ?? [])
    expect(new Set(found.map(({ url }) => url)).size).toBe(found.length)
    // Of many files, the page that names them.
    const onPage = found.filter(({ url }) => url.includes('#'))
    expect(onPage.map(({ id }) => id)).toEqual(['badge/*.svg', 'embed/*.html'])
    for (const { url, format } of onPage) {
      expect(format).toBe('eu:file-type/HTML')
      expect(textOf('index.html')).toContain(`id="${url.split('#')[1]}"`)
    }
  })

  it('is the same whichever of two services was written last', async () => {
    await write(two)
    await write(examplePublication({ service }))
    const first = readFileSync(join(root, 'catalog.jsonld'))
    await write(two)
    expect(readFileSync(join(root, 'catalog.jsonld'))).toEqual(first)
    expect(z.array(z.unknown()).parse(catalogue()!['dcat:dataset'])).toHaveLength(3)
  })

  it('is written, like the rest about addresses, only where the publication has one', async () => {
    const { publicationUrl, ...publication } = two
    expect(publicationUrl).toBeDefined()
    await write(publication)
    expect(existsSync(join(root, 'catalog.jsonld'))).toBe(false)
    expect(existsSync(join(root, 'mes-demarches/dcat.jsonld'))).toBe(false)
  })

  it('goes with the last dataset that has an address', async () => {
    const { publicationUrl, ...publication } = two
    expect(publicationUrl).toBeDefined()
    await write(two)
    expect((await write(publication)).removed).toContain(join(root, 'catalog.jsonld'))
  })

  it('stays where somebody else wrote it', async () => {
    const { publicationUrl, ...publication } = two
    expect(publicationUrl).toBeDefined()
    writeFileSync(join(root, 'catalog.jsonld'), '{"mine": true}')
    await write(publication)
    expect(readFileSync(join(root, 'catalog.jsonld'), 'utf8')).toBe('{"mine": true}')
  })

  it.each([
    { text: () => 'not JSON', why: 'not JSON' },
    { text: () => '{"@graph": []}', why: 'no context' },
    { text: (own: string) => own.replace('http://purl.org/dc/terms/', 'https://example.org/'), why: 'other words' },
    { text: (own: string) => own, why: 'a dataset whose address is another' },
  ])('passes over what it finds beside the datasets: $why', async ({ text }) => {
    await write(two)
    const before = readFileSync(join(root, 'catalog.jsonld'))
    mkdirSync(join(root, 'alien'))
    writeFileSync(join(root, 'alien/dcat.jsonld'), text(readFileSync(join(root, 'mes-demarches/dcat.jsonld'), 'utf8')))
    await write(two)
    expect(readFileSync(join(root, 'catalog.jsonld'))).toEqual(before)
  })
})

describe('two addresses in one output folder', () => {
  const remarks = (url: string) =>
    checkConfiguration(
      configurationOf(
        `service: { id: agenda, name: Agenda, publisher: { name: Ville } }\nfeatures: [{ id: a, match: [/a] }]\noutput: ${root}\npublication:\n  url: ${url}\n`,
      ),
    ).problems

  it('are warned of, with the place of ours, since the catalogue leaves one of them out', async () => {
    expect(remarks('https://open.example.fr')).toEqual([])
    await write(two)
    expect(remarks('https://open.example.fr')).toEqual([
      {
        code: 'ADDRESSES_DIFFER',
        place: { file: 'comptage.yaml', line: 6, column: 8 },
        url: 'https://open.example.fr/',
        folder: 'mes-demarches',
        other: 'https://data.example.fr/',
      },
    ])
    expect(remarks('https://data.example.fr')).toEqual([])
  })

  it('are no matter where a service has moved all of its own; a file in the place of the folder is told', async () => {
    await write(examplePublication({ service }))
    expect(remarks('https://open.example.fr')).toEqual([])
    rmSync(root, { recursive: true })
    writeFileSync(root, '')
    expect(remarks('https://open.example.fr')).toEqual([{ code: 'WRITE_FAILED', path: root, errno: 'ENOTDIR' }])
  })
})
