import { describe, expect, it } from 'vitest'
import { testFolder } from '../cli/run-comptage.ts'
import { PORTALS, publishTo } from './both-portals.ts'
import { datasetFiles, TABLES, writeFiles } from './dataset-folder.ts'
import { KEY as CKAN_KEY, startCkan } from './fake-ckan.ts'
import { KEY as DATAGOUV_KEY, startDatagouv, type FakeDatagouv } from './fake-datagouv.ts'
import type { PortalServer } from './portal-server.ts'

const { fresh } = testFolder('portal-find')
const FOLDER = writeFiles(fresh(), datasetFiles())
const DETAIL = writeFiles(
  fresh(),
  datasetFiles({ properties: { name: 'essai-detail', licenses: [{ name: 'ODbL-1.0' }] } }),
)

const toDatagouv = (server: PortalServer, folder = FOLDER, more: object = {}) =>
  publishTo({ server, key: DATAGOUV_KEY, destination: { portal: 'data.gouv.fr' }, ...NOTHING }, folder, more)
const toCkan = (server: PortalServer, folder = FOLDER, more: object = {}) =>
  publishTo({ server, key: CKAN_KEY, destination: { portal: 'ckan', organization: 'ville' }, ...NOTHING }, folder, more)
const NOTHING = { seen: () => [], reword: () => undefined, empty: () => undefined, keep: () => () => undefined }

/** Two datasets that bear the name of the folder, of which the second belongs to an organization. */
async function twoOfOneName(): Promise<FakeDatagouv> {
  const server = await startDatagouv()
  await toDatagouv(server)
  const [first] = server.datasets
  server.datasets.push({ ...structuredClone(first!), id: 'second', slug: 'second', organization: { id: 'org-1' } })
  return server
}

describe.each(PORTALS)('on $name', ({ start }) => {
  it('both folders of a service are two datasets', async () => {
    const portal = await start()
    await publishTo(portal, FOLDER)
    await publishTo(portal, DETAIL)
    expect(portal.seen()).toHaveLength(2)
    expect(await publishTo(portal, FOLDER)).toMatchObject({ problems: [], written: [] })
  })

  it.each([93, 94, 99, 100])('so they are where the id has %s signs', async (length) => {
    const portal = await start()
    const id = 'a'.repeat(length)
    const folders = [id, `${id}-detail`].map((name) => writeFiles(fresh(), datasetFiles({ properties: { name } })))
    for (const folder of folders) expect((await publishTo(portal, folder)).problems).toEqual([])
    expect(portal.seen()).toHaveLength(2)
    for (const folder of folders) expect((await publishTo(portal, folder)).written).toEqual([])
  })

  it('takes away no file that was there before, where the portal begins to forget', async () => {
    const portal = await start()
    await publishTo(portal, FOLDER)
    Object.assign(portal.server, { keepsExtras: false, keepsFields: false, keepsWords: false })
    const tables = { ...TABLES, 'data/day-feature.csv': `${TABLES['data/day-feature.csv'] ?? ''}2026-03-03,aide,31\n` }
    await publishTo(portal, writeFiles(fresh(), datasetFiles({ tables })))
    expect(portal.seen()[0]!.resources).toHaveLength(6)
  })

  it('a dataset that is named has to be there', async () => {
    const portal = await start()
    const { problems, written } = await publishTo(portal, FOLDER, { dataset: 'no/such?dataset' })
    expect(problems).toMatchObject([{ code: 'PORTAL_DATASET', dataset: 'no/such?dataset', why: 'absent' }])
    expect(written).toEqual([])
  })

  it('an organization that is named has to be there', async () => {
    const portal = await start()
    const { problems } = await publishTo(portal, FOLDER, { organization: 'nowhere' })
    expect(['PORTAL_ORGANIZATION', 'PORTAL_REFUSED']).toContain(problems[0]?.code)
  })
})

