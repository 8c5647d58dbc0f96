import { appendFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { beginsAlike, fileState, sightLog, type Sight } from '../../../src/source/index.ts'
import { testFolder } from '../../cli/run-comptage.ts'

const KEY = new Uint8Array(32).fill(7)
const { fresh } = testFolder('sight')
const lines = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, i) => `line ${from + i} LEAK ${'x'.repeat((i * 37) % 300)}\n`).join('')

async function look(text: string | Uint8Array, positions: readonly number[] = []): Promise<Sight & { path: string }> {
  const path = join(fresh({ log: text }), 'log')
  return { ...(await sightLog({ path }, KEY, () => positions)), path }
}

async function read(sight: Sight, from: number, to: number): Promise<string> {
  let text = ''
  for await (const { bytes, start, end } of sight.lines(from, to))
    text += Buffer.from(bytes).toString('latin1', start, end)
  return text
}

describe('sightLog', () => {
  // More than a block of 1 MiB, so that marks stand on both sides of its end.
  it.each([3, 20, 300, 20_000])('knows %i lines again, plain and compressed', async (count) => {
    const text = lines(count)
    const positions = [6, 64, 256, 257, 4096, 1048576, 1048600, text.length].filter((at) => at <= text.length)
    const plain = await look(text, positions)
    const archive = await look(gzipSync(text), positions)
    for (const what of ['marks', 'sizeBytes', 'wholeBytes', 'tails'] as const)
      expect(archive[what]).toEqual(plain[what])
    expect(plain.tails.size).toBe(new Set(positions).size)
    expect(await archive.tailAt(text.length)).toBe(await plain.tailAt(text.length))
    const half = text.lastIndexOf('\n', text.length / 2) + 1
    expect(await read(plain, half, text.length)).toBe(text.slice(half))
    expect(await read(archive, half, text.length)).toBe(text.slice(half))
    await plain.close()
  })

  it.each([
    { hole: 0, rest: 3 },
    { hole: 5000, rest: 300 },
    { hole: 70, rest: 20_000 },
  ])('looks at what follows a line as at a log of its own: $rest lines, $hole NULs', async ({ hole, rest }) => {
    const [before, after] = [lines(50), lines(rest, 50)]
    const positions = [64, 4097, 1048600, after.length].filter((at) => at <= after.length)
    const own = await look(after, positions)
    for (const text of [before + '\0'.repeat(hole) + after, gzipSync(before + '\0'.repeat(hole) + after)]) {
      const sight = await look(text)
      const part = await sight.from(before.length, () => positions)
      expect(part.start).toBe(before.length + hole)
      for (const what of ['marks', 'sizeBytes', 'wholeBytes', 'tails'] as const) expect(part[what]).toEqual(own[what])
      expect(await beginsAlike(part, own)).toBe(true)
      await sight.close()
    }
    await own.close()
  })

  it.each([
    { text: '', whole: 0, why: 'an empty file' },
    { text: 'no end', whole: 0, why: 'no whole line' },
    { text: 'a\nb\ntorn', whole: 4, why: 'a torn last line' },
    { text: '\0'.repeat(5000) + 'a\nb', whole: 2, why: 'a hole before the first line' },
    { text: `${'x'.repeat(9000)}\ny`, whole: 9001, why: 'a first line longer than what is marked' },
  ])('$why: stops at the last line end', async ({ text, whole }) => {
    const plain = await look(text)
    expect(plain.wholeBytes).toBe(whole)
    expect(plain.marks === undefined).toBe(whole === 0)
    expect((await look(gzipSync(text))).wholeBytes).toBe(whole)
    await plain.close()
  })

  it.each([
    { pack: (text: string): string | Uint8Array => text, why: 'a plain file' },
    { pack: (text: string): string | Uint8Array => gzipSync(text), why: 'an archive' },
  ])('tells which file it opened, though another has its name by then: $why', async ({ pack }) => {
    const folder = fresh({ log: pack(lines(5)), next: pack(lines(7, 5)) })
    const path = join(folder, 'log')
    const before = await fileState(path)
    const told: unknown[] = []
    const rotate = (): readonly number[] => {
      renameSync(path, `${path}.1`)
      renameSync(join(folder, 'next'), path)
      return []
    }
    const sight = await sightLog({ path }, KEY, rotate, (file) => told.push(file))
    expect(told).toEqual([before])
    expect(sight.wholeBytes).toBe(lines(5).length)
    // A plain file is read on through what is open; an archive is opened again, and then it is another.
    expect(await sight.isUnchanged()).toBe(sight.archiveKey === undefined)
    await sight.close()
  })

  it('marks nothing alike with another key', async () => {
    const path = join(fresh({ log: lines(5) }), 'log')
    const one = await sightLog({ path }, KEY, () => [])
    const other = await sightLog({ path }, new Uint8Array(32).fill(8), () => [])
    expect(one.marks?.firstLine).not.toBe(other.marks?.firstLine)
    await Promise.all([one.close(), other.close()])
  })

  it('cuts after a line, and takes one that is longer than that whole', async () => {
    const sight = await look(`aaaa\nbbbb\n${'c'.repeat(50)}\n`)
    expect(await sight.cut(0, 7)).toBe(5)
    expect(await sight.cut(5, 5)).toBe(10)
    expect(await sight.cut(10, 20)).toBe(61)
    await sight.close()
  })

  it.each([
    { change: (path: string) => truncateSync(path, 4), same: false, why: 'truncated' },
    { change: (path: string) => writeFileSync(path, lines(50, 9)), same: false, why: 'truncated and written anew' },
    { change: (path: string) => appendFileSync(path, lines(3)), same: true, why: 'written on' },
  ])('$why: unchanged is $same', async ({ change, same }) => {
    const sight = await look(lines(20))
    change(sight.path)
    expect(await sight.isUnchanged()).toBe(same)
    await sight.close()
  })

  it('refuses an archive that breaks off', async () => {
    const archive = gzipSync(lines(3000))
    await expect(look(archive.subarray(0, archive.length - 9))).rejects.toThrow('LOG_DAMAGED')
    await expect(look(Buffer.from('PK\x03\x04aaaaaaaa', 'latin1'))).rejects.toThrow('LOG_COMPRESSION_UNKNOWN')
  })
})

it('a log that is compared is closed, though the other cannot be opened any more', async () => {
  const one = await look(lines(3))
  let closed = 0
  const text = async (): ReturnType<Sight['text']> => ({
    ...(await one.text()),
    close: () => Promise.resolve(void (closed += 1)),
  })
  const gone = { ...one, text: () => Promise.reject(new Error('gone')) }
  await expect(beginsAlike({ ...one, text }, gone)).rejects.toThrow('gone')
  expect(closed).toBe(1)
  await one.close()
})
