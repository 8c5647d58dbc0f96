import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { REAL_TOOLS } from '../../src/pipeline/run/run-request.ts'
import { runService } from '../../src/pipeline/run/run-service.ts'
import { statusOf } from '../../src/pipeline/index.ts'
import { openState } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { proxied } from './proxied.ts'
import { configurationIn, runAt } from './machines.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('same-requests')

it('logs of a proxy and of the server behind it are told by run, and by status until one is left out', async () => {
  const folder = fresh()
  for (const name of ['nginx', 'apache2']) mkdirSync(join(folder, name))
  const [front, behind] = [join(folder, 'nginx/access.log'), join(folder, 'apache2/access.log')]
  const write = (days: number): void => {
    const { inFront, below } = proxied(START, days)
    writeFileSync(front, inFront)
    writeFileSync(behind, below)
  }
  const [one, other] = ['nginx/access.log*', 'apache2/access.log*'].map((path) => `{ path: ${path}, format: combined }`)
  const both = configurationIn(folder, `logs: [ ${one}, ${other} ]\noutput: out\n`)
  const alike = { code: 'LOGS_ALIKE', path: front, other: behind, by: 'uses' }
  write(7)
  expect((await runAt(both, START + 7.5 * DAY, { dryRun: true })).problems).toContainEqual(alike)
  expect((await runAt(both, START + 7.5 * DAY)).problems).toContainEqual(alike)
  // A day is too little to find them by.
  write(8)
  expect((await runAt(both, START + 8.5 * DAY)).news).toContainEqual(alike)
  const { matters } = await statusOf(both, { now: START + 8.6 * DAY })
  expect(matters).toContainEqual(expect.objectContaining({ what: 'problem', problem: alike }))
  const mended = configurationIn(folder, `logs: [ ${one} ]\noutput: out\n`)
  expect((await runAt(mended, START + 9 * DAY)).problems).toEqual([])
})

it('and where each run reads a few hours of them, or ends too early, within days', async () => {
  const folder = fresh()
  const names = ['front.log', 'behind.log'].map((name) => join(folder, name))
  const { inFront, below } = proxied(START, 5)
  const both = configurationIn(folder, `logs: [ { path: '*.log', format: combined } ]\noutput: out\n`)
  const instantOf = (line: string): number =>
    Date.parse(line.replace(/^.*\[(\d+)\/(\w+)\/(\d+):(\S+) .*$/s, '$1 $2 $3 $4 UTC'))
  const runs: { readonly at: number; readonly isTold: boolean }[] = []
  // Neither begins nor ends with an hour.
  for (let at = START + 0.3 * DAY; at < START + 5 * DAY; at += 0.14 * DAY) {
    for (const [i, text] of [inFront, below].entries())
      writeFileSync(
        names[i]!,
        text
          .split(/(?<=\n)/)
          .filter((line) => instantOf(line) < at)
          .join(''),
      )
    const killed = runService(
      { configuration: both },
      { ...REAL_TOOLS, now: () => at, checkpoint: (name) => expect(name).not.toBe('position kept') },
    )
    if (runs.length % 5 === 2) await expect(killed).rejects.toThrow('position kept')
    else await killed.catch(() => undefined)
    const { problems } = await runAt(both, at)
    runs.push({ at, isTold: problems.some(({ code }) => code === 'LOGS_ALIKE') })
  }
  const first = runs.findIndex(({ isTold }) => isTold)
  expect(runs.slice(first).every(({ isTold }) => isTold)).toBe(true)
  expect((runs[first]!.at - START) / DAY).toBeLessThan(4)

  const state = await openState(join(folder, 'state'), 'read')
  const kept = [...state.facts.recentUses().values()].map(
    (text) => JSON.parse(text) as { uses: Record<string, object> },
  )
  const hours = new Set(kept.flatMap(({ uses }) => Object.values(uses).flatMap((of) => Object.keys(of))))
  state.close()
  expect(kept).toHaveLength(2)
  expect(hours.size).toBeLessThanOrEqual(25)
  const one = configurationIn(folder, `logs: [ { path: front.log, format: combined } ]\noutput: out\n`)
  await runAt(one, START + 6 * DAY)
  const alone = await openState(join(folder, 'state'), 'read')
  expect([...alone.facts.recentUses().keys()]).toEqual([])
  alone.close()
})
