import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { ProblemError } from '../../../src/domain/problem.ts'
import {
  countLogs,
  makeNoiseKeyIn,
  publicationOf,
  readEditionBefore,
  refuseDestination,
  tallyLogs,
  publishTallies,
  writePublication,
} from '../../../src/pipeline/index.ts'
import { planCount } from '../../../src/pipeline/plan-count.ts'
import { FIREFOX, testFolder } from '../../cli/run-comptage.ts'
import { isKilledAt, life } from '../../dying-disk.ts'
import { configurationOf } from '../../properties/count-in-process.ts'

vi.mock('node:fs', async (original) => (await import('../../dying-disk.ts')).dyingDisk(await original()))
vi.mock('node:fs/promises', async (original) => (await import('../../dying-disk.ts')).dyingWaiting(await original()))

/*
 * A count that is killed while it puts its edition in the place of another leaves the place empty for a moment. A reader has
 * the one or the other: the next count is to be held to both, wherever the one before was killed.
 */
const { fresh } = testFolder('killed-edition')
const folder = fresh()
const [output, state] = [join(folder, 'out'), join(folder, 'state')]

function configurationWith(k: number) {
  return configurationOf(`service: { id: essai, name: Essai }
protection: { k: ${k} }
features: [ { id: aide, match: [ /aide ] } ]
datasets:
  - { by: [ day, feature ], measures: [ requests ] }
  - { by: [ month, feature, device ], measures: [ requests ] }
state: ${state}
`)
}

/** From 3 to 17 uses a day of a month, and one more to tell that it is over. */
function logFrom(day: number): string {
  const days = Array.from({ length: 32 - day }, (_, n) => day + n)
  const line = (date: string) => `192.0.2.1 - - [${date}:12:00:00 +0000] "GET /aide HTTP/1.1" 200 9 "-" "${FIREFOX}"\n`
  return (
    days.map((n) => line(`${String(n).padStart(2, '0')}/Mar/2025`).repeat(3 + ((n * 7) % 15))).join('') +
    line('01/Apr/2025').repeat(20)
  )
}

function logOf(day: number): string {
  const path = join(folder, `from-${day}.log`)
  writeFileSync(path, logFrom(day))
  return path
}

async function editionOf(k: number, log: string) {
  const configuration = configurationWith(k)
  const publication = publicationOf(await countLogs({ configuration, logs: [log], format: 'combined', jobs: 1 }))
  if (publication === undefined) throw new Error('nothing to publish')
  return publication
}

async function codeOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act()
    return 'none'
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0]!.code
    throw error
  }
}

it('a higher threshold, and each table of the edition before, stand wherever the count before was killed', async () => {
  makeNoiseKeyIn(state)
  const [before, after] = [await editionOf(20, logOf(2)), await editionOf(20, logOf(1))]
  const lower = planCount({ configuration: configurationWith(11) })
  const same = planCount({ configuration: configurationWith(20) })
  const tally = join(folder, 'a.tally')
  await tallyLogs({ configuration: configurationWith(11), logs: [logOf(1)], format: 'combined' }, tally)
  await writePublication(before, join(folder, 'first'))
  cpSync(join(folder, 'first'), output, { recursive: true })
  await isKilledAt(Infinity, () => writePublication(after, output))
  const { firstRename } = life
  const [kills, undone] = [[] as number[], [] as string[]]
  const killed = join(folder, 'killed')
  const stand = (from: string): void => {
    rmSync(output, { recursive: true, force: true })
    cpSync(join(folder, from), output, { recursive: true })
  }
  // Until the first rename all is made out of sight; once all places are filled, the edition before goes, file by file.
  for (let at = firstRename - 2; ; at += at < firstRename + 12 ? 1 : 11) {
    stand('first')
    const wasKilled = await isKilledAt(at, () => writePublication(after, output))
    rmSync(killed, { recursive: true, force: true })
    cpSync(output, killed, { recursive: true })
    const asCounted = await codeOf(() => refuseDestination(lower, { folder: output }))
    stand('killed')
    const asMerged = await codeOf(() =>
      publishTallies({ configuration: configurationWith(11), files: [tally], state }, output),
    )
    stand('killed')
    await refuseDestination(same, { folder: output })
    const tables = readEditionBefore(output, 'essai')?.tables.length ?? 0
    if (asCounted !== 'CUT_ANEW' || asMerged !== 'CUT_ANEW' || tables !== 2)
      undone.push(`killed at ${at}: count ${asCounted}, merge ${asMerged}, ${tables} tables`)
    if (!wasKilled) break
    kills.push(at)
  }
  expect(undone).toEqual([])
  expect(kills.length).toBeGreaterThan(14)
})
