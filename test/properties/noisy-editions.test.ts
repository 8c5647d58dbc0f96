import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { createNoiseKey } from '../../src/state/index.ts'
import { combinedLine, FIREFOX } from '../cli/run-comptage.ts'
import { checkProperty } from './check-property.ts'
import { configurationOf, countInProcess } from './count-in-process.ts'

const state = mkdtempSync(join(tmpdir(), 'comptage-noise-'))
afterAll(() => rmSync(state, { recursive: true }))
createNoiseKey(state)

const configuration = configurationOf(`service: { name: Essai, hosts: [ www.example.fr ] }
features: [{ id: a, match: [ /a ] }]
since: 2026-02-01
state: ${state}
datasets: [{ by: [ day, feature, device ] }]
`)

/** A day of mobile and other use, hour by hour. */
function hoursOf(day: number, hours: number): string {
  const time = (hour: number): string =>
    `${String(day).padStart(2, '0')}/Feb/2026:${String(hour).padStart(2, '0')}:30:00 +0100`
  return Array.from({ length: hours }, (_, hour) =>
    [FIREFOX, 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1']
      .map((agent) => combinedLine({ time: time(hour), request: 'GET /a HTTP/1.1', agent }).repeat(4))
      .join(''),
  ).join('')
}

it('what is published of a day with noise does not change from hour to hour', async () => {
  const before = hoursOf(1, 24) + hoursOf(2, 24) + hoursOf(3, 24)
  const editions = []
  for (const hours of [4, 5, 9]) {
    const { tables } = await countInProcess(configuration, [before + hoursOf(4, hours)], { format: 'combined' })
    editions.push(tables['day-feature-device'])
  }
  expect(new Set(editions).size).toBe(1)
  expect(editions[0]).toContain('2026-02-01,a,mobile,')
  expect(editions[0]).not.toContain('2026-02-04')
})

it('nor with the order of lines, or the files that they are in', async () => {
  const all = [1, 2, 3, 4, 5].flatMap((day) => hoursOf(day, 24).split(/(?<=\n)/))
  const dealt = fc.array(fc.tuple(fc.nat({ max: 2 }), fc.nat()), {
    minLength: all.length,
    maxLength: all.length,
    size: 'max',
  })
  const tableOf = async (logs: readonly string[]) => {
    const { tables, files } = await countInProcess(configuration, logs, { format: 'combined' })
    return { tables, files }
  }
  const expected = await tableOf([all.join('')])
  expect(expected.tables['day-feature-device']).toMatch(/^2026-02-01,a,mobile,\d+/m)
  await checkProperty(
    fc.asyncProperty(dealt, async (hands) => {
      const shuffled = all
        .map((line, n) => ({ line, file: hands[n]![0], place: hands[n]![1] }))
        .sort((a, b) => a.place - b.place)
      const logs = [0, 1, 2].map((wanted) =>
        shuffled.flatMap(({ line, file }) => (file === wanted ? [line] : [])).join(''),
      )
      expect(await tableOf(logs)).toEqual(expected)
    }),
    5,
  )
})
