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

/** Of hours of two logs in which one of both had uses, those in which both had as many. */
type Likeness = { readonly hours: number; readonly equal: number }

const NO_LIKENESS: Likeness = { hours: 0, equal: 0 }

/** Servers that a balancer gives every other request have as many uses in half of the hours; all others in fewer. */
const AS_A_COIN = 1 / 2

/** Once in so many pairs of servers chance may do it. */
const LEAST_CHANCE = 1e12

/** Two of those that were compared, by name. */
export type AlikeLogs = { readonly path: string; readonly other: string }

/** To compare 64 logs of a month with ten features takes less than a second. */
const MOST_LOGS = 64

/** Logs that look as if a log before them had the same requests, by name. */
export function findAlike(logs: ReadonlyMap<string, HourlyUses>): readonly AlikeLogs[] {
  const rows = [...logs].slice(0, MOST_LOGS).map(([path, uses]) => ({ path, row: inARow(uses) }))
  return rows.flatMap(({ path, row }, i) => {
    const found = rows.slice(0, i).find((before) => areAlike(row, before.row))
    return found === undefined ? [] : [{ path, other: found.path }]
  })
}

/** The same, as it is compared fast: uses of a feature in each hour from the first to the last of the log. */
type Row = { readonly from: number; readonly to: number; readonly features: ReadonlyMap<number, Float64Array> }

function inARow(uses: HourlyUses): Row {
  const [from, to] = [Math.min(...uses.keys()), Math.max(...uses.keys())]
  const ids = new Set([...uses.values()].flatMap((features) => [...features.keys()]))
  const valuesOf = (id: number): Float64Array =>
    Float64Array.from({ length: to - from + 1 }, (_, i) => uses.get(from + i)?.get(id) ?? 0)
  return { from, to, features: new Map([...ids].map((id) => [id, valuesOf(id)])) }
}

/**
 * Whether two logs look as if they had the same requests, of some feature or of all: as many uses in far more hours than chance,
 * a balancer, or what comes each hour or each night gives them.
 */
function areAlike(one: Row, other: Row): boolean {
  const shared = [...one.features.keys()].filter((feature) => other.features.has(feature))
  const atOnce = shared.map((feature) => compareUses(one, other, feature, 0))
  const mayBe = [...atOnce, atOnce.reduce(addLikeness, NO_LIKENESS)].some((found) => isNoChance(found, AS_A_COIN))
  // Most are not, and need no further look.
  if (!mayBe) return false
  const each = shared.map((feature): Compared => ({
    now: compareUses(one, other, feature, 0),
    anHourApart: compareUses(one, other, feature, 1),
    aDayApart: compareUses(one, other, feature, 24),
  }))
  return [...each, each.reduce(addCompared, NOTHING)].some(({ now, anHourApart, aDayApart }) =>
    isNoChance(now, Math.max(AS_A_COIN, shareOf(anHourApart), shareOf(aDayApart))),
  )
}

/** What a monitor, or a job of each night, asks of both servers is as equal an hour or a day later, and says nothing. */
type Compared = Readonly<Record<'now' | 'anHourApart' | 'aDayApart', Likeness>>

const NOTHING: Compared = { now: NO_LIKENESS, anHourApart: NO_LIKENESS, aDayApart: NO_LIKENESS }

function addCompared(one: Compared, other: Compared): Compared {
  return {
    now: addLikeness(one.now, other.now),
    anHourApart: addLikeness(one.anHourApart, other.anHourApart),
    aDayApart: addLikeness(one.aDayApart, other.aDayApart),
  }
}

function addLikeness(one: Likeness, other: Likeness): Likeness {
  return { hours: one.hours + other.hours, equal: one.equal + other.equal }
}

function shareOf({ hours, equal }: Likeness): number {
  return hours === 0 ? 0 : equal / hours
}

/** By the bound of Chernoff for so many hours, or more, of which each is equal with this chance. */
function isNoChance({ hours, equal }: Likeness, chance: number): boolean {
  if (equal <= hours * chance) return false
  const unequal = hours - equal
  const surprise =
    equal * Math.log(equal / hours / chance) + (unequal === 0 ? 0 : unequal * Math.log(unequal / hours / (1 - chance)))
  return surprise >= Math.log(LEAST_CHANCE)
}

/** In the hours of both. @param apart the other is so many hours later */
function compareUses(one: Row, other: Row, feature: number, apart: number): Likeness {
  const uses = one.features.get(feature)
  const others = other.features.get(feature)
  let [hours, equal] = [0, 0]
  const to = Math.min(one.to, other.to - apart)
  for (let hour = Math.max(one.from, other.from - apart); hour <= to; hour++) {
    const here = uses?.[hour - one.from]
    const there = others?.[hour + apart - other.from]
    if (here === 0 && there === 0) continue
    hours++
    if (here === there) equal++
  }
  return { hours, equal }
}
