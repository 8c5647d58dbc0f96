import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ProblemError, type Problem } from '../../../src/domain/problem.ts'
import { exportState, mergeIntoTally, REAL_TOOLS, tallyLogs } from '../../../src/pipeline/index.ts'
import { readTally } from '../../../src/tally/index.ts'
import { unsealTally } from '../../../src/pipeline/tallies/tally-on-disk.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { linesOf } from '../../run/lines-of.ts'
import { configurationIn, machineIn, runAt, type Machine } from '../../run/machines.ts'
import { runService } from '../../run/run-service.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('publisher')

type Setting = {
  readonly at: (name: string) => string
  readonly web: Readonly<Record<'web1' | 'web2' | 'web3', Machine>>
  readonly bring: (name: 'web1' | 'web2' | 'web3', day: number) => Promise<void>
  readonly publish: (day: number, names: readonly string[]) => Promise<readonly Problem[]>
  readonly exportPublisher: (name: string, names: readonly string[]) => Promise<unknown>
  readonly problemOfMerge: (...names: readonly string[]) => Promise<Problem | undefined>
}

/** Machines with lines of their own, of which one that has a log too publishes what is named. */
function settle(own = linesOf(90, START)): Setting {
  const root = fresh()
  const at = (name: string): string => join(root, name)
  const web = { web1: machineIn(at('web1')), web2: machineIn(at('web2')), web3: machineIn(at('web3')) }
  mkdirSync(at('pub'))
  writeFileSync(at('pub/access.log'), own)
  const publisher = (names: readonly string[]): ReturnType<typeof configurationIn> => {
    const sources = names.map((id) => `  - { id: ${id}, path: ../${id}.tally }\n`).join('')
    const logs = own === '' ? '' : 'logs: [ { path: access.log, format: combined } ]\n'
    return configurationIn(at('pub'), `${logs}output: out\n${names.length === 0 ? '' : `sources:\n${sources}`}`)
  }
  return {
    at,
    web,
    bring: async (name, day) => {
      web[name].write(linesOf(60, START + (day - 1) * DAY))
      await web[name].run(START + day * DAY)
      await web[name].exportTo(at(`${name}.tally`))
    },
    publish: async (day, names) => (await runAt(publisher(names), START + day * DAY)).problems,
    exportPublisher: (name, names) => exportState({ configuration: publisher(names), tally: at(name) }),
    problemOfMerge: (...names) =>
      mergeIntoTally({ configuration: configurationIn(root), files: names.map(at) }, at('sum')).then(
        () => undefined,
        (error: unknown) => {
          if (error instanceof ProblemError) return error.problems[0]
          throw error
        },
      ),
  }
}

function tallyAt(path: string) {
  const read = readTally(unsealTally(readFileSync(path, 'utf8')) ?? '')
  if ('fault' in read) throw new Error(read.fault)
  return read.tally
}

const BOTH = ['web1', 'web2']

