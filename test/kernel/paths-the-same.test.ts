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
  ...['z', 'az', 'a"b'],
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
    ';jsessionid\x1d1',
    '%3bJSESSIONI\x44=1',
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

/** Each byte as it is, encoded, or escaped as a log does. */
function spelled(word: string): fc.Arbitrary<string> {
  const bytes = [...Buffer.from(word)]
  return fc.array(fc.nat(15), { minLength: bytes.length, maxLength: bytes.length }).map((ways) =>
    bytes
      .map((byte, i) => {
        const hex = byte.toString(16).padStart(2, '0')
        if (ways[i] === 0) return `%${hex}`
        if (ways[i] === 1) return `%${hex.toUpperCase()}`
        return ways[i] === 2 ? `\\x${hex}` : String.fromCharCode(byte)
      })
      .join(''),
  )
}

/** A map of few words, so that the paths made of them meet its patterns. */
function mapOf(words: readonly string[]) {
  const word = fc.constantFrom(...words)
  const segment = fc.oneof(
    { weight: 3, arbitrary: word.map((text) => Buffer.from(text).toString('latin1')) },
    { weight: 2, arbitrary: word.map((text) => Buffer.from(text.toUpperCase()).toString('latin1')) },
    { weight: 2, arbitrary: word.chain(spelled) },
    { weight: 1, arbitrary: word.map((text) => Buffer.from(text.replaceAll('"', '""')).toString('latin1')) },
    { weight: 3, arbitrary: fc.constantFrom(...OTHERS) },
  )
  // Deeper than the kernel takes, and up again.
  const deep = fc
    .tuple(fc.array(segment, { minLength: 28, maxLength: 40 }), fc.nat(42), fc.array(segment, { maxLength: 2 }))
    .map(([down, up, end]) => [...down, ...Array.from({ length: up }, () => '..'), ...end])
  return fc.record({
    patterns: fc.array(fc.tuple(patternOf(word), fc.boolean()), { minLength: 1, maxLength: 12 }),
    ignored: fc.array(patternOf(word), { maxLength: 2 }),
    paths: fc.array(
      fc.tuple(
        fc.oneof({ weight: 12, arbitrary: fc.array(segment, { maxLength: 4 }) }, { weight: 1, arbitrary: deep }),
        fc.oneof(fc.constant(0), fc.nat(6)),
        fc.nat(2),
      ),
      { minLength: 40, maxLength: 80 },
    ),
  })
}

function patternOf(word: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const segment = fc.oneof(
    word.map(encodeURIComponent),
    fc.constantFrom(...KINDS).map((kind) => `:x${kind}`),
  )
  const methods = fc.oneof(fc.constant([]), fc.subarray([...METHODS.slice(0, 7)], { minLength: 1 }))
  return fc
    .record({ methods, segments: fc.array(segment, { maxLength: 3 }), rest: fc.boolean() })
    .map(({ methods, segments, rest }) => {
      const all = rest ? [...segments, '**'] : segments
      return `${methods.join(',')}${methods.length > 0 ? ' ' : ''}/${all.join('/')}`
    })
}

const log = fc.record<TargetOptions>({
  escapes: fc.constantFrom('none', 'backslash', 'doubled', 'hash', 'json'),
  decoded: fc.boolean(),
  caseInsensitive: fc.boolean(),
})

