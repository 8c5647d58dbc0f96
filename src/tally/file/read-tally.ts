import { wordsOfCell } from '../../domain/cell.ts'
import * as z from 'zod'
import { CALENDAR_DAYS, type DayIndex, dayOfText, firstDayOf, periodOf } from '../../domain/calendar.ts'
import { DIMENSIONS, indexOf, MEASURES, PERIOD_KINDS } from '../../domain/dictionary.ts'
import { FATES } from '../../domain/fate.ts'
import { parsedJson } from '../../domain/parsed-json.ts'
import type { TallyFault, TallyFile } from './tally-file.ts'
import { TALLY_VERSION, writeTally } from './write-tally.ts'

/** A tally, or why it may not be taken. Nothing of a text that is refused goes anywhere. */
export function readTally(text: string): { readonly tally: TallyFile } | { readonly fault: TallyFault } {
  const read = parsedJson(text)
  const { success, data } = HEAD.safeParse(read)
  if (!success) return { fault: 'not-a-tally' }
  if (data.version > TALLY_VERSION) return { fault: 'newer' }
  const file = FILE.safeParse(read)
  if (!file.success || !hasOwnPeriods(file.data)) return { fault: 'damaged' }
  // What we write is written in one way only: an edited file, or one with a row twice, is none of ours.
  return writeTally(file.data) === text ? { tally: file.data } : { fault: 'damaged' }
}

const HEAD = z.object({ comptage: z.literal('tally'), version: z.int().min(1) })

/** So large that no service reaches it, so small that several still add up exactly. */
const COUNT = z
  .int()
  .min(1)
  .max(2 ** 50)
const NO_DAY = indexOf<'day'>(-1)
const DAY = z.string().max(10).transform(readDay)
const HASH = z.string().regex(/^[0-9a-f]{16}$/)
const WORD = z.string().regex(/^[\w ./:()+-]{0,100}$/)
/** `definition ` before the id of a feature, of 200 signs at most: a file is named by it. */
const BEGUN = z.string().regex(/^[\w ./:()+-]{1,250}$/)
const FEATURE = z.string().regex(/^(?:[a-z0-9]+(?:[_-][a-z0-9]+)*)?$/)
const SERIES = z.string().max(200).refine(isSeries)
const MEASURE = z.enum(MEASURES)
/** A figure, or the uses in one bucket of a histogram of durations. */
const KEPT = z.union([MEASURE, z.string().regex(/^duration:\d{1,3}$/)])
const PLACE = z
  .int()
  .min(-1)
  .max(CALENDAR_DAYS * 24)

const GAP = z.tuple([DAY, DAY]).refine(([from, to]) => from >= 0 && from <= to)

const SOURCE = z
  .tuple([z.string().regex(/^[\w-]{22}$/), z.int().min(0), z.int().min(0).nullable()])
  .transform(([id, sequence, scanned]) => ({ id, sequence, scanned }))

const LINES = z
  .tuple([DAY, z.enum(FATES), FEATURE, COUNT])
  .transform(([day, fate, feature, lines]) => ({ day, fate, feature, lines }))

const ROW = z
  .tuple([DAY, SERIES, FEATURE.min(1), WORD, KEPT, COUNT])
  .transform(([day, series, feature, cell, measure, count]) => ({ day, series, feature, cell, measure, count }))

const FILE = z.strictObject({
  comptage: z.literal('tally'),
  version: z.literal(TALLY_VERSION),
  notice: z.string(),
  service: FEATURE.min(1),
  program: WORD,
  sources: z.array(SOURCE).min(1).max(1000),
  fingerprint: z.strictObject({
    timezone: WORD,
    since: z.string().max(10).nullable(),
    features: z.array(z.tuple([FEATURE.min(1), HASH])),
    paths: HASH,
    referrers: HASH,
    tables: z.array(WORD),
    lists: WORD,
  }),
  by: z.enum(['day', 'period']),
  logs: z.array(z.tuple([DAY, z.int().min(1).max(CALENDAR_DAYS)])),
  unreadThrough: DAY,
  malformedThrough: DAY.default(NO_DAY),
  gaps: z.array(GAP).default([]),
  newestHour: PLACE,
  formats: z.array(z.tuple([WORD, z.array(WORD)])),
  leftOut: z.array(z.tuple([SERIES, MEASURE])),
  isPartialLog: z.boolean(),
  begun: z.array(z.tuple([BEGUN, z.int().min(0).max(CALENDAR_DAYS)])),
  lines: z.array(LINES),
  rows: z.array(ROW),
})

/** −1 for the empty text. */
function readDay(text: string, context: z.RefinementCtx): DayIndex {
  if (text === '') return NO_DAY
  const day = dayOfText(text)
  if (day !== undefined) return day
  context.addIssue('day')
  return z.NEVER
}

function isSeries(text: string): boolean {
  const [period, ...dimensions] = text.split(' ')
  const isKnown = (word: string): boolean => DIMENSIONS.some((dimension) => dimension === word)
  return PERIOD_KINDS.some((kind) => kind === period) && dimensions.every(isKnown)
}

/** Whether each row stands under the first day of a period of its table, and has a word for each of its dimensions. */
function hasOwnPeriods({ by, rows }: Pick<TallyFile, 'by' | 'rows'>): boolean {
  return rows.every(({ day, series, cell }) => {
    const [period, ...dimensions] = series.split(' ')
    const kind = PERIOD_KINDS.find((word) => word === period)
    const words = wordsOfCell(cell)
    if (day < 0 || kind === undefined || words.length !== dimensions.length) return false
    return by === 'day' || firstDayOf(kind, periodOf(kind, day)) === day
  })
}
