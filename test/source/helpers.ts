import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { ProblemError, type Problem } from '../../src/domain/problem.ts'
import type { Chunk } from '../../src/source/index.ts'

/** A folder for the tests of one file, gone afterwards. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'comptage-source-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  return folder
}

/** The lines as a consumer sees them: leading NULs off, as the gate does, `<too long>` for one whose bytes are gone. */
export async function linesOf(chunks: AsyncIterable<Chunk>): Promise<string[]> {
  const lines: string[] = []
  for await (const { bytes, start, end, tooLong } of chunks) {
    if (tooLong) lines.push('<too long>')
    const text = Buffer.from(bytes.subarray(start, end)).toString('latin1')
    for (const line of text.split(/(?<=\n)/)) if (line !== '') lines.push(line)
  }
  return lines.map(withoutNuls)
}

export function withoutNuls(line: string): string {
  let at = 0
  while (line.charCodeAt(at) === 0) at += 1
  return line.slice(at)
}

export async function problemsOf(work: Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await work
  } catch (error) {
    if (error instanceof ProblemError) return error.problems
    throw error
  }
  return []
}
