import type { DayIndex } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { Placement } from '../../domain/placement.ts'
import type { Problem } from '../../domain/problem.ts'
import type { MachineSource } from '../../domain/service.ts'
import { FORGOTTEN, type CellRow, type FateRow, type SourceRow, type State } from '../../state/index.ts'
import { type TallyFile, type TallyLines, type TallyRow, keyOfLines, keyOfRow, sortLines } from '../../tally/index.ts'
import { lookBelieved, type SettingsChange } from '../../timeline/index.ts'
import { keepNewestHour } from '../kept/days-of-state.ts'
import { keepFact, readFact, type SourceGap } from '../kept/fact-codecs.ts'
import { keepFormats } from '../kept/keep-formats.ts'
import { openFound, sourceGaps } from '../kept/log-gaps.ts'
import { ownCell } from '../kept/rows-by-day.ts'
import type { CountPlan } from '../plan-count.ts'
import { formatNamed } from '../reading/format/formats-read.ts'
import { forgottenThrough } from '../kept/forgotten.ts'
import { wallClock } from '../wall-clock.ts'
import { keepBeginnings } from './begin-with-machine.ts'
import { noteGoneBefore, whyCountedBefore } from './counted-before.ts'
import { findTally, type FoundTally } from './find-tally.ts'
import { fingerprintOf } from './fingerprint-of.ts'
import { goneFeatures, inPlan } from './in-plan.ts'
import { noteLateElsewhere } from './late-elsewhere.ts'
import { noteReplaced } from './note-replaced.ts'
import { afterSilence } from './note-silence.ts'

type TakingFacts = {
  readonly plan: CountPlan
  readonly state: State
  /** Taken with the first lines that are counted in another way than before. */
  readonly change: { readonly take: () => void; readonly isTaken: () => boolean }
  readonly placementOf: (day: DayIndex) => Placement
  readonly now: () => number
}

/**
 * Takes what the tallies of other machines have more than was taken before, each in one commit. One that is refused is
 * named, and the others are taken.
 */
export async function takeSources(around: TakingFacts): Promise<Taken> {
  const { plan, state } = around
  const ours = fingerprintOf(plan)
  const problems: Problem[] = []
  const changes: SettingsChange[] = []
  for (const source of plan.configuration.sources) {
    const known = state.sources.named().get(source.id)
    const { found, problems: unread } = await findTally({ plan, ours, gone: goneFeatures(plan, state) }, source, known)
    problems.push(...unread)
    if (found === undefined) continue
    const taken = takeTally(around, source, found, known)
    problems.push(...taken.problems)
    changes.push(...taken.changes)
  }
  return { problems, changes }
}

/** What is wrong with a tally that was not taken; and what one that was says of the days on which its machine changed. */
type Taken = { readonly problems: readonly Problem[]; readonly changes: readonly SettingsChange[] }

function takeTally(
  around: TakingFacts,
  { id: name }: MachineSource,
  { path, file, tally }: FoundTally,
  known: SourceRow | undefined,
): Taken {
  const { plan, state } = around
  const refuse = (why: Refusal, more: object = {}): Taken => ({
    problems: [{ code: 'SOURCE_REFUSED', id: name, path, why, ...more }],
    changes: [],
  })
  const origin = originOf(tally)
  if (typeof origin === 'string') return refuse(origin)
  const other = exchangedWith(around, name, origin)
  if (other !== undefined) return refuse('exchanged', { other })
  const why = refusalOf(origin, known) ?? refusalByState(around, name, origin)
  if (why !== undefined) return refuse(why)
  const gains = gainsOf(state, origin.id, tally, inPlan(plan, goneFeatures(plan, state)))
  if (gains === undefined) return refuse('fewer')
  const { id, sequence } = origin
  const counted = whyCountedBefore(plan.configuration, state, id, gains.lines)
  if (counted !== undefined) return refuse(counted.why, counted)
  const scanned = lookBelieved(origin, state.sources.source(id), around.now())
  const changes = state.commit(() => {
    if (gains.lines.length > 0) around.change.take()
    takeGains(state, gains, around.placementOf)
    noteLateElsewhere(around, id, tally.begun, gains.lines.filter(isLate(around)))
    noteGoneBefore(plan.configuration, state, id)
    state.sources.addCells(id, gains.rows)
    state.sources.addFates(id, gains.lines)
    state.sources.keepName(name, id)
    state.sources.keepSource({ id, sequence, file, scanned, unreadThrough: tally.unreadThrough, logs: tally.logs })
    keepFact(state, 'malformed-sources', { ...readFact(state, 'malformed-sources'), [id]: tally.malformedThrough })
    keepFacts(state, tally)
    keepGaps(around, id, tally, scanned)
    noteReplaced(state, plan.configuration, { name, id, lines: tally.lines })
    // Where no line met a change yet, all of it begins with a later day than any of the tally.
    return around.change.isTaken() ? keepBeginnings(around, { name, id, scanned }, tally) : []
  })
  return { problems: [], changes }
}

