import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../src/domain/problem.ts'
import { readChunks } from '../../src/source/index.ts'
import { isThere, pack, type Tool } from './archives.ts'
import { linesOf, problemsOf, testFolder } from './helpers.ts'

const folder = testFolder()
const TEXT = 'LEAK one\nLEAK two\nLEAK three, LEAK three, LEAK three\n'
// 1.3 MB that shrink to half: several pieces of input, blocks of every format, and turns of the reader's buffers.
const MANY = Array.from({ length: 60000 }, (_, i) => `${String((i * 2654435761) % 4294967296).padStart(20, '0')}\n`)
const ZEROS = Buffer.alloc(512)

const CUT: Readonly<Record<Tool, string>> = { gzip: 'Z_BUF_ERROR', zstd: 'ZSTD_CUT', xz: 'XZ_CUT', bzip2: 'BZIP2_CUT' }
/** Where something else follows. */
const BEHIND = { gzip: 'GZIP_BEHIND', zstd: 'ZSTD_DATA', xz: 'XZ_DATA', bzip2: 'BZIP2_DATA' } as const
const DATA = { gzip: 'Z_DATA_ERROR', zstd: 'ZSTD_DATA', xz: 'XZ_DATA', bzip2: 'BZIP2_DATA' } as const
// The smallest block, so that each of the thousands of runs below is short.
const OPTIONS: Readonly<Record<Tool, readonly string[]>> = { gzip: [], zstd: [], xz: [], bzip2: ['-1'] }

/** The text, or the code of the damage. */
async function outcomeOf(bytes: Buffer): Promise<string> {
  try {
    return (await linesOf(readChunks({ stdin: Readable.from([bytes], { objectMode: false }) }))).join('')
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const [problem] = error.problems
    return problem?.code === 'LOG_DAMAGED' ? problem.errno : String(problem?.code)
  }
}

describe.each(['gzip', 'zstd', 'xz', 'bzip2'] as const)('%s', (tool) => {
  const it_ = it.skipIf(!isThere(tool))
  const packed = (text: string | Buffer): Buffer => (isThere(tool) ? pack(tool, text, OPTIONS[tool]) : Buffer.alloc(0))
  const small = packed(TEXT)
  const parts = [packed('LEAK o'), packed('ne\nLEAK two\n')]

  it_('is told by its content, in a file of any name and in a pipe', async () => {
    const path = join(folder, `${tool}.log`)
    writeFileSync(path, packed(MANY.join('')))
    expect(await linesOf(readChunks({ path }))).toEqual(MANY)
    const pieces = Array.from({ length: small.length }, (_, i) => small.subarray(i, i + 1))
    expect((await linesOf(readChunks({ stdin: Readable.from(pieces, { objectMode: false }) }))).join('')).toBe(TEXT)
  })

  it_('is closed without a word where it was read half-way', async () => {
    const path = join(folder, `${tool}.half`)
    writeFileSync(path, packed(MANY.join('')))
    for await (const { end } of readChunks({ path })) {
      expect(end).toBeGreaterThan(0)
      break
    }
  })

  it_.each([
    {
      why: 'several members, one with no text',
      bytes: [...parts, packed(''), small],
      text: `LEAK one\nLEAK two\n${TEXT}`,
    },
    { why: 'no text', bytes: [packed('')], text: '' },
    { why: 'an archive within', bytes: [packed(small)], text: small.toString('latin1') },
    {
      why: 'text behind it',
      bytes: [small, Buffer.from('LEAK, and more of it\n')],
      text: BEHIND[tool],
    },
    {
      why: 'another kind behind it',
      bytes: [small, pack('gzip', TEXT)],
      text: tool === 'gzip' ? TEXT + TEXT : BEHIND[tool],
    },
  ])('$why', async ({ bytes, text }) => {
    expect(await outcomeOf(Buffer.concat(bytes))).toBe(text)
  })

  // Tapes and block devices pad with zeros. gzip and xz allow that; bzip2 and zstd never write them.
  const allowsZeros = tool === 'gzip' || tool === 'xz'
  it_.each([
    { why: 'zeros behind it', bytes: [small, ZEROS], text: allowsZeros ? TEXT : DATA[tool] },
    { why: 'a member behind zeros', bytes: [small, ZEROS, small], text: allowsZeros ? TEXT + TEXT : DATA[tool] },
    { why: 'text behind zeros', bytes: [small, ZEROS, Buffer.from('LEAK, and more of it\n')], text: BEHIND[tool] },
    {
      why: 'cut behind zeros',
      bytes: [small, ZEROS, small.subarray(0, -4)],
      text: allowsZeros ? CUT[tool] : DATA[tool],
    },
  ])('$why', async ({ bytes, text }) => {
    expect(await outcomeOf(Buffer.concat(bytes))).toBe(text)
  })

  it_('zeros and members across the pieces that are read', async () => {
    if (!allowsZeros) return
    // gzip looks back 32 KiB: what comes again takes as much as before, and a member is longer than a piece of 1 MiB.
    const text = MANY.join('').repeat(4)
    const big = packed(text)
    const padding = Buffer.alloc(1048576 + 4 - (big.length % 4))
    expect(await outcomeOf(Buffer.concat([big, padding, big]))).toBe(text + text)
  })

  it_('cut off at any byte, it is damaged', async () => {
    for (let length = 2; length < small.length; length++)
      expect(await outcomeOf(small.subarray(0, length)), `${length} bytes of ${small.length}`).toBe(CUT[tool])
  })

  it_('cut off behind its first member, it is damaged', async () => {
    for (let length = 2; length < small.length; length++)
      expect(await outcomeOf(Buffer.concat([small, small.subarray(0, length)]))).toBe(CUT[tool])
  })

  it_('cut off far within, it is damaged after text was read', async () => {
    const big = packed(MANY.join(''))
    for (const share of [0.2, 0.4, 0.6, 0.8, 0.999])
      expect(await outcomeOf(big.subarray(0, Math.floor(big.length * share)))).toBe(CUT[tool])
  })

  it_('with any bit flipped behind its magic, it is damaged or gives the same text', async () => {
    const magicBytes = { gzip: 2, zstd: 4, xz: 6, bzip2: 10 }[tool]
    let damaged = 0
    for (let bit = 8 * magicBytes; bit < 8 * small.length; bit++) {
      const outcome = await outcomeOf(withFlipped(small, bit))
      if (outcome === TEXT) continue
      // Two bits of zstd say that a dictionary is needed.
      expect(outcome, `bit ${bit}`).toMatch(/^(?:(?:Z|ZSTD|XZ|BZIP2)_[A-Z]+(?:_ERROR)?|LOG_COMPRESSION_UNKNOWN)$/)
      damaged += 1
    }
    expect(damaged).toBeGreaterThan(4 * (small.length - magicBytes))
  })

  it_('is named, with the cause alone', async () => {
    const path = join(folder, `cut-${tool}`)
    writeFileSync(path, small.subarray(0, -1))
    expect(await problemsOf(linesOf(readChunks({ path })))).toEqual([{ code: 'LOG_DAMAGED', path, errno: CUT[tool] }])
  })

  it_('unpacked by the program itself: the same text, and damage by its exit code', async () => {
    const path = join(folder, `external-${tool}`)
    let read = 0
    const big = packed(MANY.join(''))
    writeFileSync(path, big)
    const chunks = readChunks({ path, decompress: 'external' }, { onRead: (bytes) => (read += bytes) })
    expect(await linesOf(chunks)).toEqual(MANY)
    expect(read).toBe(big.length)
    writeFileSync(path, big.subarray(0, -1000))
    expect(await problemsOf(linesOf(readChunks({ path, decompress: 'external' })))).toEqual([
      { code: 'LOG_DAMAGED', path, errno: `${tool.toUpperCase()}_EXIT_${tool === 'bzip2' ? 2 : 1}` },
    ])
  })
})

