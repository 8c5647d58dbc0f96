import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, it, expect } from 'vitest'
import {
  countLogs,
  makeNoiseKey,
  mergeIntoTally,
  publicationOf,
  publishTallies,
  tallyLogs,
  writePublication,
} from '../../src/pipeline/index.ts'
import { filesBelow } from '../cli/run-comptage.ts'
import { linesOf } from '../run/lines-of.ts'
import { configurationIn, machineIn } from '../run/machines.ts'
import { checkProperty } from './check-property.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 28)
const TABLES = `datasets:
  - { by: [ day, feature ] }
  - { by: [ month, feature ] }
  - { by: [ month, feature, device ] }
`

/** Some lines of a day, on one of the machines; whether that machine then runs and exports. */
const WRITE = fc.record({
  machine: fc.integer({ min: 0, max: 3 }),
  day: fc.integer({ min: 0, max: 40 }),
  lines: fc.integer({ min: 1, max: 90 }),
  exports: fc.boolean(),
})

describe('tallies of machines, merged', () => {
  it('give the folders of one count over all their logs, byte for byte', async () => {
    await checkProperty(
      fc.asyncProperty(fc.array(WRITE, { minLength: 1, maxLength: 12 }), fc.boolean(), async (writes, nested) => {
        const root = mkdtempSync(join(tmpdir(), 'comptage-merge-'))
        try {
          const { merged, counted } = await bothWays(root, writes, nested)
          expect(Object.keys(counted).length).toBeGreaterThan(20)
          expect(merged).toEqual(counted)
        } finally {
          rmSync(root, { recursive: true, force: true })
        }
      }),
      6,
    )
  })
})

async function bothWays(
  root: string,
  writes: readonly { machine: number; day: number; lines: number; exports: boolean }[],
  nested: boolean,
): Promise<{ readonly merged: object; readonly counted: object }> {
  const texts = writes.map(({ day, lines }) => linesOf(lines, START + day * DAY))
  const files = await tallied(root, writes, texts)
  const configuration = configurationIn(root, TABLES)
  await makeNoiseKey(configuration)
  // A sum of sums is the same sum.
  const both = join(root, 'both.tally')
  if (nested) await mergeIntoTally({ configuration, files }, both)
  await publishTallies({ configuration, files: nested ? [both] : [...files].reverse() }, join(root, 'merged'))

  const log = join(root, 'all.log')
  writeFileSync(log, texts.join(''))
  const publication = publicationOf(await countLogs({ configuration, logs: [log], format: 'combined' }))
  if (publication !== undefined) await writePublication(publication, join(root, 'counted'))
  return { merged: publishedIn(join(root, 'merged')), counted: publishedIn(join(root, 'counted')) }
}

/** All but the lock, which `writePublication` by itself does not take. */
function publishedIn(folder: string): ReturnType<typeof filesBelow> {
  return Object.fromEntries(Object.entries(filesBelow(folder)).filter(([path]) => path !== '.comptage.lock'))
}

/** Tallies of the machines, older ones among them; what the last machine writes is tallied in one pass. */
async function tallied(
  root: string,
  writes: readonly { machine: number; exports: boolean }[],
  texts: readonly string[],
): Promise<readonly string[]> {
  const files: string[] = []
  const machines = [0, 1, 2].map((n) => machineIn(join(root, `web${n}`), TABLES))
  let once = ''
  for (const [i, { machine: n, exports }] of writes.entries()) {
    const machine = machines[n]
    if (machine === undefined) once += texts[i] ?? ''
    machine?.write(texts[i] ?? '')
    if (machine === undefined || !exports) continue
    await machine.run(START + 60 * DAY + i)
    files.push(join(root, `web${n}-${i}.tally`))
    await machine.exportTo(join(root, `web${n}-${i}.tally`))
  }
  for (const [n, machine] of machines.entries()) {
    await machine.run(START + 61 * DAY)
    files.push(join(root, `web${n}.tally`))
    await machine.exportTo(join(root, `web${n}.tally`))
  }
  mkdirSync(join(root, 'once'))
  writeFileSync(join(root, 'once/access.log'), once)
  const configuration = configurationIn(root, TABLES)
  const { isWritten } = await tallyLogs(
    { configuration, logs: [join(root, 'once/access.log')], format: 'combined' },
    join(root, 'once.tally'),
  )
  return isWritten ? [...files, join(root, 'once.tally'), join(root, 'once.tally')] : files
}