type Refusal = Extract<Problem, { readonly code: 'SOURCE_REFUSED' }>['why']
type Origin = { readonly id: string; readonly sequence: number; readonly scanned: number }

/** The one machine that a tally is the export of, or why it is of none. */
function originOf({ by, sources: [origin, ...others] }: TallyFile): Origin | Refusal {
  if (by === 'period') return 'publishes'
  if (origin === undefined || others.length > 0) return 'sum'
  const { id, sequence, scanned } = origin
  if (scanned !== null) return { id, sequence, scanned }
  // A run raises the sequence when it begins; one pass over logs has none.
  return sequence > 0 ? 'no-run' : 'no-state'
}

function refusalOf({ id, sequence }: Origin, known: SourceRow | undefined): Refusal | undefined {
  if (known !== undefined && known.id !== id) return 'another-state'
  return known !== undefined && sequence < known.sequence ? 'went-back' : undefined
}

/** The entry that was another machine so far, and whose tally this one has now. */
function exchangedWith({ plan, state }: TakingFacts, name: string, { id }: Origin): string | undefined {
  const named = state.sources.named()
  if (named.get(name) === undefined || named.get(name)?.id === id) return undefined
  return plan.configuration.sources.find((other) => named.get(other.id)?.id === id)?.id
}

function refusalByState({ plan, state }: TakingFacts, name: string, { id, sequence }: Origin): Refusal | undefined {
  const names = plan.configuration.sources.map((source) => source.id)
  const named = state.sources.named()
  // An entry before this one has the same machine: the one that is meant here is missing, and must be waited for.
  if (names.slice(0, names.indexOf(name)).some((other) => named.get(other)?.id === id)) return 'same-state'
  const before = state.sources.source(id)
  return before !== undefined && sequence < before.sequence ? 'went-back' : undefined
}

type PlacementOf = (day: DayIndex) => Placement

/** Adds what another machine has counted to what was counted here: apart where its day is closed. */
function takeGains(
  { counts }: State,
  gains: { readonly lines: readonly TallyLines[]; readonly rows: readonly TallyRow[] },
  placementOf: PlacementOf,
): void {
  counts.addFates(gains.lines.map((line) => fateRow(line, placementOf)))
  counts.addCells(gains.rows.map((row) => cellRow(row, placementOf)))
}

function fateRow(line: TallyLines, placementOf: PlacementOf): FateRow {
  const { day, fate, feature, lines } = line
  const placed = placementOfLines(line, placementOf)
  return { placed, day, fate, feature: placed === 'period' ? '' : feature, lines }
}

function isLate({ placementOf }: TakingFacts): (line: TallyLines) => boolean {
  return (line) => line.day >= 0 && placementOfLines(line, placementOf) !== 'period'
}

function placementOfLines({ day, fate }: TallyLines, placementOf: PlacementOf): Placement {
  if (fate === 'out-of-period') return 'period'
  if (day === FORGOTTEN) return 'day'
  return day < 0 ? 'period' : placementOf(day)
}

function cellRow({ day, series, feature, cell, measure, count }: TallyRow, placementOf: PlacementOf): CellRow {
  const placed = placementOf(indexOf<'day'>(day))
  const sum = { series, feature, cell, measure, count, day }
  return placed === 'period' ? ownCell({ ...sum, placed: 'day' }) : { ...sum, placed }
}

/** What the metadata says of logs, of those of another machine too. */
function keepFacts(state: State, tally: TallyFile): void {
  const { facts } = state
  keepFormats(facts, tally.formats.map(formatNamed))
  for (const [series, measure] of tally.leftOut) facts.leaveOut(series, measure)
  if (tally.isPartialLog) keepFact(state, 'partial-log', true)
  keepNewestHour(state, tally.newestHour)
}

