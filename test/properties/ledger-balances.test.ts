import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { FATES, REASONS } from '../../src/domain/fate.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { dayOfText, periodOf } from '../../src/domain/calendar.ts'
import { openStanding } from '../../src/timeline/index.ts'
import { planCount } from '../../src/pipeline/plan-count.ts'
import { countFile } from '../../src/pipeline/reading/count-file.ts'
import { shareWith, type Helpers } from '../../src/pipeline/reading/jobs/open-helpers.ts'
import { openAccumulator } from '../../src/pipeline/reading/open-accumulator.ts'
import { combinedLine } from '../cli/run-comptage.ts'
import { startHere } from '../pipeline/reading/jobs/start-here.ts'
import { checkProperty } from './check-property.ts'
import { configurationOf, countInProcess } from './count-in-process.ts'

/** Bytes that are read at once; the product's own 1 MiB would put every log of these tests into one chunk. */
const chunk = vi.hoisted(() => ({ bytes: 1_048_576 }))

vi.mock(import('../../src/source/cut-lines.ts'), async (original) => {
  const { cutLines, ...others } = await original()
  return { ...others, cutLines: (reader, _, rooms) => cutLines(reader, chunk.bytes, rooms) }
})

const CONFIG = configurationOf(`service: { name: Essai, hosts: [ www.example.fr ] }
features:
  - { id: simulateur, match: [ /simulateur, /simulateur/** ] }
  - { id: dossier, match: [ "GET,POST /dossier/:numero<int>" ], clients: all }
ignore: [ /health ]
`)

const LIMIT = 65536
const DAY_OF_MARCH = dayOfText('2026-03-01') ?? 0
const nul = '\0'

const goodLine = fc
  .record({
    day: fc.integer({ min: 1, max: 31 }),
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'OPTIONS', 'BREW', ''),
    path: fc.constantFrom('/', '/simulateur', '/simulateur/a.png', '/dossier/12?q=LEAK', '*', '/%', 'x', '/health', ''),
    status: fc.constantFrom(0, 101, 200, 206, 302, 304, 404, 500, 999),
    agent: fc.constantFrom('-', '', 'curl/8.5.0', 'Googlebot/2.1', 'Mozilla/5.0 Firefox/128.0', '\\"', '\\'),
  })
  .map(({ day, method, path, status, agent }) =>
    combinedLine({ time: `${day}/Feb/2026:01:02:03 +0000`, request: `${method} ${path} HTTP/1.1`, status, agent }),
  )

const oddity = fc.oneof(
  fc.constantFrom('\n', '\r\n', '\r', nul, nul.repeat(9), '\ufeff', '"', '\\', ' ', '[', ']', '-', '# comment\n'),
  fc.integer({ min: LIMIT - 3, max: LIMIT + 3 }).map((length) => 'a'.repeat(length)),
  fc.integer({ min: LIMIT - 3, max: LIMIT + 3 }).map((length) => nul.repeat(length)),
  fc.string({ maxLength: 40, unit: 'binary' }),
)

/** A log of good lines, oddities, pieces of good lines, and any bytes. */
const anyBytes = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: goodLine.map((line) => Buffer.from(line, 'latin1')) },
      { weight: 2, arbitrary: goodLine.map((line) => Buffer.from(line.slice(0, -60), 'latin1')) },
      { weight: 3, arbitrary: oddity.map((text) => Buffer.from(text, 'utf8')) },
      { weight: 3, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
    ),
    { maxLength: 30 },
  )
  .map((pieces) => Buffer.concat(pieces))

