import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dayText } from '../../../src/domain/calendar.ts'
import { indexOf } from '../../../src/domain/dictionary.ts'
import { exportState } from '../../../src/pipeline/index.ts'
import { unsealTally } from '../../../src/pipeline/tallies/tally-on-disk.ts'
import { readTally } from '../../../src/tally/index.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { linesOf } from '../../run/lines-of.ts'
import { configurationIn, machineIn, runAt } from '../../run/machines.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('begun')

type Way = { readonly features?: string; readonly more?: string; readonly timezone?: string }
/** A configuration, and how many days of March have lines that are read with it. */
type Step = readonly [way: Way, days: number]

const AIDE = '{ id: aide, match: [ /aide ] }'
const BELOW = '{ id: aide, match: [ /aide, /aide/** ] }'
const SIM = '{ id: simulateur, match: [ /simulateur ] }'
const LONG = 'a'.repeat(200)
const of = (...features: readonly string[]): Way => ({ features: `features: [ ${features.join(', ')} ]\n` })
const tables = (...list: readonly string[]): Way => ({ more: `datasets: [ ${list.join(', ')} ]\n` })
const DAYS = '{ by: [ day, feature ], measures: [ requests ] }'
const ENTRIES = '{ by: [ day, feature ], measures: [ requests, entries ] }'
const WEEKS = '{ by: [ week, feature ], measures: [ requests ] }'
const SAME: Way = {}
const HOSTS: Way = { more: 'referrers: [ example.org ]\n' }

/** What the tally of a machine says that has been through these steps; of tables of the first day nothing. */
async function begunAfter(steps: readonly Step[]): Promise<readonly string[]> {
  const folder = fresh()
  const machine = machineIn(folder)
  let now = START
  for (const [{ features, more = '', timezone = 'UTC' }, days] of steps) {
    const logs = `logs: [ { path: "logs/*", format: combined } ]\n${more}`
    const configuration = { ...configurationIn(folder, logs, features), timezone }
    for (let day = 0; day < days; day += 1) machine.write(linesOf(30, now + day * DAY))
    now += days * DAY
    await runAt(configuration, now)
    await exportState({ configuration, tally: join(folder, 'tally') })
  }
  const read = readTally(unsealTally(readFileSync(join(folder, 'tally'), 'utf8')) ?? '')
  if ('fault' in read) throw new Error(read.fault)
  return read.tally.begun.flatMap(([name, day]) =>
    day === 0 ? [] : `${name} ${dayText(indexOf<'day'>(day)).slice(5)}`,
  )
}

describe('a tally says since when it counts', () => {
  it.each<{ readonly why: string; readonly steps: readonly Step[]; readonly begun: readonly string[] }>([
    { why: 'nothing of what was there from the beginning', steps: [[SAME, 2]], begun: [] },
    {
      why: 'a new feature',
      steps: [
        [of(AIDE), 2],
        [of(AIDE, SIM), 2],
      ],
      begun: ['feature simulateur 03-03'],
    },
    {
      why: 'one that no line has met',
      steps: [
        [of(AIDE), 2],
        [of(AIDE, SIM), 0],
      ],
      begun: ['feature simulateur 03-03'],
    },
    {
      why: 'one with the longest name',
      steps: [
        [of(AIDE), 2],
        [of(AIDE, `{ id: ${LONG}, match: /x }`), 1],
      ],
      begun: [`feature ${LONG} 03-03`],
    },
    {
      why: 'another name',
      steps: [
        [of(AIDE, SIM), 2],
        [of('{ id: help, match: [ /aide ] }', SIM), 2],
      ],
      begun: ['feature help 03-03', 'feature aide 03-03'],
    },
    {
      why: 'a feature that came back',
      steps: [
        [SAME, 2],
        [of(AIDE), 3],
        [SAME, 1],
      ],
      begun: ['feature simulateur 03-06'],
    },
    {
      why: 'one that came back twice',
      steps: [
        [SAME, 2],
        [of(AIDE), 1],
        [SAME, 1],
        [of(AIDE), 1],
        [SAME, 1],
      ],
      begun: ['feature simulateur 03-06'],
    },
    {
      why: 'not one that was never gone',
      steps: [
        [SAME, 2],
        [of(AIDE), 0],
        [SAME, 1],
      ],
      begun: [],
    },
    {
      why: 'another definition, from the day on which it may have begun',
      steps: [
        [SAME, 2],
        [of('{ id: aide, match: [ /aide, /a2 ] }', SIM), 2],
      ],
      begun: ['definition aide 03-02'],
    },
    {
      why: 'the last of several',
      steps: [
        [SAME, 2],
        [of('{ id: aide, match: [ /aide, /a2 ] }', SIM), 2],
        [SAME, 1],
      ],
      begun: ['definition aide 03-04'],
    },
    {
      why: 'what is ignored, of the features that had it',
      steps: [
        [of(BELOW, SIM), 2],
        [{ ...of(BELOW, SIM), more: 'ignore: [ /aide/x ]\n' }, 2],
      ],
      begun: ['definition aide 03-02'],
    },
    {
      why: 'another time zone',
      steps: [
        [SAME, 2],
        [{ timezone: 'Europe/Paris' }, 2],
      ],
      begun: ['counting 03-02'],
    },
    {
      why: 'other hosts',
      steps: [
        [SAME, 2],
        [HOSTS, 2],
      ],
      begun: ['counting 03-02'],
    },
    {
      why: 'and those of before again',
      steps: [
        [SAME, 2],
        [HOSTS, 2],
        [SAME, 0],
      ],
      begun: ['counting 03-04'],
    },
    {
      why: 'a new table',
      steps: [
        [tables(DAYS), 2],
        [tables(DAYS, WEEKS), 2],
      ],
      begun: ['week 03-03'],
    },
    {
      why: 'one that no line has met',
      steps: [
        [tables(DAYS), 2],
        [tables(DAYS, WEEKS), 0],
      ],
      begun: ['week 03-03'],
    },
    {
      why: 'a new measure',
      steps: [
        [tables(DAYS), 2],
        [tables(ENTRIES), 2],
      ],
      begun: ['day: entries 03-03'],
    },
    {
      why: 'a measure that came back',
      steps: [
        [tables(ENTRIES), 2],
        [tables(DAYS), 2],
        [tables(ENTRIES), 1],
      ],
      begun: ['day: entries 03-05'],
    },
    {
      why: 'a table that came back',
      steps: [
        [tables(DAYS, WEEKS), 2],
        [tables(DAYS), 2],
        [tables(DAYS, WEEKS), 1],
      ],
      begun: ['week 03-05'],
    },
    {
      why: 'not a measure that is gone',
      steps: [
        [tables(ENTRIES), 2],
        [tables(DAYS), 2],
      ],
      begun: [],
    },
    {
      why: 'not what is only shown',
      steps: [
        [SAME, 2],
        [{ more: 'protection: { k: 20 }\nlanguage: en\n' }, 2],
      ],
      begun: [],
    },
  ])('$why', async ({ steps, begun }) => {
    expect(await begunAfter(steps)).toEqual(begun)
  })
})
