import { execFileSync } from 'node:child_process'
import { getuid } from 'node:process'
import {
  chmodSync,
  closeSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readChunks, sightLog } from '../../src/source/index.ts'
import { openDescriptor } from '../../src/source/open/open-stored.ts'
import { linesOf, problemsOf, testFolder } from './helpers.ts'

const folder = testFolder()
let files = 0

function stored(bytes: Buffer | string, name = `log-${files++}`): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

const TEXT = 'LEAK one\nLEAK two\n'
const LINES = ['LEAK one\n', 'LEAK two\n']
const GZIP = gzipSync(TEXT)
// Does not shrink: 20,000 lines of 20 digits, several pieces of gzip.
const MANY = Array.from({ length: 20000 }, (_, i) => `${String((i * 2654435761) % 4294967296).padStart(20, '0')}\n`)

describe('the bytes decide what a file is, not its name', () => {
  it.each([
    { why: 'plain', bytes: Buffer.from(TEXT), lines: LINES },
    { why: 'plain, named .gz', bytes: Buffer.from(TEXT), name: 'plain.gz', lines: LINES },
    { why: 'gzip', bytes: GZIP, lines: LINES },
    { why: 'gzip, named .log', bytes: GZIP, name: 'access.log', lines: LINES },
    { why: 'two members', bytes: Buffer.concat([GZIP, GZIP]), lines: [...LINES, ...LINES] },
    {
      why: 'a line across two members',
      bytes: Buffer.concat([gzipSync('LEAK o'), gzipSync('ne\nLEAK two\n')]),
      lines: LINES,
    },
    { why: 'trailing zeros', bytes: Buffer.concat([GZIP, Buffer.alloc(1000)]), lines: LINES },
    { why: 'BOM inside gzip', bytes: gzipSync(`\ufeff${TEXT}`), lines: LINES },
    { why: 'empty', bytes: Buffer.alloc(0), lines: [] },
    { why: 'empty, gzip', bytes: gzipSync(''), lines: [] },
    { why: 'shorter than any magic', bytes: Buffer.from('a'), lines: ['a'] },
    { why: 'many lines', bytes: Buffer.from(MANY.join('')), lines: MANY },
    { why: 'many lines, gzip', bytes: gzipSync(MANY.join('')), lines: MANY },
  ])('$why', async ({ bytes, name, lines }) => {
    let read = 0
    const path = stored(bytes, name)
    expect(await linesOf(readChunks({ path }, { onRead: (n) => (read += n) }))).toEqual(lines)
    expect(read).toBe(statSync(path).size)
    expect(await linesOf(readChunks({ stdin: Readable.from([bytes], { objectMode: false }) }))).toEqual(lines)
  })

  it('a named pipe', async () => {
    const path = join(folder, 'pipe')
    const makePipe = 'mkfifo'
    execFileSync(makePipe, [path])
    const [lines] = await Promise.all([
      linesOf(readChunks({ path })),
      import('node:fs/promises').then((fs) => fs.writeFile(path, GZIP)),
    ])
    expect(lines).toEqual(LINES)
  })

  it('a named pipe without a writer keeps no thread that a signal could not end', async () => {
    const path = join(folder, 'alone')
    execFileSync('mkfifo', [path])
    closeSync(await openDescriptor(path))
  })
})

