import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testFolder } from '../cli/run-comptage.ts'
import { DAYS, serviceOf } from './service-of.ts'

const { fresh } = testFolder('keys-that-come-later')
const DAY = 86_400_000
const START = Date.UTC(2026, 2, 10)
const REFERRER = { referer: 'https://www.example.org/' }

function linesOf(count: number, start: number, more: object): string {
  return Array.from({ length: count }, (_, i) => {
    const time = new Date(start + i * 60_000).toISOString()
    return `${JSON.stringify({ time, method: 'GET', path: '/aide', status: 200, ...more })}\n`
  }).join('')
}

/** A run at the end of each day, whose lines have these keys. @returns the table of days after each */
async function days(datasets: string, ...keys: readonly object[]): Promise<readonly string[]> {
  const folder = fresh()
  const service = serviceOf(folder, datasets, 'json')
  mkdirSync(join(folder, 'logs'), { recursive: true })
  const tables: string[] = []
  for (const [day, more] of keys.entries()) {
    appendFileSync(join(folder, 'logs/access.json'), linesOf(60, START + day * DAY, more))
    await service.run({ now: () => START + (day + 1.9) * DAY })
    tables.push(service.figures()['essai/day-feature.csv'] ?? '')
  }
  return tables
}

/** In which it makes no difference whether somebody wrote down what is a default. */
const ASKED = [
  ['by default', DAYS],
  ['asked for', DAYS.replace('feature ]', 'feature ], measures: [ requests, entries, errors ]')],
] as const

it.each(ASKED)(
  'entries, %s, are counted from the first line that names a referrer on, and before as visits from nowhere',
  async (_, datasets) => {
    const before = await days(datasets, ...Array.from({ length: 4 }, () => ({})))
    expect(before.at(-1)).toContain('requetes,erreurs')
    const after = await days(
      datasets,
      ...Array.from({ length: 4 }, () => ({})),
      ...Array.from({ length: 4 }, () => REFERRER),
    )
    expect(after.at(-1)).toContain('requetes,entrees,erreurs')
  },
)
