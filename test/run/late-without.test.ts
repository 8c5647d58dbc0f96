import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { planCount } from '../../src/pipeline/plan-count.ts'
import { daysWithout } from '../../src/pipeline/kept/late-without.ts'
import { periodNamed } from '../../src/pipeline/index.ts'
import { lateLines } from '../../src/pipeline/status/late-lines.ts'
import { openState } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { configuredService } from './service-of.ts'
import { textOf } from './turning-world.ts'

/* Late lines are counted while a table or a column is away that has published figures of their day, and then it is back. */
const { fresh } = testFolder('late-without')
const K = 3
const START = Date.UTC(2026, 2, 1)

function linesOf(day: number, status: number, count: number): string {
  const [, date, month, year] = new Date(START + day * 86_400_000).toUTCString().split(' ')
  return `203.0.113.7 - - [${date}/${month}/${year}:12:00:00 +0000] "GET /a HTTP/1.1" ${status} 9 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n`.repeat(
    count,
  )
}

const of = (by: string, measures: string): string => `{ by: [ ${by}, feature ], measures: [ ${measures} ] }`

function openWorld(folder: string) {
  mkdirSync(join(folder, 'logs'))
  const serviceOf = (table: string) =>
    configuredService(
      folder,
      ['{ id: a, match: [ /a ] }'],
      `since: 2026-03-01\nprotection: { k: ${K}, grace: 1h, revision_window: 20d }\ndatasets: [ ${table} ]\n`,
    )
  return {
    serviceOf,
    add: (day: number, uses: number, errors: number) =>
      appendFileSync(join(folder, 'logs', 'access.log'), linesOf(day, 200, uses) + linesOf(day, 404, errors)),
  }
}

/** Lines of the fifth day come late while the table is as it is meanwhile; then it is as before. */
async function lateWhileAway({ serviceOf, add }: ReturnType<typeof openWorld>, table: string, meanwhile: string) {
  for (let day = 0; day <= 9; day++) add(day, 50, 15)
  await serviceOf(table).run(9.99)
  add(10, 50, 15)
  await serviceOf(meanwhile).run(10.99)
  add(4, 100, 60)
  await serviceOf(meanwhile).run(11)
  add(11, 50, 15)
  const service = serviceOf(table)
  await service.run(11.99)
  return service
}

describe('late lines that were counted while something was away', () => {
  it.each([
    { what: 'errors', table: of('day', 'requests, errors'), meanwhile: of('day', 'requests'), row: ',50,15' },
    { what: 'requests', table: of('day', 'requests, errors'), meanwhile: of('day', 'errors'), row: ',50,15' },
    { what: 'the table', table: of('day', 'requests'), meanwhile: of('week', 'requests'), row: ',50' },
  ])('stay apart, by a revision and for status: $what', async ({ table, meanwhile, row }) => {
    const folder = fresh()
    const service = await lateWhileAway(openWorld(folder), table, meanwhile)
    const state = await openState(join(folder, 'state'), 'read')
    const late = lateLines(planCount({ configuration: service.configuration }), state)
    state.close()
    expect(late).toEqual({ days: [{ day: '2026-03-05', lines: 160, stays: 'counted-without' }], revisable: [] })
    const { problems } = await service.run(12, { revise: periodNamed('2026-03-05')! })
    expect(problems).toMatchObject([{ code: 'LATE_KEPT_BACK', why: 'counted-without', days: ['2026-03-05'] }])
    expect(textOf(service, 'essai/data/day-feature.csv')).toContain(`2026-03-05,a${row}`)
  })

  it('are forgotten with all else of days that can be revised no more', async () => {
    const folder = fresh()
    const world = openWorld(folder)
    const kept = async (): Promise<readonly number[]> => {
      const state = await openState(join(folder, 'state'), 'read')
      const days = [...daysWithout(state)]
      state.close()
      return days
    }
    const service = await lateWhileAway(world, of('day', 'requests, errors'), of('day', 'requests'))
    expect(await kept()).toHaveLength(1)
    for (let day = 12; day <= 60; day++) world.add(day, 50, 15)
    await service.run(60.99)
    expect(await kept()).toEqual([])
  })

  it('count where they came of a day of which it has no figure', async () => {
    const { serviceOf, add } = openWorld(fresh())
    const [table, meanwhile] = [of('day', 'requests, errors'), of('day', 'requests')]
    for (let day = 0; day <= 9; day++) add(day, 50, 15)
    await serviceOf(table).run(9.99)
    for (let day = 10; day <= 12; day++) add(day, 50, 15)
    await serviceOf(meanwhile).run(12.99)
    add(11, 100, 60)
    await serviceOf(meanwhile).run(13)
    const service = serviceOf(table)
    add(13, 50, 15)
    await service.run(13.99)
    expect((await service.run(14, { revise: periodNamed('2026-03-12')! })).problems).toEqual([])
    expect(textOf(service, 'essai/data/day-feature.csv')).toContain('2026-03-12,a,150,')
  })

  it('stay apart still after another table was away, of which nothing is published', async () => {
    const { serviceOf, add } = openWorld(fresh())
    const [table, months] = [of('day', 'requests, errors'), of('month', 'requests')]
    const runs = [`${table}, ${months}`, `${of('day', 'requests')}, ${months}`, `${table}, ${months}`, table]
    for (let day = 0; day <= 9; day++) add(day, 50, 15)
    for (const [i, tables] of runs.entries()) {
      await serviceOf(tables).run(9.99 + i)
      if (i === 1) {
        add(4, 100, 60)
        await serviceOf(tables).run(11)
      }
      add(10 + i, 50, 15)
    }
    const service = serviceOf(`${table}, ${months}`)
    await service.run(13.99)
    await service.run(14, { revise: periodNamed('2026-03')! })
    expect(textOf(service, 'essai/data/day-feature.csv')).toContain('2026-03-05,a,50,15')
  })
})
