import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { statusOf } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { findingsIn } from './findings-in.ts'
import { DAYS, serviceOf, type TestService } from './service-of.ts'

const { fresh } = testFolder('log-gap')
const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const at = (day: number): number => START + day * DAY
const days = (first: number, end: number): string =>
  Array.from({ length: end - first }, (_, i) => linesOf(60, at(first + i))).join('')

type World = {
  readonly service: TestService
  readonly path: (name: string) => string
  readonly put: (name: string, text: string | Uint8Array) => void
  readonly codesOn: (day: number) => Promise<readonly string[]>
}

/** @param format and more entries of `logs:` */
function settle(format = 'combined', tables?: string): World {
  const folder = fresh()
  const path = (name: string): string => join(folder, 'logs', name)
  const service = serviceOf(folder, tables, format)
  mkdirSync(path('.'))
  return {
    service,
    path,
    put: (name, text) => writeFileSync(path(name), text),
    codesOn: async (day) => (await service.run({ now: () => at(day) })).news.map(({ code }) => code),
  }
}

type Package = {
  readonly resources: readonly { readonly name: string; readonly comptage?: { readonly partial?: unknown } }[]
}

function partialDays({ output }: TestService): unknown {
  const { resources } = JSON.parse(readFileSync(join(output, 'essai/datapackage.json'), 'utf8')) as Package
  return resources.find(({ name }) => name === 'day-feature')?.comptage?.partial
}

it('a place that no file holds any more is told once, by status for a week, and to readers for good', async () => {
  const { service, path, put, codesOn } = settle()
  const { configuration } = service
  put('access.log', days(0, 10))
  expect(await codesOn(10)).toEqual([])
  // Some lines more, two rotations of which one file is kept, and no run for three days.
  const lost = days(0, 11)
  put('access.log', days(12, 13))
  const gap = { log: path('access.log'), from: '2026-03-11 00:00', to: '2026-03-14 00:00' }
  const { news } = await service.run({ now: () => at(13) })
  expect(news).toEqual([{ code: 'LOG_GAP', ...gap, others: 0 }])
  appendFileSync(path('access.log'), days(13, 17))
  expect(await codesOn(17)).toEqual([])
  expect(partialDays(service)).toEqual(['2026-03-13'])
  const wrongOn = async (day: number): Promise<unknown> => {
    const { matters, logGaps } = await statusOf(configuration, { now: at(day) })
    return [matters, logGaps]
  }
  const told = [{ log: gap.log, gaps: [{ from: gap.from, to: gap.to }] }]
  expect(await wrongOn(17)).toEqual([
    [{ what: 'problem', since: at(13), problem: { code: 'LOG_GAP', ...gap, others: 0 } }],
    told,
  ])
  await codesOn(22)
  expect(await wrongOn(22)).toEqual([[], told])
  // It was in another folder: what comes late is told as such, until a revision counts it.
  put('access.log.9', lost)
  await codesOn(22.1)
  expect(await wrongOn(22.1)).toEqual([[], []])
  expect(partialDays(service)).toEqual(['2026-03-13'])
})

const S = days(0, 3)
const T = days(3, 4)

it.each<{ why: string; then: (world: World) => void; later?: (world: World) => void }>([
  {
    why: 'was rotated, and went once the next was begun',
    then: ({ path, put }) => {
      renameSync(path('access.log'), path('access.log.1'))
      put('access.log', T)
    },
    later: ({ path, put }) => {
      renameSync(path('access.log'), path('access.log.1'))
      put('access.log', days(4, 5))
    },
  },
  {
    why: 'was copied and truncated',
    then: ({ put }) => {
      put('access.log.1', S)
      put('access.log', T)
    },
  },
  {
    why: 'was appended to what was read before',
    then: ({ put }) => {
      put('access.log-2026-03', days(-9, -5) + S)
      put('access.log', T)
    },
    later: ({ path }) => rmSync(path('access.log-2026-03')),
  },
  {
    why: 'was edited in place',
    then: ({ put }) => put('access.log', (S + T).replaceAll('203.0.113', '198.51.100')),
  },
  { why: 'is gone, and nothing came after it', then: ({ put }) => put('access.log', '') },
  {
    why: 'may be in an archive that is damaged',
    then: ({ put }) => {
      put('access.log.1.gz', gzipSync(S + linesOf(9, at(3))).subarray(0, -20))
      put('access.log', T)
    },
    later: ({ put }) => put('access.log.1.gz', gzipSync(S + linesOf(9, at(3)))),
  },
  {
    why: 'may be in a damaged archive of a folder for what was rotated',
    then: ({ path, put }) => {
      mkdirSync(path('old'))
      put('old/access.log.1.gz', gzipSync(S + linesOf(9, at(3))).subarray(0, -20))
      put('access.log', T)
    },
    later: ({ put }) => put('old/access.log.1.gz', gzipSync(S + linesOf(9, at(3)))),
  },
])('nothing is told of a log that $why', async ({ then, later }) => {
  const world = settle('combined }, { path: "logs/old/*", format: combined')
  world.put('access.log-2026-03', days(-9, -5))
  world.put('access.log', S)
  await world.codesOn(3)
  then(world)
  expect(await world.codesOn(4)).not.toContain('LOG_GAP')
  later?.(world)
  expect(await world.codesOn(5)).not.toContain('LOG_GAP')
})

