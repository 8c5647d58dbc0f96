import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exportState, verifyFolder } from '../../src/pipeline/index.ts'
import { filesBelow, testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configurationIn, runAt } from './machines.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('beginning')
const TABLES = 'datasets: [ { by: [ day, feature ], protection: exact, accept_risk: true } ]\n'
const OLD = 'features:\n  - { id: simulateur, match: [ /simulateur ] }\n'
const NEW = `${OLD}  - { id: aide, match: [ /aide ] }\n`

/** Of two machines, the second is told of a feature some days after the first; it has ten uses a day on each. */
it.each([
  { why: 'each tally is seen', isSeen: () => true },
  { why: 'those in between are missed', isSeen: (day: number) => day === 5 || day > 16 },
])('a feature begins with the last machine that counts it, where $why', async ({ isSeen }) => {
  const root = fresh()
  const at = (day: number): number => START + day * DAY
  const bring = async (id: string, day: number, features: string): Promise<void> => {
    const folder = join(root, id)
    mkdirSync(join(folder, 'logs'), { recursive: true })
    const configuration = configurationIn(folder, `logs: [ { path: "logs/*", format: combined } ]\n${TABLES}`, features)
    appendFileSync(join(folder, 'logs/access.log'), linesOf(30, at(day)))
    await runAt(configuration, at(day + 0.9))
    if (isSeen(day)) await exportState({ configuration, tally: join(root, `${id}.tally`) })
  }
  const sources = ['web1', 'web2'].map((id) => `  - { id: ${id}, path: ../${id}.tally }\n`).join('')
  for (let day = 0; day < 20; day++) {
    await bring('web1', day, day < 8 ? OLD : NEW)
    await bring('web2', day, day < 11 ? OLD : NEW)
    const features = day < 8 ? OLD : NEW
    const publisher = configurationIn(join(root, 'publisher'), `sources:\n${sources}output: out\n${TABLES}`, features)
    if (day >= 5) await runAt(publisher, at(day + 0.95))
  }
  const files = filesBelow(join(root, 'publisher'))
  const rows = files['out/essai/data/day-feature.csv']?.split('\n').filter((row) => row.includes(',aide,'))
  expect(rows?.[0]).toMatch(/^2026-03-12,aide,20/)
  expect(rows?.every((row) => row.includes(',aide,20'))).toBe(true)
  expect(files['out/essai/data/features.csv']).toContain('2026-03-12')
  expect(verifyFolder({ folder: join(root, 'publisher/out/essai') }).findings).toEqual([])
})
