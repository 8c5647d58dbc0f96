import {
  begunLike,
  logNameOf,
  foundFiles,
  type File,
  type Likeness,
  type FoundFiles,
  type LookUps,
  type MarkedText,
} from '../../src/recognition/index.ts'

/*
 * A disk on which each letter is a line of 300 bytes, so that four letters tell a log by themselves; a small letter at the end is
 * a line that is being written. Marks are the letters themselves. A digit is a line too short for a prefix to be marked.
 */
const BYTES = 300

export type Stream = { id: number; log: string; prefixes: readonly string[]; consumed: number; tail: string }
type OnDisk = { readonly path: string; readonly text: string }

/** `/l/a.log ABC`: a file, or what was read of one. */
function onDisk(written: string): OnDisk {
  const [path = '', text = ''] = written.split(' ')
  return { path, text }
}

export function streamOf(written: string, id: number): Stream {
  const { path, text } = onDisk(written)
  return { id, log: logNameOf(path), prefixes: prefixesOf(text), consumed: text.length * BYTES, tail: text }
}

function prefixesOf(text: string): readonly string[] {
  return /^\d$/.test(text) ? [] : Array.from(text.slice(0, 2), (_, i) => text.slice(0, i + 1))
}

function lookAt(text: string): MarkedText & { readonly wholeBytes: number } {
  const whole = text.replace(/[a-z]$/, '')
  const tails = new Map(Array.from(text, (_, i) => [(i + 1) * BYTES, text.slice(0, i + 1)]))
  return { sizeBytes: text.length * BYTES, wholeBytes: whole.length * BYTES, tails }
}

export type Case = {
  /** What was read before, numbered from 1. */
  readonly read: readonly string[]
  readonly file: string
  /** Other files that are there. */
  readonly there?: readonly string[]
  /** Those of them that cannot be read. */
  readonly hidden?: readonly string[]
  /** Not all other files were looked at yet. */
  readonly isEarly?: boolean
  readonly copying?: File['copying']
}

export type Looked = {
  readonly file: File
  readonly streams: readonly Stream[]
  readonly begun: { readonly near: readonly Stream[]; readonly others: readonly Stream[] }
  readonly found: FoundFiles<OnDisk> | undefined
  readonly lookUps: LookUps<Stream>
}

export function setUp({ read, file: written, there = [], hidden = [], isEarly = false, copying = 'no' }: Case): Looked {
  const { path, text } = onDisk(written)
  const log = logNameOf(path)
  const streams = read.map((one, i) => streamOf(one, i + 1))
  const others = there.map(onDisk)
  const all = [{ path, text }, ...others, ...hidden.map(onDisk)]
  const found = foundFiles(all, (one) => one.path, true)
  for (const one of others)
    for (const { id, tail } of streams) if (one.text.startsWith(tail)) found.note(one, { holds: id })
  for (const one of hidden) found.note(onDisk(one), { unread: { why: 'LOG_UNREADABLE' } })

  const holdersOf = ({ id }: Stream): readonly OnDisk[] => found.holdersOf(id).filter((one) => one.path !== path)
  const lookUps: LookUps<Stream> = {
    likenessTo: (stream, at) => {
      const [holder] = holdersOf(stream)
      return Promise.resolve(holder && likenessOf(text.slice(at / BYTES), holder.text))
    },
    goesOn: (stream) => Promise.resolve(holdersOf(stream).some((one) => one.text.length > stream.tail.length)),
    placeAt: (at, mayBegin) => {
      const rest = text.slice(at / BYTES)
      const sameFirstLine = streams.filter(({ tail }) => rest.startsWith(tail.slice(0, 1)))
      const begun = mayBegin(prefixesOf(rest), sameFirstLine)
      return Promise.resolve({ text: lookAt(rest), start: at, hasLine: !rest.startsWith('0'), begun })
    },
  }

  return {
    file: { ...lookAt(text), log, copying },
    streams,
    begun: begunLike(
      log,
      prefixesOf(text),
      streams.filter(({ tail }) => text.startsWith(tail.slice(0, 1))),
    ),
    found: isEarly ? undefined : found,
    lookUps,
  }
}

function likenessOf(text: string, held: string): Likeness {
  const both = Math.min(text.length, held.length)
  if (text.slice(0, both) !== held.slice(0, both)) return 'other'
  return text.length <= held.length ? 'part' : 'longer'
}
