import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CutPart, ProblemError } from '../../../src/domain/problem.ts'
import type { Configuration } from '../../../src/domain/service.ts'
import { countLogs, publicationOf, refuseDestination, writePublication } from '../../../src/pipeline/index.ts'
import { planCount } from '../../../src/pipeline/plan-count.ts'
import { FIREFOX, testFolder } from '../../cli/run-comptage.ts'
import { configurationOf } from '../../properties/count-in-process.ts'

/*
 * Two editions of `count` in one folder, by two configurations. A reader keeps the first, and has what it hides where the
 * second shows it, or where the figures beside it in the second leave but one number.
 */
const { fresh } = testFolder('cut-anew')
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const START = Date.UTC(2025, 0, 1)

/** From 1 to 15 uses of a page a day, of two pages, for a year. */
const LOG = Array.from({ length: 365 }, (_, n) => {
  const day = new Date(START + n * 86_400_000)
  const date = `${String(day.getUTCDate()).padStart(2, '0')}/${MONTHS[day.getUTCMonth()]}/2025`
  const line = (path: string, hour: string, referrer = '-') =>
    `192.0.2.1 - - [${date}:${hour}:30:00 +0000] "GET ${path} HTTP/1.1" 200 9 "${referrer}" "${FIREFOX}"\n`
  const times = 1 + ((n * n * 7 + n * 3) % 15)
  return (
    line('/aide/1', '12', 'https://www.example.org/').repeat(times) +
    line('/aide/2', '23').repeat(12) +
    line('/sante', '12').repeat(11)
  )
}).join('')

type Setup = Partial<Record<'keys' | 'features' | 'k' | 'datasets' | 'service', string>>

function yaml(setup: Setup): string {
  const {
    keys = '',
    features = '{ id: aide, match: [ /aide/* ] }',
    k = '11',
    datasets = '{ by: [ day, feature ], measures: [ requests ] }',
    service = 'name: Essai',
  } = setup
  return `service: { id: essai, ${service} }\nprotection: { k: ${k} }\nfeatures: [ ${features} ]\ndatasets: [ ${datasets} ]\n${keys}\n`
}

/** Counts with one configuration into a folder; with `cutAnew` whatever stands there. */
async function countInto(output: string, setup: Setup, cutAnew: boolean): Promise<void> {
  const configuration = configurationOf(yaml(setup))
  const log = join(output, '..', 'access.log')
  writeFileSync(log, LOG)
  await refuseDestination(planCount({ configuration }), { folder: output, cutAnew })
  const publication = publicationOf(await countLogs({ configuration, logs: [log], format: 'combined', jobs: 1 }))
  if (publication === undefined) throw new Error('nothing to publish')
  await writePublication(publication, output)
}

function shown(output: string): ReadonlyMap<string, number | undefined> {
  const rows = readFileSync(join(output, 'essai/data/day-feature.csv'), 'utf8').trim().split('\n').slice(1)
  return new Map(
    rows.map((row) => {
      const [day = '', feature = '', uses = ''] = row.split(',')
      return [`${day} ${feature}`, uses === '' ? undefined : Number(uses)]
    }),
  )
}

async function problemOf(action: Promise<void>): Promise<unknown> {
  try {
    await action
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0]
    throw error
  }
  return undefined
}

/** Whether a key of the configuration cuts what is shown of the same lines: each must be decided. */
const CUTS: Readonly<Record<keyof Configuration, CutPart | 'nothing'>> = {
  ...{ k: 'threshold', timezone: 'timezone', features: 'features', ignore: 'paths', case: 'paths' },
  ...{ service: 'paths', referrers: 'referrers', datasets: 'tables' },
  // A period that its first day cuts is hidden in both.
  unreviewed: 'nothing',
  since: 'nothing',
  // Which lines are read, and how, is no cut of theirs.
  ...{ logs: 'nothing', sources: 'nothing', malformedLimit: 'nothing' },
  ...{
    promise: 'nothing',
    graceHours: 'nothing',
    silenceHours: 'nothing',
    revisionHours: 'nothing',
    state: 'nothing',
    output: 'nothing',
    file: 'nothing',
  },
  ...{
    families: 'nothing',
    language: 'nothing',
    licences: 'nothing',
    privacy: 'nothing',
    audit: 'nothing',
    voice: 'nothing',
  },
  ...{ publicationUrl: 'nothing', publicationUrlPlace: 'nothing', hasParquet: 'nothing' },
}

