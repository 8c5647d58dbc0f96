import { chmodSync, existsSync, lchownSync, lstatSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeNoiseKey, skipFile } from '../../src/pipeline/index.ts'
import { refuseDestination } from '../../src/pipeline/count/refuse-destination.ts'
import { planCount } from '../../src/pipeline/plan-count.ts'
import { isFolderLocked } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { has } from '../machine.js'
import { linesOf } from './lines-of.ts'
import { serviceOf, type TestService } from './service-of.ts'

const { fresh } = testFolder('open-to-others')
const START = Date.UTC(2026, 2, 1)
const DAY = 86_400_000
const SOMEBODY = 65534

type Prepared = { readonly folder: string; readonly service: TestService; readonly elsewhere: string }

function settle(): Prepared {
  const folder = fresh()
  const service = serviceOf(folder)
  for (const name of ['logs', 'elsewhere']) mkdirSync(join(folder, name))
  writeFileSync(
    join(folder, 'logs/access.log'),
    linesOf(60, START) + linesOf(60, START + DAY) + linesOf(9, START + 6 * DAY),
  )
  return { folder, service, elsewhere: join(folder, 'elsewhere') }
}

const run = ({ service }: Prepared) => service.run({ now: () => START + 6 * DAY })

/** A link that another user made. */
function plant(target: string, path: string): void {
  symlinkSync(target, path)
  lchownSync(path, SOMEBODY, SOMEBODY)
}

describe('a link in the place of a file', () => {
  it.each(['lock.db', 'state.db'])('%s of the state makes no file where it leads', async (name) => {
    const prepared = settle()
    const { service, elsewhere } = prepared
    mkdirSync(service.state, { mode: 0o700 })
    const [path, target] = [join(service.state, name), join(elsewhere, 'made')]
    symlinkSync(target, path)
    await expect(run(prepared)).rejects.toMatchObject({ problems: [{ code: 'OPEN_TO_OTHERS', path, why: 'link' }] })
    expect(existsSync(target)).toBe(false)
    expect(existsSync(service.output)).toBe(false)
  })

  it.each([true, false])(
    'the lock of the output neither makes nor opens to others what it leads to: there is %s',
    async (isThere) => {
      const prepared = settle()
      const { service, elsewhere } = prepared
      const [path, target] = [join(service.output, '.comptage.lock'), join(elsewhere, 'secret')]
      mkdirSync(service.output)
      chmodSync(service.output, 0o1777)
      if (isThere) writeFileSync(target, 'secret', { mode: 0o600 })
      symlinkSync(target, path)
      const { problems } = await run(prepared)
      expect(problems).toEqual([{ code: 'OPEN_TO_OTHERS', path, why: 'link' }])
      expect(isThere ? statSync(target).mode & 0o777 : existsSync(target)).toBe(isThere ? 0o600 : false)
    },
  )
})

describe('the state folder', () => {
  it.each([
    { why: 'all may write to it', open: 'state', mode: 0o777, path: 'state' },
    { why: 'all may write to it, though what is theirs stays theirs', open: 'state', mode: 0o1777, path: 'state' },
    { why: 'all may write above it', open: '.', mode: 0o777, path: '.' },
  ])('is refused where $why, and nothing is made in it', async ({ open, mode, path }) => {
    const prepared = settle()
    const { folder, service } = prepared
    mkdirSync(service.state)
    chmodSync(join(folder, open), mode)
    const refused = { problems: [{ code: 'OPEN_TO_OTHERS', path: join(folder, path), why: 'writable' }] }
    await expect(run(prepared)).rejects.toMatchObject(refused)
    await expect(makeNoiseKey(service.configuration)).rejects.toMatchObject(refused)
    expect(existsSync(join(service.state, 'lock.db'))).toBe(false)
  })

  it.each([
    { why: 'in a folder as /tmp', mode: 0o1777 },
    { why: 'of a group', mode: 0o775 },
  ])('serves $why', async ({ mode }) => {
    const prepared = settle()
    chmodSync(prepared.folder, mode)
    expect((await run(prepared)).problems).toEqual([])
  })
})

describe.skipIf(!has('root'))('a link to a folder', () => {
  it('that another user made is refused, for the state and for the output', async () => {
    for (const name of ['state', 'open-data']) {
      const prepared = settle()
      const { folder, elsewhere } = prepared
      const path = join(folder, name)
      plant(elsewhere, path)
      const found = await run(prepared).then(
        ({ problems }) => problems,
        (error: unknown) => (error as { problems: unknown }).problems,
      )
      expect(found).toEqual([{ code: 'OPEN_TO_OTHERS', path, why: 'link' }])
      expect(lstatSync(elsewhere).nlink).toBe(2)
      expect(existsSync(join(elsewhere, 'lock.db'))).toBe(false)
    }
  })

  it('of our own is as good as a folder', async () => {
    const prepared = settle()
    const { folder, elsewhere } = prepared
    for (const name of ['state', 'open-data']) {
      mkdirSync(join(elsewhere, name), { mode: 0o755 })
      symlinkSync(join(elsewhere, name), join(folder, name))
    }
    expect((await run(prepared)).problems).toEqual([])
    expect(existsSync(join(elsewhere, 'open-data/essai/datapackage.json'))).toBe(true)
  })

  it('that leads below a folder of others is refused: they may put another there', async () => {
    const prepared = settle()
    const { folder, elsewhere, service } = prepared
    mkdirSync(join(elsewhere, 'state'), { mode: 0o700 })
    chmodSync(elsewhere, 0o777)
    symlinkSync(join(elsewhere, 'state'), join(folder, 'state'))
    await expect(run(prepared)).rejects.toMatchObject({
      problems: [{ code: 'OPEN_TO_OTHERS', path: elsewhere, why: 'writable' }],
    })
    expect(existsSync(service.output)).toBe(false)
  })

  it('of our own is refused in a folder of others, who may put another there', async () => {
    const { folder, elsewhere, service } = settle()
    const open = join(folder, 'open')
    mkdirSync(open)
    chmodSync(open, 0o777)
    symlinkSync(elsewhere, join(open, 'state'))
    await service.run({ now: () => START + 6 * DAY }, { state: elsewhere })
    const refused = { problems: [{ code: 'OPEN_TO_OTHERS', path: open, why: 'writable' }] }
    await expect(service.run({}, { state: join(open, 'state') })).rejects.toMatchObject(refused)
    await expect(
      skipFile(service.configuration, join(folder, 'logs/access.log'), join(open, 'state')),
    ).rejects.toMatchObject(refused)
    expect(await isFolderLocked(join(open, 'state'))).toBe(false)
  })

  it('that another user made is refused by a count too', async () => {
    const { folder, elsewhere, service } = settle()
    const path = join(folder, 'planted')
    plant(elsewhere, path)
    const plan = planCount({ configuration: service.configuration })
    await expect(refuseDestination(plan, { folder: path })).rejects.toMatchObject({
      problems: [{ code: 'OPEN_TO_OTHERS', path, why: 'link' }],
    })
  })
})
