import type { LineScanner } from '../../domain/contracts.ts'
import type { LogSource } from '../../domain/service.ts'
import { isNotRequest } from '../../format/index.ts'
import { openGate, type Gate } from '../../gate/index.ts'
import type { CountPlan } from '../plan-count.ts'

/**
 * The gate for logs of one format.
 *
 * @param entry theirs of `logs:`, if there is one
 * @param isAside asked of a line that does not fit: whether it is none of the log's own
 */
export function openPlanGate(
  plan: Omit<CountPlan, 'kernel'> & { readonly kernel: CountPlan['kernel'] | undefined },
  scanner: LineScanner,
  entry?: LogSource,
  isAside: () => boolean = () => false,
): Gate {
  const { configuration, matcher, ignore, agents, referrers, knownHosts, asks, since, until } = plan
  return openGate({
    scanner,
    ...(plan.kernel !== undefined && { kernel: plan.kernel }),
    isNotRequest: (bytes, start, end) =>
      isNotRequest(bytes, start, end) || isAside() || (scanner.isNotRequest?.(bytes, start, end) ?? false),
    features: configuration.features,
    matcher,
    ignore,
    agents,
    referrers,
    knownHosts,
    asks,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    serviceZone: configuration.timezone,
    logZone: entry?.timezone ?? configuration.timezone,
    caseInsensitive: configuration.case === 'insensitive',
  })
}
