import { isMisfit } from '../../../domain/fate.ts'
import type { Hit } from '../../../domain/hit.ts'
import type { Sight } from '../../../source/index.ts'
import type { State, Stream } from '../../../state/index.ts'
import { fitOf, nextFit, type StreamFit } from '../../kept/half-lost.ts'
import { addTo, type Fits } from '../../../timeline/index.ts'
import { latestDayOf } from '../../reading/days/latest-day-of.ts'
import { formatsTried } from '../../reading/format/choose-format.ts'
import type { Input } from '../../reading/input.ts'
import { type Accumulator, openAccumulator } from '../../reading/open-accumulator.ts'
import { type Counting, openCounting } from '../../reading/open-counting.ts'
import { readOf, type StretchRead } from './read-stretch.ts'
import { keepStretch, keepUnchanged, type OpenStream } from './keep-stretch.ts'
import { hoursOf, type Reading } from './read-stretches.ts'

type Tried = StreamFit['tried'][number]

/** Whether lines of a file that did not fit when they were read may fit the formats that its log has now. */
function isToReadAgain(
  { plan }: Pick<Reading, 'plan'>,
  input: Input,
  stream: Pick<Stream, 'misfits' | 'fit'>,
): boolean {
  return stream.misfits > 0 && fitOf(stream).tried.some((tried) => newFormats(plan, input, tried).length > 0)
}

/** The same of a file that was read to its end. */
export function isDoneToReadAgain(reading: Pick<Reading, 'plan' | 'state'>, input: Input): boolean {
  const { logs } = reading.state
  const done = logs.doneAs(input.log.fileKey)
  const stream = done === undefined ? undefined : logs.doubted().find(({ id }) => id === done)
  return stream !== undefined && isToReadAgain(reading, input, stream)
}

function newFormats(plan: Reading['plan'], input: Input, { formats }: Tried): readonly string[] {
  return formatsTried(plan, input, undefined).filter((format) => !formats.includes(format))
}

/**
 * Reads what was read of a stream once more, and counts those of its lines that did not fit and fit by now; the others stand
 * as they were counted. In one commit, after which the new formats are no news.
 *
 * @returns undefined where the file is no longer what was looked at
 */
export async function readAgain(
  reading: Reading,
  input: Input,
  sight: Sight,
  stream: OpenStream,
): Promise<OpenStream | undefined> {
  if (!isToReadAgain(reading, input, stream)) return stream
  const now = openAccumulator(reading.plan, reading.placementOf)
  const before = openAccumulator(reading.plan)
  let next: OpenStream = { ...stream, misfits: 0, fit: '' }
  const days = new Map<number, Fits>()
  let last: StretchRead | undefined
  let from = 0
  for (const tried of fitOf(stream).tried) {
    const part = await readPart(reading, input, sight, { from, ...tried }, { now, before })
    // Pieces that one format joins to a line and another does not: they stand as they are.
    if (part === undefined) return stream
    const { newDays, ...fit } = nextFit(next, part.fit, tried.to)
    for (const [day, fits] of newDays) addTo(days, day, fits)
    next = { ...next, ...fit }
    last = part
    from = tried.to
  }
  if (last === undefined) return stream
  const fates = [...before.fates().map((row) => ({ ...row, lines: -row.lines })), ...now.fates()]
  const read: StretchRead = { ...last, sums: { ...now, fates: () => fates }, lines: 0 }
  const hours = hoursOf(stream, { oldestHour: now.oldestHour(), newestHour: now.newestHour() })
  const id = await keepUnchanged(reading, sight, () =>
    keepAgain(reading.state, stream.id, () => {
      reading.change.take()
      return keepStretch(reading, { ...next, ...hours, newDays: days }, read)
    }),
  )
  return id === undefined ? undefined : { ...next, ...hours }
}

function keepAgain(state: State, stream: number, keep: () => number): number {
  return state.commit(() => {
    state.logs.dropFits(stream)
    return keep()
  })
}

/** Reads lines twice, side by side: as they were read, and in all formats. */
async function readPart(
  { plan, placementOf }: Reading,
  input: Input,
  sight: Sight,
  { from, to, formats }: Tried & { readonly from: number },
  { now, before }: { readonly now: Accumulator; readonly before: Accumulator },
): Promise<StretchRead | undefined> {
  const all = [...formats, ...newFormats(plan, input, { to, formats })]
  const lastDay = await latestDayOf(input.log.path)
  const head = await sight.head()
  // One for each line, in their order: whether it did not fit.
  const waiting: boolean[] = []
  let [were, are] = [0, 0]
  // What was published without it stays so.
  const isOpen = (hit: Hit): boolean =>
    hit.day < 0 || plan.configuration.output === undefined || placementOf(hit.day) === 'period'
  const openIn = (some: readonly string[], onHit: (hit: Hit) => void): Counting =>
    openCounting({ plan, input: inFormats(input, some), lastDay, onHit }, { head })
  const asBefore = openIn(formats, (hit) => {
    were += 1
    const isPassedOver = isMisfit(hit) && isOpen(hit)
    waiting.push(isPassedOver)
    if (isPassedOver) before.note(hit)
  })
  const asNow = openIn(all, (hit) => {
    if (waiting[are] === true) now.note(hit)
    are += 1
  })
  for await (const chunk of sight.lines(from, to)) {
    asBefore.read(chunk)
    asNow.read(chunk)
  }
  asBefore.end()
  const counted = asNow.end()
  if (were !== are) return undefined
  const { misfit, ...read } = readOf({ plan, input, lastDay }, counted)
  return {
    ...read,
    sums: now,
    foreign: { columns: 0, targets: 0 },
    alarm: undefined,
    fit: { ...read.fit, misfit, formats: all },
  }
}

/** The log as if these were its formats. */
function inFormats(input: Input, [first = 'auto', ...others]: readonly string[]): Input {
  const place = (input.format ?? input.entry?.format)?.place
  const [format, ...otherFormats] = [first, ...others].map((value) => ({ value, place }))
  return format === undefined ? input : { ...input, format, otherFormats }
}
