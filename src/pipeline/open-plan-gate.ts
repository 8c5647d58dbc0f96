import type { LineScanner } from '../domain/contracts.ts'
import type { LogSource } from '../domain/service.ts'
import { isNotRequest } from '../format/index.ts'
import { openGate, type Gate } from '../gate/index.ts'
import type { CountPlan } from './plan-count.ts'

/** The gate for logs of one format; `entry` is theirs of `logs:`, if there is one. */
export function openPlanGate(plan: CountPlan, scanner: LineScanner, entry?: LogSource): Gate {
  const { configuration, matcher, ignore, agents, referrers, knownHosts, since, until } = plan
  return openGate({
    scanner,
    isNotRequest,
    features: configuration.features,
    matcher,
    ignore,
    agents,
    referrers,
    knownHosts,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    serviceZone: configuration.timezone,
    logZone: entry?.timezone ?? configuration.timezone,
    caseInsensitive: configuration.case === 'insensitive',
  })
}
