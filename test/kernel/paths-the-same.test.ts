import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { METHOD, METHODS } from '../../src/domain/dictionary.ts'
import { ASSET_EXTENSIONS } from '../../src/domain/feature.ts'
import { compileFeatures, compileIgnore } from '../../src/feature/index.ts'
import { pathVerdict, type PathRequest } from '../../src/gate/judge-request.ts'
import { targetReader } from '../../src/gate/read/read-target.ts'
import { requestBuffer, type TargetOptions } from '../../src/gate/request-buffer.ts'
import { openKernel } from '../../src/kernel/index.ts'
import { feature, written } from '../feature/request-view.ts'
import { checkProperty } from '../properties/check-property.ts'

// Words of which some begin alike, are as long as the kernel compares at once, or one byte more.
const WORDS = [
  ...[
    'a',
    'b',
    'ab',
    'aide',
    'aides',
    'dossier',
    'a-b',
    '7',
    '2026-01-02',
    'café',
    'a.css',
    'x.pdf',
    'a b',
    'a;b',
    'A',
  ],
  ...['eightlet', 'ninelette', 'sixteen-letters1', 'seventeen-letters', 'seventeen-letterz', 'sixteen-letters12'],
  '00000000-0000-4000-8000-000000000009',
]
const KINDS = ['<int>', '<uuid>', '<date>', '<slug>', '']
const OTHERS = [
  ...[
    '12',
    '012345678901234567',
    '1a',
    '-',
    '_',
    'a-',
    '-a',
    'a--b',
    'a_-b',
    'ab-cd_ef',
    'abcdefghijklmno-',
    'abcdefghijklmnop-q',
  ],
  ...[
    '2026-13-01',
    '2026-12-31',
    '2026-00-10',
    '2026-1-010',
    'aaaa-aa-aa',
    '2026-01-32',
    'a.b-c',
    '~',
    'é',
    '%',
    '%2',
    '%zz',
  ],
  ...[
    '0000000g-0000-4000-8000-000000000009',
    'ABCDEF00-0000-4000-8000-00000000000F',
    '00000000_0000-4000-8000-000000000009',
  ],
  ...[
    '',
    '',
    '.',
    '..',
    '...',
    '%2e',
    '.%2E',
    '%2e%2e',
    '%00',
    '%2F',
    '%3f',
    '%25',
    '%c3%a9',
    '%252e',
    'a%20b',
    'a+b',
    '\xff',
  ],
  ...[
    ';jsessionid=1',
    ';JSESSIONID=1',
    '%3bjsessionid=1',
    ';jsession\x29d=1',
    ';jsessionid',
    ';v=1',
    'a;b;jsessionid=',
    ';',
  ],
  ...[
    '.css',
    'a.CSS',
    'a.css.',
    'a.css.gz',
    'a.cs',
    'a.webmanifest',
    'a.xwebmanifest',
    'a.min.js',
    'a%2ejs',
    'a.j%73',
    'a.\x13ss',
    'a.css;v=1',
  ],
  ...['\\x41', '\\', '"', '""', 'a"b', 'a'.repeat(1030), '%41'.repeat(341), '%41'.repeat(342), `${'a-'.repeat(40)}a`],
  ...ASSET_EXTENSIONS.map((extension) => `logo-1.${extension}`),
]

/** Each byte as it is, or encoded. */
function spelled(word: string): fc.Arbitrary<string> {
  const bytes = [...Buffer.from(word)]
  return fc.array(fc.nat(9), { minLength: bytes.length, maxLength: bytes.length }).map((ways) =>
    bytes
      .map((byte, i) => {
        const hex = byte.toString(16).padStart(2, '0')
        if (ways[i] === 0) return `%${hex}`
        return ways[i] === 1 ? `%${hex.toUpperCase()}` : String.fromCharCode(byte)
      })
      .join(''),
  )
}

