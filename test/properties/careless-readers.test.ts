import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptied, historyFolder } from '../run/histories.ts'
import { byInode, byPath, carelessReader, readerByName, type NaiveReader } from '../run/naive-readers.ts'
import { openLogWorld } from '../run/world/open-world.ts'
import { STEP_KINDS, type Step } from '../run/world/step.ts'

const START = Date.UTC(2026, 0, 28, 9)
const { root } = historyFolder()

// They know gzip alone, and no other host; what befalls the logs is the same.
const KINDS = STEP_KINDS.filter((kind) => !['hide', 'full', 'entries', 'neighbour', 'hosts'].includes(kind))
const HISTORY = fc.array(
  fc.record<Step>({ kind: fc.constantFrom(...KINDS), amount: fc.integer({ min: 0, max: 10 }) }),
  { minLength: 20, maxLength: 60 },
)

// Each is what some program does. A test that let them pass would let a mistake of ours pass too; and one that no careful
// reader passes would prove nothing.
describe('the same histories tell of', () => {
  it.each([
    { open: () => readerByName(byInode), why: 'positions by inode', least: 20 },
    { open: () => readerByName(byPath), why: 'positions by path', least: 20 },
    { open: () => carelessReader('two commits'), why: 'positions kept apart from counts', least: 20 },
    { open: () => carelessReader('half archives'), why: 'archives that do not end', least: 10 },
    { open: () => carelessReader('nothing'), why: 'nothing where nothing is wrong', least: 0, most: 0 },
  ])('$why', ({ open, least, most = 60 }) => {
    const histories = fc.sample(HISTORY, { numRuns: 60, seed: 4 })
    const wrong = histories.filter((steps) => !countsRight(steps, open()))
    expect(wrong.length).toBeGreaterThanOrEqual(least)
    expect(wrong.length).toBeLessThanOrEqual(most)
  })
})

function countsRight(steps: readonly Step[], reader: NaiveReader): boolean {
  const folder = join(root(), 'careless')
  emptied(folder)
  const world = openLogWorld(folder, START)
  for (const step of steps) {
    world.apply(step)
    if (step.kind === 'run' || step.kind === 'crash') reader.run(world.logs, step.kind === 'crash')
    if (step.kind === 'run') world.noteRun()
  }
  world.settle()
  reader.run(world.logs, false)
  const written = [...world.record().values()].reduce((lines, text) => lines + text.split('\n').length - 1, 0)
  return reader.lines() === written
}
