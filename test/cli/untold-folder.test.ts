import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { linesOf } from '../run/lines-of.ts'
import { serviceOf, type TestService } from '../run/service-of.ts'
import { mainInProcess } from './main-in-process.ts'
import { filesBelow, testFolder } from './run-comptage.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('untold-folder')
const DATASETS = 'datasets: [ { by: [ day, feature ] }, { by: [ month, feature ] } ]\n'

const DAMAGES: Readonly<Record<string, (path: string) => void>> = {
  missing: (path) => rmSync(path),
  garbled: (path) => writeFileSync(path, readFileSync(path).subarray(0, -9)),
  empty: (path) => writeFileSync(path, ''),
  another: (path) => writeFileSync(path, '{ "name": "essai" }\n'),
}

type Place = { readonly folder: string; readonly config: string; readonly log: string; readonly service: TestService }

function settle(k: number): Place {
  const folder = fresh()
  const log = join(folder, 'logs/access.log')
  mkdirSync(join(folder, 'logs'))
  writeFileSync(log, [0, 1, 8].map((day) => linesOf(60, START + day * DAY)).join(''))
  const service = serviceOf(folder, `protection: { k: ${k} }\n${DATASETS}`)
  return { folder, log, service, config: join(folder, 'comptage.yaml') }
}

/** Writes over the folder with a lower threshold. */
async function writeOver({ folder, log, config }: Place, command: string, ...more: readonly string[]) {
  serviceOf(folder, `protection: { k: 5 }\n${DATASETS}`)
  if (command === 'count') return mainInProcess(['count', '-c', config, '--write', '-q', '--lang', 'en', ...more])
  const tally = join(folder, 'a.tally')
  await mainInProcess(['tally', '-c', config, '--tally', tally, log, '-q'])
  return mainInProcess(['merge', '-c', config, '-o', join(folder, 'open-data'), tally, '-q', '--lang', 'en', ...more])
}

describe.each(['count', 'merge'])('%s over a folder whose description is', (command) => {
  it.each(Object.keys(DAMAGES))('%s: refused, whoever published it', async (damage) => {
    for (const publisher of ['count', 'run']) {
      const place = settle(30)
      if (publisher === 'count')
        expect((await mainInProcess(['count', '-c', place.config, '--write', '-q'])).code).toBeLessThan(3)
      else await place.service.run({ now: () => START + 8.2 * DAY })
      DAMAGES[damage]?.(join(place.service.output, 'essai/datapackage.json'))
      const before = filesBelow(place.service.output)
      const { code, stderr } = await writeOver(place, command)
      expect([code, stderr]).toEqual(
        publisher === 'run'
          ? [64, expect.stringContaining('comptage run publishes this folder')]
          : [65, expect.stringContaining('choose another folder with -o, or move it away')],
      )
      expect(filesBelow(place.service.output)).toEqual(before)
      // A word of the operator cuts anew what count has published, and nothing else.
      const { code: anew } = await writeOver(place, command, '--cut-anew')
      if (publisher === 'run') expect(anew).toBe(64)
      else expect(anew).toBeLessThan(3)
    }
  })
})
