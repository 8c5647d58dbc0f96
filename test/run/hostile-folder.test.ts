import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { ProblemError } from '../../src/domain/problem.ts'
import { openState } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { Copy, seal } from '../verify/published.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, DAYS, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('hostile-folder')
const TABLES = DAYS.replace('[', '[ { by: [ month, feature, device ], protection: exact, accept_risk: true },')

let folder: string
let service: ConfiguredService

/** A service of six weeks whose state is lost. */
beforeAll(async () => {
  folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const days = Array.from({ length: 42 }, (_, day) => linesOf(60, START + day * DAY))
  service = configuredService(
    folder,
    ['{ id: aide, match: [ /aide ] }', '{ id: simulateur, match: [ /simulateur ] }'],
    `since: 2026-03-01\n${TABLES}`,
  )
  writeFileSync(join(folder, 'logs', 'access.log'), days.join(''))
  await service.run(41.9)
})

async function adopt(from: string): Promise<unknown> {
  rmSync(join(folder, 'state'), { recursive: true, force: true })
  return service.run(42, { adopt: from }).then(
    () => undefined,
    (error: unknown) => (error instanceof ProblemError ? error.problems[0] : error),
  )
}

const SUMMARY = 'essai/datapackage.json'
const DAYS_CSV = 'essai/data/day-feature.csv'

/** Whoever changes a folder on purpose makes its sizes and checksums anew. */
const spoilt: readonly { readonly why: string; readonly spoil: (copy: Copy) => void }[] = [
  {
    why: 'a path that climbs',
    spoil: (copy) => copy.set(SUMMARY, 'resources.day-feature.path', '../../logs/access.log'),
  },
  { why: 'an absolute path', spoil: (copy) => copy.set(SUMMARY, 'resources.day-feature.path', '/dev/zero') },
  { why: 'a file of another name', spoil: (copy) => copy.set(SUMMARY, 'resources.day-feature.path', 'data/other.csv') },
  {
    why: 'data that is a link to a log',
    spoil: (copy) => {
      rmSync(copy.path(DAYS_CSV))
      symlinkSync(join(folder, 'logs', 'access.log'), copy.path(DAYS_CSV))
    },
  },
  {
    why: 'a description that is a link',
    spoil: (copy) => {
      renameSync(copy.path(SUMMARY), copy.path('description.json'))
      symlinkSync('../description.json', copy.path(SUMMARY))
    },
  },
  {
    why: 'one folder in the place of both',
    spoil: (copy) => {
      rmSync(copy.path('essai-detail'), { recursive: true })
      cpSync(copy.path('essai'), copy.path('essai-detail'), { recursive: true })
    },
  },
  { why: 'text in the place of a feature', spoil: (copy) => copy.edit(DAYS_CSV, ',aide,', ',LEAK-name,') },
  { why: 'text in the place of a figure', spoil: (copy) => copy.edit(DAYS_CSV, ',20,', ',LEAK,') },
  { why: 'a figure that is no count', spoil: (copy) => copy.edit(DAYS_CSV, ',20,', ',2e1,') },
  { why: 'a figure below the threshold', spoil: (copy) => copy.edit(DAYS_CSV, ',20,', ',2,') },
  { why: 'a period that is none', spoil: (copy) => copy.edit(DAYS_CSV, '2026-03-02', '192.0.2.7') },
  {
    why: 'text in the place of a category',
    spoil: (copy) => copy.edit('essai-detail/data/month-feature-device.csv', 'desktop', 'LEAK'),
  },
  { why: 'text in the place of a fate', spoil: (copy) => copy.edit('essai/data/quality.csv', 'counted', 'LEAK') },
  {
    why: 'a closed period that is none',
    spoil: (copy) => copy.set(SUMMARY, 'comptage.ledger.closed.0.through', 'LEAK'),
  },
  { why: 'a held period that is none', spoil: (copy) => copy.set(SUMMARY, 'comptage.ledger.closed.0.open', ['LEAK']) },
  {
    why: 'settings that name other features',
    spoil: (copy) => copy.set(SUMMARY, 'comptage.ledger.settings.features', []),
  },
  { why: 'settings that name other tables', spoil: (copy) => copy.set(SUMMARY, 'comptage.ledger.settings.tables', []) },
  {
    why: 'a feature with an id that is none',
    spoil: (copy) => copy.set(SUMMARY, 'comptage.ledger.settings.features.0.id', 'LEAK id'),
  },
]

describe('a folder that somebody changed and sealed again', () => {
  it.each(spoilt)('is refused, and its state stays empty: $why', async ({ spoil }) => {
    const copy = new Copy(service.output, join(folder, 'copy'))
    spoil(copy)
    seal(copy)
    expect(await adopt(copy.root)).toMatchObject({ code: 'ADOPT_REFUSED', why: 'damaged' })
    rmSync(copy.root, { recursive: true })
    const state = await openState(join(folder, 'state'), 'read')
    expect([...state.editions.published(), ...state.editions.releases()]).toEqual([])
    state.close()
  })

  it('is taken over as it was, with a file of somebody else in it', async () => {
    const copy = new Copy(service.output, join(folder, 'copy'))
    copy.write('essai/.htaccess', 'Options -Indexes\n')
    expect(await adopt(copy.root)).toBeUndefined()
    rmSync(copy.root, { recursive: true })
  })
})
