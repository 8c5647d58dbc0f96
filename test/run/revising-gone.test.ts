import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { periodNamed } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { configuredService } from './service-of.ts'
import { textOf } from './turning-world.ts'

/*
 * A week is published above a hidden day and its companion, and then its table goes. Lines of another day come late. Whether a
 * revision counts them must not depend on what the companion is, or the week less it is the hidden day.
 */
const { fresh } = testFolder('revising-gone')
const K = 3
const START = Date.UTC(2026, 2, 1)
const [HIDDEN, COMPANION, LATE] = [2, 3, 19]

/** Each feature is a world: what came on Tuesday, and on Wednesday. */
const WORLDS = Array.from({ length: K }, (_, few) =>
  Array.from({ length: 2 * K + 1 }, (__, many) => ({ few, many, id: `w${few}-${many}` })),
).flat()

const of = (by: string, measures = 'requests, errors'): string => `{ by: [ ${by} ], measures: [ ${measures} ] }`
const DAYS = of('day, feature')

function linesOf(day: number, id: string, count: number): string {
  const [, date, month, year] = new Date(START + day * 86_400_000).toUTCString().split(' ')
  return `203.0.113.7 - - [${date}/${month}/${year}:12:00:00 +0000] "GET /${id} HTTP/1.1" 200 9 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n`.repeat(
    count,
  )
}

describe('a revision after a table that hid something', () => {
  it.each([
    { what: 'was taken away', left: [DAYS], k: K },
    { what: 'lost its measure', left: [DAYS, of('week, feature', 'errors')], k: K },
    { what: 'had a smaller k set beside it', left: [DAYS], k: K, first: 2 * K },
  ])('counts late lines of a shown day, whatever is hidden elsewhere: $what', async ({ left, k, first = k }) => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const add = (text: string) => appendFileSync(join(folder, 'logs', 'access.log'), text)
    const serviceOf = (tables: readonly string[], threshold: number) =>
      configuredService(
        folder,
        WORLDS.map(({ id }) => `{ id: ${id}, match: [ /${id} ] }`),
        `since: 2026-03-01\nprotection: { k: ${threshold}, grace: 1h }\ndatasets: [ ${tables.join(', ')} ]\n`,
      )
    const addDays = (from: number, to: number): void => {
      for (let day = from; day <= to; day++)
        for (const { few, many, id } of WORLDS)
          add(linesOf(day, id, day === HIDDEN ? few : day === COMPANION ? many : 2 * K))
    }
    addDays(0, 16)
    await serviceOf([DAYS, of('week, feature')], first).run(16.99)
    const service = serviceOf(left, k)
    await service.run(17)
    addDays(17, 40)
    await service.run(40.99)
    for (const { id } of WORLDS) add(linesOf(LATE, id, 2 * K))
    await service.run(41, { revise: periodNamed('2026-03')! })
    const shown = textOf(service, 'essai/data/day-feature.csv')
      .split('\n')
      .filter((row) => row.startsWith('2026-03-20'))
    expect(shown.map((row) => row.split(',')[2])).toEqual(WORLDS.map(() => `${4 * K}`))
  })

  it('leaves late those of a day of which it has told, and says so', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const add = (day: number, count: number) =>
      appendFileSync(join(folder, 'logs', 'access.log'), linesOf(day, 'a', count))
    const serviceOf = (...tables: readonly string[]) =>
      configuredService(
        folder,
        ['{ id: a, match: [ /a ] }'],
        `since: 2026-03-01\nprotection: { k: ${K}, grace: 1h }\ndatasets: [ ${tables.join(', ')} ]\n`,
      )
    for (let day = 0; day <= 16; day++) add(day, 9)
    await serviceOf(DAYS, of('week, feature')).run(16.99)
    const service = serviceOf(DAYS)
    for (let day = 17; day <= 30; day++) add(day, 9)
    await service.run(30.99)
    add(4, 9)
    add(25, 9)
    const revise = (day: string) => service.run(31, { revise: periodNamed(day)! })
    const late = [{ code: 'LATE_KEPT_BACK', why: 'beside-gone', days: ['2026-03-05'] }]
    expect((await revise('2026-03')).problems).toMatchObject(late)
    expect((await revise('2026-03-05')).problems).toMatchObject(late)
    const days = textOf(service, 'essai/data/day-feature.csv')
    expect(days).toContain('2026-03-05,a,9,')
    expect(days).toContain('2026-03-26,a,18,')
  })
})
