import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { check } from '../../src/cli/commands/check.ts'
import { runCommand } from '../cli/run-command.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, DAYS, serviceOf, type TestService } from './service-of.ts'

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
  expect(await checked(folder)).toContain(
    '  since: has no effect: figures are published from 1 March 2026 on, and lines',
  )
  await later.run()
  expect(figures()).toBe(before)
})

it.each([
  { why: 'no log has a line of that day', first: 1, late: undefined, isWhole: false },
  { why: 'the first line of that day comes late', first: 1, late: 0, isWhole: false },
  { why: 'a line of that day comes late, weeks before all others', first: 14, late: 0, isWhole: false },
  { why: 'the logs begin on that day', first: 0, late: undefined, isWhole: true },
])(
  'the month of since: is whole only where its first day was counted in time: $why',
  async ({ first, late, isWhole }) => {
    for (const level of ['threshold', 'exact, accept_risk: true']) {
      const folder = fresh()
      mkdirSync(join(folder, 'logs'))
      const write = (name: string, from: number, to: number): void =>
        appendFileSync(
          join(folder, 'logs', name),
          Array.from({ length: to - from }, (_, day) => linesOf(60, Date.UTC(2026, 2, 1) + (from + day) * DAY)).join(
            '',
          ),
        )
      const tables = DAYS.replaceAll('] }', `], protection: ${level} }`)
      const service = configuredService(folder, ['{ id: aide, match: [ /aide ] }'], `since: 2026-03-01\n${tables}`)
      write('a.log', first, first + 8)
      await service.run(first + 8.5)
      if (late !== undefined) write('b.log', late, late + 1)
      await service.run(first + 8.6)
      write('a.log', first + 8, 36)
      await service.run(36.5)
      const rows = readFileSync(join(service.output, 'essai/data/month-feature.csv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
      expect(rows.map((row) => row.split(',').slice(0, 3).join(','))).toEqual(isWhole ? ['2026-03,aide,620'] : [])
    }
  },
)

function opened(folder: string, since: string): TestService {
  return serviceOf(folder, undefined, 'combined', `since: ${since}\n`)
}

async function checked(folder: string): Promise<string> {
  return (await runCommand(() => check([], { config: join(folder, 'comptage.yaml') }))).stdout
}
