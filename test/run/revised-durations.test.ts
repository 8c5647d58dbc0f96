import { appendFileSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Release } from '../../src/domain/change.ts'
import { periodNamed } from '../../src/pipeline/index.ts'
import { FIREFOX, testFolder } from '../cli/run-comptage.ts'
import { findingsIn } from './findings-in.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'

const { fresh } = testFolder('revised-durations')
const TIMED = '[ requests, duration_p50, duration_p95 ]'

function serviceIn(folder: string, measures: string): ConfiguredService {
  const tables = `{ by: [ day, feature ], measures: ${measures} }, { by: [ month, feature ], measures: ${measures} }`
  return configuredService(
    folder,
    ['{ id: aide, match: [ /aide ] }'],
    `logs: [ { path: "logs/*", format: combined_time } ]\nsince: 2026-03-01\nlanguage: en\nprotection: { revision_window: 9999d }\ndatasets: [ ${tables} ]\n`,
  )
}

/** So many uses of a day, counted from the first of March 2026, each of which took so many seconds. */
function used(folder: string, day: number, uses: number, seconds: string): void {
  mkdirSync(join(folder, 'logs'), { recursive: true })
  const [, of, month, year] = new Date(Date.UTC(2026, 2, 1 + day)).toUTCString().split(' ')
  const date = `${of}/${month}/${year}`
  const line = `192.0.2.1 - - [${date}:10:00:00 +0000] "GET /aide HTTP/1.1" 200 9 "-" "${FIREFOX}" ${seconds}\n`
  appendFileSync(join(folder, 'logs', 'access.log'), line.repeat(uses))
}

const MARCH = periodNamed('2026-03')!

/** The rows of the days of which late lines come. */
function rowsOf({ output }: ConfiguredService): readonly string[] {
  const [, ...rows] = readFileSync(join(output, 'essai', 'data', 'day-feature.csv'), 'utf8').split('\n')
  return rows.filter((row) => /^2026-03-0[12],/.test(row))
}

function begun(): { readonly folder: string; readonly service: ConfiguredService } {
  const folder = fresh()
  used(folder, 0, 50, '1.000')
  used(folder, 1, 20, '1.000')
  for (let day = 2; day < 6; day++) used(folder, day, 50, '1.000')
  return { folder, service: serviceIn(folder, TIMED) }
}

it('a revision counts late lines, and leaves the durations of a period as they are', async () => {
  const { folder, service } = begun()
  await service.run(6)
  const [p50] = rowsOf(service)[0]!.split(',').slice(3)
  expect(p50).not.toBe('')
  expect(rowsOf(service)).toEqual([`2026-03-01,aide,50,${p50},`, '2026-03-02,aide,20,,'])
  for (const n of [1, 2, 3]) {
    for (const day of [0, 1]) used(folder, day, 500, '0.010')
    await service.run(6 + n / 10, { revise: MARCH })
    const [first, second] = [50 + 500 * n, 20 + 500 * n]
    expect(rowsOf(service)).toEqual([`2026-03-01,aide,${first},${p50},`, `2026-03-02,aide,${second},,`])
    expect(findingsIn(service.output)).toEqual([])
  }
  const text = readFileSync(join(service.output, 'essai', 'datapackage.json'), 'utf8')
  const { comptage } = JSON.parse(text) as { readonly comptage: { readonly history: readonly Release[] } }
  const revised = { kind: 'periods-revised', table: 'day-feature', periods: ['2026-03-01', '2026-03-02'] }
  expect(comptage.history.at(-1)?.changes).toEqual([revised])
  // A month that closes after it has them of all its lines.
  for (let day = 6; day < 31; day++) used(folder, day, 50, '1.000')
  used(folder, 32, 1, '1.000')
  await service.run(35)
  const month = readFileSync(join(service.output, 'essai', 'data', 'month-feature.csv'), 'utf8').split('\n')[1]
  expect(month).toMatch(/^2026-03,aide,\d+,\d+,\d+$/)
  expect(findingsIn(service.output)).toEqual([])
})

it('so does one after which the columns went and came back', async () => {
  const { folder, service } = begun()
  await service.run(6)
  const without = serviceIn(folder, '[ requests ]')
  for (const { by, day, row } of [
    { by: without, day: 6, row: '2026-03-01,aide,550' },
    { by: service, day: 8, row: '2026-03-01,aide,1050,,' },
  ]) {
    used(folder, day, 50, '1.000')
    await by.run(day + 1)
    used(folder, day + 1, 50, '1.000')
    used(folder, 0, 500, '0.010')
    await by.run(day + 2, { revise: MARCH })
    expect(rowsOf(by)[0]).toBe(row)
  }
  expect(findingsIn(service.output)).toEqual([])
})

it.each(['kept', 'lost'])(
  'a day that is revised is whole in a month that closes after it: its state is %s',
  async (state) => {
    const folder = fresh()
    const service = serviceIn(folder, TIMED)
    for (let day = 0; day < 40; day++) used(folder, day, 50, '1.000')
    await service.run(40)
    used(folder, 33, 500, '0.010')
    used(folder, 40, 50, '1.000')
    await service.run(41, { revise: periodNamed('2026-04-03')! })
    if (state === 'lost') {
      renameSync(join(folder, 'state'), join(folder, 'gone'))
      await service.run(41.1, { adopt: service.output })
    }
    for (let day = 41; day < 64; day++) used(folder, day, 50, '1.000')
    await service.run(64)
    const months = readFileSync(join(service.output, 'essai', 'data', 'month-feature.csv'), 'utf8')
    expect(months).toMatch(/^2026-04,aide,2000,\d+,\d+$/m)
    expect(findingsIn(service.output)).toEqual([])
  },
)
