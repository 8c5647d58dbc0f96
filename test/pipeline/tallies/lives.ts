import { appendFileSync, cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayText, DAY_OF_1970 } from '../../../src/domain/calendar.ts'
import { indexOf } from '../../../src/domain/dictionary.ts'
import type { Configuration } from '../../../src/domain/service.ts'
import {
  exportState,
  periodNamed,
  type RunDone,
  type SettingsChange,
  statusOf,
  whatWouldChange,
} from '../../../src/pipeline/index.ts'
import { planCount } from '../../../src/pipeline/plan-count.ts'
import { configurationIn, runAt } from '../../run/machines.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)

/** What of a configuration a test changes. */
export type Ways = {
  readonly features: string
  readonly tables: string
  readonly more?: string
  readonly timezone?: string
}

/** Uses of each path on each day, by machine: 60 in all. */
const USES = { a: 40, pub: 20 } as const
type Name = keyof typeof USES

const PATHS = ['aide', 'wide', 'more', 'few', 'less', 'name', 'gone', 'back', 'new']

/** Day 1 is 2026-03-01. */
export function dateOf(day: number): string {
  return dayText(indexOf<'day'>(DAY_OF_1970 + START / DAY + day - 1))
}

/** Two machines with logs of their own, of which one publishes. Each day both read the day, and the one brings its tally to the other. */
export type Life = {
  readonly root: string
  readonly turn: (day: number, a: Ways, pub: Ways, arrives?: boolean) => Promise<RunDone>
  /** The other machine runs once more on the night of a day, with lines of days that are given, and exports. */
  readonly again: (day: number, a: Ways, lines: readonly (readonly [day: number, uses: number])[]) => Promise<void>
  /** What `check` says that the one that publishes would change. */
  readonly toCome: (pub: Ways) => Promise<readonly SettingsChange[]>
  /** Lines of a day that come to a machine later. */
  readonly comeLate: (name: Name, day: number, uses: number) => void
  readonly revise: (day: number, pub: Ways, period: string) => Promise<RunDone>
  readonly lateDays: (day: number, pub: Ways) => Promise<number>
  readonly file: (path: string) => string
}

export function lifeIn(root: string): Life {
  const configured = (name: Name, { features, tables, more = '', timezone = 'UTC' }: Ways): Configuration => {
    const publishes = name === 'pub' ? 'output: out\nsources: [ { id: web1, path: ../a/a.tally } ]\n' : ''
    const text = `since: 2026-03-01\nprotection: { grace: 6h }\nlogs: [ { path: access.log, format: combined } ]\n`
    const datasets = `datasets: [ ${tables} ]\n`
    const configuration = configurationIn(
      join(root, name),
      text + datasets + publishes + more,
      `features: [ ${features} ]\n`,
    )
    const service = { ...configuration.service, hosts: ['s.example.fr'] }
    return { ...configuration, service, timezone }
  }
  return {
    root,
    turn: async (day, a, pub, arrives = true) => {
      const now = START + day * DAY + 7 * 3_600_000
      for (const name of ['a', 'pub'] as const) {
        mkdirSync(join(root, name), { recursive: true })
        appendFileSync(join(root, name, 'access.log'), linesOfDay(day, USES[name]))
      }
      await runAt(configured('a', a), now)
      await exportState({ configuration: configured('a', a), tally: join(root, 'a/new.tally') })
      if (arrives) cpSync(join(root, 'a/new.tally'), join(root, 'a/a.tally'))
      return await runAt(configured('pub', pub), now)
    },
    again: async (day, a, lines) => {
      for (const [of, uses] of lines) appendFileSync(join(root, 'a/access.log'), linesOfDay(of, uses))
      await runAt(configured('a', a), START + day * DAY + 7.5 * 3_600_000)
      await exportState({ configuration: configured('a', a), tally: join(root, 'a/a.tally') })
    },
    toCome: async (pub) => {
      const plan = planCount({ configuration: configured('pub', pub) })
      return (await whatWouldChange(plan)).settingsChanges ?? []
    },
    comeLate: (name, day, uses) => appendFileSync(join(root, name, 'access.log'), linesOfDay(day, uses)),
    revise: (day, pub, period) =>
      runAt(configured('pub', pub), START + day * DAY + 8 * 3_600_000, { revise: periodNamed(period)! }),
    lateDays: async (day, pub) => {
      const { late } = await statusOf(configured('pub', pub), { now: START + (day + 0.5) * DAY })
      return late.length
    },
    file: (path) => readFileSync(join(root, 'pub/out', path), 'utf8'),
  }
}

/** Of each path so many. */
function linesOfDay(day: number, uses: number): string {
  return Array.from({ length: uses }, (_, i) => {
    const at = START + (day - 1) * DAY + Math.floor((i * DAY) / uses)
    const [, date, month, year, time] = new Date(at).toUTCString().split(' ')
    // Half of the uses of one path come from a host.
    const from = (path: string): string => (path === 'aide' && i % 2 === 0 ? 'https://partner.example.org/' : '-')
    return PATHS.map(
      (path) =>
        `203.0.113.9 - - [${date}/${month}/${year}:${time} +0000] "GET /${path} HTTP/1.1" 200 9 "${from(path)}" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n`,
    ).join('')
  }).join('')
}
