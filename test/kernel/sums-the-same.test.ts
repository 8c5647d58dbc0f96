import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Hit } from '../../src/domain/hit.ts'
import { openKernel } from '../../src/kernel/index.ts'
import { addUpParts, countLines, type LinePart } from '../../src/pipeline/reading/ledger.ts'
import { FEATURES, rememberedPaths, testGate, type TestGateOptions } from '../gate/test-gate.ts'
import { checkProperty } from '../properties/check-property.ts'
import { fittingLines, KERNEL_FORMATS, lineFor, LINES } from './mutated-lines.ts'

// Few, so that they are full now and then, and start anew.
const SIZE = { mostEntries: 40, arenaBytes: 4000 }
// Those whose path alone decides.
const features = FEATURES.filter(({ id }) => id !== 'map' && id !== 'search')
const KERNEL = openKernel([SIZE, SIZE, SIZE], rememberedPaths(SIZE, features))
const AGENTS = KERNEL.openMemo(SIZE)
const [HEADS, HOSTS] = [KERNEL.openMemo(SIZE), KERNEL.openMemo(SIZE)]
/** Logs a format, of 3 to 36 lines, times COMPTAGE_TIMES. */
const LOGS = Number(process.env['COMPTAGE_SUMMED'] ?? 40)

type Counted = { readonly hits: number; readonly sums: unknown; readonly ledger: LinePart }

/** What is left of a log: sums of what is alike, the ledger, the first misfit, the days. */
function count(gate: ReturnType<typeof testGate>, log: Uint8Array): Counted {
  const sums = new Map<string, { lines: number; bytes: number }>()
  const ledger = countLines()
  let hits = 0
  gate.readLines(log, 0, log.length, (hit, line) => {
    hits++
    const { lines, bytes, ...words } = hit
    const known = sums.get(JSON.stringify(words)) ?? { lines: 0, bytes: 0 }
    sums.set(JSON.stringify(words), { lines: known.lines + lines, bytes: known.bytes + Math.max(bytes, 0) })
    ledger.note(hit, line)
  })
  const sorted = [...sums].sort(([one], [other]) => (one < other ? -1 : 1))
  return {
    hits,
    sums: sorted,
    ledger: ledger.handOver(),
  }
}

function gates(options: TestGateOptions): readonly ReturnType<typeof testGate>[] {
  for (const memo of [AGENTS, HEADS, HOSTS]) memo.clear()
  const plain = { features, ...options }
  const summing = { kernel: KERNEL, verdicts: KERNEL.paths!, sums: { agents: AGENTS, heads: HEADS, hosts: HOSTS } }
  return [testGate({ ...plain, ...summing }), testGate(plain)]
}

describe('a gate that sums lines that are alike and one that reads each come to the same', () => {
  let [lines, hits] = [0, 0]
  afterAll(() => {
    // Many of these lines are broken, and each of those is told by itself.
    expect(hits).toBeLessThan(0.9 * lines)
    console.info(`${lines.toLocaleString('en')} mutated lines of ${KERNEL_FORMATS.length} formats`)
  })

  it.each(KERNEL_FORMATS)('%s', async (format) => {
    const [summing, plain] = gates({ format, since: '2026-03-01' })
    const line = fc.oneof(lineFor(format), fc.constantFrom(...fittingLines(format)))
    const some = fc.array(line, { minLength: 1, maxLength: 4 })
    await checkProperty(
      fc.property(fc.array(some, { minLength: 1, maxLength: 3 }), fc.boolean(), (parts, isTorn) => {
        // Each part three times: by then its lines are known.
        const written = parts.flatMap((part) => [...part, ...part, ...part])
        const log = Buffer.concat(
          written.flatMap((line, i) => (isTorn && i === written.length - 1 ? [line] : [line, LF])),
        )
        const [one, other] = [count(summing!, log), count(plain!, log)]
        lines += other.hits
        hits += one.hits
        expect({ ...one, hits: 0 }).toEqual({ ...other, hits: 0 })
      }),
      LOGS,
    )
  })
})

const LF = Buffer.from('\n')

