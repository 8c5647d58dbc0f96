import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { statusOf } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configurationIn, runAt } from './machines.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('rotated-left-out')

it('a log whose rotated files are not found is told once, and by status until its path finds them', async () => {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const entryOf = (path: string): string => `logs: [ { path: "logs/${path}", format: combined } ]\noutput: out\n`
  const toldOn = async (day: number, path = 'access.log'): Promise<readonly unknown[]> => {
    const configuration = configurationIn(folder, entryOf(path))
    const now = START + day * DAY
    const { news, lines } = await runAt(configuration, now)
    const { matters } = await statusOf(configuration, { now })
    return [lines, news, matters.map((matter) => (matter.what === 'problem' ? matter.problem.code : matter.what))]
  }
  const live = join(folder, 'logs/access.log')
  const problem = { code: 'ROTATED_LEFT_OUT', path: live, files: 1, instead: [`${live}*`] }
  writeFileSync(live, linesOf(30, START))
  expect(await toldOn(0.5)).toEqual([30, [], []])
  // 20 more lines, that no run reads before midnight.
  writeFileSync(live, linesOf(50, START))
  renameSync(live, `${live}.1`)
  writeFileSync(live, linesOf(7, START + DAY))
  const gap = { code: 'LOG_GAP', log: live, from: '2026-03-01 12:00', to: '2026-03-02 00:00', others: 0 }
  expect(await toldOn(1)).toEqual([7, [problem, gap], ['ROTATED_LEFT_OUT', 'LOG_GAP']])
  expect(await toldOn(3)).toEqual([0, [], ['ROTATED_LEFT_OUT', 'LOG_GAP']])
  expect(await toldOn(4, 'access.log*')).toEqual([20, [], []])
})

it('a folder for rotated logs is no log that falls silent, and may be empty at first', async () => {
  const folder = fresh()
  mkdirSync(join(folder, 'logs/old'), { recursive: true })
  const paths = ['access.log*', 'old/*'].map((path) => `{ path: "logs/${path}", format: combined }`).join(', ')
  const configuration = configurationIn(folder, `logs: [ ${paths} ]\noutput: out\n`)
  const days = (first: number, end: number): string =>
    Array.from({ length: end - first }, (_, i) => linesOf(30, START + (first + i) * DAY)).join('')
  const live = join(folder, 'logs/access.log')
  writeFileSync(live, days(0, 3))
  expect((await runAt(configuration, START + 2.5 * DAY)).news).toEqual([])
  // Some of its lines are found after the rotation; then a run comes before each.
  writeFileSync(join(folder, 'logs/old/access.log-20260304'), days(0, 4))
  writeFileSync(live, days(4, 9))
  const now = START + 9 * DAY
  const { news, lines } = await runAt(configuration, now)
  expect([lines, news]).toEqual([180, []])
  const { closed, matters } = await statusOf(configuration, { now })
  expect(matters).toEqual([])
  expect(closed.find(({ kind }) => kind === 'day')?.last).toBe('2026-03-07')
})

it('a folder with what is left of a host that is gone keeps nothing of the log beside it', async () => {
  const folder = fresh()
  mkdirSync(join(folder, 'logs/gone.example.fr'), { recursive: true })
  const [live, old] = ['access.log', 'gone.example.fr/access.log.1'].map((name) => join(folder, 'logs', name))
  writeFileSync(live!, linesOf(30, START))
  writeFileSync(old!, linesOf(30, START))
  const configuration = configurationIn(
    folder,
    'logs: [ { path: "logs/access.log*", format: combined } ]\noutput: out\n',
  )
  const toldOn = async (day: number): Promise<readonly string[]> =>
    (await runAt(configuration, START + day * DAY)).problems.map(({ code }) => code)
  const rotatedOn = (ms: number): void => utimesSync(old!, ms / 1000, ms / 1000)
  utimesSync(live!, START / 1000, START / 1000)
  rotatedOn(START - 41 * DAY)
  expect(await toldOn(0.5)).toEqual([])
  rotatedOn(START)
  expect(await toldOn(0.6)).toEqual(['ROTATED_LEFT_OUT'])
})
