import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openLogWorld } from '../run/world/open-world.ts'
import { STEP_KINDS } from '../run/world/step.ts'
import { openChance } from './chance.ts'
import type { Life } from './life.ts'

const START = Date.UTC(2026, 0, 28, 9)
const HOUR = 3_600_000
const EXACT = 'measures: [ requests, errors ], protection: exact, accept_risk: true'
const DATASETS = [
  `[ { by: [ day, feature ], ${EXACT} }, { by: [ month, feature ], ${EXACT} }, { by: [ month, feature, device ] } ]`,
  `[ { by: [ day, feature ], ${EXACT} }, { by: [ month, feature, device ] }, { by: [ month, feature, client ] } ]`,
  '[ { by: [ day, feature ], measures: [ requests, errors ] }, { by: [ month, feature ], measures: [ requests, errors ] } ]',
]

/** Rotations, archives, copies, crashes, full disks and wrong clocks, as the soak has them; the configuration stays. */
export async function liveLogs(life: Life, seed: number): Promise<void> {
  const chance = openChance(seed)
  const configuration = life.configured(`service: { id: essai, name: Essai }
timezone: UTC
malformed_limit: 100%
logs: [ { path: "logs/*", format: combined } ]
features: [ { id: simulateur, match: [ /simulateur ] }, { id: aide, match: [ /aide ] } ]
protection: { revision_window: 9999d }
output: open-data
state: state
datasets: ${chance.of(DATASETS)}
`)
  const [entry] = configuration?.logs ?? []
  if (configuration === undefined || entry === undefined) throw new Error('its configuration is refused')
  const world = openLogWorld(life.home, START, { likeness: chance.of(['unique', 'unique', 'alike'] as const) })
  const withEntries = (): typeof configuration => ({
    ...configuration,
    logs: world.entries().map((path) => ({ ...entry, path: { ...entry.path, value: join(life.home, path) } })),
  })
  for (let steps = 5 + chance.below(20); steps > 0; steps--) {
    const step = { kind: chance.of(STEP_KINDS), amount: chance.below(16) }
    world.apply(step)
    const isJammed = step.kind === 'full' && step.amount % 2 === 1
    if (isJammed) jam(life)
    if (step.kind === 'run' && (await life.run(withEntries(), world.now()))) world.noteRun()
    if (step.kind === 'crash' || step.kind === 'full')
      await life.run(withEntries(), world.now(), {}, isJammed ? undefined : step.amount)
    if (isJammed) rmSync(jamOf(life), { recursive: true, force: true })
  }
  world.settle()
  for (const hours of [0, 1]) await life.run(withEntries(), world.now() + hours * HOUR)
  await life.status(withEntries(), world.now() + 2 * HOUR)
}

/** A folder lies where a file is published. */
function jam(life: Life): void {
  rmSync(jamOf(life), { force: true })
  mkdirSync(jamOf(life), { recursive: true })
}

function jamOf({ home }: Life): string {
  return join(home, 'open-data/essai/data/day-feature.csv')
}
