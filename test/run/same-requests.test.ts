import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { statusOf } from '../../src/pipeline/index.ts'
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
