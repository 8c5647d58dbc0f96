/** Uses of each feature by hour, in hours since the first day of the calendar. */
export type HourlyUses = ReadonlyMap<number, ReadonlyMap<number, number>>

/** A book of uses as they come. It holds the last month, which is enough to compare logs by. */
export type HourBook = {
  readonly note: (hour: number, feature: number, uses: number) => void
  readonly add: (more: HourlyUses) => void
  readonly uses: () => HourlyUses
}

const KEPT_HOURS = 31 * 24

export function openHourBook(): HourBook {
  const hours = new Map<number, Map<number, number>>()
  let newest = -1

  // Uses come an hour at a time: those of the last are at hand.
  let thisHour = -1
  let features = new Map<number, number>()

  function turnTo(hour: number): void {
    thisHour = hour
    newest = Math.max(newest, hour)
    features = hours.get(hour) ?? new Map<number, number>()
    hours.set(hour, features)
    // Once a month of hours, since all are looked at; a log may have those of 30 years, and of 200 features.
    if (hours.size > 2 * KEPT_HOURS) forget()
  }

  function forget(): void {
    for (const hour of hours.keys()) if (hour <= newest - KEPT_HOURS) hours.delete(hour)
  }

  function note(hour: number, feature: number, uses: number): void {
    if (hour !== thisHour) turnTo(hour)
    features.set(feature, (features.get(feature) ?? 0) + uses)
  }

  return {
    note,
    add: (more) => {
      for (const [hour, others] of more) for (const [feature, uses] of others) note(hour, feature, uses)
    },
    uses: () => {
      forget()
      return hours
    },
  }
}

/** Of hours of a feature, or of each of all, in which one of two logs had uses. */
type Likeness = {
  /** The other had as many. */
  readonly equal: number
  readonly unequal: number
  /** It had about as many an hour or a day before: so a monitor, or a job of each night, asks both, which says nothing. */
  readonly apart: number
}

const NO_LIKENESS: Likeness = { equal: 0, unequal: 0, apart: 0 }

/** Servers that a balancer gives every other request have as many uses in half of the hours; all others in fewer. */
const AS_A_COIN = 1 / 2

/** Once in so many pairs of servers chance may do it. */
const LEAST_SURPRISE = Math.log(1e12)

/** Two of those that were compared, by name. */
export type AlikeLogs = { readonly path: string; readonly other: string }

/** Two that may prove to be alike: what speaks for it, by feature, since an hour. */
type LikelyLogs = AlikeLogs & { readonly since: number; readonly by: ReadonlyMap<number, Likeness> }

/** In the place of a feature: each of all. */
export const EACH = -1

/** A log that goes on. `compared`: from that hour on, its uses were not compared yet. */
export type GoingLog = { readonly uses: HourlyUses; readonly compared?: number | undefined }

export type KnownAlike = { readonly alike: readonly AlikeLogs[]; readonly likely: readonly LikelyLogs[] }

/** To compare 64 logs of a month with ten features takes about a second. */
const MOST_LOGS = 64

/** Logs that look as if a log before them had the same requests, by name. */
export function findAlike(logs: ReadonlyMap<string, HourlyUses>): readonly AlikeLogs[] {
  const rows = [...logs].slice(0, MOST_LOGS).map(([path, uses]) => inARow(path, { uses }, 1))
  return compareRows(rows, { alike: [], likely: [] }).alike
}

/**
 * The same of logs that are read piece by piece: hours that are over in both, those with a later use. It ends with what it would say of
 * all pieces at once.
 *
 * @returns what is known by now; `alike`: what was not before
 */
export function compareOn(logs: ReadonlyMap<string, GoingLog>, known: KnownAlike): KnownAlike {
  const rows = [...logs].slice(0, MOST_LOGS).map(([path, log]) => inARow(path, log, 0))
  return compareRows(rows, { ...known, alike: known.alike.filter(({ other }) => logs.has(other)) })
}

/** What the next hours of logs are compared with: the day before, but nothing of before `earliest`. */
export function recentOf(logs: ReadonlyMap<string, GoingLog>, earliest: number): ReadonlyMap<string, GoingLog> {
  const used = [...logs].slice(0, MOST_LOGS).filter(([, { uses }]) => uses.size > 0)
  const ends = used.map(([, { uses }]) => Math.max(...uses.keys()))
  const from = Math.max(earliest, Math.min(...ends) - DAY_HOURS)
  const recent = used.map(([path, { uses }], i): [string, GoingLog] => [
    path,
    { uses: new Map([...uses].filter(([hour]) => hour >= from)), compared: ends[i] },
  ])
  return new Map(recent.filter(([, { uses }]) => uses.size > 0))
}

/** The same, as it is compared fast: uses of a feature in each hour, of which those before `end` are over. */
type Row = {
  readonly path: string
  readonly from: number
  readonly end: number
  readonly compared: number | undefined
  readonly features: ReadonlyMap<number, Float64Array>
}

function inARow(path: string, { uses, compared }: GoingLog, hoursOver: number): Row {
  const [from, to] = [Math.min(...uses.keys()), Math.max(...uses.keys())]
  const ids = new Set([...uses.values()].flatMap((features) => [...features.keys()]))
  const valuesOf = (id: number): Float64Array =>
    Float64Array.from({ length: to - from + 1 }, (_, i) => uses.get(from + i)?.get(id) ?? 0)
  return { path, from, end: to + hoursOver, compared, features: new Map([...ids].map((id) => [id, valuesOf(id)])) }
}

