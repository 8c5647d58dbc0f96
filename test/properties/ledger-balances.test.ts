import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { FATES, REASONS } from '../../src/domain/fate.ts'
import { combinedLine } from '../cli/run-comptage.ts'
import { checkProperty } from './check-property.ts'
import { configurationOf, countInProcess } from './count-in-process.ts'

/** Bytes that are read at once; the product's own 1 MiB would put every log of these tests into one chunk. */
const chunk = vi.hoisted(() => ({ bytes: 1_048_576 }))

vi.mock(import('../../src/source/cut-lines.ts'), async (original) => {
  const { cutLines } = await original()
  return { cutLines: (reader) => cutLines(reader, chunk.bytes) }
})

const CONFIG = configurationOf(`service: { name: Essai, hosts: [ www.example.fr ] }
features:
  - { id: simulateur, match: [ /simulateur, /simulateur/** ] }
  - { id: dossier, match: [ "GET,POST /dossier/:numero<int>" ], clients: all }
ignore: [ /health ]
`)

const LIMIT = 65536
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
