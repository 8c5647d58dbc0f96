import {
  begunLike,
  logNameOf,
  NO_ANSWER,
  openMet,
  type Answer,
  type File,
  type Likeness,
  type LookedAt,
  type MetFiles,
  type Question,
  type Thought,
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

function lookAt(text: string): LookedAt & { readonly wholeBytes: number } {
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
  /** Not all other files were met yet. */
  readonly isEarly?: boolean
  readonly copying?: File['copying']
}

export type Looked = {
  readonly file: File
  readonly streams: readonly Stream[]
  readonly begun: { readonly near: readonly Stream[]; readonly others: readonly Stream[] }
  readonly met: MetFiles<OnDisk> | undefined
  readonly think: <Result>(thought: Thought<Stream, Result>) => Result
}

export function setUp({ read, file: written, there = [], hidden = [], isEarly = false, copying = 'no' }: Case): Looked {
  const { path, text } = onDisk(written)
  const log = logNameOf(path)
  const streams = read.map((one, i) => streamOf(one, i + 1))
  const others = there.map(onDisk)
  const all = [{ path, text }, ...others, ...hidden.map(onDisk)]
  const met = openMet(all, (one) => one.path, true)
  for (const one of others)
    for (const { id, tail } of streams) if (one.text.startsWith(tail)) met.note(one, { holds: id })
  for (const one of hidden) met.note(onDisk(one), { unread: { why: 'LOG_UNREADABLE' } })

  function answer(question: Question<Stream>): Answer<Stream> {
    if (question.ask === 'place') return { ...NO_ANSWER, place: placeAt(question) }
    const { id, tail } = question.ask === 'likeness' ? question.to : question.stream
    const holders = met.holdersOf(id).filter((one) => one.path !== path)
    if (question.ask === 'goes on')
      return { ...NO_ANSWER, goesOn: holders.some((one) => one.text.length > tail.length) }
    const [holder] = holders
    return { ...NO_ANSWER, likeness: holder && likenessOf(text.slice(question.at / BYTES), holder.text) }
  }

  function placeAt({ at, mayBegin }: Extract<Question<Stream>, { ask: 'place' }>): Answer<Stream>['place'] {
    const rest = text.slice(at / BYTES)
    const sameFirstLine = streams.filter(({ tail }) => rest.startsWith(tail.slice(0, 1)))
    const begun = mayBegin(prefixesOf(rest), sameFirstLine)
    return { text: lookAt(rest), start: at, hasLine: !rest.startsWith('0'), begun }
  }

  return {
    file: { ...lookAt(text), log, copying },
    streams,
    begun: begunLike(
      log,
      prefixesOf(text),
      streams.filter(({ tail }) => text.startsWith(tail.slice(0, 1))),
    ),
    met: isEarly ? undefined : met,
    think: (thought) => {
      let step = thought.next(NO_ANSWER)
      while (step.done !== true) step = thought.next(answer(step.value))
      return step.value
    },
  }
}

function likenessOf(text: string, held: string): Likeness {
  const both = Math.min(text.length, held.length)
  if (text.slice(0, both) !== held.slice(0, both)) return 'other'
  return text.length <= held.length ? 'part' : 'longer'
}
