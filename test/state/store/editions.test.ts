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
