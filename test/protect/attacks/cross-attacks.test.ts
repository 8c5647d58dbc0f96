import { describe, expect, it, vi } from 'vitest'
import { periodOf } from '../../../src/domain/calendar.ts'
import type { Counted, CountedTable, TableSpec } from '../../../src/domain/table.ts'
import { RULES, writeTables, type ProtectionRules } from '../../../src/protect/protect-tables.ts'
import { guessesAt } from '../../../src/protect/account/guess-table.ts'
import { drawNoise } from '../../../src/protect/noise/noise-table.ts'
import { feature, januaryDays } from '../counted-of.ts'
import { randomFrom } from '../noise/random.ts'
import { shareRight, threeSigma } from './guess.ts'
import { expectFigures } from '../../docs/privacy-page.ts'
import { cellKey, noisySpec, WORDS } from './noisy-world.ts'

// Coverage counts every round of the hash: ten times as long.
vi.setConfig({ testTimeout: 120_000 })

/*
 * A month by two dimensions, beside the months by each of them: the sums of its rows and columns are published too, with
 * noise of their own. T is 3.
 */
const TRIALS = 4000
const GRID = januaryDays(31)
const MONTH = periodOf('month', GRID[0]!)
const DEVICES = WORDS.device!
const SYSTEMS = WORDS.os!
const TABLES = [['device'], ['os'], ['device', 'os']] as const

/** Counts by device and system. */
type Cross = readonly (readonly number[])[]
/** What is published of a cross: of each device, of each system, of each pair; undefined is hidden. */
type Seen = {
  readonly devices: readonly (number | undefined)[]
  readonly systems: readonly (number | undefined)[]
  readonly pairs: Cross | readonly (readonly (number | undefined)[])[]
  readonly other: number | undefined
}

