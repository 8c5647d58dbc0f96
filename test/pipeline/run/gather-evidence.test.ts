import { join } from 'node:path'
import { expect, it } from 'vitest'
import { dayOf } from '../../../src/domain/calendar.ts'
import { planCount } from '../../../src/pipeline/plan-count.ts'
import { gatherEvidence } from '../../../src/pipeline/run/read/gather-evidence.ts'
import { wallClock } from '../../../src/pipeline/wall-clock.ts'
import { openState } from '../../../src/state/index.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { configurationIn } from '../../run/machines.ts'

const { fresh } = testFolder('evidence')
const NEWEST = dayOf(2026, 3, 10)
const SOURCE = { id: 'id', sequence: 1, file: 'web1.tally', scanned: Date.UTC(2026, 2, 10, 12), unreadThrough: -1 }

it.each([
  { why: 'the clock is right', now: Date.UTC(2026, 2, 12), through: NEWEST + 2 },
  // As after a start without a network, before the share with the logs is mounted: a tally goes out all the same.
  { why: 'the clock was set back', now: Date.UTC(1970, 0, 1), through: NEWEST },
])('a folder that may not be listed may hold anything that was ever met: $why', async ({ now, through }) => {
  const folder = fresh()
  const plan = planCount({ configuration: configurationIn(folder) })
  const state = await openState(join(folder, 'state'))
  state.commit(() => {
    state.sources.keepName('web1', 'id')
    state.sources.keepSource({ ...SOURCE, logs: [[NEWEST, 1]] })
  })
  const read = { inputs: [], unread: [], isListed: false, problems: [], jumped: [] }
  const { evidence } = gatherEvidence(plan, state, wallClock(now, 'UTC'), read)
  state.close()
  expect(evidence.unreadThrough).toBe(through)
})
