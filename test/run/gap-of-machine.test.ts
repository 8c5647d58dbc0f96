import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { periodNamed, publishTallies, statusOf } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configurationIn, machineIn, runAt } from './machines.ts'

const { fresh } = testFolder('gap-of-machine')
const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const TABLES = `since: 2026-03-01
datasets:
  - { by: [ day, feature ], protection: exact, accept_risk: true }
  - { by: [ month, feature ], protection: exact, accept_risk: true }
`

const days = (first: number, end: number): string =>
  Array.from({ length: end - first }, (_, i) => linesOf(60, START + (first + i) * DAY)).join('')

type Package = { readonly resources: readonly { readonly comptage?: { readonly partial?: readonly string[] } }[] }

/** Of the tables by day and by month; undefined: nothing is published yet. */
function partialIn(output: string): readonly (readonly string[])[] {
  if (!existsSync(join(output, 'essai'))) return []
  const { resources } = JSON.parse(readFileSync(join(output, 'essai/datapackage.json'), 'utf8')) as Package
  return resources.flatMap(({ comptage }) => (comptage?.partial === undefined ? [] : [comptage.partial]))
}

/** One log: read by a service that publishes by itself, and by a machine that only counts, whose tally another publishes. */
function settle() {
  const root = fresh()
  const at = (day: number): number => START + day * DAY
  const machine = machineIn(join(root, 'web1'), TABLES)
  const solo = configurationIn(
    join(root, 'solo'),
    `logs: [ { path: "../web1/logs/*", format: combined } ]\noutput: out\n${TABLES}`,
  )
  const publisher = configurationIn(
    join(root, 'pub'),
    `sources: [ { id: web1, path: ../web1.tally } ]\noutput: out\n${TABLES}`,
  )
  return {
    ...{ at, machine, publisher, tally: join(root, 'web1.tally') },
    put: (name: string, text: string) => writeFileSync(join(root, 'web1/logs', name), text),
    turn: async (day: number, revise = '') => {
      await machine.run(at(day))
      await machine.exportTo(join(root, 'web1.tally'))
      const period = periodNamed(revise)
      const request = period === undefined ? {} : { revise: period }
      const [one, other] = [await runAt(solo, at(day), request), await runAt(publisher, at(day), request)]
      const codes = [one, other].map(({ news }) => news.map(({ code }) => code))
      return { codes, problems: other.problems, partial: [solo, publisher].map(({ output = '' }) => partialIn(output)) }
    },
  }
}

type Life = ReturnType<typeof settle>

/** Both are alike in all that is told and published. @returns the partial periods by table */
async function alike(turned: ReturnType<Life['turn']>): Promise<unknown> {
  const { codes, partial } = await turned
  expect(codes[1]).toEqual(codes[0])
  expect(partial[1]).toEqual(partial[0])
  return partial[0]
}

describe('a gap of a machine that only counts', () => {
  it('is published as one of a machine that publishes is, and told there', async () => {
    const { at, put, turn, publisher } = settle()
    put('access.log', days(0, 10))
    expect(await alike(turn(10))).toEqual([[], []])
    // Two rotations of which one file is kept, and no run for three days.
    put('access.log', days(12, 13))
    const { codes, problems } = await turn(13)
    expect(codes).toEqual([['LOG_GAP'], ['LOG_GAP']])
    expect(problems).toEqual([
      { code: 'LOG_GAP', log: 'web1', from: '2026-03-11 00:00', to: '2026-03-14 00:00', others: 0, isOfMachine: true },
    ])
    put('access.log', days(12, 17))
    expect(await alike(turn(17))).toEqual([['2026-03-13'], []])
    expect(await alike(turn(17.1))).toEqual([['2026-03-13'], []])
    const { logGaps } = await statusOf(publisher, { now: at(17) })
    expect(logGaps).toEqual([{ log: 'web1', gaps: [{ from: '2026-03-11 00:00', to: '2026-03-14 00:00' }] }])
    put('access.log', days(12, 45))
    expect(await alike(turn(45))).toEqual([['2026-03-13'], ['2026-03']])
  })

  it('is none any more once its lines are found before anything of it is closed', async () => {
    const { put, turn } = settle()
    put('access.log', days(0, 3))
    await turn(3)
    put('access.log', days(3, 4))
    await turn(4)
    put('access.log.1', days(0, 3))
    await turn(4.1)
    put('access.log', days(3, 9))
    expect(await alike(turn(9))).toEqual([[], []])
  })

  it('stays one of closed periods whose lines come late, until they are revised', async () => {
    const { put, turn } = settle()
    const whole = days(0, 11)
    put('access.log', whole.split('\n').slice(0, 630).join('\n') + '\n')
    await turn(10.5)
    put('access.log', days(11, 17))
    const partial = [['2026-03-11', '2026-03-12'], []]
    await turn(12)
    expect(await alike(turn(17))).toEqual(partial)
    put('access.log.9', whole)
    expect(await alike(turn(17.1))).toEqual(partial)
    await turn(17.2, '2026-03')
    expect(await alike(turn(17.3))).toEqual([[], []])
  })

  it('is none on the days that were open when its lines were found', async () => {
    const { put, turn } = settle()
    put('access.log', days(0, 9))
    await turn(9)
    put('other.log', linesOf(50, START + 9.5 * DAY) + linesOf(50, START + 11.5 * DAY))
    put('access.log', days(12, 13))
    expect((await turn(12.9)).codes).toEqual([['LOG_GAP'], ['LOG_GAP']])
    put('access.log.9', days(0, 12))
    await turn(13)
    put('access.log', days(12, 20))
    expect(await alike(turn(20))).toEqual([['2026-03-10'], []])
  })

  it('is in a sum of tallies, too', async () => {
    const { put, turn, tally, publisher } = settle()
    put('access.log', days(0, 10))
    await turn(10)
    put('access.log', days(12, 17))
    await turn(17)
    const output = fresh()
    await publishTallies({ configuration: publisher, files: [tally] }, output)
    const [ofDays] = partialIn(output)
    expect(ofDays).toEqual(expect.arrayContaining(['2026-03-13', '2026-03-16']))
    expect(ofDays).not.toContain('2026-03-10')
  })
})
