import { dayText } from '../../../src/domain/calendar.ts'
import { METHODS, STATUSES } from '../../../src/domain/dictionary.ts'
import { FATES, REASONS, type Fate } from '../../../src/domain/fate.ts'
import { countLogs, isError } from '../../../src/pipeline/index.ts'
import { configurationOf } from '../../pipeline/configuration-of.ts'
import { SERVICE, type Asked } from './exchanges.ts'
import type { Held } from './hold-exchanges.ts'

/** Lines by fate, reason, feature, class of status and method, each combination a key. */
export type Counts = Readonly<Record<string, number>>

const CONFIGURATION = configurationOf(SERVICE)

type Seen = {
  readonly counts: Counts
  /** As `2026-03-10T08`, in UTC. */
  readonly hours: readonly string[]
  readonly formats: readonly string[]
  /** What forbids to publish. */
  readonly alarms: readonly string[]
}

/** What the product counts in a log. */
export async function countsOf(log: string, format: string): Promise<Seen> {
  const seen: string[] = []
  const hours = new Set<string>()
  const { formats, problems } = await countLogs(
    { configuration: CONFIGURATION, logs: [log], format },
    {
      onHit: ({ fate, reason, feature, status, method, day, hour }) => {
        if (hour >= 0) hours.add(`${dayText(day)}T${String(hour).padStart(2, '0')}`)
        seen.push(
          keyOf({
            fate: FATES[fate],
            reason: REASONS[reason],
            feature: CONFIGURATION.features[feature]?.id,
            status: STATUSES[status],
            method: METHODS[method],
          }),
        )
      },
    },
  )
  return {
    counts: tallied(seen),
    hours: [...hours],
    formats: formats.map(({ name }) => name),
    alarms: problems.filter(isError).map(({ code }) => code),
  }
}

/** By exchange: what is logged otherwise than the list of exchanges says, and why. */
export type Specials = Readonly<Record<string, Special>>
export type Special = { readonly because: string; readonly asked: readonly Asked[] }

/** What a log can tell of what was asked. */
export type LogTruth = {
  /** Without an agent nobody can be told from a person. */
  readonly hasAgent: boolean
  readonly specials: Specials
}

/** The same, from what went over the wire. */
export function truthOf(held: readonly Held[], { hasAgent, specials }: LogTruth): Counts {
  return tallied(
    held.flatMap(({ exchange: { why, asked }, statuses }) =>
      (specials[why]?.asked ?? asked).map((one, position) =>
        keyOfAsked(one, one.status ?? statuses[position] ?? 0, hasAgent),
      ),
    ),
  )
}

function keyOfAsked(asked: Asked, status: number, hasAgent: boolean): string {
  const { fate, reason, feature, method } = asked
  const isRobot = hasAgent && asked.isRobot === true
  return keyOf({
    fate: fate ?? (isRobot ? 'robot' : fateByAnswer(asked, status)),
    reason,
    feature,
    status: fate === 'not-a-request' || reason === 'bad-line' ? undefined : statusClass(status),
    method,
  })
}

/** By feature, its uses and its errors. */
export function figuresIn(counts: Counts): Readonly<Record<string, readonly [uses: number, errors: number]>> {
  const sum = (fate: Fate, feature: string): number =>
    Object.entries(counts)
      .filter(([key]) => key.startsWith(`${fate} - ${feature} `))
      .reduce((total, [, lines]) => total + lines, 0)
  return Object.fromEntries(CONFIGURATION.features.map(({ id }) => [id, [sum('counted', id), sum('failed', id)]]))
}

function statusClass(status: number): string {
  return status === 0 ? 'none' : `${Math.floor(status / 100)}xx`
}

function fateByAnswer({ method }: Asked, status: number): Fate {
  if (status === 206) return 'partial'
  if ((status >= 200 && status < 300) || status === 304) return 'counted'
  if (status < 300 || status >= 400) return 'failed'
  return method === 'GET' ? 'redirect' : 'counted'
}

type Words = Readonly<Record<'fate' | 'reason' | 'feature' | 'status' | 'method', string | undefined>>

function keyOf({ fate, reason, feature, status, method }: Words): string {
  return [fate, reason, feature, status, method].map((word) => word ?? '-').join(' ')
}

function tallied(keys: readonly string[]): Counts {
  const counts: Record<string, number> = {}
  for (const key of keys.toSorted()) counts[key] = (counts[key] ?? 0) + 1
  return counts
}
