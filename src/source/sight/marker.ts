import { createHmac, randomBytes } from 'node:crypto'
import { open } from 'node:fs/promises'
import { once } from '../../domain/once.ts'
import { ProblemError } from '../../domain/problem.ts'
import type { Chunk } from '../cut-lines.ts'
import { logProblem } from '../log-problem.ts'

const HASH = 0x23
const LF = 0x0a

/** Bytes that a log is known by at its start. */
export const HEAD_BYTES = 4096
/** Bytes before a position that it is known by. */
export const TAIL_BYTES = 256
const SHORTEST_PREFIX = 64

/** A keyed hash of bytes of a log, 128 bits: without the key it confirms nothing about a line. */
export type Marker = (bytes: Uint8Array) => string

export function openMarker(key: Uint8Array): Marker {
  return (bytes) => createHmac('sha256', key).update(bytes).digest('base64url').slice(0, 22)
}

/** What a log is known by at its start: leading NULs are no part of it. */
export type HeadMarks = {
  /** Of the first whole line, or of as much of it as there is room for. */
  readonly firstLine: string
  /** Of the first 64, 128 … 4096 bytes, as far as there are so many. */
  readonly prefixes: readonly string[]
}

/** @returns undefined where there is no whole line */
export function markHead(head: Uint8Array, wholeBytes: number, mark: Marker): HeadMarks | undefined {
  if (wholeBytes === 0) return undefined
  const lf = head.indexOf(0x0a)
  return {
    firstLine: mark(head.subarray(0, lf < 0 ? head.length : lf + 1)),
    prefixes: prefixLengths(head.length).map((length) => mark(head.subarray(0, length))),
  }
}

/** The marks of what was read up to here: bytes behind that may still change. */
export function prefixesUpTo(marks: HeadMarks | undefined, position: number): readonly string[] {
  return marks?.prefixes.slice(0, prefixLengths(position).length) ?? []
}

/** The lengths of the prefixes that are marked of so many bytes. */
function prefixLengths(bytes: number): readonly number[] {
  const lengths: number[] = []
  for (let length = SHORTEST_PREFIX; length <= Math.min(bytes, HEAD_BYTES); length *= 2) lengths.push(length)
  return lengths
}

const CHUNK_BYTES = 1_048_576

/**
 * A keyed hash of a file as it is stored, 128 bits: by it a file that cannot be read is known again.
 *
 * @throws ProblemError LOG_NOT_FOUND, LOG_UNREADABLE
 */
export async function markStored(path: string, key: Uint8Array): Promise<string> {
  const mark = createHmac('sha256', key)
  const chunk = new Uint8Array(CHUNK_BYTES)
  try {
    const file = await open(path)
    try {
      for (;;) {
        const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES)
        if (bytesRead === 0) break
        mark.update(chunk.subarray(0, bytesRead))
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw new ProblemError(logProblem(path, error))
  }
  return mark.digest('base64url').slice(0, 22)
}

/** Of this process alone: the marks are compared with each other, and kept nowhere. */
const markOfProcess = once(() => openMarker(randomBytes(32)))

/**
 * Keyed marks of the first 64, 128 … 4096 bytes of a log, as far as there are so many: the text itself goes no further. None
 * where there is no line, since what names the columns is the same in many logs.
 */
export function markBeginning({ bytes, start, end }: Chunk): readonly string[] {
  const head = bytes.subarray(start, Math.min(end, start + HEAD_BYTES))
  if (!hasLine(head)) return []
  const mark = markOfProcess()
  return prefixLengths(head.length).map((length) => mark(head.subarray(0, length)))
}

function hasLine(head: Uint8Array): boolean {
  return head.some((byte, at) => byte !== HASH && byte !== LF && (at === 0 || head[at - 1] === LF))
}