describe('on data.gouv.fr', () => {
  it('a dataset of one’s own needs no organization', async () => {
    const server = await startDatagouv()
    expect((await toDatagouv(server)).problems).toEqual([])
    expect(server.datasets).toMatchObject([{ organization: null, private: false }])
    expect((await toDatagouv(server)).written).toEqual([])
  })

  it('names the read-me as it was uploaded', async () => {
    const server = await startDatagouv()
    const properties = { description: 'Nombre de requêtes. Voir LISEZMOI.md.' }
    await toDatagouv(server, writeFiles(fresh(), datasetFiles({ properties })))
    expect(server.datasets[0]?.description).toContain('Voir LISEZMOI.txt.')
  })

  it('tells of several datasets of the same name, unless the organization says which', async () => {
    const server = await twoOfOneName()
    expect((await toDatagouv(server)).problems).toMatchObject([{ why: 'several', found: ['dataset-1', 'second'] }])
    expect(await toDatagouv(server, FOLDER, { organization: 'ville' })).toMatchObject({ problems: [], written: [] })
    expect(await toDatagouv(server, FOLDER, { dataset: 'second' })).toMatchObject({ problems: [], written: [] })
  })

  it('two runs at once leave one dataset, or none, and whoever yields is told', async () => {
    const server = await startDatagouv()
    for (let round = 0; round < 10; round++) {
      server.datasets.splice(0)
      const both = await Promise.all([toDatagouv(server), toDatagouv(server)])
      const left = server.datasets.filter(({ deleted }) => deleted === null)
      const yielded = both.filter(({ problems }) => problems.length > 0)
      expect(left.length).toBe(2 - yielded.length)
      expect(left.length).toBeLessThan(2)
      for (const { problems } of yielded) expect(problems).toMatchObject([{ code: 'PORTAL_DATASET', why: 'at-once' }])
      expect((await toDatagouv(server)).problems).toEqual([])
      expect(server.datasets.filter(({ deleted }) => deleted === null)).toMatchObject([{ private: false }])
    }
  })

  it.each([0, 1, 2, 3, 4])('nor do they where one begins %s calls after the other', async (calls) => {
    const server = await startDatagouv()
    let second: ReturnType<typeof toDatagouv> | undefined
    const first = server.calls.length
    server.fault = (position) => {
      if (position === first + calls) second = toDatagouv(server)
      return undefined
    }
    const results = [await toDatagouv(server), await second!]
    server.fault = () => undefined
    const left = server.datasets.filter(({ deleted }) => deleted === null)
    expect(left.length).toBeLessThan(2)
    expect(results.filter(({ problems }) => problems.length === 0).length).toBeLessThanOrEqual(1 + left.length)
    expect((await toDatagouv(server)).problems).toEqual([])
    expect(server.datasets.filter(({ deleted }) => deleted === null)).toMatchObject([{ private: false }])
    expect(server.datasets.find(({ deleted }) => deleted === null)?.resources).toHaveLength(6)
  })

  it('passes over a draft that broke off beside a dataset that is complete', async () => {
    const server = await startDatagouv()
    await toDatagouv(server)
    const draft = { ...structuredClone(server.datasets[0]!), id: 'draft', private: true, resources: [] }
    delete draft.extras['comptage:fingerprint']
    server.datasets.unshift(draft)
    expect(await toDatagouv(server)).toMatchObject({ problems: [], written: [] })
  })

  it('passes over a deleted dataset, unless it is named', async () => {
    const server = await startDatagouv()
    await toDatagouv(server)
    server.datasets[0]!.deleted = '2026-03-01T00:00:00'
    expect((await toDatagouv(server, FOLDER, { dataset: 'dataset-1' })).problems).toMatchObject([{ why: 'deleted' }])
    expect((await toDatagouv(server)).problems).toEqual([])
    expect(server.datasets).toHaveLength(2)
  })

  it('does not put one folder into the dataset of another', async () => {
    const server = await startDatagouv()
    await toDatagouv(server)
    const { problems } = await toDatagouv(server, DETAIL, { dataset: 'dataset-1' })
    expect(problems).toMatchObject([{ why: 'another', found: ['essai'] }])
  })

  it('takes over a dataset made by hand, with what is its own, and its privacy', async () => {
    const server = await startDatagouv()
    await toDatagouv(server)
    const [dataset] = server.datasets
    dataset!.private = true
    dataset!.extras = { 'harvest:source': 'theirs' }
    const theirs = {
      ...structuredClone(dataset!.resources[0]!),
      id: 'theirs',
      title: 'photo.jpg',
      extras: {},
      filesize: 7,
      checksum: null,
    }
    dataset!.resources = [theirs]
    const { problems } = await toDatagouv(server, FOLDER, { dataset: dataset!.slug })
    expect(problems).toEqual([])
    expect(dataset).toMatchObject({
      private: true,
      extras: { 'harvest:source': 'theirs', 'comptage:dataset': 'essai' },
    })
    expect(dataset!.resources.map(({ id }) => id)).toContain('theirs')
    expect(dataset!.resources).toHaveLength(1 + 6)
    expect((await toDatagouv(server)).written).toEqual([])
  })

  it('says what it does not keep, and takes away what would be made anew each time', async () => {
    const server = await startDatagouv()
    server.keepsExtras = false
    expect((await toDatagouv(server)).problems).toEqual([
      { code: 'PORTAL_FORGETS', call: 'POST /datasets/', field: 'comptage:dataset' },
    ])
    expect(server.datasets).toMatchObject([{ private: true, deleted: expect.any(String) as string }])
    server.datasets[0]!.deleted = null
    const given = await toDatagouv(server, FOLDER, { dataset: 'dataset-1' })
    expect(given.problems).toMatchObject([{ code: 'PORTAL_FORGETS', field: 'comptage:path' }])
    expect(server.datasets).toMatchObject([{ private: true, resources: [] }])
  })

  it('puts nothing there twice, where the file changes between an upload and its description', async () => {
    const server = await startDatagouv()
    server.fault = (_, { method, path }) =>
      method === 'PUT' && path.includes('/resources/') ? { answer: { status: 401, body: {} } } : undefined
    const version = (uses: number) =>
      writeFiles(
        fresh(),
        datasetFiles({ texts: { NOTICE: `Version ${uses}\n` }, properties: { version: `1.0.${uses}` } }),
      )
    for (const uses of [1, 2, 3]) await toDatagouv(server, version(uses))
    expect(server.datasets[0]!.resources).toHaveLength(1)
    server.fault = () => undefined
    expect((await toDatagouv(server, version(4))).problems).toEqual([])
    expect(server.datasets[0]!.resources).toHaveLength(5)
  })

  it.each([null, 'sha1', 'sha256'] as const)('knows again what it sent by %s', async (checksums) => {
    const server = await startDatagouv()
    server.checksums = checksums
    await toDatagouv(server)
    expect((await toDatagouv(server)).written).toEqual([])
    // Somebody put another file there, of the same size or of another one.
    const [resource] = server.datasets[0]!.resources
    resource!.filesize++
    expect((await toDatagouv(server)).written).toHaveLength(2)
  })

  it.each([
    { licences: ['fr-lo', 'cc-by'], why: 'no licence of that name, and version 1 is another one' },
    { licences: [], why: 'no licence at all' },
  ])('refuses $why', async ({ licences }) => {
    const server = await startDatagouv()
    server.licences = licences
    const { problems, written } = await toDatagouv(server)
    expect(problems).toEqual([{ code: 'PORTAL_LICENCE', licence: 'etalab-2.0' }])
    expect(written).toEqual([])
  })
})

