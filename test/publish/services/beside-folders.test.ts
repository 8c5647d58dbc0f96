import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { besideRemarks, verifyFolder } from '../../../src/pipeline/index.ts'
import { isSealed } from '../../../src/protect/index.ts'
import { renderFolders, writeFolders, type Publication } from '../../../src/publish/index.ts'
import { DAY_FEATURE, examplePublication, MONTH_DEVICE } from '../example-publication.ts'
import { feature, publicationOf } from '../page/sample-services.ts'

let root = ''
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'beside-'))))
afterEach(() => rmSync(root, { recursive: true }))

const demarches = examplePublication({}, [DAY_FEATURE, MONTH_DEVICE])
const agenda = examplePublication({ service: { ...demarches.service, id: 'agenda', name: 'Agenda' } })

function write(publication: Publication, version = '0.2.0') {
  return writeFolders(renderFolders(publication, isSealed), root, version)
}

/** The files beside the folders, with their texts. */
function beside(): Readonly<Record<string, string>> {
  const files = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(files.map(({ name }) => [name, readFileSync(join(root, name), 'utf8')]))
}

/** Whether a page of services offers it as ours; `verify` makes the same pages. */
function leadsTo(name: string): boolean {
  const { findings } = verifyFolder({ folder: join(root, 'agenda') })
  expect(findings.filter(({ code }) => code === 'SERVICES_DIFFER')).toEqual([])
  const pages = Object.entries(beside()).filter(([path]) => path.endsWith('.html') && path !== name)
  expect(pages.length).toBeGreaterThan(0)
  return pages.some(([, html]) => html.includes(`href="${name}"`))
}

describe('what stands beside the folders of datasets', () => {
  it('is the same whichever of two services was written last', async () => {
    await write(demarches)
    const alone = beside()
    await write(agenda)
    const both = beside()
    expect(both).not.toEqual(alone)
    await write(demarches)
    expect(beside()).toEqual(both)
    expect(Object.keys(both)).toEqual(['catalog.jsonld', 'feed.atom', 'index.en.html', 'index.html'])
    expect(both['index.html']).toContain('<a href="agenda/index.html"><bdi>Agenda</bdi>')
    // The detail is no service of its own.
    expect(both['index.html']).not.toContain('demarches-detail')
  })

  it('has the total and the change of the page of the service', async () => {
    const uses = (position: number, date: number) => (position === 0 ? 30 : date > 200 ? 110 : 55) + (date % 3)
    const features = ['a', 'b'].map((id) => feature(id))
    await write(publicationOf({ features, first: '2025-01-01', last: '2026-02-28', uses }))
    const index = beside()['index.html'] ?? ''
    const page = readFileSync(join(root, 'mes-demarches/index.html'), 'utf8')
    const [total] = /<b>\d[^<]*<\/b>/.exec(index) ?? ['none']
    const [, change = 'none'] = /▲ ([^<]+)<\/span\s*><small>2 fonctionnalités/.exec(index) ?? []
    expect(page.slice(page.indexOf('<figure class="total">'))).toMatch(new RegExp(`^[^$]{0,80}${total}`))
    expect(page).toContain(` ${change} `)
  })

  it('leads from each page to the other and to the feed', async () => {
    await write(agenda)
    expect(['index.html', 'index.en.html', 'feed.atom'].map(leadsTo)).toEqual([true, true, true])
  })

  it('needs no address, but for the catalogue and the feed', async () => {
    const { publicationUrl, ...publication } = agenda
    expect(publicationUrl).toBeDefined()
    await write(agenda)
    expect((await write(publication)).removed).toEqual(
      expect.arrayContaining([join(root, 'catalog.jsonld'), join(root, 'feed.atom')]),
    )
    expect(Object.keys(beside())).toEqual(['index.en.html', 'index.html'])
  })

  it('goes with the last dataset', async () => {
    await write(agenda)
    await writeFolders([{ name: 'agenda', files: [] }], root, '0.2.0')
    expect(readdirSync(root)).toEqual([])
  })

  it('follows the language of the first service', async () => {
    await write(agenda)
    await write({ ...agenda, language: 'en' })
    expect(Object.keys(beside())).toContain('index.fr.html')
    expect(Object.keys(beside())).not.toContain('index.en.html')
  })

  it.each(['index.html', 'index.en.html', 'feed.atom'])(
    'leaves %s of somebody else alone, and says so',
    async (name) => {
      writeFileSync(join(root, name), '<h1>Ville d’Exemple</h1>')
      await write(agenda)
      expect(beside()[name]).toBe('<h1>Ville d’Exemple</h1>')
      expect(leadsTo(name)).toBe(false)
      expect(besideRemarks(root)).toEqual([{ code: 'PAGE_TAKEN', path: join(root, name) }])
      await writeFolders([{ name: 'agenda', files: [] }], root, '0.2.0')
      expect(beside()).toEqual({ [name]: '<h1>Ville d’Exemple</h1>' })
    },
  )

  it.each([
    { why: 'a link', make: (path: string) => symlinkSync('elsewhere.html', path) },
    { why: 'a folder', make: (path: string) => mkdirSync(path) },
  ])('leaves $why of that name alone', async ({ make }) => {
    make(join(root, 'index.html'))
    await write(agenda)
    expect(besideRemarks(root)).toEqual([{ code: 'PAGE_TAKEN', path: join(root, 'index.html') }])
    expect(leadsTo('index.html')).toBe(false)
    expect(existsSync(join(root, 'agenda/index.html'))).toBe(true)
  })

  it.each([
    { why: 'damaged', make: (path: string) => writeFileSync(path, '{') },
    { why: 'no file', make: (path: string) => mkdirSync(path) },
    { why: 'a copy', make: (path: string) => writeFileSync(path, readFileSync(join(root, 'agenda/latest.json'))) },
  ])('passes over a neighbour whose latest figures are $why, and says so', async ({ make }) => {
    await write(agenda)
    const before = beside()
    mkdirSync(join(root, 'zoo'))
    make(join(root, 'zoo/latest.json'))
    await write(agenda)
    expect(beside()).toEqual(before)
    expect(besideRemarks(root)).toEqual([{ code: 'SERVICE_LEFT_OUT', folder: 'zoo' }])
  })

  it('lives with a neighbour whose description of DCAT is a folder', async () => {
    mkdirSync(join(root, 'zoo/dcat.jsonld'), { recursive: true })
    await write(agenda)
    expect(Object.keys(beside())).toEqual(['catalog.jsonld', 'feed.atom', 'index.en.html', 'index.html'])
    expect(beside()['catalog.jsonld']).not.toContain('zoo')
  })

  it('is made anew by another version of the program', async () => {
    await write(agenda)
    expect((await write(agenda, '0.3.0')).written).toEqual([join(root, 'index.html'), join(root, 'index.en.html')])
    expect(besideRemarks(root)).toEqual([])
  })
})
