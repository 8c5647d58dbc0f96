import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readConfiguration } from '../../src/config/index.ts'
import type { Configuration } from '../../src/domain/service.ts'
import { countLogs, publicationOf, REAL_TOOLS, renderTableAs, runService } from '../../src/pipeline/index.ts'
import { combinedLine, testFolder } from '../cli/run-comptage.ts'

const HOUR = 3_600_000
const START = Date.UTC(2026, 2, 1)
/** All of March, and what closes it: two days of grace, and a later line. */
const DAYS = 36
/** Hourly for so long, then daily: soak goes on to the end. */
const HOURLY_DAYS = Number(process.env['COMPTAGE_TIMES'] ?? 1) > 1 ? DAYS : 9
const { fresh } = testFolder('companions')

function configurationIn(folder: string): Configuration {
  const text = `service: { id: essai, name: Essai, url: "https://www.example.fr" }
timezone: UTC
since: 2026-03-01
logs: [ { path: "logs/*", format: combined } ]
features:
  - { id: aide, match: [ /aide ] }
  - { id: simulateur, match: [ /simulateur ] }
datasets:
  - { by: [ day, feature ] }
  - { by: [ month, feature ] }
output: out
state: state
`
  const { configuration } = readConfiguration(text, 'comptage.yaml', { folder })
  if (configuration === undefined) throw new Error('the configuration of the test is refused')
  return configuration
}

/** What is written in an hour: a service that is quiet at weekends and on some days, and lines of the day before that come late. */
function linesIn(hour: number): string {
  const day = Math.floor(hour / 24)
  const isQuiet = [0, 6].includes(new Date(START + hour * HOUR).getUTCDay()) || day % 11 === 3
  const usual = isQuiet ? (hour % 6 === 0 ? 1 : 0) : 2 + (day % 3)
  const late = hour % 24 === 9 && day % 4 === 1 ? 3 : 0
  return [
    ...Array.from({ length: usual }, (_, i) => lineAt(hour, i)),
    ...Array.from({ length: late }, (_, i) => lineAt(hour - 20, i + 60)),
  ].join('')
}

function lineAt(hour: number, i: number): string {
  const [, day, month, year, time] = new Date(START + hour * HOUR + i * 1000).toUTCString().split(' ')
  const turn = (hour * 7 + i) % 10
  return combinedLine({
    time: `${day}/${month}/${year}:${time} +0000`,
    request: `GET ${turn < 7 ? '/aide' : '/simulateur'} HTTP/1.1`,
    status: turn === 3 || turn === 8 ? 500 : 200,
    referrer: turn % 2 === 0 ? 'https://www.example.fr/LEAK' : '-',
  })
}

async function live(isDue: (hour: number) => boolean): Promise<string> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const configuration = configurationIn(folder)
  const last = DAYS * 24 - 1
  for (let hour = 0; hour <= last; hour++) {
    appendFileSync(join(folder, 'logs/access.log'), linesIn(hour))
    if (hour === last || isDue(hour + 1))
      await runService({ configuration }, { ...REAL_TOOLS, now: () => START + (hour + 1) * HOUR })
  }
  return folder
}

const TABLES = ['day-feature', 'month-feature'] as const

function publishedIn(folder: string, table: string): readonly string[] {
  const path = join(folder, `out/essai/data/${table}.csv`)
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split(/\r?\n/) : []
}

describe('figures that a companion keeps', () => {
  let once: string
  beforeAll(async () => {
    once = await live(() => false)
  }, 600_000)

  it('are at work: days are hidden that count more, of each measure, and the month is shown', () => {
    const [, ...days] = publishedIn(once, 'day-feature').map((row) => row.split(','))
    const [, aide] = publishedIn(once, 'month-feature').map((row) => row.split(','))
    expect(aide?.slice(0, 2)).toEqual(['2026-03', 'aide'])
    expect(aide?.slice(2).every((figure) => figure !== '')).toBe(true)
    // The Monday after a Sunday of a few.
    expect(days.find(([day, feature]) => day === '2026-03-02' && feature === 'aide')?.[2]).toBe('')
    expect(days.find(([day, feature]) => day === '2026-03-03' && feature === 'aide')?.[2]).not.toBe('')
  })

  it.each([
    { isDue: (hour: number) => hour < HOURLY_DAYS * 24 || hour % 24 === 0, why: 'hourly' },
    { isDue: (hour: number) => hour % 24 === 0, why: 'daily' },
  ])(
    'are the same by $why runs',
    async ({ isDue }) => {
      const folder = await live(isDue)
      for (const table of TABLES) expect(publishedIn(folder, table)).toEqual(publishedIn(once, table))
    },
    1_200_000,
  )

  it('are the same by one count', async () => {
    const configuration = configurationIn(once)
    const publication = publicationOf(await countLogs({ configuration }))
    for (const table of TABLES) {
      const rows = publication === undefined ? '' : String(await renderTableAs('csv', publication, table))
      const published = publishedIn(once, table)
      const periods = new Set(published.map((row) => row.split(',')[0]))
      expect(
        rows
          .trim()
          .split(/\r?\n/)
          .filter((row) => periods.has(row.split(',')[0])),
      ).toEqual(published)
    }
  })
})