/** A frame of zstd that gives 128 KiB of one letter by each four bytes of it. */
function bomb(blocks: number): Buffer {
  const header = Buffer.from('28b52ffd0058', 'hex')
  const block = (isLast: boolean): Buffer => {
    const word = (131072 << 3) | 2 | (isLast ? 1 : 0)
    return Buffer.from([word & 255, (word >> 8) & 255, word >> 16, 0x61])
  }
  return Buffer.concat([header, ...Array.from({ length: blocks }, (_, i) => block(i === blocks - 1))])
}

describe('an archive that swells', () => {
  // 1,125 MiB of text in 36 kB: as few as tell.
  const bytes = bomb(9000)
  const swells = { code: 'LOG_SWELLS', path: '-', times: expect.any(Number) as number, limit: 1000 }

  it('is left at 1 GiB, in a pipe and in a file', async () => {
    const stdin = Readable.from([bytes], { objectMode: false })
    expect(await problemsOf(linesOf(readChunks({ stdin })))).toEqual([swells])
    const path = join(folder, 'bomb')
    writeFileSync(path, bytes)
    expect(await problemsOf(linesOf(readChunks({ path })))).toEqual([{ ...swells, path }])
  })

  it.skipIf(!isThere('zstd'))('is left when the program itself unpacks it', async () => {
    const path = join(folder, 'bomb-external')
    writeFileSync(path, bytes)
    expect(await problemsOf(linesOf(readChunks({ path, decompress: 'external' })))).toEqual([{ ...swells, path }])
  })

  it('is read where the configuration allows so much', async () => {
    const path = join(folder, 'bomb-allowed')
    writeFileSync(path, bytes)
    expect(await linesOf(readChunks({ path, unpackLimit: 33_000 }))).toEqual(['<too long>'])
  })

  // 17 MiB: what a day of one health check a second comes to.
  it('is read below 1 GiB, whatever it gives', async () => {
    const stdin = Readable.from([bomb(136)], { objectMode: false })
    expect(await linesOf(readChunks({ stdin }))).toEqual(['<too long>'])
  })
})

