import type { RunStatus } from '../../../pipeline/index.ts'
import { FATES } from '../../../domain/fate.ts'

/** The same for a textfile collector of Prometheus. Nothing in it is of a feature: it may be scraped by others. */
export function statusMetrics(service: string, status: RunStatus): string {
  const { lastRun, lagMs, linesRead, fates, waiting, late, isBalanced } = status
  const label = `service="${service}"`
  const gauges: readonly (readonly [string, string, number | undefined])[] = [
    ['comptage_last_run_timestamp_seconds', 'Start of the last run.', seconds(lastRun?.started)],
    ['comptage_last_run_exit_code', 'How the last run ended.', lastRun?.exitCode ?? undefined],
    ['comptage_lag_seconds', 'Since a run ended well.', seconds(lagMs)],
    ['comptage_files_waiting', 'Files that were found and not read.', waiting.length],
    ['comptage_days_late', 'Days for which lines came late.', late.length],
    ['comptage_balanced', '1 if every line that was read has one fate.', isBalanced ? 1 : 0],
    ['comptage_lines_read', 'Lines read.', linesRead],
  ]
  const blocks = gauges.flatMap(([name, help, value]) =>
    value === undefined ? [] : [head(name, help), `${name}{${label}} ${value}`],
  )
  const lines = FATES.map((fate) => `comptage_lines{${label},fate="${fate}"} ${fates[fate]}`)
  return `${[...blocks, head('comptage_lines', 'Lines by fate.'), ...lines].join('\n')}\n`
}

function head(name: string, help: string): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge`
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms / 1000)
}
