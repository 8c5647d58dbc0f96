import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { periodOf } from '../../src/domain/calendar.ts'
import { periodNamed } from '../../src/pipeline/index.ts'
import { planCount } from '../../src/pipeline/plan-count.ts'
import { keepPeriods } from '../../src/pipeline/run/close/close-periods.ts'
import { revisePeriod } from '../../src/pipeline/run/close/revise-period.ts'
import { compareWithState } from '../../src/pipeline/kept/compare-with-state.ts'
import { openState, type State } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { Sqlite } from '../sqlite.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'

const { fresh } = testFolder('revision-cost')
const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const NOISY = ['device', 'browser', 'os', 'status'].map(
  (by) => `  - { by: [ month, feature, ${by} ], measures: [ requests ] }\n`,
)

describe('what is published', () => {
  it.each([
    { features: 2, noisy: 1 },
    { features: 60, noisy: 1 },
    { features: 2, noisy: 4 },
  ])('is read as often for $features features and $noisy tables with noise', async ({ features, noisy }) => {
    const { service, state } = await settled(features, noisy)
    const plan = planCount({ configuration: service.configuration })
    const counted = countingReads(state)
    compareWithState(plan, counted.state)
    expect(counted.reads()).toEqual({ published: 0, spans: 1 })
    const around = { plan, state: counted.state, noise: { key: new Uint8Array(32), below: () => 0 }, created: 'now' }
    const { problems } = revisePeriod(around, periodNamed('2026-03')!)
    state.close()
    expect(problems.map(({ code }) => code)).toEqual(['LATE_KEPT_BACK'])
    // Each is a pass over all figures of all years. Late lines are tried out with and without what is kept back.
    expect(counted.reads().published).toBe(3)
    expect(counted.reads().spans).toBeLessThan(20)
  })
})

it('is read of its time alone where a period closes', async () => {
  const { service, state } = await settled(2, 0)
  const counted = countingReads(state)
  const around = {
    ...{ plan: planCount({ configuration: service.configuration }), state: counted.state, created: 'now' },
    noise: { key: new Uint8Array(32), below: () => 0 },
  }
  const march = new Map([['month', [periodNamed('2026-03')!].map(({ from }) => periodOf('month', from))] as const])
  keepPeriods(around, march, { revision: 1, features: new Set(['f0']), days: [] })
  state.close()
  expect(counted.reads().published).toBe(0)
})

it('is not read by a run that finds nothing new, and is by one that finds a file gone', async () => {
  const { service, state } = await settled(2, 0)
  state.close()
  const db = new Sqlite(join(service.configuration.state ?? '', 'state.db'))
  db.exec('UPDATE published SET count = count + 1000')
  db.close()
  const table = join(service.configuration.output ?? '', 'essai/data/day-feature.csv')
  const before = readFileSync(table, 'utf8')
  const { changed } = await service.run(45.2)
  expect(changed).toEqual([])
  expect(readFileSync(table, 'utf8')).toBe(before)
  rmSync(table)
  await service.run(45.3)
  expect(readFileSync(table, 'utf8')).toContain(',1020')
})

async function settled(features: number, noisy: number): Promise<{ service: ConfiguredService; state: State }> {
  const folder = fresh()
  const ids = Array.from({ length: features }, (_, i) => `f${i}`)
  const tables = `since: 2026-03-01\ndatasets:\n  - { by: [ day, feature ] }\n  - { by: [ month, feature ] }\n${NOISY.slice(0, noisy).join('')}`
  const service = configuredService(
    folder,
    ids.map((id) => `{ id: ${id}, match: [ /${id} ] }`),
    tables,
  )
  mkdirSync(join(folder, 'logs'))
  const days = Array.from({ length: 40 }, (_, day) => day)
  writeFileSync(
    join(folder, 'logs/access.log'),
    days.map((day) => ids.map((id) => uses(day, id, 20)).join('')).join(''),
  )
  await service.run(45)
  writeFileSync(join(folder, 'logs/late.log'), uses(3, 'f0', 1) + uses(3, 'f1', 20))
  await service.run(45.1)
  return { service, state: await openState(service.configuration.state ?? '', 'rehearse') }
}

function uses(day: number, path: string, count: number): string {
  const [, date, month, year] = new Date(START + day * DAY).toUTCString().split(' ')
  return `203.0.113.9 - - [${date}/${month}/${year}:12:00:00 +0000] "GET /${path} HTTP/1.1" 200 9 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n`.repeat(
    count,
  )
}

function countingReads(state: State): {
  readonly state: State
  readonly reads: () => { published: number; spans: number }
} {
  let [published, spans] = [0, 0]
  const editions: State['editions'] = {
    ...state.editions,
    published: () => {
      published += 1
      return state.editions.published()
    },
    spans: () => {
      spans += 1
      return state.editions.spans()
    },
  }
  return { state: { ...state, editions }, reads: () => ({ published, spans }) }
}
