import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { DAYS, serviceOf } from './service-of.ts'

const { fresh } = testFolder('long-silence')
const DAY = 86_400_000
const START = Date.UTC(2024, 10, 1)
/** Longer ago, a period without a line is not looked for. */
const SILENT_DAYS = 430

it.each([
  { why: 'at the threshold', tables: DAYS },
  { why: 'where all is exact', tables: undefined },
])('a service that was silent for longer than a year publishes what verify finds right, $why', async ({ tables }) => {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs/access.log')
  const linesFrom = (day: number): string =>
    Array.from({ length: 10 }, (_, n) => linesOf(60, START + (day + n) * DAY)).join('')
  writeFileSync(log, linesFrom(0))
  const { run, output } = serviceOf(folder, tables)
  await run({ now: () => START + 10 * DAY })
  appendFileSync(log, linesFrom(SILENT_DAYS))
  for (const day of [10, 12, 40]) await run({ now: () => START + (SILENT_DAYS + day) * DAY })
  expect(verifyFolder({ folder: join(output, 'essai') }).findings).toEqual([])
})
