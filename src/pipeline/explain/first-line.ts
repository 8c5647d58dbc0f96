import type { Readable } from 'node:stream'
import { ProblemError } from '../../domain/problem.ts'
import { readChunks, type Chunk } from '../../source/index.ts'

/** The first line of a stream, with a line end even if it had none, and whether more follows. */
export type FirstLine = {
  readonly bytes: Uint8Array
  /** It was too long to be kept: a blank line stands for it. */
  readonly tooLong: boolean
  readonly isOnly: boolean
}

const LF = 0x0a

/** @throws ProblemError STDIN_EMPTY */
export async function firstLine(stdin: Readable): Promise<FirstLine> {
  let first: FirstLine | undefined
  for await (const chunk of readChunks({ stdin })) {
    if (first !== undefined) return { ...first, isOnly: false }
    first = firstOf(chunk)
    if (!first.isOnly) return first
  }
  if (first === undefined) throw new ProblemError({ code: 'STDIN_EMPTY' })
  return first
}

function firstOf({ bytes, start, end, tooLong }: Chunk): FirstLine {
  if (tooLong) return { bytes: Uint8Array.of(LF), tooLong, isOnly: true }
  const lf = bytes.indexOf(LF, start)
  const stop = lf < 0 || lf >= end ? end : lf
  // A copy: the chunk is overwritten when the next is read.
  const line = new Uint8Array(stop - start + 1)
  line.set(bytes.subarray(start, stop))
  line[stop - start] = LF
  return { bytes: line, tooLong, isOnly: stop + 1 >= end }
}
