import { access } from 'node:fs/promises'
import { extname } from 'node:path'
import { HOUR_MS } from '../../../domain/calendar.ts'
import { ProblemError } from '../../../domain/problem.ts'
import { type WhyUnread, whyUnreadBy } from '../../../domain/why-unread.ts'
import {
  begunLike,
  copyingOf,
  type File,
  type Following,
  type FoundFiles,
  judgeUnopened,
  logNameOf,
  type LookUps,
  whatFollows,
  whichStream,
} from '../../../recognition/index.ts'
import { fileState, type FileState, markStored, prefixesUpTo, type Sight, sightLog } from '../../../source/index.ts'
import type { State, Stream } from '../../../state/index.ts'
import { fileOf, type Input } from '../../reading/input.ts'
import { lookUpOnDisk } from './look-up-on-disk.ts'
import { isDoneToReadAgain, readAgain } from './read-again.ts'
import { keepUnchanged } from './keep-stretch.ts'
import { type FileRead, NOTHING, type Reading, readStretches, type SightedRead } from './read-stretches.ts'

/**
 * Reads what is new of a file, and keeps each stretch with the position behind it, in one commit.
 *
 * @param found all files, once they were looked at: without them, one that begins like another, or is rotated and goes on, is
 *   left for later
 */
export async function readNew(reading: Reading, input: Input, found?: FoundFiles<Input>): Promise<FileRead> {
  const { fileKey } = input.log
  const { logs } = reading.state
  const done = logs.doneAs(fileKey)
  const how = judgeUnopened({
    done,
    isSkipped: logs.isSkipped(fileKey),
    waits: () => logs.whyWaiting(fileKey),
    isToReadAgain: () => isDoneToReadAgain(reading, input),
  })
  if (how === 'passed') return { ...NOTHING, ...(done !== undefined && { streams: [done], holds: done }) }
  if (how === 'part') return { ...NOTHING, unread: { why: 'part', key: fileKey, modifiedMs: 0 } }
  const read = await tryToRead(reading, input, found)
  return read.unread !== undefined && (await isSkipped(reading.state, input)) ? NOTHING : read
}

async function tryToRead(reading: Reading, input: Input, found: FoundFiles<Input> | undefined): Promise<FileRead> {
  const { path } = input.log
  // Of the file that was opened: another may have its name by now.
  const opened: { file?: FileState } = {}
  const stateOf = async (): Promise<FileState> => opened.file ?? (await stateNow(path, reading.tools.now()))
  try {
    const read = await readSighted(reading, input, found, (file) => {
      opened.file = file
    })
    return read.why === undefined ? read : { ...read, unread: { why: read.why, ...(await stateOf()) } }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const why = whyUnread(error)
    const file = await stateOf()
    if (why === 'LOG_DAMAGED' && (await isBeingCompressed(path, file, reading.tools.now())))
      return { ...NOTHING, unread: { why: 'unfinished', ...file } }
    return { ...NOTHING, problems: why === 'moved' ? [] : error.problems, unread: { why, ...file } }
  }
}

/** Of a file that cannot be opened, and perhaps not be looked at. */
function stateNow(path: string, now: number): Promise<FileState> {
  return fileState(path).catch((error: unknown) => {
    if (error instanceof ProblemError) return { key: path, modifiedMs: now }
    throw error
  })
}

