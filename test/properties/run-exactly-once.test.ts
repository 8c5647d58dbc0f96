import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { periodOf } from '../../src/domain/calendar.ts'
import { indexOf, PERIOD_KINDS } from '../../src/domain/dictionary.ts'
import { openState, type State } from '../../src/state/index.ts'
import { expectBalance } from '../run/balance.ts'
import { runBatch } from '../run/batch-of.ts'
import { findingsIn, publishedIn } from '../run/findings-in.ts'
import { emptied, historyFolder } from '../run/histories.ts'
import { endHistory, liveThrough } from '../run/live-history.ts'
import { serviceOf, type TestService } from '../run/service-of.ts'
import { openLogWorld } from '../run/world/open-world.ts'
import { STEP_KINDS, type Step } from '../run/world/step.ts'

const START = Date.UTC(2026, 0, 28, 9)
const HISTORIES = Number(process.env['COMPTAGE_HISTORIES'] ?? 60)
const K = 11

const EXACT = 'measures: [ requests, errors ], protection: exact, accept_risk: true'
const DATASETS = {
  exact: `datasets:
  - { by: [ day, feature ], ${EXACT} }
  - { by: [ month, feature ], ${EXACT} }
  - { by: [ month, feature, device ], measures: [ requests ], protection: exact, accept_risk: true }
`,
  'cell-key': `datasets:
  - { by: [ day, feature ], ${EXACT} }
  - { by: [ month, feature, device ], measures: [ requests ] }
  - { by: [ month, feature, client ], measures: [ requests ] }
`,
  threshold: `datasets:
  - { by: [ day, feature ], measures: [ requests, errors ] }
  - { by: [ month, feature ], measures: [ requests, errors ] }
`,
} as const
type Level = keyof typeof DATASETS

const HISTORY = fc.record({
  level: fc.constantFrom<Level>('exact', 'cell-key', 'threshold'),
  likeness: fc.constantFrom('unique', 'unique', 'alike'),
  steps: fc.array(fc.record<Step>({ kind: fc.constantFrom(...STEP_KINDS), amount: fc.integer({ min: 0, max: 15 }) }), {
    minLength: 5,
    maxLength: 48,
  }),
})

const { root, unreadable } = historyFolder()
const services = new Map<string, TestService>()

/** Read once: a configuration costs as much as a run. */
function serviceAt(place: 'life' | 'batch', level: Level): TestService {
  const key = `${place} ${level}`
  const service = services.get(key) ?? serviceOf(join(root(), place), DATASETS[level])
  services.set(key, service)
  return service
}

describe('run, whatever happens', () => {
  it(
    `counts each line once, in ${HISTORIES} histories`,
    async () => {
      await fc.assert(fc.asyncProperty(HISTORY, expectOnce), { numRuns: HISTORIES })
    },
    240_000 + HISTORIES * 3000,
  )
})

type History = { readonly level: Level; readonly likeness: 'unique' | 'alike'; readonly steps: readonly Step[] }

async function expectOnce({ level, likeness, steps }: History): Promise<void> {
  const folder = join(root(), 'life')
  const [service, batch] = [serviceAt('life', level), serviceAt('batch', level)]
  emptied(folder)
  const world = openLogWorld(folder, START, { likeness, unreadable: unreadable() })
  await liveThrough(world, steps, service, folder, () => expect(verified(service.output)).toEqual([]))
  const now = world.now()
  await endHistory(world, service)
  expect(verified(service.output)).toEqual([])
  await runBatch(batch, join(root(), 'batch'), { service, record: world.record(), now })

  expect(expectBalance(service.state)).toBe(linesIn(world.record()))
  const [life, once] = [await contentOf(service.state), await contentOf(batch.state)]
  // What is kept back is still there, in no period.
  expect(life.cells).toEqual(once.cells)
  expectQuality(life.quality, once.quality)
  if (level !== 'threshold') expect(withoutQuality(service.figures())).toEqual(withoutQuality(batch.figures()))
}

/** What `verify` finds, where anything is published. */
function verified(output: string): ReturnType<typeof findingsIn> {
  return publishedIn(output).length === 0 ? [] : findingsIn(output)
}

function linesIn(record: ReadonlyMap<string, string>): number {
  return [...record.values()].reduce((lines, text) => lines + text.split('\n').length - 1, 0)
}

type Content = {
  /** Late lines where they belong. */
  readonly cells: Readonly<Record<string, number>>
  readonly quality: ReadonlyMap<string, number | null>
}

async function contentOf(folder: string): Promise<Content> {
  const state = await openState(folder, 'read')
  const cells = cellsOf(state)
  const quality = new Map(state.editions.quality().map(({ month, fate, lines }) => [`${month} ${fate}`, lines]))
  state.close()
  return { cells, quality }
}

function cellsOf({ counts }: State): Content['cells'] {
  const cells: Record<string, number> = {}
  for (const series of ['day', 'month', 'month device', 'month client'])
    for (const row of [...counts.cells(series, 0, 200_000), ...counts.cellsByDay(0, 200_000)]) {
      if (row.series !== series) continue
      const kind = PERIOD_KINDS.find((word) => word === series.split(' ')[0]) ?? 'day'
      const period = row.placed === 'period' ? row.period : periodOf(kind, indexOf<'day'>(row.day))
      const key = [series, period, row.feature, row.cell, row.measure].join('/')
      cells[key] = (cells[key] ?? 0) + row.count
    }
  return cells
}

/** A figure that fewer than k lines would move, or that was hidden, stays as it was published. */
function expectQuality(life: Content['quality'], batch: Content['quality']): void {
  const moved = [...batch].filter(([key, lines]) => {
    const shown = life.get(key)
    if (shown === undefined || shown === null || lines === null) return shown === undefined
    return Math.abs(lines - shown) >= K
  })
  expect(moved).toEqual([])
}

// Its figures keep small revisions back.
function withoutQuality(figures: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(figures).filter(([path]) => !/quality|qualite/.test(path)))
}
