import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
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
  const problem = { code: 'ROTATED_LEFT_OUT', path: live, files: 1 }
  writeFileSync(live, linesOf(30, START))
  expect(await toldOn(0.5)).toEqual([30, [], []])
  // 20 more lines, that no run reads before midnight.
  writeFileSync(live, linesOf(50, START))
  renameSync(live, `${live}.1`)
  writeFileSync(live, linesOf(7, START + DAY))
  expect(await toldOn(1)).toEqual([7, [problem], ['ROTATED_LEFT_OUT']])
  expect(await toldOn(3)).toEqual([0, [], ['ROTATED_LEFT_OUT']])
  expect(await toldOn(4, 'access.log*')).toEqual([20, [], []])
})