describe('a gate that sums lines', () => {
  const line = `${LINES[0]}\n`

  it('tells lines of one path, method, agent, code and referrer as one', () => {
    const [summing] = gates({})
    const hits: Pick<Hit, 'lines' | 'bytes'>[] = []
    const log = Buffer.from(line.repeat(5))
    summing!.readLines(log, 0, log.length, ({ lines, bytes }) => hits.push({ lines, bytes }))
    expect(hits).toEqual([
      { lines: 1, bytes: 3126 },
      { lines: 4, bytes: 4 * 3126 },
    ])
  })

  it.each<readonly [string, TestGateOptions]>([
    ['durations and flows are asked for', { asks: true }],
    ['an agent is encoded', { format: 'iis' }],
  ])('tells each by itself where %s', (_, options) => {
    const [summing, plain] = gates(options)
    const log = Buffer.from(line.repeat(5))
    expect(count(summing!, log)).toEqual(count(plain!, log))
    expect(count(summing!, log).hits).toBe(5)
  })

  it.each([[['www.example.fr']], [[]]])(
    'tells lines of foreign hosts by themselves, where its own are %j',
    (knownHosts) => {
      const [summing, plain] = gates({ format: 'vhost_combined', knownHosts })
      const written = ['www.example.fr:443', 'WWW.example.fr', 'www.example.org', 'www.example.fr:443'].map(
        (host) => `${host} ${line}`,
      )
      const log = Buffer.from(written.join('').repeat(4))
      const [one, other] = [count(summing!, log), count(plain!, log)]
      expect({ ...one, hits: 0 }).toEqual({ ...other, hits: 0 })
      expect(one.hits).toBeLessThan(other.hits)
    },
  )

  it('takes no host for its own because a target names one of its own', () => {
    const [summing, plain] = gates({ format: 'vhost_combined' })
    const absolute = line.replace('GET /', 'GET http://www.example.fr/')
    const log = Buffer.from([absolute, line, line, line].map((each) => `www.example.org ${each}`).join(''))
    expect(count(summing!, log)).toEqual(count(plain!, log))
  })

  it('goes on where there are more kinds of lines than it has room for', () => {
    const kernel = openKernel([SIZE, SIZE, SIZE], rememberedPaths(SIZE, features))
    const [agents, heads, hosts] = [kernel.openMemo(SIZE), kernel.openMemo(SIZE), kernel.openMemo(SIZE)]
    const summing = testGate({ features, kernel, verdicts: kernel.paths!, sums: { agents, heads, hosts } })
    const codes = Array.from({ length: 500 }, (_, i) => `${100 + i}`)
    const written = ['/', '/simulateur', '/open', '/odd', '/logo.svg'].flatMap((path) =>
      codes.map((code) => line.replace('/simulateur?age=LEAK', path).replace(' 200 ', ` ${code} `)),
    )
    const log = Buffer.from([...written, ...written].join(''))
    expect({ ...count(summing, log), hits: 0 }).toEqual({ ...count(gates({})[1]!, log), hits: 0 })
  })

  it('sums to the day the lines before one without a date', () => {
    const [summing, plain] = gates({})
    const next = line.replace('10/Mar', '11/Mar')
    const log = Buffer.from([line, line, 'x\n', line, next, next, 'x\n', next, line, 'x\n'].join(''))
    expect({ ...count(summing!, log), hits: 0 }).toEqual({ ...count(plain!, log), hits: 0 })
  })
})

function fatesOf(part: LinePart): Readonly<Record<string, number>> {
  const sums = addUpParts()
  sums.add(0, part)
  return sums.entry().fates
}

it('an empty agent is a robot’s, and of a line without one nobody knows, summed or not', () => {
  const lineWith = (agent: string): string =>
    `{"time":"2026-03-10T09:31:24+01:00","method":"GET","path":"/simulateur","status":200${agent}}\n`
  const log = Buffer.from(
    ['', ',"user_agent":""', ',"user_agent":"-"', ',"user_agent":null'].map(lineWith).join('').repeat(20),
  )
  for (const gate of gates({ format: 'nginx_json' }))
    expect(fatesOf(count(gate, log).ledger)).toMatchObject({ counted: 20, robot: 60 })
})
