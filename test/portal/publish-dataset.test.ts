import { describe, expect, it } from 'vitest'
import { testFolder } from '../cli/run-comptage.ts'
import { PORTALS, publishTo } from './both-portals.ts'
import { datasetFiles, TABLES, TEXTS, writeFiles, type Files } from './dataset-folder.ts'

const { fresh } = testFolder('portal')
const folderOf = (files: Files) => writeFiles(fresh(), files)
const CHANGED = { ...TABLES, 'data/day-feature.csv': `${TABLES['data/day-feature.csv'] ?? ''}2026-03-03,aide,31\n` }

describe.each(PORTALS)('publishing to $name', ({ start }) => {
  it('creates the dataset, complete and seen by everybody', async () => {
    const portal = await start()
    expect((await publishTo(portal, folderOf(datasetFiles()))).problems).toEqual([])
    const [dataset, ...others] = portal.seen()
    expect(others).toEqual([])
    expect(dataset).toMatchObject({ isPrivate: false, told: { title: 'Essai\u00A0: usage par fonctionnalité' } })
    const sent = Object.fromEntries(dataset!.resources.map(({ path, content }) => [String(path), content]))
    const { 'datapackage.json': descriptor } = datasetFiles()
    expect(sent).toEqual({ ...TABLES, ...TEXTS, 'datapackage.json': descriptor })
    expect(dataset!.resources.map(({ path }) => path)[0]).toBe('data/day-feature.csv')
    expect({ ...dataset, resources: dataset!.resources.map(({ told }) => told) }).toMatchSnapshot()
  })

  it('is private until its last call', async () => {
    const portal = await start()
    const states: boolean[] = []
    await publishTo(portal, folderOf(datasetFiles()), {
      tell: ({ method }) => {
        if (method !== 'GET') states.push(portal.seen()[0]!.isPrivate)
      },
    })
    expect(states.length).toBeGreaterThan(7)
    expect(states.pop()).toBe(false)
    expect([...new Set(states)]).toEqual([true])
  })

  it('writes nothing a second time', async () => {
    const portal = await start()
    const folder = folderOf(datasetFiles())
    await publishTo(portal, folder)
    const before = JSON.stringify(portal.seen())
    expect(await publishTo(portal, folder)).toMatchObject({ problems: [], written: [] })
    expect(JSON.stringify(portal.seen())).toBe(before)
  })

  it('is not taken back to an earlier version, unless that is asked for', async () => {
    const portal = await start()
    const at = (version: string) => folderOf(datasetFiles({ properties: { version } }))
    await publishTo(portal, at('3.10.0'))
    expect(await publishTo(portal, at('3.9.4'))).toMatchObject({
      problems: [{ code: 'PORTAL_AHEAD', dataset: 'essai', there: '3.10.0', version: '3.9.4' }],
      written: [],
    })
    expect((await publishTo(portal, at('3.10.1'))).problems).toEqual([])
    expect((await publishTo(portal, at('1.0.0'), { older: true })).problems).toEqual([])
    expect(await publishTo(portal, at('1.0.0'))).toMatchObject({ problems: [], written: [] })
  })

  it('replaces what changed, and nothing else', async () => {
    const portal = await start()
    await publishTo(portal, folderOf(datasetFiles()))
    const ids = portal.seen()[0]!.resources.map(({ path }) => path)
    const { problems, written } = await publishTo(portal, folderOf(datasetFiles({ tables: CHANGED })))
    expect(problems).toEqual([])
    // The table, and datapackage.json with its checksum.
    expect(written.filter((call) => /upload|resource_patch/.test(call))).toHaveLength(2)
    const [dataset] = portal.seen()
    expect(dataset!.resources.map(({ path }) => path)).toEqual(ids)
    expect(dataset!.resources[0]!.content).toBe(CHANGED['data/day-feature.csv'])
    expect(await publishTo(portal, folderOf(datasetFiles({ tables: CHANGED })))).toMatchObject({ written: [] })
  })

  it('comes to the same state from another one as from nothing', async () => {
    const portal = await start()
    await publishTo(portal, folderOf(datasetFiles({ tables: CHANGED })))
    await publishTo(portal, folderOf(datasetFiles()))
    const updated = portal.seen()
    portal.empty()
    await publishTo(portal, folderOf(datasetFiles()))
    expect(updated).toEqual(portal.seen())
  })

  it('takes away what the folder has no more, last but one, and nothing of others', async () => {
    const portal = await start()
    await publishTo(portal, folderOf(datasetFiles()))
    const fewer = Object.fromEntries(Object.entries(TABLES).filter(([path]) => path !== 'data/month-feature.csv'))
    const { written } = await publishTo(portal, folderOf(datasetFiles({ tables: fewer })))
    expect(portal.seen()[0]!.resources.map(({ path }) => path)).not.toContain('data/month-feature.csv')
    expect(written.findIndex((call) => /DELETE|resource_delete/.test(call))).toBe(written.length - 1)
  })

  it('tells new words, and sends no file for them that is the same', async () => {
    const portal = await start()
    await publishTo(portal, folderOf(datasetFiles()))
    const { problems } = await publishTo(
      portal,
      folderOf(datasetFiles({ properties: { version: '1.1.0', title: 'Autre titre' } })),
    )
    expect(problems).toEqual([])
    expect(portal.seen()[0]).toMatchObject({ isPrivate: false, told: { title: 'Autre titre' } })
  })

  it('leaves the title, tags and frequency that somebody made there, until the folder has others', async () => {
    const portal = await start()
    const publish = (properties: object) => publishTo(portal, folderOf(datasetFiles({ properties })))
    const words = () => {
      const { title, tags, frequency, extras } = portal.seen()[0]!.told as Record<string, unknown>
      return JSON.stringify([title, tags, frequency, extras])
    }
    await publish({ version: '1.0.0' })
    portal.reword('Un titre du portail', 'mobilite', 'irregular')
    for (const version of ['1.1.0', '1.2.0']) {
      expect((await publish({ version })).problems).toEqual([])
      expect(JSON.stringify(portal.seen()[0]!.told)).toContain(`Version ${version}`)
      for (const word of ['Un titre du portail', 'mobilite', '"irregular"']) expect(words()).toContain(word)
    }
    await publish({ version: '2.0.0', title: 'Autre titre' })
    expect(words()).toContain('Autre titre')
    expect(words()).not.toMatch(/mobilite|"irregular"/)
  })

  it('a dry run writes nothing, and shows the calls that the run then makes', async () => {
    const portal = await start()
    const folder = folderOf(datasetFiles())
    const told: string[] = []
    const tell = ({ method }: { readonly method: string }, address: string) => {
      if (method !== 'GET') told.push(`${method} ${address.slice(portal.server.url.length)}`)
    }
    expect(await publishTo(portal, folder, { isDryRun: true, tell })).toMatchObject({ problems: [], written: [] })
    expect(portal.seen()).toEqual([])
    const { written } = await publishTo(portal, folder)
    expect(told).toEqual(written.map((call) => call.replace(/\b(?:dataset|package|resource)-\d+/g, 'NEW')))
  })

  it('a dry run without a key asks nobody', async () => {
    const portal = await start()
    const bodies: unknown[] = []
    const tell = ({ json }: { readonly json?: object }) => bodies.push(json)
    const { problems } = await publishTo(portal, folderOf(datasetFiles()), { isDryRun: true, key: undefined, tell })
    expect(problems).toEqual([])
    expect(portal.server.calls).toEqual([])
    expect(JSON.stringify(bodies)).toContain('"ville"')
  })

  it('says the key to nobody who tells of the calls', async () => {
    const portal = await start()
    const told: unknown[] = []
    await publishTo(portal, folderOf(datasetFiles()), { tell: (call, address) => told.push(call, address) })
    expect(told.length).toBeGreaterThan(10)
    expect(JSON.stringify(told)).not.toContain('LEAK')
  })

  it('publishes a folder in English that says little', async () => {
    const portal = await start()
    const properties = {
      languages: ['en', 'fr'],
      contributors: undefined,
      homepage: undefined,
      comptage: { labels: {} },
    }
    const tables = { 'data/features.csv': 'feature,title_en\nhelp,Help\n' }
    const texts = { NOTICE: 'Contains information from Essai\n' }
    const folder = folderOf(datasetFiles({ tables, texts, properties }))
    expect((await publishTo(portal, folder)).problems).toEqual([])
    const [dataset] = portal.seen()
    expect(dataset).toMatchObject({ isPrivate: false, told: { title: 'Essai\u00A0: usage par fonctionnalité' } })
    expect(dataset!.resources.map(({ path }) => path)).toEqual(['data/features.csv', 'datapackage.json', 'NOTICE'])
    expect(JSON.stringify(dataset!.resources[2])).toContain('The sentence that the licence asks for.')
    expect(await publishTo(portal, folder)).toMatchObject({ written: [] })
  })

  it('publishes each part of a table that is split by year', async () => {
    const portal = await start()
    const { 'data/day-feature.csv': day = '', ...others } = TABLES
    const files = datasetFiles({
      tables: { ...others, 'data/day-feature-2025.csv': day, 'data/day-feature.csv': day.replaceAll('2026', '2027') },
    })
    const descriptor = JSON.parse(files['datapackage.json']!) as { resources: Record<string, unknown>[] }
    const split = joinParts(descriptor.resources)
    const folder = folderOf(
      datasetFiles({
        tables: Object.fromEntries(Object.entries(files).filter(([path]) => path.endsWith('.csv'))),
        properties: { resources: split },
      }),
    )
    expect((await publishTo(portal, folder)).problems).toEqual([])
    const titles = portal.seen()[0]!.resources.map(({ told }) => JSON.stringify(told))
    expect(titles.filter((text) => text.includes('(day-feature-2025)'))).toHaveLength(1)
    expect(await publishTo(portal, folder)).toMatchObject({ written: [] })
  })
})

/** The two resources of one table as one, as the data package writes it. */
function joinParts(resources: readonly Record<string, unknown>[]): readonly object[] {
  const parts = resources.filter(({ path }) => String(path).startsWith('data/day-feature'))
  const { comptage, ...first } = parts[0]!
  const joined = {
    ...first,
    hash: undefined,
    path: parts.map(({ path }) => path),
    bytes: 99,
    comptage: {
      ...(comptage as object),
      parts: parts.map(({ path, bytes, hash }) => ({ path, bytes, hash, rows: 2 })),
    },
  }
  return [joined, ...resources.filter((resource) => !parts.includes(resource))]
}
