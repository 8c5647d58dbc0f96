import { execFileSync, spawn } from 'node:child_process'
import { constants, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { fill } from '../../src/source/byte-reader.ts'
import { storedPipe } from '../../src/source/open/stored-pipe.ts'

const folder = mkdtempSync(join(tmpdir(), 'comptage-stored-pipe-'))
afterAll(() => rmSync(folder, { recursive: true }))

// More than all buffers hold, and no multiple of any of them.
const TEXT = Buffer.from(Array.from({ length: 3_000_001 }, (_, i) => (i * 31 + (i >> 16)) & 0xff))

/** A pipe into which the text is written at once. */
function openedPipe(name: string): number {
  const [text, pipe] = [join(folder, `${name}.txt`), join(folder, name)]
  writeFileSync(text, TEXT)
  execFileSync('mkfifo', [pipe])
  const fd = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
  spawn('cp', [text, pipe])
  return fd
}

describe('a pipe', () => {
  it.each([1_048_576, 65_536, 1000, 70_001])('is read whole and in order, %d bytes at a time', async (length) => {
    const reader = storedPipe(openedPipe(`whole-${String(length)}`))
    const pieces: Buffer[] = []
    for (;;) {
      const piece = Buffer.alloc(length)
      const read = await fill(reader, piece, 0, length)
      if (read === 0) break
      pieces.push(piece.subarray(0, read))
    }
    await reader.close()
    expect(Buffer.concat(pieces).equals(TEXT)).toBe(true)
  })

  it('waits for who takes its bytes', async () => {
    const reader = storedPipe(openedPipe('slow'))
    const read = Buffer.alloc(TEXT.length + 1)
    let at = 0
    for (let more = 1; more > 0; at += more) {
      if (at % 7 === 0) await sleep(1)
      more = await reader.read(read, at, 150_000)
    }
    expect(read.subarray(0, at).equals(TEXT)).toBe(true)
  })

  it('is left in the middle, while a read is under way', async () => {
    const reader = storedPipe(openedPipe('left'))
    expect(await reader.read(Buffer.alloc(10), 0, 10)).toBe(10)
    const rest = (async () => {
      while ((await reader.read(Buffer.alloc(65_536), 0, 65_536)) > 0);
    })()
    await reader.close()
    await rest
  })
})
