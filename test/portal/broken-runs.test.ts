import { describe, expect, it } from 'vitest'
import { openSender } from '../../src/portal/open-sender.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { PORTALS, publishTo, type SeenDataset, type TestPortal } from './both-portals.ts'
import { datasetFiles, TABLES, writeFiles, type Files } from './dataset-folder.ts'
import type { Fault } from './portal-server.ts'

const { fresh } = testFolder('portal-broken')
const folderOf = (files: Files) => writeFiles(fresh(), files)

/** Two versions of a folder: a table changed, one more, one less, and other words. */
const OLD = folderOf(datasetFiles())
const NEW = folderOf(
  datasetFiles({
    tables: {
      'data/day-feature.csv': `${TABLES['data/day-feature.csv'] ?? ''}2026-03-03,aide,31\n`,
      'data/year-feature.csv': 'annee,fonctionnalite,requetes\n2026,aide,672\n',
      'data/features.csv': TABLES['data/features.csv'] ?? '',
    },
    properties: { version: '1.1.0', title: 'Usage, autrement' },
  }),
)
const FOLDERS = [
  { of: 'a first publication', before: [], folder: OLD },
  { of: 'an update', before: [OLD], folder: NEW },
]

/** Ends the run: no key of this name any more. */
const END: Fault = { answer: { status: 401, body: {} } }
const BUSY: Fault = { answer: { status: 503, body: 'down for a moment' } }

/** A portal that has what was published before; the function brings it back to that. */
async function prepared(start: () => Promise<TestPortal>, before: readonly string[], folder: string) {
  const portal = await start()
  for (const earlier of before) await publishTo(portal, earlier)
  const restore = portal.keep()
  const reset = () => {
    portal.server.fault = () => undefined
    restore()
  }
  const first = portal.server.calls.length
  await publishTo(portal, folder)
  return { portal, reset, straight: sorted(portal.seen()), calls: portal.server.calls.length - first }
}

/** A state without order: what was interrupted may come in another one. */
function sorted(datasets: readonly SeenDataset[]): readonly SeenDataset[] {
  return datasets.map((dataset) => ({
    ...dataset,
    resources: dataset.resources.toSorted((a, b) => (String(a.path) < String(b.path) ? -1 : 1)),
  }))
}

/** Numbers from 0 to 1 by chance, always the same ones. */
function lottery(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return (state % 10_007) / 10_007
  }
}