/**
 * Keeps what a machine says of its gaps as this one keeps its own. Of one that it names no more the lines have come with this tally, late
 * where a period is closed; of its silence those up to its look.
 */
function keepGaps({ plan, state }: TakingFacts, source: string, tally: TallyFile, scanned: number): void {
  const kept = sourceGaps(state)
  const told = tally.gaps.map(([from, to]): SourceGap => ({ source, from: from * 24, to: to * 24 + 23 }))
  const isSameAs = (gap: SourceGap) => (one: SourceGap) =>
    one.source === source &&
    one.found === undefined &&
    one.isSilence !== true &&
    one.from === gap.from &&
    one.to === gap.to
  const foundLate = openFound(plan, state)
  const ended = (gap: SourceGap): readonly SourceGap[] => {
    if (gap.isSilence !== true) return foundLate(gap)
    const { open, told: looked } = afterSilence(gap, wallClock(scanned, plan.configuration.timezone).hour)
    return [...open, ...looked.flatMap(foundLate)]
  }
  const still = kept.flatMap((gap): SourceGap | readonly SourceGap[] =>
    gap.source !== source || gap.found !== undefined || told.some(isSameAs(gap)) ? gap : ended(gap),
  )
  const gaps = [...still, ...told.filter((gap) => !kept.some(isSameAs(gap)))]
  if (gaps.length + kept.length > 0) keepFact(state, 'source-gaps', gaps)
}

/**
 * What a tally has more than was taken of its machine before. Undefined: it has less of something. Of days whose counts are
 * deleted here the sums of all lines are compared alone: nothing else of them is left to compare with.
 */
function gainsOf(
  state: State,
  id: string,
  tally: Pick<TallyFile, 'lines' | 'rows'>,
  isKnown: (row: TallyRow) => boolean,
): { readonly lines: readonly TallyLines[]; readonly rows: readonly TallyRow[] } | undefined {
  const { sources } = state
  const through = forgottenThrough(state)
  const isKept = ({ day }: { readonly day: number }): boolean => day < 0 || day > through
  const asKept = (all: readonly TallyLines[]): readonly TallyLines[] =>
    sortLines(all.map((line) => (isKept(line) ? line : { ...line, day: FORGOTTEN, feature: '' })))
  const lines = differenceOf(asKept(sources.fates(id)), asKept(tally.lines), keyOfLines, countOfLines, withLines)
  // Rows of tables and features that the configuration no longer has are in no tally: they stay as they were taken.
  const before = sources.cells(id).filter((row) => isKept(row) && isKnown(row))
  const rows = differenceOf(before, tally.rows.filter(isKept), keyOfRow, countOfRow, withCount)
  return lostLines(lines) || rows.some(({ count }) => count < 0) ? undefined : { lines, rows }
}

function differenceOf<R>(
  before: readonly R[],
  now: readonly R[],
  keyOf: (row: R) => string,
  countOf: (row: R) => number,
  withCountOf: (row: R, count: number) => R,
): readonly R[] {
  const left = new Map(before.map((row) => [keyOf(row), row]))
  const gained = now.map((row) => {
    const key = keyOf(row)
    const known = left.get(key)
    left.delete(key)
    return withCountOf(row, countOf(row) - (known === undefined ? 0 : countOf(known)))
  })
  const lost = [...left.values()].map((row) => withCountOf(row, -countOf(row)))
  return [...gained, ...lost].filter((row) => countOf(row) !== 0)
}

/**
 * A line may pass from one feature to none, where the configuration changed; never from one day or fate to another, but where it
 * did not fit its format, and was read again in the right one.
 */
function lostLines(lines: readonly TallyLines[]): boolean {
  const sums = new Map<string, number>()
  for (const { day, fate, lines: count } of lines) {
    if (fate === 'malformed') continue
    const key = `${day} ${fate}`
    sums.set(key, (sums.get(key) ?? 0) + count)
  }
  return [...sums.values()].some((sum) => sum < 0)
}

const countOfLines = ({ lines }: TallyLines): number => lines
const countOfRow = ({ count }: TallyRow): number => count
const withLines = (row: TallyLines, lines: number): TallyLines => ({ ...row, lines })
const withCount = (row: TallyRow, count: number): TallyRow => ({ ...row, count })
