/** What an operator does with a service, and what its visitors do, as data: a failing one is shrunk and kept as it is. */
export type History = {
  /** The first day, as `2026-02-16`. Days are counted from it. */
  readonly start: string
  /** Whether the service opens on it, and says so; else its logs begin on it. */
  readonly opens: boolean
  /** Of each path, on a working day. */
  readonly usual: Readonly<Record<string, Uses>>
  /** Whether weekends are as other days are, or have no use. */
  readonly weekends: 'usual' | 'silent'
  /** Days of a path that are not usual. */
  readonly seeded: readonly Seeded[]
  /** Days without a line. */
  readonly silent: readonly number[]
  readonly settings: Settings
  readonly steps: readonly Step[]
}

/** `entries` of the uses come from elsewhere. */
export type Uses = { readonly uses: number; readonly errors: number; readonly entries: number }

export type Seeded = Uses & { readonly day: number; readonly path: string }

/** What is written into a configuration. */
export type Settings = {
  readonly k: number
  readonly timezone: string
  readonly tables: readonly string[]
  /** The paths of each feature, by its id. */
  readonly features: Readonly<Record<string, readonly string[]>>
}

/** Each ends with a run, but for `late` and `machine`, which the next one finds. */
export type Step =
  /** So many days go by. */
  | { readonly does: 'days'; readonly days: number }
  /** Lines of an earlier day are found. */
  | ({ readonly does: 'late' } & Seeded)
  | { readonly does: 'revise'; readonly period: string }
  | { readonly does: 'set'; readonly settings: Partial<Settings> }
  /** The state is gone: what is published is taken over. */
  | { readonly does: 'adopt' }
  /** A second service publishes beside it, of the same logs, from now on; again: other settings of its. */
  | { readonly does: 'beside'; readonly settings: Settings }
  /** Of all lines that follow, a second machine writes every other one, and its tallies are merged. */
  | { readonly does: 'machine' }

export const DAY = 86_400_000

export function startOf({ start }: Pick<History, 'start'>): number {
  return Date.parse(`${start}T00:00:00Z`)
}

export function dayName(history: Pick<History, 'start'>, day: number): string {
  return new Date(startOf(history) + day * DAY).toISOString().slice(0, 10)
}

/** The uses of a path on a day, but for what comes late. */
export function usesOn(history: History, path: string, day: number): Uses {
  const seeded = history.seeded.find((one) => one.day === day && one.path === path)
  if (history.silent.includes(day)) return NONE
  if (seeded !== undefined) return seeded
  const weekday = new Date(startOf(history) + day * DAY).getUTCDay()
  const isQuiet = history.weekends === 'silent' && (weekday === 0 || weekday === 6)
  return isQuiet ? NONE : (history.usual[path] ?? NONE)
}

const NONE: Uses = { uses: 0, errors: 0, entries: 0 }
