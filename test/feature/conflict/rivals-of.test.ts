import { describe, expect, it } from 'vitest'
import type { Feature } from '../../../src/domain/feature.ts'
import { rivalsOf } from '../../../src/feature/index.ts'
import { processorClock } from '../../processor-clock.ts'
import { feature as sample } from '../../publish/page/sample-services.ts'

const place = { file: 'comptage.yaml', line: 1, column: 1 }
const writtenOf = (patterns: readonly string[]) => patterns.map((value) => ({ value, place }))
const feature = (id: string, match: readonly string[]) => sample(id, { match: writtenOf(match) })

const digestOf = (names: readonly string[]) => names.join(', ').slice(-40)

function rivals(features: readonly Feature[], ignore: readonly string[] = [], caseInsensitive = false) {
  return Object.fromEntries(rivalsOf(features, writtenOf(ignore), { caseInsensitive, digestOf }))
}

describe('what takes requests from a feature', () => {
  it.each([
    { name: 'nothing', of: { a: ['/a'], b: ['/b'] }, are: { a: '', b: '' } },
    { name: 'a more specific pattern', of: { a: ['/:x'], b: ['/b'] }, are: { a: 'b /b', b: '' } },
    { name: 'not its own', of: { a: ['/:x', '/b'] }, are: { a: '' } },
    {
      name: 'each once, in order',
      of: { a: ['/:x', '/:x/**'], c: ['/c'], b: ['/b', '/b/d'] },
      are: { a: 'b /b, b /b/d, c /c', b: '', c: '' },
    },
    { name: 'what is ignored', of: { a: ['/b'] }, ignore: ['/:x', '/c'], are: { a: 'ignore /:x' } },
  ])('$name', ({ of, ignore, are }) => {
    expect(
      rivals(
        Object.entries(of).map(([id, match]) => feature(id, match)),
        ignore,
      ),
    ).toEqual(are)
  })
})

describe('patterns of which most meet most', () => {
  const tangled = Array.from({ length: 1_999 }, (_, i) => feature(`f${i}`, [`/s${i}/:x`, `/:x/s${i}`]))

  it('are rivals of all, and any other pattern is a change of each', () => {
    const worked = processorClock()
    const [before, after] = ['/a', '/b'].map((last) => rivals([...tangled, feature('z', [last])]))
    expect(new Set(Object.values(before ?? {})).size).toBe(1)
    expect(before?.['f0']).toMatch(/, z \/a$/)
    expect(after?.['f0']).toMatch(/, z \/b$/)
    // Without an end, minutes and gigabytes.
    expect(worked()).toBeLessThan(20_000)
  })
})