describe('a folder that another configuration cut', () => {
  it('would tell hidden days by a lower threshold', async () => {
    const output = join(fresh(), 'out')
    await countInto(output, { features: '{ id: aide, match: [ /aide/1 ] }' }, false)
    const before = shown(output)
    await countInto(output, { features: '{ id: aide, match: [ /aide/1 ] }', k: '5' }, true)
    const after = shown(output)
    const told = [...before].filter(([key, uses]) => uses === undefined && after.get(key) !== undefined)
    expect(told.length).toBeGreaterThan(100)
  })

  const changes: readonly {
    readonly differs: readonly CutPart[]
    readonly features?: readonly string[]
    readonly before?: Setup
    readonly after: Setup
  }[] = [
    { differs: ['threshold', 'tables'], after: { k: '5' } },
    { differs: ['timezone'], after: { keys: 'timezone: America/Martinique' } },
    { differs: ['features'], features: ['aide'], after: { features: '{ id: aide, match: [ /aide/1 ] }' } },
    {
      differs: ['features'],
      features: ['aide'],
      after: { features: '{ id: aide, match: [ /aide/* ], clients: all }' },
    },
    {
      differs: ['features'],
      features: ['aide'],
      after: { features: '{ id: aide, match: [ /aide/* ], partial: count }' },
    },
    {
      differs: ['features'],
      features: ['aide'],
      after: { features: '{ id: aide, match: [ /aide/* ], assets: count }' },
    },
    {
      differs: ['features'],
      features: ['aide'],
      after: { features: '{ id: aide, match: [ /aide/* ], from: 2025-03-02 }' },
    },
    {
      differs: ['features'],
      features: ['aide'],
      after: { features: '{ id: aide, match: [ /aide/* ] }, { id: un, match: [ /aide/1 ] }' },
    },
    { differs: ['features'], features: ['aide'], after: { features: '{ id: un, match: [ /aide/1 ] }' } },
    { differs: ['paths'], after: { keys: 'ignore: [ /aide/1 ]' } },
    { differs: ['paths'], after: { keys: 'case: insensitive' } },
    { differs: ['paths'], after: { service: 'name: Essai, hosts: [ www.example.org ]' } },
    { differs: ['referrers'], after: { keys: 'referrers: [ www.example.org ]' } },
    { differs: ['tables'], after: { datasets: '{ by: [ month, feature ], measures: [ requests ] }' } },
    { differs: ['tables'], after: { datasets: '{ by: [ day, feature ] }' } },
  ]
  it.each(changes)('is refused: $after', async ({ differs, features = [], before = {}, after }) => {
    const output = join(fresh(), 'out')
    await countInto(output, before, false)
    const problem = await problemOf(countInto(output, after, false))
    expect(problem).toMatchObject({ code: 'CUT_ANEW', differs, features })
    expect(await problemOf(countInto(output, after, true))).toBeUndefined()
    // What stands there now is what the next is held to.
    expect(await problemOf(countInto(output, after, false))).toBeUndefined()
  })

  it('is looked for in every part of the configuration that cuts', () => {
    const cutting = Object.values(CUTS).filter((part) => part !== 'nothing')
    expect(new Set(changes.flatMap(({ differs }) => differs))).toEqual(new Set(cutting))
  })

  it.each<{ after: Setup }>([
    { after: {} },
    { after: { service: 'name: Autre' } },
    { after: { keys: 'language: en' } },
    { after: { features: '{ id: aide, title: Aide, match: [ /aide/* ] }' } },
    { after: { features: '{ id: aide, match: [ /aide/* ] }, { id: sante, match: [ /sante ] }' } },
  ])('is brought up to date where nothing is cut: $after', async ({ after }) => {
    const output = join(fresh(), 'out')
    await countInto(output, {}, false)
    expect(await problemOf(countInto(output, after, false))).toBeUndefined()
  })

  it('holds nothing by which words of the configuration could be tried', async () => {
    const output = join(fresh(), 'out')
    await countInto(
      output,
      { keys: 'ignore: [ /sante, /LEAK ]', service: 'name: Essai, hosts: [ www.example.org ]' },
      false,
    )
    const text = readFileSync(join(output, 'essai/datapackage.json'), 'utf8')
    for (const part of ['paths', 'referrers']) expect(text).toMatch(new RegExp(`"${part}": "[0-9a-f]{2}"`))
  })
})
