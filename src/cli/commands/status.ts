import { HOUR_MS } from '../../domain/calendar.ts'
import { statusOf } from '../../pipeline/index.ts'
import { ProblemError } from '../../domain/problem.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Both } from '../../domain/service.ts'
import { say } from '../language/language.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { failedCheck, statusCheck } from '../report/status/status-check.ts'
import { statusMetrics } from '../report/status/status-metrics.ts'
import { statusReport } from '../report/status/status-report.ts'
import type { Shared } from '../shared-options.ts'

type StatusOptions = Shared<'config' | 'state' | 'json'> & {
  readonly check?: true
  readonly prometheus?: true
  readonly totals?: true
  /** In hours. */
  readonly maxLag?: number
}

/** `comptage status`: what the runs came to. */
export async function status(options: StatusOptions): Promise<ExitCode> {
  refuseTotalsAlone(options)
  if (options.check === true) return tellMonitor(options)
  const { service, found, isLate, now } = await look(options)
  if (options.json === true) process.stdout.write(`${JSON.stringify({ service, ...found }, undefined, 2)}\n`)
  else if (options.prometheus === true) process.stdout.write(statusMetrics(service, found, options.totals))
  else process.stdout.write(statusReport(found, now))
  return isLate ? EXIT.doubtful : EXIT.done
}

/** One line on stdout, whatever happens: a monitor reads nothing else. */
async function tellMonitor(options: StatusOptions): Promise<ExitCode> {
  const { line, code } = await look(options).then(
    ({ service, found, now }) => statusCheck(service, found, now),
    (error: unknown) => {
      if (error instanceof ProblemError) return failedCheck(error.problems)
      throw error
    },
  )
  process.stdout.write(`${line}\n`)
  return code
}

async function look({ config, state, maxLag }: StatusOptions) {
  const now = Date.now()
  const configuration = loadConfiguration(config)
  const known = await statusOf(configuration, { state, now })
  const { lagMs } = known
  const isLate = maxLag !== undefined && (lagMs === undefined || lagMs > maxLag * HOUR_MS)
  const since = lagMs === undefined ? undefined : now - lagMs
  const found = isLate ? { ...known, matters: [{ what: 'lag', since } as const, ...known.matters] } : known
  return { service: configuration.service.id, found, isLate, now }
}

function refuseTotalsAlone({ totals, prometheus }: StatusOptions): void {
  if (totals === true && prometheus !== true) throw new ProblemError({ code: 'USAGE', message: say(TOTALS_ALONE) })
}

const TOTALS_ALONE: Both = {
  en: '--totals is of --prometheus: every other form has them',
  fr: '--totals complète --prometheus : les autres formes ont déjà ces totaux',
}