describe('what is particular', () => {
  const itZstd = it.skipIf(!isThere('zstd'))
  const itXz = it.skipIf(!isThere('xz'))
  const skippable = Buffer.concat([
    Buffer.from('5a2a4d18', 'hex'),
    Buffer.from([200, 0, 0, 0]),
    Buffer.alloc(200, 'LEAK'),
  ])

  itZstd('zstd: frames to skip, before, between and behind', async () => {
    const frame = pack('zstd', TEXT)
    expect(await outcomeOf(Buffer.concat([skippable, frame, skippable, frame, skippable]))).toBe(TEXT + TEXT)
    expect(await outcomeOf(Buffer.concat([frame, skippable.subarray(0, -1)]))).toBe('ZSTD_CUT')
  })

  itZstd.each([['-1'], ['-19'], ['--fast=5'], ['--long=27', '-3']])('zstd %s', async (...options) => {
    expect(await outcomeOf(pack('zstd', MANY.join(''), options.filter(Boolean)))).toBe(MANY.join(''))
  })

  itZstd('zstd: a window of more than 128 MiB is refused', async () => {
    const header = Buffer.from('28b52ffd00f0', 'hex')
    expect(await outcomeOf(Buffer.concat([header, Buffer.alloc(20)]))).toBe('ZSTD_WINDOW')
  })

  itZstd('zstd: a wrong checksum, and a wrong size', async () => {
    const frame = pack('zstd', TEXT)
    expect(await outcomeOf(withFlipped(frame, 8 * frame.length - 1))).toBe('ZSTD_CHECKSUM')
    const path = join(folder, 'sized')
    writeFileSync(path, TEXT)
    const sized = pack('zstd', '', ['--no-check', path])
    // Single segment: the size of the content stands right behind the descriptor.
    expect(await outcomeOf(withFlipped(sized, 8 * 5 + 1))).toBe('ZSTD_DATA')
  })

  itZstd('zstd with a dictionary is told', async () => {
    const samples = Array.from({ length: 200 }, (_, i) => {
      const path = join(folder, `sample-${i}`)
      writeFileSync(path, MANY.slice(20 * i, 20 * i + 40).join(''))
      return path
    })
    const dictionary = join(folder, 'dictionary')
    execFileSync('zstd', ['-q', '--train', ...samples, '--maxdict=4096', '-o', dictionary])
    const packed = pack('zstd', TEXT, ['-D', dictionary])
    const path = join(folder, 'with-dictionary')
    writeFileSync(path, packed)
    for (const decompress of ['internal', 'external'] as const)
      expect(await problemsOf(linesOf(readChunks({ path, decompress })))).toEqual([
        { code: 'LOG_COMPRESSION_UNKNOWN', path, kind: 'zstd-dictionary' },
      ])
    // Behind a frame that needs none, libzstd finds it.
    expect(await outcomeOf(Buffer.concat([pack('zstd', TEXT), packed]))).toBe('ZSTD_DICTIONARY')
  })

  itZstd('zstd without a checksum: a flipped bit of the text passes, as the pages say', async () => {
    const frame = pack('zstd', TEXT, ['--no-check'])
    const outcomes = []
    for (let bit = 8 * 4; bit < 8 * frame.length; bit++) outcomes.push(await outcomeOf(withFlipped(frame, bit)))
    expect(outcomes.some((outcome) => outcome !== TEXT && outcome.includes('LEAK'))).toBe(true)
  })

  itXz('xz: checks of other kinds', async () => {
    expect(await outcomeOf(pack('xz', TEXT, ['--check=crc32']))).toBe(TEXT)
    expect(await outcomeOf(pack('xz', TEXT, ['--check=none']))).toBe(TEXT)
    expect(await outcomeOf(pack('xz', TEXT, ['--check=sha256']))).toBe('XZ_OPTIONS')
  })

  it('a host that begins as bzip2 does, and a line of one byte', async () => {
    expect(await outcomeOf(Buffer.from('BZh9.example.fr - -\n'))).toBe('BZh9.example.fr - -\n')
    expect(await outcomeOf(Buffer.from('P'))).toBe('P')
  })

  it('a program that is not there is named', async () => {
    const path = join(folder, 'no-program')
    writeFileSync(path, pack('gzip', TEXT))
    const { PATH } = process.env
    process.env['PATH'] = folder
    const problems = await problemsOf(linesOf(readChunks({ path, decompress: 'external' })))
    process.env['PATH'] = PATH
    expect(problems).toEqual([{ code: 'UNPACKER_MISSING', path, tool: 'gzip', errno: 'ENOENT' }])
  })

  it('a plain file is read as it is, whoever is to unpack', async () => {
    const path = join(folder, 'plain.gz')
    writeFileSync(path, TEXT)
    expect((await linesOf(readChunks({ path, decompress: 'external' }))).join('')).toBe(TEXT)
  })
})

function withFlipped(bytes: Buffer, bit: number): Buffer {
  const flipped = Buffer.from(bytes)
  flipped[bit >> 3]! ^= 1 << (bit & 7)
  return flipped
}
