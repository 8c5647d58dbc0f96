import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { piecesOf } from '../../src/source/byte-reader.ts'
import { openLog } from '../../src/source/open-log.ts'
import { SEED } from '../seed.ts'
import { isThere, type Tool } from './archives.ts'
import { problemsOf, testFolder } from './helpers.ts'

/*
 * What the system's own program refuses is refused, and of what it takes the text is the same, byte for byte. Archives are
 * damaged at random, in the ways of disks, transfers and half-done copies; most have no check of their text, so that the
 * decoder alone can refuse them.
 */
const CORRUPTIONS = Number(process.env['COMPTAGE_CORRUPTIONS'] ?? 250)

const folder = testFolder()

const LINES = Array.from({ length: 1500 }, (_, i) => {
  const time = `10/Mar/2026:09:${String(i % 60).padStart(2, '0')}:24 +0100`
  return `203.0.113.${(i * 7) % 256} - LEAK [${time}] "GET /aide/${(i * i) % 97} HTTP/1.1" 200 ${(i * 2654435761) % 9973}\n`
})
const SHORT = LINES.slice(0, 12).join('')
const LONG = LINES.join('')

const WAYS: Readonly<Record<Tool, readonly (readonly string[])[]>> = {
  gzip: [['-1'], ['-9'], ['-6', '-N']],
  zstd: [['--no-check', '-3'], ['--no-check', '-1'], ['--no-check', '-19'], ['--no-check', '--fast=5'], ['-3']],
  xz: [['--check=none'], ['--check=none', '-0'], ['-6'], ['--check=crc32', '--block-size=20000']],
  bzip2: [['-1'], ['-9']],
}
/** Without its magic, nobody takes it for an archive. */
const MAGIC_BYTES: Readonly<Record<Tool, number>> = { gzip: 2, zstd: 4, xz: 6, bzip2: 10 }

describe.each(['gzip', 'zstd', 'xz', 'bzip2'] as const)('%s', (tool) => {
  it.skipIf(!isThere(tool))(
    `takes what the program takes, and refuses what it refuses, in ${CORRUPTIONS} corruptions`,
    async () => {
      const archives = archivesOf(tool)
      const corruptions = fc.sample(CORRUPTION, { numRuns: CORRUPTIONS, seed: SEED })
      const files = corruptions.map((corruption) => corrupted(archives, MAGIC_BYTES[tool], corruption))
      const theirs = reference(tool, files)
      const ours: (string | undefined)[] = []
      for (const bytes of files) ours.push(await textOf(bytes))
      const apart = corruptions.filter((_, i) => theirs[i] !== ours[i] && !isNobodys(tool, theirs[i], ours[i]))
      expect({ seed: SEED, apart: apart.length, first: apart.slice(0, 3) }).toEqual({ seed: SEED, apart: 0, first: [] })
      const wrong = corruptions.filter((_, i) => theirs[i] !== ours[i])
      expect(wrong.length).toBeLessThan(CORRUPTIONS / 30)
      const taken = theirs.filter((text) => text !== undefined).length
      // A sample of which nothing is taken, or all, would prove nothing.
      expect(Math.min(taken, CORRUPTIONS - taken)).toBeGreaterThan(CORRUPTIONS / 100)
    },
    60_000 + CORRUPTIONS * 200,
  )
})

const KNOWN_LINES = new Set(LINES)

/** Where no decoder is wrong: nothing that was packed is read otherwise, or what both take was changed already. */
function isNobodys(tool: Tool, theirs: string | undefined, ours: string | undefined): boolean {
  // 1. XZ Embedded leaves out the first byte of a chunk, which says nothing: all of the text is there
  if (tool === 'xz') return theirs === undefined && (ours === SHORT || ours === LONG)
  // 2. libzstd reads damaged Huffman streams in several ways, by the processor: where no checksum tells, it makes other text of them
  return tool === 'zstd' && theirs?.split(/(?<=\n)/).every((line) => KNOWN_LINES.has(line)) === false
}

/** `at` and `other` are places, in millionths of what stands behind the magic. */
type Corruption = {
  readonly kind: (typeof KINDS)[number]
  readonly archive: number
  readonly at: number
  readonly other: number
  readonly length: number
  readonly byte: number
}
const KINDS = [
  'flip',
  'flip',
  'byte',
  'zeros',
  'cut',
  'drop',
  'double',
  'insert',
  'append',
  'graft',
  'swap',
  'join',
] as const
const natural = (most: number): fc.Arbitrary<number> => fc.noBias(fc.nat(most))
const CORRUPTION = fc.record<Corruption>({
  kind: fc.constantFrom(...KINDS),
  archive: natural(1000),
  at: natural(999_999),
  other: natural(999_999),
  length: natural(40).map((length) => length + 1),
  byte: natural(255),
})

