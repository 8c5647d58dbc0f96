import type { LineScanner } from '../../domain/contracts.ts'
import type { LogSource } from '../../domain/service.ts'
import { isNotRequest } from '../../format/index.ts'
import { openGate, type Gate } from '../../gate/index.ts'
import type { CountPlan } from '../plan-count.ts'

/** How a gate is asked about lines: `areSummed`, those that are alike come as one Hit; `isAside`, whether one that does not fit is none of the log's own. */
export type Asking = { readonly areSummed: boolean; readonly isAside: () => boolean }

const EACH: Asking = { areSummed: false, isAside: () => false }

/**
 * The gate for logs of one format.
 *
 * @param entry theirs of `logs:`, if there is one
 */
export function openPlanGate(
  plan: Omit<CountPlan, 'kernel'> & { readonly kernel: CountPlan['kernel'] | undefined },
  scanner: LineScanner,
  entry?: LogSource,
  { areSummed, isAside }: Asking = EACH,
): Gate {
  const { configuration, matcher, ignore, agents, referrers, knownHosts, namedHosts, asks, since, until } = plan
  return openGate({
    scanner,
    areSummed,
    ...(plan.kernel !== undefined && { kernel: plan.kernel }),
    isNotRequest: (bytes, start, end) => isNotRequest(bytes, start, end) || isAside(),
    features: configuration.features,
    matcher,
    ignore,
    agents,
    referrers,
    knownHosts,
    namedHosts,
    asks,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    serviceZone: configuration.timezone,
    logZone: entry?.timezone ?? configuration.timezone,
    caseInsensitive: configuration.case === 'insensitive',
  })
}