describe('what is remembered of paths', () => {
  it('is what the patterns say of each, however it is written', async () => {
    const seen = { known: 0, taken: 0, fates: new Set<number>() }
    const maps = fc.record({
      map: fc.subarray(WORDS, { minLength: 1, maxLength: 5 }).chain(mapOf),
      caseInsensitive: fc.boolean(),
      logs: fc.array(log, { minLength: 1, maxLength: 3 }),
      // Small, so that it starts anew now and then.
      mostEntries: fc.constantFrom(5, 1000),
    })
    await checkProperty(
      fc.property(maps, ({ map: { patterns, ignored, paths }, caseInsensitive, logs, mostEntries }) => {
        const features = patterns.map(([text, assets], i) =>
          feature(`f${i}`, [text], { assets: assets ? 'count' : 'exclude' }),
        )
        const compiled = compileFeatures(features, { caseInsensitive })
        const ignore = compileIgnore(written(ignored), { caseInsensitive })
        const size = { mostEntries, arenaBytes: 1 << 16 }
        const kernel = openKernel([], { size, patterns: [...compiled.paths, ...ignore.paths] })
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
      400,
    )
    // Of all but a few something is remembered, and of many it was before.
    expect(seen.known).toBeGreaterThan(2000)
    expect(seen.taken).toBeGreaterThan(2000)
    expect(seen.fates.size).toBeGreaterThan(10)
  })

  it('is the same of patterns as deep as places are told apart, and deeper', () => {
    const deep = Array.from({ length: 7 }, (_, i) => '/a'.repeat(29 + i))
    const features = deep.map((path, i) => feature(`f${i}`, [`${path}/b`, `${path}/:x<int>`]))
    const { matcher, paths } = compileFeatures(features, { caseInsensitive: false })
    const ignore = compileIgnore([], { caseInsensitive: false }).matcher
    const { paths: verdicts } = openKernel([], { size: { mostEntries: 1000, arenaBytes: 1 << 18 }, patterns: paths })
    const ask = requestsOf({ escapes: 'none', decoded: false, caseInsensitive: false })
    const ends = ['b', '7', 'z', 'z.css', 'b/b', 'b/z.css', 'z/..']
    const wrong = Array.from({ length: 12 }, (_, i) => '/a'.repeat(27 + i))
      .flatMap((path) => ends.map((end) => Buffer.from(`${path}/${end}`)))
      .filter((path) => {
        const wanted = pathVerdict({ matcher, ignore }, ask(path, 'GET'), METHOD.GET)
        const found = [0, 1].map(() =>
          pathVerdict({ matcher: { ...matcher, verdicts: verdicts! }, ignore }, ask(path, 'GET'), METHOD.GET),
        )
        return found.some((verdict) => verdict !== wanted)
      })
    expect(wrong.map(String)).toEqual([])
  })

  // Who asks for ever-new combinations of the words of a site would fill it, and each line would be read twice.
  it('is little: a word tells something where a pattern has it, and its end where it is the last', () => {
    const patterns = ['/a/b/:x<int>', '/a/c', '/c/**'].map((text, i) => feature(`f${i}`, [text]))
    const { paths } = openKernel([], {
      size: { mostEntries: 1000, arenaBytes: 1 << 18 },
      patterns: compileFeatures(patterns, { caseInsensitive: false }).paths,
    })
    const words = ['a', 'b', 'c', '7', 'z', 'z.css']
    let kept = 0
    const keepAll = (path: string, depth: number) => {
      const bytes = Buffer.from(path || '/')
      if (paths!.find(bytes, 0, bytes.length, METHOD.GET, 0) < 0)
        paths!.keep(bytes, 0, bytes.length, METHOD.GET, 0, kept++)
      if (depth > 0) for (const word of words) keepAll(`${path}/${word}`, depth - 1)
    }
    keepAll('', 5)
    // Of 9,331 paths. The first segment is a, c or another one; the second b, c or another; the third an integer or not; what is deeper is
    // there. And where another one is the last, it is an asset or not: 4, 3 × 4, 3 × 3 × 3 and 3 × 3 × 2 × 2, and the path `/`.
    expect(kept).toBe(1 + 4 + 12 + 27 + 36)
  })

  it('takes as many patterns as somebody may write: 150,000', () => {
    const { paths } = openKernel([], {
      size: { mostEntries: 8, arenaBytes: 4096 },
      patterns: Array.from({ length: 150_000 }, (_, n) => [{ kind: 'literal', text: `page-${n}` }]),
    })
    const [last, other] = [Buffer.from('/page-149999'), Buffer.from('/page-150000')]
    paths!.keep(last, 0, last.length, METHOD.GET, 0, 1)
    expect([last, other].map((path) => paths!.find(path, 0, path.length, METHOD.GET, 0))).toEqual([1, -1])
  })

  it('never costs a byte of what stands beside it, however long or deep a path is', () => {
    const size = { mostEntries: 8, arenaBytes: 4096 }
    const kernel = openKernel([size], { size, patterns: [[{ kind: 'literal', text: 'a' }]] })
    const beside = kernel.openMemo(size)
    beside.keep(Buffer.from('agent'), 0, 5, 7)
    const deep = Buffer.from('a/'.repeat(32_768))
    kernel.paths!.keep(deep, 0, deep.length, METHOD.GET, 0, 1)
    expect(kernel.paths!.find(deep, 0, deep.length, METHOD.GET, 0)).toBe(1)
    expect(beside.find(Buffer.from('agent'), 0, 5)).toBe(7)
    const lines = Buffer.alloc(1 << 20, 'x')
    const held = kernel.hold(lines, 0, lines.length)
    const path = Buffer.from(`/${'%61'.repeat(21_000)}`)
    kernel.paths!.keep(path, 0, path.length, METHOD.GET, 0, 1)
    expect(Buffer.compare(kernel.bytes.subarray(held, held + lines.length), lines)).toBe(0)
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
