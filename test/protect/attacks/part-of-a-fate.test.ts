import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Measure } from '../../../src/domain/dictionary.ts'
import type { LinesCounted } from '../../../src/domain/measure.ts'
import { protectQuality, protectTables } from '../../../src/protect/index.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { tellOf, toldIn } from '../../intruder/folders-of.ts'
import { configuredService, type ConfiguredService } from '../../run/service-of.ts'
import { textOf } from '../../run/turning-world.ts'
import { countedOf, feature, januaryDays, spec } from '../counted-of.ts'

/*
 * A measure that counts some lines of a fate, here the redirects of a GET: whoever has the total of that fate takes off what is
 * shown, and what is left is the most that a hidden figure can be. No measure of the program is one; `errors` stands in for it, and `bytes` for one that counts them all.
 */
const known = vi.hoisted((): { errors?: LinesCounted | undefined; bytes?: LinesCounted } => ({
  errors: { fate: 'redirect', isAll: false },
}))
const { errors: SOME } = known
vi.mock(import('../../../src/domain/measure.ts'), async (original) => {
  const measures = await original()
  return {
    ...measures,
    linesCounted: (measure) =>
      measure === 'errors' || measure === 'bytes' ? known[measure] : measures.linesCounted(measure),
  }
})
afterEach(() => {
  known.errors = SOME
  delete known.bytes
})

const K = 3
const FEATURES = [feature('a'), feature('b')]

type World = { readonly a: number; readonly b: number; readonly others: number }
const upTo = (most: number): readonly number[] => Array.from({ length: most + 1 }, (_, n) => n)
const WORLDS = upTo(2 * K).flatMap((a) => upTo(2 * K).flatMap((b) => upTo(K).map((others) => ({ a, b, others }))))

/** What a reader has of a month: the figures of both features, and the total of redirects. */
function published({ a, b, others }: World, told: readonly Measure[], measures: readonly Measure[]) {
  const lines = { redirect: a + b + others }
  const counts = [[{ errors: a }], [{ errors: b }]]
  const counted = countedOf([spec('month', K, measures)], januaryDays(1), FEATURES, counts, lines)
  const tables = protectTables(counted)
  const { rows } = protectQuality(counted, tables, K, told)
  return {
    figures: tables[0]!.rows.map(({ counts: [count] }) => count),
    redirects: rows.find(({ fate }) => fate === 'redirect')?.lines,
  }
}

/** The fewest values that a hidden figure of feature a may have, of all that readers may have before them. */
function fewestValues(measures: readonly Measure[] = ['errors']): number {
  const values = new Map<string, Set<number>>()
  for (const world of WORLDS) {
    const seen = published(world, [], measures)
    if (seen.figures[0] !== undefined) continue
    const key = JSON.stringify([seen.figures[1] ?? null, seen.redirects ?? null])
    values.set(key, (values.get(key) ?? new Set()).add(world.a))
  }
  return Math.min(...[...values.values()].map(({ size }) => size))
}

describe('a measure that counts some lines of a fate', () => {
  it('has no total of them beside it: each hidden figure keeps k values', () => {
    expect(fewestValues()).toBe(K)
  })

  it('is caught: beside the total of all of them a hidden figure has one', () => {
    known.errors = undefined
    expect(fewestValues()).toBe(1)
  })

  const world = { a: 1, b: 5, others: 4 }

  it('leaves the total where no table has it', () => {
    expect(published(world, [], ['requests']).redirects).toBe(10)
  })

  it('has none once a table had it: a reader keeps the figures', () => {
    expect(published(world, ['errors'], ['requests']).redirects).toBeUndefined()
  })
})

describe('a measure that counts all lines of a fate, and that no table has unless it is asked for', () => {
  const grid = januaryDays(1)
  it.each<{ why: string; measures: Measure[]; told: Measure[]; redirects: number | undefined }>([
    { why: 'the sum of what is shown', measures: ['requests', 'bytes'], told: [], redirects: 7 },
    { why: 'the total where no table has it', measures: ['requests'], told: [], redirects: 12 },
    { why: 'nothing once a table had it', measures: ['requests'], told: ['bytes'], redirects: undefined },
  ])('leaves $why', ({ measures, told, redirects }) => {
    known.bytes = { fate: 'redirect', isAll: true }
    const counted = countedOf([spec('month', 'exact', measures)], grid, FEATURES, [[{ bytes: 7 }]], { redirect: 12 })
    const { rows } = protectQuality(counted, protectTables(counted), K, told)
    expect(rows.find(({ fate }) => fate === 'redirect')?.lines).toBe(redirects)
  })
})

describe('whoever has the folder', () => {
  const edition = {
    'essai/datapackage.json': JSON.stringify({ name: 'essai', comptage: { k: 11 } }),
    'essai/data/month-feature.csv': 'month,feature,errors\n2026-01,a,\n2026-01,b,12\n',
    'essai/data/quality.csv': 'month,fate,lines\n2026-01,redirect,12\n',
  }

  it('takes the total for the most that figures of some of it can be', () => {
    expect(toldIn(tellOf([edition])).map(({ feature: id, low, high }) => ({ id, low, high }))).toEqual([
      { id: 'a', low: 0, high: 0 },
    ])
  })

  it('sees nothing in it where a measure counts other lines', () => {
    known.errors = undefined
    expect(toldIn(tellOf([edition]))).toEqual([])
  })
})

describe('a month whose measure was taken out before it closed', () => {
  const { fresh } = testFolder('part-of-a-fate')

  /** What `quality.csv` tells of the redirects of March, one a day. */
  async function redirectsOf(before: string): Promise<string | undefined> {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const lines = Array.from({ length: 34 }, (_, day) => {
      const [, date, month, year] = new Date(Date.UTC(2026, 2, 1 + day)).toUTCString().split(' ')
      return `203.0.113.7 - - [${date}/${month}/${year}:12:00:00 +0000] "GET /aide HTTP/1.1" 302 9 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n`
    })
    let service: ConfiguredService | undefined
    for (const [measures, from, to] of [
      [before, 0, 31],
      ['[ requests ]', 31, 34],
    ] as const) {
      const datasets = `datasets: [ { by: [ day, feature ], measures: ${measures} } ]`
      const about = `since: 2026-03-01\nprotection: { grace: 1h }\n${datasets}\n`
      service = configuredService(folder, ['{ id: aide, match: [ /aide ] }'], about)
      appendFileSync(join(folder, 'logs', 'access.log'), lines.slice(from, to).join(''))
      await service.run(to - 0.01)
    }
    const row = /^2026-03,redirect,(.*)$/m.exec(textOf(service!, 'essai/data/quality.csv'))
    return row?.[1]
  }

  it('has no total of them: an earlier edition shows its days', async () => {
    expect(await redirectsOf('[ requests, errors ]')).toBe('')
  })

  it('has it where no edition ever had the measure', async () => {
    expect(await redirectsOf('[ requests ]')).toBe('31')
  })
})
