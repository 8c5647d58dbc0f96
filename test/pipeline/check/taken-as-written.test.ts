import { expect, it } from 'vitest'
import { readConfiguration } from '../../../src/config/index.ts'
import type { Problem } from '../../../src/domain/problem.ts'
import { checkConfiguration } from '../../../src/pipeline/index.ts'

const BYTES = Array.from({ length: 256 }, (_, byte) => `%${byte.toString(16).padStart(2, '0')}`)
const LETTERS = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i))
const OTHERS = [
  'é',
  '%C3%A9',
  '%c3%A9',
  '😀',
  ';x',
  ';',
  ';jsessionid',
  ';JSessionId=1',
  '%3bjsessionid=1',
  '//',
  '/./',
  '/../',
]
const SIGNS = [...LETTERS, ...OTHERS]
const PLACES = [
  (sign: string) => `/${sign}`,
  (sign: string) => `/a${sign}b`,
  (sign: string) => `/a/${sign}/b`,
  (sign: string) => `/a?k=${sign}`,
  (sign: string) => `/a?k${sign}=v`,
]

/** What is wrong with these patterns, and with the requests that are written as they are. */
function problemsWith(patterns: readonly string[], spelling: string): readonly Problem[] {
  const written = JSON.stringify(patterns)
  const yaml = `service: { name: Essai }\ncase: ${spelling}\nfeatures: [ { id: aa, assets: count, match: ${written}, examples: ${written} } ]`
  const { configuration } = readConfiguration(yaml, 'c.yaml', { folder: '/' })
  return checkConfiguration(configuration!).problems
}

// Stars take anything, also a request that another pattern should take.
const PATTERNS = [
  ...BYTES.flatMap((byte) => [`/b${byte}`, `/b?k=${byte}`]),
  ...PLACES.flatMap((place) => SIGNS.filter((sign) => sign !== '*').map(place)),
]

it.each(['sensitive', 'insensitive'])(
  'a pattern is refused, or takes the request that is written so: %s',
  (spelling) => {
    const refused = new Set(
      problemsWith(PATTERNS, spelling).flatMap((one) => (one.code === 'PATTERN_SYNTAX' ? [one.pattern] : [])),
    )
    expect(refused.size).toBeGreaterThan(0)
    const taken = PATTERNS.filter((pattern) => !refused.has(pattern))
    const missing = problemsWith(taken, spelling).flatMap((one) => (one.code === 'EXAMPLE_MISSES' ? [one.example] : []))
    expect(missing).toEqual([])
  },
)
