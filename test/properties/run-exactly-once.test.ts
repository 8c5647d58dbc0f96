import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayText } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { periodNamed } from '../../src/pipeline/run/period-name.ts'
import { openState } from '../../src/state/index.ts'
import { openLogWorld, STEP_KINDS, type Step } from '../run/log-world.ts'
import { byInode, byPath, carelessReader, readerByName, type NaiveReader } from '../run/naive-readers.ts'
import { serviceOf, type TestService } from '../run/service-of.ts'

const START = Date.UTC(2026, 0, 28, 9)
const HISTORIES = Number(process.env['COMPTAGE_HISTORIES'] ?? 50)

const STEP: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...STEP_KINDS),
  amount: fc.integer({ min: 0, max: 15 }),
})

class Crash extends Error {}

describe('run, whatever happens', () => {
  it(
    `counts each line once, in ${HISTORIES} histories`,
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(STEP, { minLength: 5, maxLength: 60 }), async (steps) => {
          const root = mkdtempSync(join(tmpdir(), 'comptage-run-'))
          try {
            await live(root, steps)
          } finally {
            rmSync(root, { recursive: true, force: true })
          }
        }),
        {
          numRuns: HISTORIES,
          ...(process.env['COMPTAGE_SEED'] !== undefined && { seed: Number(process.env['COMPTAGE_SEED']) }),
        },
      )
    },
    60_000 + HISTORIES * 3000,
  )
})

// Each is what some program does. A test that let them pass would let a mistake of ours pass too.
describe('the same histories tell of', () => {
  it.each([
    { open: () => readerByName(byInode), why: 'positions by inode' },
    { open: () => readerByName(byPath), why: 'positions by path' },
    { open: () => carelessReader('two commits'), why: 'positions kept apart from counts' },
    { open: () => carelessReader('half archives'), why: 'archives that do not end' },
  ])('$why', ({ open }) => {
    const histories = fc.sample(fc.array(STEP, { minLength: 20, maxLength: 60 }), { numRuns: 60, seed: 4 })
    const wrong = histories.filter((steps) => {
      const root = mkdtempSync(join(tmpdir(), 'comptage-naive-'))
      try {
        return !countsRight(root, steps, open())
      } finally {
        rmSync(root, { recursive: true, force: true })
      }
    })
    expect(wrong.length).toBeGreaterThan(0)
  })
})

function countsRight(root: string, steps: readonly Step[], reader: NaiveReader): boolean {
  const world = openLogWorld(root, START)
  for (const step of steps) {
    world.apply(step)
    if (step.kind === 'run' || step.kind === 'crash') reader.run(world.logs, step.kind === 'crash')
  }
  world.settle()
  reader.run(world.logs, false)
  const written = [...world.record().values()].reduce((lines, text) => lines + text.split('\n').length - 1, 0)
  return reader.lines() === written
}

async function live(root: string, steps: readonly Step[]): Promise<void> {
  const folder = join(root, 'life')
  const service = serviceOf(folder)
  const world = openLogWorld(folder, START)
  for (const step of steps) {
    world.apply(step)
    if (step.kind === 'run') await service.run({ now: world.now })
    if (step.kind === 'crash') await crash(service, world.now, step.amount)
    if (step.kind === 'run' || step.kind === 'crash') await expectBalance(service)
  }
  world.settle()
  const now = world.now()
  // The first may see a clock that jumped; the second closes.
  await service.run({ now: () => now })
  await service.run({ now: () => now + 3_600_000 })
  for (const day of await lateDays(service)) {
    const period = periodNamed(dayText(indexOf<'day'>(day)))
    if (period !== undefined) await service.run({ now: () => now + 7_200_000 }, { revise: period })
  }
  const figures = service.figures()
  expect(withoutQuality(figures)).toEqual(withoutQuality(await batch(root, world.record(), now)))
  await expectBalance(service)
}

/** Stops a run at its n-th checkpoint, as a kill would: what was not committed is gone. */
async function crash(service: TestService, now: () => number, at: number): Promise<void> {
  let passed = 0
  const checkpoint = (): void => {
    passed += 1
    if (passed > at) throw new Crash()
  }
  await service.run({ now, checkpoint }).catch((error: unknown) => {
    if (!(error instanceof Crash)) throw error
  })
}

async function lateDays(service: TestService): Promise<readonly number[]> {
  const state = await openState(service.state)
  const days = new Set(state.counts.lateFates(0, 200_000).map(({ day }) => day))
  state.close()
  return [...days]
}

/** What must hold after every commit: each line consumed has one fate, and each counted one stands in the tables. */
async function expectBalance(service: TestService): Promise<void> {
  const state = await openState(service.state)
  const fates = state.counts.allFates()
  const sum = fates.reduce((lines, row) => lines + row.lines, 0)
  const consumed = state.logs.linesConsumed()
  const counted = fates
    .filter(({ fate, late }) => fate === 'counted' && late === 0)
    .reduce((n, row) => n + row.lines, 0)
  const requests = state.counts
    .cells('day', 0, 200_000)
    .filter(({ measure }) => measure === 'requests')
    .reduce((n, row) => n + row.count, 0)
  state.close()
  expect({ sum, requests }).toEqual({ sum: consumed, requests: counted })
}

async function batch(
  root: string,
  record: ReadonlyMap<string, string>,
  now: number,
): Promise<Readonly<Record<string, string>>> {
  const folder = join(root, 'batch')
  const service = serviceOf(folder)
  mkdirSync(join(folder, 'logs'))
  for (const [name, text] of record) writeFileSync(join(folder, 'logs', name), text)
  await service.run({ now: () => now })
  return service.figures()
}

// Its figures keep small revisions back.
function withoutQuality(figures: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(figures).filter(([path]) => !/quality|qualite/.test(path)))
}
