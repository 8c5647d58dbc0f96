import { describe, expect, it } from 'vitest'
import { wordsForProblem } from '../../src/cli/words/words-for-problem.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { PORTALS, publishTo } from './both-portals.ts'
import { datasetFiles, writeFiles } from './dataset-folder.ts'
import { startPortal } from './portal-server.ts'

const { fresh } = testFolder('portal-refusals')
const FOLDER = writeFiles(fresh(), datasetFiles())

/** Answers to the call at a position, and what becomes of them. */
const ANSWERS = [
  {
    status: 400,
    body: { message: 'Validation error', errors: { title: ['too long'] } },
    says: 'Validation error; title: too long',
  },
  { status: 404, body: '<h1>Not Found</h1>', says: '' },
  { status: 409, body: { error: { __type: 'Validation Error', name: ['in use'] } }, says: 'name: in use' },
  { status: 413, body: '<html>Request Entity Too Large</html>', says: '' },
  { status: 415, body: { message: 'Incorrect file content type' }, says: 'Incorrect file content type' },
  { status: 422, body: {}, says: '' },
]

describe.each(PORTALS)('$name', ({ start }) => {
  it.each(ANSWERS)('$status to a call that writes ends the run at once', async ({ status, body, says }) => {
    const portal = await start()
    portal.server.fault = (_, { method }) => (method === 'GET' ? undefined : { answer: { status, body } })
    const { problems, waits, written } = await publishTo(portal, FOLDER)
    expect(problems).toMatchObject([{ code: 'PORTAL_REFUSED', status, message: says }])
    expect(waits).toEqual([])
    expect(written).toHaveLength(1)
  })

  it.each([401, 403])('%s ends the run at once', async (status) => {
    const portal = await start()
    portal.server.fault = () => ({ answer: { status, body: { message: 'no' } } })
    const { problems, waits } = await publishTo(portal, FOLDER)
    expect(problems).toMatchObject([{ code: 'PORTAL_DENIED', status, message: 'no' }])
    expect(waits).toEqual([])
  })

  it('a wrong key is in no message, even if the portal repeats it', async () => {
    const portal = await start()
    const { problems } = await publishTo(portal, FOLDER, { key: 'LEAK-another-key' })
    expect(problems).toMatchObject([{ code: 'PORTAL_DENIED' }])
    const text = JSON.stringify(problems)
    expect(text).not.toContain('LEAK-another')
  })

  it.each([500, 501, 502, 503, 504, 408, 425, 429])('%s is waited for', async (status) => {
    const portal = await start()
    let failures = 0
    portal.server.fault = () => (failures++ < 3 ? { answer: { status, body: 'out of order' } } : undefined)
    expect(await publishTo(portal, FOLDER)).toMatchObject({ problems: [], waits: [750, 1500, 3000] })
  })

  it.each([
    { body: '<html>please wait</html>', why: 'not-json', title: 'a page' },
    { body: '{"id":', why: 'not-json', title: 'half of it' },
    { body: '[1, 2]', why: 'unexpected', title: 'something else' },
    { body: '{}', why: 'unexpected', title: 'nothing in it' },
    { body: `"${'x'.repeat(17 * 1024 * 1024)}"`, why: 'too-large', title: 'seventeen megabytes' },
  ])('an answer that is $title is tried again, then told', async ({ body, why }) => {
    const portal = await start()
    portal.server.fault = () => ({ answer: { status: 200, body } })
    const { problems, waits } = await publishTo(portal, FOLDER)
    expect(problems).toMatchObject([{ code: 'PORTAL_ANSWER', why }])
    expect(waits).toHaveLength(5)
  })

  it.each([301, 302, 303, 307, 308])(
    '%s to another host is not followed: neither key nor data go there',
    async (status) => {
      const portal = await start()
      const elsewhere = await startPortal(() => ({ status: 200, body: [] }))
      portal.server.fault = () => ({ answer: { status, headers: { Location: `${elsewhere.url}/api/1/` } } })
      const { problems } = await publishTo(portal, FOLDER)
      expect(problems).toMatchObject([{ code: 'PORTAL_REDIRECT', to: elsewhere.url }])
      expect(elsewhere.calls).toEqual([])
    },
  )

  it('a call that writes is not sent on, even to the same host', async () => {
    const portal = await start()
    portal.server.fault = (_, { method, path }) =>
      method === 'GET' ? undefined : { answer: { status: 307, headers: { Location: `${path}x` } } }
    const { problems } = await publishTo(portal, FOLDER)
    expect(problems).toEqual([{ code: 'PORTAL_REDIRECT', call: expect.any(String) as string }])
    // What is in force already is no way to mend it.
    const { fix } = wordsForProblem(problems[0]!)
    expect(JSON.stringify(fix)).not.toContain(portal.server.url)
  })

  it('a call that reads is, to the same host', async () => {
    const portal = await start()
    const seen = new Set<string>()
    portal.server.fault = (_, { method, path }) => {
      if (method !== 'GET' || seen.has(path)) return undefined
      seen.add(path)
      return { answer: { status: 302, headers: { Location: path } } }
    }
    expect((await publishTo(portal, FOLDER)).problems).toEqual([])
    portal.server.fault = (_, { path }) => ({ answer: { status: 302, headers: { Location: path } } })
    expect((await publishTo(portal, FOLDER)).problems).toMatchObject([{ code: 'PORTAL_REDIRECT' }])
  })

  it('a redirect that leads nowhere is an answer that is refused', async () => {
    const portal = await start()
    portal.server.fault = () => ({ answer: { status: 302 } })
    expect((await publishTo(portal, FOLDER)).problems).toMatchObject([{ code: 'PORTAL_REFUSED', status: 302 }])
  })

  it('what is already there stays readable when a file is too large', async () => {
    const portal = await start()
    await publishTo(portal, FOLDER)
    const before = portal.seen()[0]!.resources.map(({ content }) => content)
    portal.server.fault = (_, { method }) => (method === 'GET' ? undefined : { answer: { status: 413 } })
    const larger = datasetFiles({
      tables: { 'data/day-feature.csv': 'jour,fonctionnalite,requetes\n2026-03-01,aide,99\n' },
    })
    await publishTo(portal, writeFiles(fresh(), larger))
    expect(portal.seen()[0]!.resources.map(({ content }) => content)).toEqual(before)
    expect(portal.seen()[0]!.isPrivate).toBe(false)
  })
})