describe('on CKAN', () => {
  it('a new dataset needs an organization', async () => {
    const server = await startCkan()
    const { problems, written } = await toCkan(server, FOLDER, { organization: undefined })
    expect(problems).toEqual([{ code: 'PORTAL_ORGANIZATION', why: 'needed' }])
    expect(written).toEqual([])
  })

  it('does not touch a dataset of the same name that is not ours, unless it is named', async () => {
    const server = await startCkan()
    await toCkan(server)
    const [dataset] = server.packages
    dataset!.extras = [{ key: 'theirs', value: 'kept' }]
    expect((await toCkan(server)).problems).toMatchObject([{ code: 'PORTAL_DATASET', why: 'not-ours' }])
    expect((await toCkan(server, FOLDER, { dataset: 'essai' })).problems).toEqual([])
    expect(dataset!.extras).toContainEqual({ key: 'theirs', value: 'kept' })
    expect((await toCkan(server)).written).toEqual([])
  })

  it.each([
    { change: { state: 'deleted' }, why: 'deleted' },
    { change: { extras: [{ key: 'comptage_dataset', value: 'autre' }] }, why: 'another' },
  ])('does not touch one that is $why', async ({ change, why }) => {
    const server = await startCkan()
    await toCkan(server)
    Object.assign(server.packages[0]!, change)
    expect((await toCkan(server)).problems).toMatchObject([{ code: 'PORTAL_DATASET', why }])
  })

  it.each([
    { licences: ['lov2', 'other-at'], is: 'lov2' },
    { licences: ['etalab-2.0', 'other-at'], is: 'etalab-2.0' },
    { licences: ['cc-by', 'other-at'], is: 'other-at' },
  ])('takes the licence from $licences', async ({ licences, is }) => {
    const server = await startCkan()
    server.licences = licences
    await toCkan(server)
    expect(server.packages[0]).toMatchObject({ license_id: is })
  })

  it('that keeps no fields of ours, resources are known by the last line of their description', async () => {
    const server = await startCkan()
    server.keepsFields = false
    await toCkan(server)
    expect(server.packages[0]!.resources).toHaveLength(6)
    expect(JSON.stringify(server.packages[0])).not.toContain('comptage_path')
    expect(await toCkan(server)).toMatchObject({ problems: [], written: [] })
    // Others answer them empty.
    for (const resource of server.packages[0]!.resources)
      Object.assign(resource, { comptage_path: '', comptage_fingerprint: '' })
    expect(await toCkan(server)).toMatchObject({ problems: [], written: [] })
    const tables = { 'data/day-feature.csv': 'jour,fonctionnalite,requetes\n2026-03-01,aide,24\n' }
    const folder = writeFiles(fresh(), datasetFiles({ tables }))
    expect((await toCkan(server, folder)).problems).toEqual([])
    expect(server.packages[0]!.resources.map(({ name }) => name).sort()).toEqual([
      'LISEZMOI.md',
      'README.md',
      'datapackage.json',
      'day-feature.csv',
    ])
    expect(await toCkan(server, folder)).toMatchObject({ written: [] })
  })

  it('says what it does not keep, where nothing is found again by what it keeps', async () => {
    const server = await startCkan()
    server.keepsFields = server.keepsWords = false
    const { problems, written } = await toCkan(server)
    expect(problems).toEqual([{ code: 'PORTAL_FORGETS', call: 'POST /package_create', field: 'comptage_dataset' }])
    expect(written).toHaveLength(1)
    expect(await toCkan(server)).toMatchObject({ problems: [{ code: 'PORTAL_DATASET', why: 'not-ours' }], written: [] })
    const given = await toCkan(server, FOLDER, { dataset: 'essai' })
    expect(given.problems).toMatchObject([{ code: 'PORTAL_FORGETS', field: 'comptage_path' }])
    expect(server.packages).toMatchObject([{ private: true, resources: [] }])
  })

  it('sends a file again whose size is not what it was', async () => {
    const server = await startCkan()
    await toCkan(server)
    server.packages[0]!.resources[0]!.size = 1
    expect((await toCkan(server)).written).toEqual(['POST /api/3/action/resource_patch'])
    server.packages[0]!.resources[0]!.size = null
    expect((await toCkan(server)).written).toEqual([])
  })
})