const word = fc.constantFrom(...WORDS)
const segment = fc.oneof(
  { weight: 3, arbitrary: word.map((text) => Buffer.from(text).toString('latin1')) },
  { weight: 1, arbitrary: word.map((text) => text.toUpperCase()) },
  { weight: 2, arbitrary: word.chain(spelled) },
  { weight: 3, arbitrary: fc.constantFrom(...OTHERS) },
)
// Of both few and more segments than the kernel takes.
const path = fc.oneof(
  { weight: 20, arbitrary: fc.array(segment, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.array(segment, { minLength: 28, maxLength: 40 }) },
)

const pattern = fc
  .record({
    methods: fc.oneof(fc.constant([]), fc.subarray([...METHODS.slice(0, 7)], { minLength: 1 })),
    segments: fc.array(
      fc.oneof(
        word.map(encodeURIComponent),
        fc.constantFrom(...KINDS).map((kind) => `:x${kind}`),
      ),
      {
        maxLength: 3,
      },
    ),
    rest: fc.boolean(),
  })
  .map(({ methods, segments, rest }) => {
    const all = rest ? [...segments, '**'] : segments
    return `${methods.join(',')}${methods.length > 0 ? ' ' : ''}/${all.join('/')}`
  })

const log = fc.record<TargetOptions>({
  escapes: fc.constantFrom('none', 'backslash', 'doubled', 'hash', 'json'),
  decoded: fc.boolean(),
  caseInsensitive: fc.boolean(),
})

describe('what is remembered of paths', () => {
  it('is what the patterns say of each, however it is written', async () => {
    const seen = { known: 0, taken: 0, fates: new Set<number>() }
    const maps = fc.record({
      patterns: fc.array(fc.tuple(pattern, fc.boolean()), { minLength: 1, maxLength: 12 }),
      ignored: fc.array(pattern, { maxLength: 2 }),
      caseInsensitive: fc.boolean(),
      logs: fc.array(log, { minLength: 1, maxLength: 3 }),
      paths: fc.array(fc.tuple(path, fc.nat(6), fc.nat(2)), { minLength: 40, maxLength: 80 }),
      // Small, so that it starts anew now and then.
      mostEntries: fc.constantFrom(5, 1000),
    })
    await checkProperty(
      fc.property(maps, ({ patterns, ignored, caseInsensitive, logs, paths, mostEntries }) => {
        const features = patterns.map(([text, assets], i) =>
          feature(`f${i}`, [text], { assets: assets ? 'count' : 'exclude' }),
        )
        const compiled = compileFeatures(features, { caseInsensitive })
        const ignore = compileIgnore(written(ignored), { caseInsensitive })
        const words = {
          literals: [...compiled.literals, ...ignore.literals],
          kinds: [...compiled.kinds, ...ignore.kinds],
        }
        const kernel = openKernel([], { size: { mostEntries, arenaBytes: 1 << 16 }, words })
        const plain = { matcher: compiled.matcher, ignore: ignore.matcher }
        const remembering = { ...plain, matcher: { ...compiled.matcher, verdicts: kernel.paths! } }
        const requests = logs.map((one) => requestsOf({ ...one, caseInsensitive }))
        for (const [segments, method, which] of paths) {
          const text = Buffer.from(`/${segments.join('/')}`, 'latin1')
          const ask = requests[which % requests.length]!
          const wanted = pathVerdict(plain, ask(text, METHODS[method]!), METHOD[METHODS[method]!])
          const request = ask(text, METHODS[method]!)
          const splits = { count: 0 }
          const counted = {
            ...request,
            split: () => {
              splits.count++
              request.split()
            },
          }
          // The second time it is remembered, if it can be.
          const found = [0, 1].map(() => pathVerdict(remembering, counted, METHOD[METHODS[method]!]))
          expect([`${segments.length} segments`, ...found]).toEqual([`${segments.length} segments`, wanted, wanted])
          if (splits.count === 0) seen.known++
          if (splits.count === 1) seen.taken++
          seen.fates.add(wanted)
        }
      }),
      300,
    )
    // Of all but a few something is remembered, and of many it was before.
    expect(seen.known).toBeGreaterThan(2000)
    expect(seen.taken).toBeGreaterThan(2000)
    expect(seen.fates.size).toBeGreaterThan(10)
  })
})

/** Reads targets as one log writes them. */
function requestsOf(options: TargetOptions): (bytes: Uint8Array, method: string) => PathRequest {
  const target = requestBuffer()
  const targets = targetReader(options)
  return (bytes, method) => {
    targets.read(bytes, 0, bytes.length, target)
    target.methodBytes = Buffer.from(method)
    target.methodEnd = method.length
    return { target, pathEnd: -1, writing: targets.writing, split: () => targets.split(target) }
  }
}
