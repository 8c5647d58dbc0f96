import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { PublishedRow } from '../../../src/domain/cell.ts'
import { indexOf } from '../../../src/domain/dictionary.ts'
import { openState } from '../../../src/state/index.ts'

const root = mkdtempSync(join(tmpdir(), 'comptage-editions-'))
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

const row = (period: number, count: number): PublishedRow => ({
  series: 'day',
  period: indexOf<'period'>(period),
  place: 0,
  revision: 0,
  feature: 'home',
  cell: '',
  measure: 'requests',
  count,
})

it('answers what was published last, and what was before where it is taken back', async () => {
  const { editions, commit, tryOut, close } = await openState(root)
  const told = () => [editions.published().map(({ period, count }) => [period, count]), editions.spans().length]
  expect(told()).toEqual([[], 0])
  const before = editions.edition()

  commit(() => editions.publish([row(100, 12)]))
  expect(told()).toEqual([[[100, 12]], 1])
  const { edition } = editions
  const first = edition()
  expect(first).not.toBe(before)

  tryOut(() => {
    editions.publish([row(101, 13)])
    expect(told()).toEqual([
      [
        [100, 12],
        [101, 13],
      ],
      1,
    ])
    expect(edition()).not.toBe(first)
  })
  expect(told()).toEqual([[[100, 12]], 1])
  expect(edition()).toBe(first)

  const failing = () =>
    commit(() => {
      editions.publish([row(100, 14)])
      expect(told()).toEqual([[[100, 14]], 1])
      throw new Error('the disk is full')
    })
  expect(failing).toThrow('the disk is full')
  expect(told()).toEqual([[[100, 12]], 1])
  expect(edition()).toBe(first)

  // The same figures, once more.
  commit(() => editions.publish([row(100, 12)]))
  expect(edition()).not.toBe(first)
  close()
})

it('raises a figure to another of its row, where both are shown and it is below', async () => {
  const { editions, commit, close } = await openState(mkdtempSync(join(root, 'raised-')))
  const figures: readonly (readonly [low: number | null, high: number | null])[] = [
    [590, 447],
    [590, 602],
    [590, 590],
    [590, null],
    [null, 447],
    [580, 447],
  ]
  commit(() => {
    for (const series of ['day', 'week'])
      editions.publish(
        figures.flatMap(([low, high], place) => {
          const of = { ...row(100 + (place % 2), 0), series, place }
          return [
            { ...of, measure: 'low', count: low },
            { ...of, measure: 'high', count: high },
          ]
        }),
      )
  })
  const highOf = (series: string) =>
    editions.published().flatMap((one) => (one.series === series && one.measure === 'high' ? one.count : []))
  const [before, edition] = [highOf('week'), editions.edition()]
  expect(editions.raise('day', 'high', 'low')).toEqual([100, 101])
  expect(highOf('day')).toEqual([590, 590, 447, 602, null, 580])
  expect(highOf('week')).toEqual(before)
  const raised = editions.edition()
  expect(raised).not.toBe(edition)
  expect(editions.raise('day', 'high', 'low')).toEqual([])
  expect(editions.edition()).toBe(raised)
  close()
})