describe('problems', () => {
  const big = gzipSync(MANY.join(''))
  const flipped = Buffer.from(big)
  flipped[1000] = 255 - flipped[1000]!
  const badSum = Buffer.from(big)
  badSum[badSum.length - 6] = 255 - badSum[badSum.length - 6]!
  it.each([
    { why: 'cut at 60 %', bytes: big.subarray(0, big.length * 0.6), errno: 'Z_BUF_ERROR' },
    { why: 'cut by 2 bytes', bytes: big.subarray(0, -2), errno: 'Z_BUF_ERROR' },
    { why: 'second member cut', bytes: Buffer.concat([GZIP, GZIP.subarray(0, 8)]), errno: 'Z_BUF_ERROR' },
    { why: 'flipped byte', bytes: flipped, errno: 'Z_DATA_ERROR' },
    { why: 'bad checksum', bytes: badSum, errno: 'Z_DATA_ERROR' },
    { why: 'text after gzip', bytes: Buffer.concat([GZIP, Buffer.from(TEXT)]), errno: 'GZIP_BEHIND' },
    { why: 'a magic and nothing else', bytes: GZIP.subarray(0, 2), errno: 'Z_BUF_ERROR' },
  ])('damaged: $why', async ({ bytes, errno }) => {
    const path = stored(bytes)
    expect(await problemsOf(linesOf(readChunks({ path })))).toEqual([{ code: 'LOG_DAMAGED', path, errno }])
    const stdin = Readable.from([bytes], { objectMode: false })
    expect(await problemsOf(linesOf(readChunks({ stdin })))).toEqual([{ code: 'LOG_DAMAGED', path: '-', errno }])
  })

  it.each([
    { kind: 'zip', hex: '504b030414000000' },
    { kind: '7z', hex: '377abcaf271c0004' },
    { kind: 'lz4', hex: '04224d1864404500' },
    { kind: 'lzip', hex: '4c5a495001140000' },
    { kind: 'compress', hex: '1f9d904ca0080000' },
  ])('compressed with $kind', async ({ kind, hex }) => {
    const path = stored(Buffer.from(hex, 'hex'))
    expect(await problemsOf(linesOf(readChunks({ path })))).toEqual([{ code: 'LOG_COMPRESSION_UNKNOWN', path, kind }])
  })

  it('an archive of tar, compressed or not', async () => {
    for (const version of ['\0' + '00', '  \0']) {
      const tar = Buffer.alloc(2048)
      tar.write('access.log-20261101', 0, 'latin1')
      tar.write(`ustar${version}`, 257, 'latin1')
      tar.write('a line\n'.repeat(20), 512, 'latin1')
      for (const bytes of [tar, gzipSync(tar)]) {
        const path = stored(bytes)
        const problem = { code: 'LOG_COMPRESSION_UNKNOWN', path, kind: 'tar' }
        expect(await problemsOf(linesOf(readChunks({ path })))).toEqual([problem])
        await expect(sightLog({ path }, new Uint8Array(32), () => [])).rejects.toThrow('LOG_COMPRESSION_UNKNOWN')
      }
    }
    const path = stored(`${'x'.repeat(257)}ustar  of a path\n`)
    expect(await problemsOf(linesOf(readChunks({ path })))).toEqual([])
  })

  it('missing, a folder, a circle of links', async () => {
    const [missing, directory, circle] = ['missing', 'directory', 'circle'].map((name) => join(folder, name))
    mkdirSync(directory!)
    symlinkSync(circle!, circle!)
    const problems = async (path: string) => problemsOf(linesOf(readChunks({ path })))
    expect(await problems(missing!)).toEqual([{ code: 'LOG_NOT_FOUND', path: missing }])
    expect(await problems(directory!)).toEqual([{ code: 'LOG_IS_DIRECTORY', path: directory }])
    expect(await problems(circle!)).toEqual([{ code: 'LOG_UNREADABLE', path: circle, errno: 'ELOOP' }])
  })

  it.skipIf(getuid?.() === 0)('not ours to read', async () => {
    const path = stored(TEXT)
    chmodSync(path, 0)
    expect(await problemsOf(linesOf(readChunks({ path })))).toEqual([{ code: 'LOG_UNREADABLE', path, errno: 'EACCES' }])
  })

  it.each([{ bytes: Buffer.from(MANY.join('')) }, { bytes: big }])('stdin breaks off', async ({ bytes }) => {
    const broken = new Readable({
      read() {
        this.push(bytes.subarray(0, 20000))
        this.destroy(Object.assign(new Error('LEAK'), { code: 'EIO' }))
      },
    })
    expect(await problemsOf(linesOf(readChunks({ stdin: broken })))).toEqual([
      { code: 'LOG_UNREADABLE', path: '-', errno: 'EIO' },
    ])
  })

  it('an error that is none of the file system stays what it is', async () => {
    const stdin = new Readable({ read: () => undefined })
    stdin.destroy(new Error('a bug'))
    await expect(linesOf(readChunks({ stdin }))).rejects.toThrow('a bug')
  })
})

describe('leaving early', () => {
  const openPaths = () => readdirSync('/proc/self/fd').map(linkOf)
  const linkOf = (fd: string) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`)
    } catch {
      return ''
    }
  }

  it.runIf(process.platform === 'linux').each([
    { why: 'plain', bytes: Buffer.from(MANY.join('').repeat(8)) },
    { why: 'gzip', bytes: gzipSync(MANY.join('').repeat(8)) },
  ])('closes the file: $why', async ({ bytes }) => {
    const path = stored(bytes)
    for await (const { end } of readChunks({ path })) {
      expect(end).toBeGreaterThan(0)
      expect(openPaths()).toContain(path)
      break
    }
    expect(openPaths()).not.toContain(path)
  })

  it('does not wait for a writer that says nothing more', async () => {
    const stdin = new PassThrough()
    stdin.write('a\n'.repeat(600000))
    for await (const { start } of readChunks({ stdin })) {
      expect(start).toBe(0)
      break
    }
    expect(stdin.destroyed).toBe(true)
  })

  it('a compression that is not known closes the file too', async () => {
    const path = stored(Buffer.from('504b030414000000', 'hex'))
    await problemsOf(linesOf(readChunks({ path })))
    if (process.platform === 'linux') expect(openPaths()).not.toContain(path)
  })
})