function corrupted(archives: readonly Buffer[], magicBytes: number, corruption: Corruption): Buffer {
  const { kind, archive, at, other, length, byte } = corruption
  const whole = archives[archive % archives.length]!
  const placeOf = (millionths: number): number =>
    magicBytes + Math.floor((millionths / 1e6) * (whole.length - magicBytes))
  const [head, tail] = [whole.subarray(0, placeOf(at)), whole.subarray(placeOf(at))]
  switch (kind) {
    case 'flip':
      return changed(whole, placeOf(at), (old) => old ^ (1 << (byte & 7)))
    case 'byte':
      return changed(whole, placeOf(at), () => byte)
    case 'swap':
      return changed(
        changed(whole, placeOf(at), () => whole[placeOf(other)]!),
        placeOf(other),
        () => whole[placeOf(at)]!,
      )
    case 'zeros':
      return Buffer.concat([head, Buffer.alloc(Math.min(length, tail.length)), tail.subarray(length)])
    case 'cut':
      return head
    case 'drop':
      return Buffer.concat([head, tail.subarray(length)])
    case 'double':
      return Buffer.concat([head, tail.subarray(0, length), tail])
    case 'insert':
      return Buffer.concat([head, Buffer.alloc(length, byte), tail])
    case 'append':
      return Buffer.concat([whole, Buffer.alloc(length, byte)])
    case 'join':
      return Buffer.concat([whole, archives[byte % archives.length]!])
    case 'graft':
      return Buffer.concat([head, archives[byte % archives.length]!.subarray(placeOf(other))])
  }
}

function changed(bytes: Buffer, at: number, change: (byte: number) => number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = change(copy[at]!)
  return copy
}

/** Short ones, most of which is tables and lengths, and long ones of several blocks; one of two members. */
function archivesOf(tool: Tool): readonly Buffer[] {
  const packed = (text: string, options: readonly string[]): Buffer => {
    const plain = join(folder, 'plain.log')
    writeFileSync(plain, text)
    return execFileSync(tool, ['-c', ...options, plain], { maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'ignore'] })
  }
  const single = WAYS[tool].flatMap((way) => [packed(SHORT, way), packed(SHORT, way), packed(LONG, way)])
  return [...single, Buffer.concat([single[0]!, packed(LINES.slice(12, 20).join(''), WAYS[tool][0]!)])]
}

const DECODE_ALL = `cd "$1"; for file in *; do "$2" -dc <"$file" >"../out/$file" 2>"../said/$file" || rm "../out/$file"; done`

/**
 * The texts by the program itself; undefined: it refuses. So it does where it warns, as of rubbish behind an archive: of a part
 * of it no figure may come.
 */
function reference(tool: Tool, files: readonly Buffer[]): readonly (string | undefined)[] {
  const pathOf = (kind: 'in' | 'out' | 'said', i: number): string => join(folder, kind, String(i))
  for (const kind of ['in', 'out', 'said']) {
    rmSync(join(folder, kind), { recursive: true, force: true })
    mkdirSync(join(folder, kind))
  }
  files.forEach((bytes, i) => writeFileSync(pathOf('in', i), bytes))
  execFileSync('sh', ['-c', DECODE_ALL, 'sh', join(folder, 'in'), tool])
  return files.map((_, i) => {
    const isTaken = existsSync(pathOf('out', i)) && readFileSync(pathOf('said', i)).length === 0
    return isTaken ? readFileSync(pathOf('out', i), 'latin1') : undefined
  })
}

/** Not by lines: of those, NULs at the start are no part. */
async function textOf(bytes: Buffer): Promise<string | undefined> {
  const pieces: Buffer[] = []
  const reading = async (): Promise<void> => {
    const reader = await openLog({ stdin: Readable.from([bytes], { objectMode: false }) }, () => undefined)
    for await (const piece of piecesOf(reader)) pieces.push(Buffer.from(piece))
  }
  return (await problemsOf(reading())).length > 0 ? undefined : Buffer.concat(pieces).toString('latin1')
}