describe('the ledger of any bytes', () => {
  it('has each line in exactly one fate, however the bytes are cut', async () => {
    const chunkBytes = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(4096, LIMIT, 1_048_576))
    await checkProperty(
      fc.asyncProperty(anyBytes, chunkBytes, async (log, bytes) => {
        // A long line in chunks of a few bytes is copied again with each of them.
        chunk.bytes = log.length > 5000 ? bytes + 1000 : bytes
        let hits = 0
        const { ledger } = await countInProcess(CONFIG, [log], {
          format: 'combined',
          malformedLimit: 1,
          onHit: () => hits++,
        })
        const { linesRead, fates, malformed } = ledger.total
        const truth = linesOf(log)
        expect(linesRead).toBe(truth.length)
        expect(sumOf(FATES.map((fate) => fates[fate]))).toBe(linesRead)
        expect(sumOf(REASONS.map((reason) => malformed[reason]))).toBe(fates.malformed)
        expect(fates['too-long']).toBe(truth.filter((line) => line.length > LIMIT).length)
        expect(hits).toBe(linesRead - fates['too-long'])
      }),
      150,
    )
  })
})

describe('any bytes that several read together', () => {
  const folder = mkdtempSync(join(tmpdir(), 'comptage-together-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'access.log')
  const request = { configuration: CONFIG, format: 'combined', malformedLimit: 1 }

  // Days of March, of which some came late and some stand aside.
  const through = periodOf('day', indexOf<'day'>(DAY_OF_MARCH + 9))
  const adopted = [{ kind: 'day', period: periodOf('day', indexOf<'day'>(DAY_OF_MARCH + 3)), verdict: 'open' }] as const
  const standing = { through: new Map([['day', through]] as const), held: new Map(), adopted }
  const placementOf = openStanding(standing).placementOf

  async function countWith(sizeBytes: number, helpers?: Helpers) {
    const plan = planCount(request)
    const accumulator = openAccumulator(plan, placementOf)
    const log = { path, id: '1', pattern: '', sizeBytes, fileKey: '' }
    let read = 0
    const onRead = (bytes: number): void => {
      read += bytes
    }
    const taker = { onHit: accumulator.note, areSummed: true }
    const help = helpers && { helpers, take: accumulator.take }
    const counted = await countFile(plan, { log, entry: undefined }, taker, onRead, help)
    const { ledger, misfits, fits, foreign } = counted
    const hours = [accumulator.oldestHour(), accumulator.newestHour()]
    const sums = { cells: sorted(accumulator.cells()), fates: sorted(accumulator.fates()) }
    return { ledger, misfits, fits, foreign, hours, read, ...sums }
  }

  it('give the sums of one who reads alone, to the number of the first line that does not fit', async () => {
    const sizes = fc.record({
      first: fc.integer({ min: 1, max: 2000 }),
      pieceBytes: fc.oneof(fc.integer({ min: 40, max: 3000 }), fc.constantFrom(LIMIT - 1, LIMIT, LIMIT + 1)),
      threads: fc.integer({ min: 1, max: 3 }),
    })
    await checkProperty(
      fc.asyncProperty(anyBytes, sizes, async (some, { first, pieceBytes, threads }) => {
        const log = Buffer.concat([Buffer.from(combinedLine({})), some, some])
        writeFileSync(path, log)
        chunk.bytes = 1_048_576
        const alone = await countWith(log.length)
        chunk.bytes = first
        const grain = {
          leastBytes: 1,
          pieceBytes: log.length > 60_000 ? pieceBytes + 1000 : pieceBytes,
          sharesArchives: true,
        }
        const helpers = shareWith(threads, { request, placing: standing }, startHere, grain)
        expect(await countWith(log.length, helpers).finally(helpers.dismiss)).toEqual(alone)
      }),
      100,
    )
  })

  const sorted = (rows: readonly unknown[]): readonly string[] => rows.map((row) => JSON.stringify(row)).sort()
})

/** The lines by another road: no BOM, no NULs at the start of a line, and a last piece only if something is in it. */
function linesOf(log: Buffer): readonly string[] {
  const text = log.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '')
  const pieces = text.split('\n').map(withoutNuls)
  return pieces.at(-1) === '' ? pieces.slice(0, -1) : pieces
}

function withoutNuls(line: string): string {
  let start = 0
  while (line[start] === nul) start++
  return line.slice(start)
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