describe.each(PORTALS)('$name', ({ start }) => {
  describe.each(FOLDERS)('$of', ({ before, folder }) => {
    it.each([
      { how: 'is refused', fault: END },
      { how: 'is done, but its answer is lost, and the next is refused', fault: 'lost-answer' },
    ] as const)('whichever call $how, a second run comes to the same state', async ({ fault }) => {
      const { portal, reset, straight, calls } = await prepared(start, before, folder)
      expect(calls).toBeGreaterThan(6)
      for (let cut = 0; cut < calls; cut++) {
        reset()
        const at = portal.server.calls.length + cut
        portal.server.fault = (position) => (position === at ? fault : position > at ? END : undefined)
        expect((await publishTo(portal, folder)).problems, `cut at ${cut}`).toMatchObject([{ code: 'PORTAL_DENIED' }])
        // Half of it is seen by nobody, and what was there before is still there to be read.
        for (const dataset of portal.seen()) {
          const isComplete = JSON.stringify(sorted([dataset])) === JSON.stringify(straight)
          if (before.length === 0) expect(dataset.isPrivate).toBe(!isComplete)
          else expect(dataset).toMatchObject({ isPrivate: false })
        }
        portal.server.fault = () => undefined
        expect((await publishTo(portal, folder)).problems).toEqual([])
        expect(sorted(portal.seen()), `cut at ${cut}`).toEqual(straight)
      }
      expect((await publishTo(portal, folder)).written).toEqual([])
    })

    it.each(['cut', 'cut-upload', 'lost-answer', 'half-answer', 'busy'] as const)(
      'one call in ten fails (%s), and the run comes to the same state by itself',
      async (kind) => {
        const { portal, reset, straight } = await prepared(start, before, folder)
        let failures = 0
        for (const seed of [1, 2, 3]) {
          reset()
          const chance = lottery(seed)
          portal.server.fault = (_, { method }) => {
            if (chance() > 0.1 || (kind === 'cut-upload' && method === 'GET')) return undefined
            failures++
            return kind === 'busy' ? BUSY : kind
          }
          expect((await publishTo(portal, folder)).problems, `seed ${seed}`).toEqual([])
          expect(sorted(portal.seen()), `seed ${seed}`).toEqual(straight)
        }
        expect(failures).toBeGreaterThan(1)
      },
    )
  })

  it('gives up on a portal that stays busy, having waited longer each time', async () => {
    const portal = await start()
    portal.server.fault = () => BUSY
    const { problems, waits } = await publishTo(portal, OLD)
    expect(problems).toMatchObject([{ code: 'PORTAL_UNREACHABLE', why: '503' }])
    expect(waits).toEqual([750, 1500, 3000, 6000, 12_000])
  })

  it('gives up where one call always fails, though those before it go well each time', async () => {
    const portal = await start()
    Object.assign(portal.server, { checksums: null, miscounts: true })
    let created = 0
    portal.server.fault = (position, { method, path }) => {
      // What no run should come to.
      if (position > 2000) return END
      return method === 'PUT' || (path.endsWith('/resource_create') && created++ > 0) ? BUSY : undefined
    }
    const { problems, written } = await publishTo(portal, OLD)
    expect(problems).toMatchObject([{ code: 'PORTAL_UNREACHABLE', why: '503' }])
    expect(written.length).toBeLessThan(100)
  })

  it.each([
    { asked: '7', waits: [7500], why: 'seconds' },
    { asked: '0', waits: [500], why: 'no time at all' },
    { asked: new Date(Date.now() - 5000).toUTCString(), waits: [500], why: 'a date that is over' },
    { asked: 'soon', waits: [750], why: 'something that is neither' },
  ])('waits as a busy portal asks: $why', async ({ asked, waits }) => {
    const portal = await start()
    portal.server.fault = (position) =>
      position === 0 ? { answer: { status: 429, headers: { 'Retry-After': asked } } } : undefined
    expect(await publishTo(portal, OLD)).toMatchObject({ problems: [], waits })
  })

  it('waits until a date', async () => {
    const portal = await start()
    portal.server.fault = (position) =>
      position === 0
        ? { answer: { status: 503, headers: { 'Retry-After': new Date(Date.now() + 60_000).toUTCString() } } }
        : undefined
    const [wait = 0] = (await publishTo(portal, OLD)).waits
    expect(wait).toBeGreaterThan(55_000)
    expect(wait).toBeLessThan(62_000)
  })

  it('does not wait for an hour', async () => {
    const portal = await start()
    portal.server.fault = () => ({ answer: { status: 429, headers: { 'Retry-After': '3600' } } })
    expect(await publishTo(portal, OLD)).toMatchObject({ problems: [{ why: '429' }], waits: [] })
  })

  it.each(['silence', 'drip'] as const)(
    'does not wait for an answer for ever, and asks once more: %s',
    async (fault) => {
      const portal = await start()
      portal.server.fault = () => fault
      const { problems, waits } = await publishTo(portal, OLD, { timeoutMs: 30 })
      expect(problems).toMatchObject([{ code: 'PORTAL_UNREACHABLE', why: 'ETIMEDOUT' }])
      expect(waits).toHaveLength(1)
    },
  )

  it('nor ten times as long for that of a call with a file', async () => {
    const { server } = await start()
    server.fault = () => 'drip'
    const connection = {
      base: server.url,
      keyHeader: 'X-Key',
      key: 'LEAK',
      userAgent: 'comptage/test',
      timeoutMs: 1000,
      proxies: { https: undefined, none: undefined },
    }
    const file = { field: 'file', name: 'a.csv', mediaType: 'text/csv', bytes: Buffer.alloc(1000) }
    const begun = performance.now()
    const call = openSender(connection)({ method: 'POST', path: '/upload', form: { fields: {}, file } })
    await expect(call).rejects.toMatchObject({ problem: { why: 'ETIMEDOUT' } })
    expect(performance.now() - begun).toBeLessThan(8000)
  })

  it('is not there at all', async () => {
    const portal = await start()
    const { problems, waits } = await publishTo(portal, OLD, { url: 'http://127.0.0.1:9' })
    expect(problems).toMatchObject([{ code: 'PORTAL_UNREACHABLE' }])
    expect(waits).toHaveLength(5)
  })
})