function compareRows(rows: readonly Row[], { alike, likely }: KnownAlike): KnownAlike {
  const keyOf = ({ path, other }: AlikeLogs): string => JSON.stringify([path, other])
  const before = new Map(likely.map((pair) => [keyOf(pair), pair]))
  const found = rows.flatMap((row, i) => {
    if (alike.some(({ path }) => path === row.path)) return []
    const pairs = rows.slice(0, i).map((other) => {
      const pair = { path: row.path, other: other.path }
      return { ...pair, ...compare(row, other, before.get(keyOf(pair))) }
    })
    const first = pairs.find(({ isAlike }) => isAlike)
    return first === undefined ? pairs : [first]
  })
  return {
    alike: found.flatMap(({ path, other, isAlike }) => (isAlike ? [{ path, other }] : [])),
    likely: found.flatMap(({ isAlike, ...pair }) => (isAlike || pair.by.size === 0 ? [] : [pair])),
  }
}

/**
 * Whether two logs look as if they had the same requests, of some feature or of all: as many uses in far more hours than chance,
 * a balancer, or what comes each hour or each night gives them.
 */
function compare(
  one: Row,
  other: Row,
  before: LikelyLogs | undefined,
): Pick<LikelyLogs, 'since' | 'by'> & { readonly isAlike: boolean } {
  const hours = hoursOfBoth(one, other)
  // Of a job of each week, what is as equal as by chance has a month for it.
  const known =
    before !== undefined && hours.end - before.since <= KEPT_HOURS ? before : { since: hours.from, by: NOTHING }
  const signs = [...one.features].flatMap(([feature, uses]): [number, Uint8Array][] => {
    const others = other.features.get(feature)
    return others === undefined ? [] : [[feature, signsOf(usesAt(one, uses), usesAt(other, others), hours)]]
  })
  const length = hours.end - hours.from
  const each = signs.map(([feature, own]) => [feature, follow(known.by.get(feature), [own], length)] as const)
  const ofAll = follow(
    known.by.get(EACH),
    signs.map(([, own]) => own),
    length,
  )
  const by = new Map([...known.by, ...each, [EACH, ofAll]])
  return {
    since: known.since,
    by: new Map([...by].filter(([, { equal }]) => equal > 0)),
    isAlike: [...by.values()].some(({ equal, unequal, apart }) => isNoChance(equal, unequal, apart)),
  }
}

const NOTHING: LikelyLogs['by'] = new Map()

type Hours = { readonly from: number; readonly end: number }

/** Those that are over in both, and were not compared yet. */
function hoursOfBoth(one: Row, other: Row): Hours {
  const isKnown = one.compared !== undefined && other.compared !== undefined
  const from = isKnown ? Math.min(one.compared, other.compared) : Math.max(one.from, other.from)
  return { from, end: Math.min(one.end, other.end) }
}

/** What an hour says: bits. */
const EQUAL = 1
const UNEQUAL = 2
const APART = 4

const DAY_HOURS = 24

type UsesAt = (hour: number) => number

function signsOf(uses: UsesAt, others: UsesAt, { from, end }: Hours): Uint8Array {
  const signs = new Uint8Array(Math.max(0, end - from))
  for (let hour = from; hour < end; hour++) {
    const here = uses(hour)
    const there = others(hour)
    if (here === 0 && there === 0) continue
    const isApart = isAbout(here, others(hour - 1)) || isAbout(here, others(hour - DAY_HOURS))
    signs[hour - from] = (here === there ? EQUAL : UNEQUAL) + (isApart ? APART : 0)
  }
  return signs
}

function usesAt({ from }: Row, uses: Float64Array): UsesAt {
  return (hour) => uses[hour - from] ?? 0
}

/** Who waits a minute between two requests asks 59 or 60 times an hour, who waits 25 asks 2 or 3 times. */
function isAbout(uses: number, before: number): boolean {
  if (uses === 0) return false
  return uses === before || (Math.max(uses, before) > 2 && Math.abs(uses - before) === 1)
}

/** Goes on from hour to hour, until no chance did it; from one up to which they are as two servers have them, anew. */
function follow(before: Likeness = NO_LIKENESS, features: readonly Uint8Array[], hours: number): Likeness {
  let { equal, unequal, apart } = before
  // Plain numbers: with an object an hour, 64 logs of a month take twice as long.
  for (let hour = 0; hour < hours && !isNoChance(equal, unequal, apart); hour++) {
    for (const signs of features) {
      const sign = signs[hour]
      if (sign === undefined || sign === 0) continue
      equal += sign & EQUAL
      unequal += (sign & UNEQUAL) >> 1
      apart += (sign & APART) >> 2
    }
    if (equal <= Math.max(unequal, apart)) [equal, unequal, apart] = [0, 0, 0]
  }
  return { equal, unequal, apart }
}

/** By the bound of Chernoff for so many hours, or more, of which each is equal with this chance. */
function isNoChance(equal: number, unequal: number, apart: number): boolean {
  const hours = equal + unequal
  const chance = Math.max(AS_A_COIN, apart / hours)
  // Most are not, and need no further look.
  if (hours * Math.log(1 / AS_A_COIN) < LEAST_SURPRISE || equal <= hours * chance) return false
  const surprise =
    equal * Math.log(equal / hours / chance) + (unequal === 0 ? 0 : unequal * Math.log(unequal / hours / (1 - chance)))
  return surprise >= LEAST_SURPRISE
}