it('a month that lacks some lines for good is shown as it closed, and verify has nothing against it', async () => {
  const { service, path, put, codesOn } = settle('combined', DAYS)
  put('access.log', days(0, 40))
  await codesOn(40)
  put('access.log', days(42, 61))
  expect(await codesOn(61)).toEqual(['LOG_GAP'])
  appendFileSync(path('access.log'), days(61, 65))
  await codesOn(65)
  const months = service.figures()['essai/month-feature.csv'] ?? ''
  expect(months).toMatch(/^2026-04,simulateur,\d+,/m)
  expect(partialDays(service)).toContain('2026-04-11')
  expect(findingsIn(service.output)).toEqual([])
})

// By logrotate's own default a log without a line is rotated as well.
it.each([1, 2, 3])(
  'empty files after a log that was found beside them leave no gap when it goes: %d kept',
  async (rotate) => {
    const { path, put, codesOn, service } = settle()
    put('access.log', days(0, 2))
    expect(await codesOn(2)).toEqual([])
    for (let turn = 0; turn < 5; turn++) {
      rmSync(path(`access.log.${rotate}`), { force: true })
      for (let kept = rotate - 1; kept >= 0; kept--) {
        const from = path(kept === 0 ? 'access.log' : `access.log.${kept}`)
        if (existsSync(from)) renameSync(from, path(`access.log.${kept + 1}`))
      }
      put('access.log', '')
      expect(await codesOn(3 + turn)).toEqual([])
    }
    appendFileSync(path('access.log'), days(8, 12))
    expect(await codesOn(12)).toEqual([])
    expect(partialDays(service)).toEqual([])
  },
)

it('an empty file in the place of one that is nowhere is a gap as soon as it has a line', async () => {
  const { put, codesOn } = settle()
  put('access.log', days(0, 2))
  expect(await codesOn(2)).toEqual([])
  put('access.log', '')
  expect(await codesOn(3)).toEqual([])
  put('access.log', days(4, 5))
  expect(await codesOn(5)).toEqual(['LOG_GAP'])
})

it.each(['where it was', 'in a folder that was moved'])(
  'a place that goes unread is told of a log that is read on %s',
  async (where) => {
    const folder = fresh()
    const isMoved = where !== 'where it was'
    const serviceIn = (logs: string): TestService => serviceOf(folder, DAYS, 'combined', '', `${logs}/*`)
    const path = (name: string): string => join(folder, isMoved ? 'moved' : 'logs', name)
    mkdirSync(join(folder, 'logs'))
    writeFileSync(join(folder, 'logs/access.log'), days(0, 2))
    await serviceIn('logs').run({ now: () => at(2) })
    if (isMoved) renameSync(join(folder, 'logs'), join(folder, 'moved'))
    const service = serviceIn(isMoved ? 'moved' : 'logs')
    appendFileSync(path('access.log'), days(2, 4))
    expect((await service.run({ now: () => at(4) })).news).toEqual([])
    // It was written on, and rotated away.
    writeFileSync(path('access.log'), days(6, 8))
    expect((await service.run({ now: () => at(8) })).news.map(({ code }) => code)).toEqual(['LOG_GAP'])
  },
)
