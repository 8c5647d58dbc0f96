import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { check } from '../../src/cli/commands/check.ts'
import { runCommand } from '../cli/run-command.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { serviceOf, type TestService } from './service-of.ts'

const { fresh } = testFolder('since-late')
const DAY = 86_400_000

it('check says of a since: later than what is published that it has no effect', async () => {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const days = Array.from({ length: 12 }, (_, day) => linesOf(60, Date.UTC(2026, 2, 1) + day * DAY))
  writeFileSync(join(folder, 'logs/access.log'), days.join(''))
  const first = opened(folder, '2026-03-01')
  await first.run()
  const figures = (): string => readFileSync(join(first.output, 'essai/data/day-feature.csv'), 'utf8')
  const before = figures()
  expect(before).toContain('\n2026-03-01,')
  expect(await checked(folder)).toContain('nothing changed in the way of counting\n')
  expect(await checked(folder)).not.toContain('no effect')

  const later = opened(folder, '2026-03-05')
  expect(await checked(folder)).toContain('  since: has no effect: figures are published from 2026-03-01 on, and lines')
  await later.run()
  expect(figures()).toBe(before)
})

function opened(folder: string, since: string): TestService {
  return serviceOf(folder, undefined, 'combined', `since: ${since}\n`)
}

async function checked(folder: string): Promise<string> {
  return (await runCommand(() => check([], { config: join(folder, 'comptage.yaml') }))).stdout
}
