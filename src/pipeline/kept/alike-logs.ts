import * as z from 'zod'
import { dayText } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { Problem } from '../../domain/problem.ts'
import { once } from '../../domain/once.ts'
import { type Alike, nextSeenAgain, seenAgainByLog } from '../../recognition/index.ts'
import type { State } from '../../state/index.ts'
import {
  type AlikeLogs,
  compareOn,
  EACH,
  type GoingLog,
  type HourlyUses,
  openHourBook,
  recentOf,
} from '../../timeline/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { keepFact, readFact } from './fact-codecs.ts'

/** Watches for logs of the same requests from run to run, however little each reads. */
export type RunningWatch = {
  /** Keeps uses of a log beside the counts of which they are, in one commit. */
  readonly keep: (log: string, uses: HourlyUses) => void
  /** Compares what all logs have by now. @returns logs of the same requests, of those that are read */
  readonly remarks: () => readonly Problem[]
}

type AlikeFacts = {
  readonly plan: { readonly configuration: Pick<CountPlan['configuration'], 'features'> }
  readonly state: State
  /** Tomorrow. */
  readonly lastCredible: number
}

/** To compare a day with the one before asks for both, and a log may be a day behind. */
const RECENT_DAYS = 3

/** @param names of the logs that were found: of one alone nothing is kept */
export function watchRunning({ plan, state, lastCredible }: AlikeFacts, names: ReadonlySet<string>): RunningWatch {
  const { facts } = state
  const ids = plan.configuration.features.map(({ id }) => id)
  const earliest = (lastCredible - RECENT_DAYS) * 24
  const kept = once(() => new Map([...facts.recentUses()].map(([log, text]) => [log, readLog(text, ids)])))
  const books = new Map<string, ReturnType<typeof openHourBook>>()

  function bookOf(log: string): ReturnType<typeof openHourBook> {
    const known = books.get(log)
    if (known !== undefined) return known
    const book = openHourBook()
    book.add(kept().get(log)?.uses ?? new Map())
    books.set(log, book)
    return book
  }

  function logOf(log: string): GoingLog {
    return { uses: bookOf(log).uses(), compared: kept().get(log)?.compared }
  }

  return {
    keep: (log, uses) => {
      if (names.size < 2) return
      // A line dated years ahead must not make all others look old.
      bookOf(log).add(new Map([...uses].filter(([hour]) => hour < (lastCredible + 1) * 24)))
      const { compared, ...now } = logOf(log)
      const recent = new Map([...now.uses].filter(([hour]) => hour >= earliest))
      if (recent.size > 0) facts.keepFact(`recent-uses ${log}`, writeLog({ uses: recent, compared }, ids))
    },
    remarks: () => {
      const logs = new Map(names.size < 2 ? [] : [...names].map((log) => [log, logOf(log)]))
      const known = state.commit(() => {
        keepRecent(state, recentOf(logs, earliest), ids)
        return keepKnown(state, logs, ids)
      })
      return known
        .filter(({ path, other }) => names.has(path) && names.has(other))
        .map((alike) => ({ code: 'LOGS_ALIKE', ...alike, by: 'uses' }))
    },
  }
}

/** Writes what is another, and deletes what is old or of a log that is read no more. */
function keepRecent({ facts }: State, logs: ReadonlyMap<string, GoingLog>, ids: readonly string[]): void {
  const before = facts.recentUses()
  for (const [log, going] of logs) {
    const text = writeLog(going, ids)
    if (before.get(log) !== text) facts.keepFact(`recent-uses ${log}`, text)
  }
  for (const log of before.keys()) if (!logs.has(log)) facts.takeFact(`recent-uses ${log}`)
}