/** Each trial is a feature of its own. */
function seenOf(crosses: readonly Cross[], seed: number, rules: Partial<ProtectionRules> = {}): readonly Seen[] {
  const slabsOf = (valuesOf: (cross: Cross) => readonly number[]): CountedTable['slabs'] =>
    new Map([[MONTH, Float64Array.from(crosses.flatMap(valuesOf))]])
  const sums: ((cross: Cross) => readonly number[])[] = [
    (cross) => cross.map((row) => sumOf(row)),
    (cross) => SYSTEMS.map((_, s) => sumOf(cross.map((row) => row[s]!))),
    (cross) => cross.flat(),
  ]
  const counted: Counted = {
    features: crosses.map((_, f) => feature(`f${String(f).padStart(6, '0')}`)),
    grid: GRID,
    tables: TABLES.map((dimensions, t): CountedTable => {
      const spec: TableSpec = noisySpec(dimensions, cellKey(3), { period: 'month' })
      return { spec, categories: dimensions.map((one) => WORDS[one]!), slabs: slabsOf(sums[t]!) }
    }),
    daily: new Map(),
  }
  const books = writeTables(counted, { key: randomFrom(seed).bytes(32) }, { ...RULES, ...rules }).map(
    ({ rows }) => new Map(rows.map((row) => [`${row.feature} ${row.categories.join(' ')}`, row.counts[0]])),
  )
  return counted.features.map(({ id }) => ({
    devices: DEVICES.map((device) => books[0]!.get(`${id} ${device}`)),
    systems: SYSTEMS.map((system) => books[1]!.get(`${id} ${system}`)),
    pairs: DEVICES.map((device) => SYSTEMS.map((system) => books[2]!.get(`${id} ${device} ${system}`))),
    other: books[2]!.get(`${id} (other) (other)`),
  }))
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** A cross of large cells, but for some. */
function crossWith(cells: Readonly<Record<string, number>>): Cross {
  return DEVICES.map((_, d) => SYSTEMS.map((_, s) => cells[`${d}${s}`] ?? 60))
}

function many(cross: Cross): readonly Cross[] {
  return Array.from({ length: TRIALS }, () => cross)
}

const TOO_LITTLE: Partial<ProtectionRules> = {
  noiseOf: ({ count, keyOf }) => (count === 0 ? 0 : drawNoise(1, count, keyOf(count))),
}

describe('a month by two dimensions, beside the months by each', () => {
  const presence = (count: number, rules: Partial<ProtectionRules> = {}): number => {
    const looks = [count, count + 1].map((own) =>
      seenOf(many(crossWith({ '00': own })), 23, rules).map(({ devices, systems, pairs, other }) => [
        `${devices[0] ?? '-'}`,
        `${systems[0] ?? '-'}`,
        `${pairs[0]![0] ?? '-'} ${other ?? '-'}`,
      ]),
    )
    return shareRight(looks, false)
  }

  it('is tried as often as docs/privacy.md says', () => {
    expectFigures`By sampling, ${TRIALS} trials a world`
  })

  it.each([10, 40])('padding a pair of %i: the bound of three views holds', (count) => {
    expect(presence(count)).toBeLessThan(guessesAt(3, 11).presence + threeSigma(TRIALS))
  })

  it('padding is near its bound: the attacker is as good as one can be', () => {
    expect(presence(40)).toBeGreaterThan(0.6)
  })

  it('is caught: the variance of one table for three', () => {
    expect(presence(40, TOO_LITTLE)).toBeGreaterThan(0.69)
  })

  const profile = (rules: Partial<ProtectionRules> = {}): number => {
    const looks = [{ '00': 61 }, { '11': 61 }].map((own) =>
      seenOf(many(crossWith(own)), 29, rules).map(({ devices, systems, pairs }) =>
        [devices[0], devices[1], systems[0], systems[1], pairs[0]![0], pairs[1]![1]].map((figure) => `${figure}`),
      ),
    )
    return shareRight(looks, false)
  }

  it('which of two pairs a request was, once it is known to have come: the bound of profiles holds', () => {
    const right = profile()
    expect(right).toBeLessThan(guessesAt(3, 11).profile + threeSigma(TRIALS))
    expect(right).toBeGreaterThan(0.65)
  })

  it('is caught: the variance of one table for three', () => {
    expect(profile(TOO_LITTLE)).toBeGreaterThan(0.75)
  })
})

describe('a hidden pair, between the sums of its row and of its column', () => {
  const COUNTS = 11

  /** How often the best reader guesses its count, of which each is as likely. */
  const guessed = (rules: Partial<ProtectionRules> = {}): number => {
    const looks = Array.from({ length: COUNTS }, (_, own) =>
      seenOf(many(crossWith({ '00': own })).slice(0, 1500), 31, rules).map(({ devices, systems, pairs, other }) => {
        const row = residual(devices[0], pairs[0]!.slice(1))
        const column = residual(
          systems[0],
          pairs.slice(1).map((one) => one[0]),
        )
        // The mean of both estimates, and what the pair and `(other)` show.
        const estimate = row === undefined || column === undefined ? '-' : `${Math.round((row + column) / 2)}`
        return [estimate, `${pairs[0]![0] ?? '-'} ${other ?? '-'}`]
      }),
    )
    return shareRight(looks, false)
  }

  it('is guessed seldom: a reader who knows nothing is right 9 times in 100', () => {
    const right = guessed()
    const [percent, chance] = [right, 1 / COUNTS].map((share) => (100 * share).toFixed(0))
    expectFigures`| there, a pair of ${0}–${COUNTS - 1} between the sums of its row and its column | ${percent!} % (chance: ${chance!} %) |`
    expect(right).toBeLessThan(0.22)
  })

  it('is caught: no noise, and the sums give it away', () => {
    expect(guessed({ noiseOf: () => 0 })).toBeGreaterThan(0.95)
  })
})

function residual(sum: number | undefined, others: readonly (number | undefined)[]): number | undefined {
  if (sum === undefined) return undefined
  return others.reduce<number | undefined>(
    (left, one) => (left === undefined || one === undefined ? undefined : left - one),
    sum,
  )
}
