import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, type ConfiguredService, DAYS, serviceOf } from './service-of.ts'

const { fresh } = testFolder('dates-ahead')
const DAY = 86_400_000
const HOUR = 1 / 24
const START = Date.UTC(2026, 2, 1)

function live() {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const service = serviceOf(folder, DAYS)
  return {
    write: (day: number, name = 'access.log') =>
      appendFileSync(join(folder, 'logs', name), linesOf(60, START + day * DAY)),
    /** @returns what it says of lines that are ahead, and what `status` keeps of it */
    run: async (day: number) => {
      const { news, problems } = await service.run({ now: () => START + day * DAY })
      const isAhead = ({ code }: { readonly code: string }): boolean => code === 'DATES_AHEAD'
      return { news: news.filter(isAhead), isKept: problems.some(isAhead) }
    },
  }
}

it('lines ahead of the clock are told once, until they are ahead no more, and then again', async () => {
  const { write, run } = live()
  for (let day = 0; day < 5; day++) write(day)
  expect(await run(5)).toEqual({ news: [], isKept: false })
  write(8)
  const told = { code: 'DATES_AHEAD', lines: 60, first: '2026-03-09', last: '2026-03-05', closesNone: true }
  expect(await run(5 + HOUR)).toEqual({ news: [told], isKept: true })
  for (const day of [5 + 2 * HOUR, 6]) expect(await run(day)).toEqual({ news: [], isKept: true })
  // The server is right again, though what it wrote before is still ahead.
  write(6)
  expect(await run(6 + HOUR)).toEqual({ news: [], isKept: false })
  write(20)
  expect((await run(6 + 2 * HOUR)).news).toEqual([expect.objectContaining({ first: '2026-03-09', lines: 120 })])
  expect(await run(19)).toEqual({ news: [], isKept: false })
})

it('lines of which none is of a day that has come are told', async () => {
  const { write, run } = live()
  write(9)
  const told = {
    code: 'DATES_AHEAD',
    lines: 60,
    first: '2026-03-10',
    last: '2026-03-10',
    isAll: true,
    closesNone: true,
  }
  expect(await run(5)).toEqual({ news: [told], isKept: true })
})

it.each([
  { why: 'in the same run', runs: [10.5] },
  { why: 'in the run before', runs: [10.4, 10.5] },
])('a change that is taken up once their day has come breaks the series on it: $why', async ({ runs }) => {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const [before, after] = ['/aide', '/aide, /x'].map((match) =>
    configuredService(folder, [`{ id: aide, match: [ ${match} ] }`], DAYS),
  ) as [ConfiguredService, ConfiguredService]
  const write = (day: number) => appendFileSync(join(folder, 'logs/access.log'), linesOf(60, START + day * DAY))
  for (let day = 0; day < 5; day++) write(day)
  await before.run(5)
  write(10)
  for (const day of [7, ...runs.slice(0, -1)]) await before.run(day)
  write(10)
  await after.run(runs.at(-1) ?? 0)
  write(13)
  await after.run(13.5)
  const breaks = readFileSync(join(after.output, 'essai/data/breaks.csv'), 'utf8')
  expect(breaks).toContain('\n2026-03-11,aide,')
})
