import { METHODS, STATUSES } from '../../../src/domain/dictionary.ts'
import { FATES, REASONS, type Fate } from '../../../src/domain/fate.ts'
import { countLogs } from '../../../src/pipeline/index.ts'
import { configurationOf } from '../../pipeline/configuration-of.ts'
import { SERVICE, type Asked } from './exchanges.ts'
import type { Answered } from './hold-exchanges.ts'

/** Lines by fate, reason, feature, class of status and method, each combination a key. */
export type Counts = Readonly<Record<string, number>>

const CONFIGURATION = configurationOf(SERVICE)

/** What the product counts in a log. Its alarm is on: a line that does not fit the format is a mistake of ours. */
export async function countsOf(
  log: string,
  format: string,
): Promise<{ readonly counts: Counts; readonly formats: readonly string[]; readonly problems: readonly string[] }> {
  const seen: string[] = []
  const { scanners, problems } = await countLogs(
    { configuration: CONFIGURATION, logs: [log], format },
    {
      onHit: ({ fate, reason, feature, status, method }) =>
        seen.push(
          keyOf({
            fate: FATES[fate],
            reason: REASONS[reason],
            feature: CONFIGURATION.features[feature]?.id,
            status: STATUSES[status],
            method: METHODS[method],
          }),
        ),
    },
  )
  return {
    counts: tallied(seen),
    formats: scanners.map(({ name }) => name),
    problems: problems.map(({ code }) => code),
  }
}

/** The same, from what went over the wire. Where the format has no agent, nobody can be told from a person. */
export function truthOf(answered: readonly Answered[], { hasAgent }: { readonly hasAgent: boolean }): Counts {
  return tallied(
    answered.map(({ asked, status }) => {
      const isHttp = asked.reason !== 'bad-request'
      const isRobot = hasAgent && asked.isRobot === true
      return keyOf({
        fate: asked.fate ?? (isRobot ? 'robot' : fateByAnswer(asked, status)),
        reason: asked.reason,
        feature: asked.feature,
        status: status === 0 ? 'none' : `${Math.floor(status / 100)}xx`,
        method: isHttp ? asked.method : undefined,
      })
    }),
  )
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
