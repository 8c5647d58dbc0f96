import { describe, expect, it } from 'vitest'
import type { FateSum } from '../../../src/domain/cell.ts'
import { indexOf } from '../../../src/domain/dictionary.ts'
import { noteGoneBefore, whyCountedBefore } from '../../../src/pipeline/tallies/counted-before.ts'
import { areCountedBefore } from '../../../src/pipeline/tallies/remark-tallies.ts'
import { openState, type State } from '../../../src/state/index.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { configurationIn } from '../../run/machines.ts'

const { fresh } = testFolder('counted-before')

type Sum = readonly [fate: FateSum['fate'], feature: string, share: number]

const KINDS: readonly Sum[] = [
  ['counted', 'accueil', 3],
  ['counted', 'aide', 2],
  ['robot', 'aide', 1],
  ['unmatched', '', 1],
]

const sumsFrom = (kinds: readonly Sum[], first: number, uses: readonly number[]): readonly FateSum[] =>
  uses.flatMap((n, i) =>
    kinds.map(([fate, feature, share]) => ({ day: indexOf<'day'>(first + i), fate, feature, lines: n * share })),
  )

/** So many lines a day, and some times as many of other kinds. */
const usesFrom = (first: number, ...uses: readonly number[]): readonly FateSum[] => sumsFrom(KINDS, first, uses)

/** What was taken of the machine that is gone: the last day up to its last look. */
const BEFORE = usesFrom(1, 101, 102, 103, 104, 105, 66)

describe('lines of a log that is read again', () => {
  it.each([
    { now: BEFORE, is: true, why: 'as it was' },
    { now: usesFrom(1, 101, 102, 103, 104, 105, 106, 107), is: true, why: 'that went on' },
    { now: usesFrom(3, 50, 104, 105, 106, 107), is: true, why: 'of which older files are gone' },
    { now: usesFrom(4, 104, 105, 106), is: true, why: 'that begins with a whole day' },
    { now: usesFrom(5, 105, 106), is: false, why: 'of one day with few kinds of lines: too little to tell' },
    { now: usesFrom(6, 66, 107), is: false, why: 'of the last day alone, too little to tell' },
    { now: usesFrom(5, 50, 106), is: false, why: 'that has none of the days as a whole: nobody can tell' },
    { now: usesFrom(6, 40, 107), is: false, why: 'but what came after the last look: another part of it' },
    { now: usesFrom(7, 107, 108), is: false, why: 'but days that nobody had' },
    { now: usesFrom(1, 91, 92, 93, 94, 95, 96), is: false, why: 'but another: two served beside each other' },
    { now: usesFrom(1, 91, 102, 93, 94, 95, 96), is: false, why: 'but another, which had as many on a day by chance' },
    { now: [], is: false, why: 'nor anything' },
  ])('$why', ({ now, is }) => {
    expect(areCountedBefore(now, BEFORE)).toBe(is)
  })
})

it('two servers that a balancer gives requests in turn are no such lines', () => {
  const inTurn = sumsFrom(
    [['counted', 'aide', 1]],
    1,
    Array.from({ length: 40 }, (_, i) => 1000 + i),
  )
  expect(areCountedBefore(inTurn, inTurn)).toBe(false)
})

/** Takes as `run` does, in short. */
function take(state: State, sources: readonly string[], name: string, id: string, uses: readonly FateSum[]): unknown {
  const entries = sources.map((one) => `  - { id: ${one}, path: /${one}.tally }\n`).join('')
  const configuration = configurationIn(fresh(), `sources:\n${entries}output: out\n`)
  const why = whyCountedBefore(configuration, state, id, uses)
  if (why !== undefined) return why
  state.commit(() => {
    noteGoneBefore(configuration, state, id)
    state.sources.addFates(id, uses)
    state.sources.keepName(name, id)
    state.sources.keepSource({ id, sequence: 1, file: name, scanned: 0, unreadThrough: -1, logs: [] })
  })
  return 'taken'
}

describe('a machine whose log is read again', () => {
  const refused = { why: 'counted-before', other: 'old', through: '1970-01-01T00:00:00Z' }
  const both = ['old', 'new']
  const [others, after] = [usesFrom(20, 91, 92), usesFrom(30, 93)]
  type Step = readonly [sources: readonly string[], name: string, id: string, uses: readonly FateSum[]]
  it.each<{ steps: readonly Step[]; last: unknown; forgotten?: number; why: string }>([
    {
      steps: [
        [['old'], 'old', 'a', BEFORE],
        [['new'], 'new', 'b', BEFORE],
      ],
      last: refused,
      why: 'is refused in the place of the one that had it',
    },
    {
      steps: [
        [['old'], 'old', 'a', BEFORE],
        [['web'], 'web', 'c', others],
        [['web', 'new'], 'new', 'b', BEFORE],
      ],
      last: refused,
      why: 'is refused however long that one is gone',
    },
    {
      steps: [
        [['old'], 'old', 'a', BEFORE],
        [['new'], 'new', 'b', others],
        [['new'], 'new', 'b', BEFORE],
      ],
      last: refused,
      why: 'is refused where its older files come back later',
    },
    {
      steps: [
        [['old'], 'old', 'a', BEFORE],
        [['new'], 'new', 'b', others],
        [['new'], 'new', 'b', after],
      ],
      last: 'taken',
      why: 'but not for what it goes on with',
    },
    {
      steps: [
        [['old'], 'old', 'a', BEFORE],
        [both, 'new', 'b', BEFORE],
      ],
      last: 'taken',
      why: 'is added while both are named, which is told',
    },
    {
      steps: [
        [both, 'old', 'a', BEFORE],
        [both, 'new', 'b', others],
        [['new'], 'new', 'b', BEFORE],
      ],
      last: 'taken',
      why: 'and after, as a mirror that is left out has it',
    },
    {
      steps: [
        [['old'], 'old', 'a', BEFORE],
        [['new'], 'new', 'a', BEFORE],
      ],
      last: 'taken',
      why: 'is no other under another name',
    },
    {
      steps: [
        [['old'], 'old', 'a', BEFORE],
        [['new'], 'new', 'b', BEFORE],
      ],
      forgotten: 6,
      last: 'taken',
      why: 'is late where the days are forgotten, and counts in no period',
    },
  ])('$why', async ({ steps, last, forgotten = -1 }) => {
    const state = await openState(fresh(), 'keep')
    const done = steps.map(([sources, name, id, uses]) => {
      state.commit(() => {
        state.sources.forget(forgotten)
      })
      return take(state, sources, name, id, uses)
    })
    state.close()
    expect(done).toEqual([...steps.slice(1).map(() => 'taken'), last])
  })
})
