import { describe, expect, it } from 'vitest'
import { testFolder } from '../cli/run-comptage.ts'
import { publishTo, PORTALS, type TestPortal } from './both-portals.ts'
import { datasetFiles, sumOf, TABLES, writeFiles, type Files } from './dataset-folder.ts'
import { ORGANIZATION, type FakeCkan } from './fake-ckan.ts'
import type { FakeDatagouv } from './fake-datagouv.ts'
import type { Fault } from './portal-server.ts'

const { fresh } = testFolder('portal-others')
const folderOf = (files: Files) => writeFiles(fresh(), files)

const DAY = TABLES['data/day-feature.csv'] ?? ''
const MONTH = TABLES['data/month-feature.csv'] ?? ''
const FULL = folderOf(datasetFiles())
/** Before the table by day came. */
const FEWER = folderOf(
  datasetFiles({ tables: { 'data/month-feature.csv': MONTH, 'data/features.csv': TABLES['data/features.csv'] ?? '' } }),
)
const RESOURCES = 6
const END: Fault = { answer: { status: 401, body: {} } }

type Resource = Record<string, unknown> & { id: string; content: string }
type ByHand = { readonly title: string; readonly content: string }

/** What somebody puts into the only dataset of a portal: with a browser, so that nothing of it is ours. */
const BY_HAND: Readonly<Record<string, (portal: TestPortal, resource: ByHand) => Resource>> = {
  'data.gouv.fr': ({ server }, { title, content }) => {
    const resource = {
      id: 'theirs',
      title,
      filetype: 'file' as const,
      format: 'csv',
      mime: 'text/csv',
      filesize: content.length,
      checksum: { type: 'sha1', value: sumOf(content, 'sha1') },
      extras: {},
      content,
    }
    ;(server as FakeDatagouv).datasets[0]!.resources.push(resource)
    return resource
  },
  ckan: ({ server }, { title, content }) => {
    const resource = { id: 'theirs', name: title, format: 'CSV', size: content.length, content }
    ;(server as FakeCkan).packages[0]!.resources.push(resource)
    return resource
  },
}

/** A dataset that somebody made by hand, and nothing of which is ours. */
function makeByHand({ server }: TestPortal): void {
  if ('packages' in server) {
    const dataset = { id: 'by-hand', name: 'by-hand', state: 'active', private: false, extras: [], resources: [] }
    ;(server as FakeCkan).packages.push({ ...dataset, owner_org: ORGANIZATION })
  } else {
    const words = { title: 'By hand', description: 'By hand', license: 'lov2', frequency: 'unknown', tags: [] }
    const state = { private: false, deleted: null, organization: null, temporal_coverage: null }
    ;(server as FakeDatagouv).datasets.push({
      ...{ id: 'by-hand', slug: 'by-hand', extras: {}, resources: [] },
      ...words,
      ...state,
    })
  }
}

const resourcesOf = ({ server }: TestPortal): readonly Resource[] =>
  'packages' in server ? (server as FakeCkan).packages[0]!.resources : (server as FakeDatagouv).datasets[0]!.resources

const TITLES = ['day-feature.csv', 'Table day-feature', 'photo.jpg']
const CONTENTS = [
  { content: DAY, of: 'our content' },
  { content: 'theirs', of: 'another content' },
]
const BEFORE = [
  { when: 'a first publication into a dataset made by hand', dataset: 'by-hand', prepare: makeByHand },
  { when: 'an update that brings a file', prepare: (portal: TestPortal) => publishTo(portal, FEWER) },
  { when: 'an update that brings none', prepare: (portal: TestPortal) => publishTo(portal, FULL) },
]
const CASES = BEFORE.flatMap((before) =>
  TITLES.flatMap((title) => CONTENTS.map((content) => ({ ...before, title, ...content }))),
)

describe.each(PORTALS)('on $name, a resource that is not ours', ({ name, start }) => {
  it.each(CASES)('stays as it is: $title with $of, in $when', async ({ prepare, dataset, title, content }) => {
    const portal = await start()
    await prepare(portal)
    const theirs = structuredClone(BY_HAND[name]!(portal, { title, content }))
    const target = dataset === undefined ? {} : { dataset }
    const told: string[] = []
    const tell = ({ json, form }: { readonly json?: object; readonly form?: object }, address: string) => {
      told.push(JSON.stringify([address, json, form]))
    }
    await publishTo(portal, FULL, { ...target, isDryRun: true, tell })
    expect(told.filter((call) => call.includes('theirs/') || call.includes('"id":"theirs"'))).toEqual([])
    expect((await publishTo(portal, FULL, target)).problems).toEqual([])
    expect(resourcesOf(portal)).toHaveLength(RESOURCES + 1)
    expect(resourcesOf(portal).find(({ id }) => id === 'theirs')).toEqual(theirs)
    expect(await publishTo(portal, FULL, target)).toMatchObject({ problems: [], written: [] })
  })

  it.each(CASES.filter(({ title }) => title === 'day-feature.csv'))(
    'stays as it is where whichever answer is lost: $title with $of, in $when',
    async ({ prepare, dataset, title, content }) => {
      const portal = await start()
      await prepare(portal)
      const theirs = structuredClone(BY_HAND[name]!(portal, { title, content }))
      const target = dataset === undefined ? {} : { dataset }
      const restore = portal.keep()
      const first = portal.server.calls.length
      await publishTo(portal, FULL, target)
      const calls = portal.server.calls.length - first
      for (let lost = 0; lost < calls; lost++) {
        for (const after of [undefined, END]) {
          restore()
          const at = portal.server.calls.length + lost
          portal.server.fault = (position) => (position === at ? 'lost-answer' : position > at ? after : undefined)
          await publishTo(portal, FULL, target)
          portal.server.fault = () => undefined
          expect((await publishTo(portal, FULL, target)).problems).toEqual([])
          expect(resourcesOf(portal), `lost at ${lost}`).toHaveLength(RESOURCES + 1)
          expect(resourcesOf(portal).find(({ id }) => id === 'theirs')).toEqual(theirs)
        }
      }
    },
  )
})

describe.each(PORTALS)('on $name, a resource that is ours', ({ name, start }) => {
  it.each(CASES.filter(({ dataset }) => dataset === undefined))(
    'is brought up to date in its place: $title with $of, in $when',
    async ({ prepare, title, content }) => {
      const portal = await start()
      await publishTo(portal, FULL)
      const ours = resourcesOf(portal).find(({ content: held }) => held === DAY)!
      Object.assign(ours, name === 'ckan' ? { name: title } : { title })
      Object.assign(ours, { content, size: content.length, filesize: content.length })
      if (name !== 'ckan') Object.assign(ours, { checksum: { type: 'sha1', value: sumOf(content, 'sha1') } })
      await prepare(portal)
      expect((await publishTo(portal, FULL)).problems).toEqual([])
      expect(resourcesOf(portal)).toHaveLength(RESOURCES)
      expect(resourcesOf(portal).filter((resource) => resource.content === DAY)).toHaveLength(1)
    },
  )

  it('is taken away where two runs at once put it there twice', async () => {
    const portal = await start()
    await publishTo(portal, FULL)
    const resources = resourcesOf(portal) as Resource[]
    resources.push({ ...structuredClone(resources[0]!), id: 'second' })
    expect((await publishTo(portal, FULL)).written).toHaveLength(1)
    expect(resourcesOf(portal).map(({ id }) => id)).not.toContain('second')
    expect(resourcesOf(portal)).toHaveLength(RESOURCES)
  })
})