describe('the tally of a machine that publishes', () => {
  it('is summed with no machine whose tally it took, nor that of one which sources: no longer names', async () => {
    const { at, bring, publish, exportPublisher, problemOfMerge } = settle()
    for (const name of ['web1', 'web2', 'web3'] as const) await bring(name, 1)
    expect(await publish(1.1, BOTH)).toEqual([])
    await exportPublisher('pub.tally', BOTH)
    const overlap = { code: 'TALLIES_OVERLAP', path: at('web1.tally'), other: at('pub.tally'), isWithin: true }
    expect(await problemOfMerge('pub.tally', 'web1.tally')).toEqual(overlap)
    expect(await problemOfMerge('web1.tally', 'pub.tally')).toEqual(overlap)
    // It has more now than what was taken of it.
    await bring('web1', 2)
    expect(await problemOfMerge('pub.tally', 'web1.tally')).not.toHaveProperty('isWithin')
    expect(await problemOfMerge('web2.tally', 'web3.tally', 'pub.tally')).toMatchObject({ code: 'TALLIES_OVERLAP' })
    await publish(1.2, ['web1'])
    await exportPublisher('pub.tally', ['web1'])
    expect(await problemOfMerge('pub.tally', 'web2.tally')).toMatchObject({ code: 'TALLIES_OVERLAP' })
    // What it has not is added.
    expect(await problemOfMerge('pub.tally', 'web3.tally')).toBeUndefined()
    const counted = tallyAt(at('sum')).lines.reduce((sum, { lines }) => sum + lines, 0)
    expect(counted).toBe(90 + 4 * 60)
  })

  it('says of each machine when its logs were looked through; of one that is not awaited any more nothing', async () => {
    const { at, bring, publish, exportPublisher } = settle()
    for (const name of ['web1', 'web2'] as const) await bring(name, 1)
    const scanned = async (names: readonly string[]): Promise<readonly unknown[]> => {
      await exportPublisher('pub.tally', names)
      const ids = BOTH.map((name) => tallyAt(at(`${name}.tally`)).sources[0]?.id)
      const { sources } = tallyAt(at('pub.tally'))
      return ids.map((id) => sources.find((source) => source.id === id)?.scanned)
    }
    await publish(1.1, BOTH)
    expect(await scanned(BOTH)).toEqual([START + DAY, START + DAY])
    await publish(1.2, ['web2'])
    expect(await scanned(['web2'])).toEqual([null, START + DAY])
  })

  it('is no source, whatever it has of its own', async () => {
    const { at, bring, publish, exportPublisher } = settle('')
    await bring('web1', 1)
    await publish(1.1, ['web1'])
    await exportPublisher('pub.tally', ['web1'])
    const third = configurationIn(
      at('third'),
      'output: out\nsources: [ { id: pub, path: ../pub.tally }, { id: web1, path: ../web1.tally } ]\n',
    )
    const { problems } = await runAt(third, START + 1.2 * DAY)
    expect(problems).toMatchObject([{ code: 'SOURCE_REFUSED', id: 'pub', why: 'publishes' }])
  })
})

describe('a tally that is no export of one machine', () => {
  const refusalOf = async (root: string): Promise<unknown> => {
    const pub = configurationIn(join(root, 'pub'), 'output: out\nsources: [ { id: web1, path: ../web1.tally } ]\n')
    return (await runAt(pub, START + 2 * DAY)).problems
  }

  it('is told as what it is: of a machine whose first run was killed', async () => {
    const root = fresh()
    machineIn(join(root, 'web1')).write(linesOf(60, START))
    const configuration = configurationIn(join(root, 'web1'), 'logs: [ { path: "logs/*", format: combined } ]\n')
    const kill = (): never => {
      throw new Error('killed')
    }
    await expect(
      runService({ configuration }, { ...REAL_TOOLS, now: () => START + DAY, checkpoint: kill }),
    ).rejects.toThrow()
    await exportState({ configuration, tally: join(root, 'web1.tally') })
    expect(await refusalOf(root)).toMatchObject([{ code: 'SOURCE_REFUSED', why: 'no-run' }])
    await runAt(configuration, START + DAY)
    await exportState({ configuration, tally: join(root, 'web1.tally') })
    expect(await refusalOf(root)).toEqual([])
  })

  it('is told as what it is: a sum, or one pass over logs', async () => {
    const { at, bring, problemOfMerge } = settle()
    await bring('web1', 1)
    await bring('web2', 1)
    await problemOfMerge('web1.tally', 'web2.tally')
    const configuration = configurationIn(at('pass'))
    for (const why of ['sum', 'no-state']) {
      if (why === 'sum') renameSync(at('sum'), at('web1.tally'))
      else await tallyLogs({ configuration, logs: [at('pub/access.log')], format: 'combined' }, at('web1.tally'))
      expect(await refusalOf(at('.'))).toMatchObject([{ code: 'SOURCE_REFUSED', why }])
    }
  })
})