/** What compresses a log writes the archive beside it, and takes the log away once all is written: how long ago it wrote, its last change tells. */
async function isBeingCompressed(path: string, { modifiedMs }: FileState, now: number): Promise<boolean> {
  return now - modifiedMs < HOUR_MS && (await isThere(path.slice(0, path.length - extname(path).length)))
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** Why one file cannot be read; what concerns all is thrown on. */
function whyUnread(error: ProblemError): WhyUnread {
  const [why, ...others] = error.problems.map(({ code }) => whyUnreadBy(code))
  if (why === undefined || others.includes(undefined)) throw error
  return why
}

async function readSighted(
  reading: Reading,
  input: Input,
  found: FoundFiles<Input> | undefined,
  opened: (file: FileState) => void,
): Promise<SightedRead> {
  const { logs, marksKey } = reading.state
  const log = logNameOf(input.log.path)
  let begun = begunLike<Stream>(log, [], [])
  let copying: File['copying'] = 'no'
  const sight = await sightLog(
    fileOf(input),
    marksKey,
    ({ prefixes, firstLine }) => {
      begun = begunLike(log, prefixes, logs.streamsWith(firstLine))
      return [...begun.near, ...begun.others].map(({ consumed }) => consumed)
    },
    (file) => {
      const waited = logs.waiting().find(({ path }) => path === input.log.path)
      const hasChanged = logs.whyWaiting(file.key) === undefined
      copying = copyingOf(waited && { why: waited.why, hasChanged }, reading.tools.now() - file.modifiedMs)
      opened(file)
    },
  )
  try {
    const { marks, sizeBytes, wholeBytes, tails } = sight
    if (marks === undefined) return NOTHING
    const { near, others } = begun
    const file: File = { log, copying, sizeBytes, wholeBytes, tails }
    const lookUps = lookUpOnDisk(reading.state, input, sight, found)
    const verdict = await whichStream(file, begun, found, lookUps)
    // One that was seen being copied is judged last: whatever else holds the log is the log.
    if (verdict.kind === 'later') return { ...NOTHING, undecidedBytes: file.copying === 'seen' ? Infinity : sizeBytes }
    if (verdict.kind === 'waiting')
      return { ...NOTHING, why: verdict.why, streams: [...near, ...others].map(({ id }) => id) }
    return verdict.kind === 'known'
      ? await readOn(reading, { input, sight, file, lookUps, found }, { stream: verdict.stream, near })
      : await readStretches(reading, input, sight, { ...newStream(log, marks.firstLine), logName: log })
  } finally {
    await sight.close()
  }
}

/** A stream of which nothing was read. */
export function newStream(log: string, firstLine: string): Stream {
  return {
    ...{ id: 0, log, firstLine, prefixes: [], consumed: 0, tail: '', lines: 0, largest: 0 },
    ...{ format: '', told: [], misfits: 0, fit: '', oldestHour: -1, newestHour: -1 },
  }
}

/** Whether a file that could not be read is one that the operator gave up, copied or moved to another disk. */
async function isSkipped(state: State, { log: { path, fileKey } }: Input): Promise<boolean> {
  const marks = state.logs.skippedMarks()
  if (marks.length === 0) return false
  try {
    const mark = await markStored(path, state.marksKey)
    if (!marks.includes(mark)) return false
    state.commit(() => state.logs.keepSkipped(fileKey, mark, path))
    return true
  } catch (error) {
    if (error instanceof ProblemError) return false
    throw error
  }
}

/** A file that was opened: on the disk, and as it is known again. */
type Sighted = {
  readonly input: Input
  readonly sight: Sight
  readonly file: File
  readonly lookUps: LookUps<Stream>
  readonly found: FoundFiles<Input> | undefined
}

/**
 * A file that holds all that was read of a stream: what is new behind that, and behind other pieces of its log that follow it
 * there.
 *
 * @param near the streams that it begins like
 */
async function readOn(
  reading: Reading,
  sighted: Sighted,
  { stream, near }: { readonly stream: Stream; readonly near: readonly Stream[] },
): Promise<SightedRead> {
  const { input, sight, file, lookUps, found } = sighted
  const isRotated = input.log.path !== file.log
  const following = await whatFollows(file, { stream, near }, isRotated, found, lookUps)
  const { known, rest } = following
  if (rest === 'later') return { ...NOTHING, undecidedBytes: sight.sizeBytes, holds: stream.id }
  if (rest === 'part' || rest === 'copy')
    return { ...NOTHING, why: rest, streams: [stream, ...known].map(({ id }) => id), holds: stream.id }
  return await (known.length === 0
    ? readBehind(reading, sighted, stream)
    : readJoined(reading, sighted, stream, following))
}

async function readBehind(
  reading: Reading,
  { input, sight, file: { log } }: Sighted,
  stream: Stream,
): Promise<SightedRead> {
  const again = await readAgain(reading, input, sight, { ...stream, logName: log })
  return again === undefined ? { ...NOTHING, why: 'changed' } : await readStretches(reading, input, sight, again)
}

async function readJoined(
  reading: Reading,
  { input, sight, file: { log } }: Sighted,
  stream: Stream,
  following: Following<Stream>,
): Promise<SightedRead> {
  const joined = await joinedStream(stream, sight, following)
  const { state, run } = reading
  // Where nothing follows no line is kept, but how far it goes.
  const id =
    following.rest === 'nothing'
      ? await keepUnchanged(reading, sight, () => state.commit(() => state.logs.keepStream(joined, run)))
      : joined.id
  if (id === undefined) return { ...NOTHING, why: 'changed' }
  const read = await readStretches(reading, input, sight, { ...joined, id, logName: log })
  return { ...read, streams: [...(read.streams ?? []), stream.id, ...following.known.map((piece) => piece.id)] }
}

/**
 * The text of known streams, one after the other: a stream of its own without a line, since each piece may stand in a file of
 * its own, too, and is known by its own stream. What comes then is in the format of the last.
 */
async function joinedStream(stream: Stream, sight: Sight, { known, to }: Following<Stream>): Promise<Stream> {
  const { format, told } = known.findLast((piece) => piece.format !== '') ?? stream
  return {
    ...newStream(stream.log, stream.firstLine),
    ...{ prefixes: prefixesUpTo(sight.marks, to), consumed: to, largest: sight.sizeBytes, format, told },
    // Of an archive, only at its end; else it is made with the position that is read up to.
    tail: await sight.tailAt(to),
  }
}