/** @returns all logs of the same requests that were ever found */
function keepKnown(state: State, logs: ReadonlyMap<string, GoingLog>, ids: readonly string[]): readonly AlikeLogs[] {
  const alike = readFact(state, 'alike-logs') ?? []
  const before = readFact(state, 'likely-logs') ?? []
  const likely = before.map(({ by, ...pair }) => ({ ...pair, by: byPosition(by, ids) }))
  const now = compareOn(logs, { alike, likely })
  const all = [...alike, ...now.alike]
  if (now.alike.length > 0) keepFact(state, 'alike-logs', all)
  if (before.length + now.likely.length > 0)
    keepFact(
      state,
      'likely-logs',
      now.likely.map(({ by, ...pair }) => ({ ...pair, by: byWord(by, ids) })),
    )
  return all
}

const LOG = z.object({ compared: z.int().optional(), uses: z.record(z.string(), z.record(z.string(), z.int())) })

function readLog(text: string, ids: readonly string[]): GoingLog {
  const { uses, compared } = LOG.parse(JSON.parse(text))
  const book = openHourBook()
  for (const [feature, hours] of byPosition(uses, ids))
    for (const [hour, lines] of Object.entries(hours)) book.note(Number(hour), feature, lines)
  return { uses: book.uses(), compared }
}

function writeLog({ uses, compared }: GoingLog, ids: readonly string[]): string {
  const hoursOf = (feature: number): Readonly<Record<string, number>> =>
    Object.fromEntries(
      [...uses].flatMap(([hour, features]) => {
        const lines = features.get(feature)
        return lines === undefined ? [] : [[hour, lines]]
      }),
    )
  const features = new Set([...uses.values()].flatMap((features) => [...features.keys()]))
  return JSON.stringify({ compared, uses: byWord(new Map([...features].map((id) => [id, hoursOf(id)])), ids) })
}

/** By ids, since a configuration may change. */
function byWord<V>(values: ReadonlyMap<number, V>, ids: readonly string[]): Readonly<Record<string, V>> {
  return Object.fromEntries([...values].map(([position, value]) => [ids[position] ?? '', value]))
}

/** Those of features that are counted no more are left out. */
function byPosition<V>(values: Readonly<Record<string, V>>, ids: readonly string[]): ReadonlyMap<number, V> {
  const positions = new Map([...ids.map((id, position) => [id, position] as const), ['', EACH]])
  return new Map(
    Object.entries(values).flatMap(([word, value]) => {
      const position = positions.get(word)
      return position === undefined ? [] : [[position, value]]
    }),
  )
}

/** Fewer may well be as many by chance. */
const LEAST_AGAIN = 20

/**
 * Notes the streams of this run, and of runs that were killed before, that may have the lines of another of their log that is
 * gone, by their hours and number.
 *
 * @param whereIs a stream is; where one may be in a file that was not read, the next run looks again
 */
export function noteSeenAgain(
  state: State,
  run: number,
  whereIs: (stream: { readonly id: number; readonly log: string }) => Alike['other'],
): void {
  const lookedAt = readFact(state, 'seen-again-run') ?? run - 1
  const found = state.logs
    .alikeSince(lookedAt, LEAST_AGAIN)
    .map(({ stream, log, lines, oldestHour: from, newestHour: to, other }) => ({
      ...{ stream, log, lines, from, to },
      other: whereIs({ id: other, log }),
    }))
  if (!found.some(({ other }) => other === 'hidden')) keepFact(state, 'seen-again-run', run)
  if (found.some(({ other }) => other === 'gone'))
    keepFact(state, 'seen-again', nextSeenAgain(readFact(state, 'seen-again') ?? [], found))
}

/** What was noted, log by log, of the streams that are still there. */
export function remarkSeenAgain(state: Pick<State, 'facts'>, isThere: (stream: number) => boolean): readonly Problem[] {
  return seenAgainByLog(readFact(state, 'seen-again') ?? [], isThere).map(({ lastDay, ...seen }) => ({
    code: 'LOG_SEEN_AGAIN',
    ...seen,
    lastDay: dayText(indexOf<'day'>(lastDay)),
  }))
}
