import type { RunStatus } from '../../../pipeline/index.ts'
import { FATES, FATES_OF_FEATURES, type Fate } from '../../../domain/fate.ts'

/**
 * The same for a textfile collector of Prometheus, which others may scrape: no line of a feature is in it, since the exact
 * total of a day, less what is published of it, is what protection hides.
 *
 * @param totals for operators alone: lines of all fates, and their sum
 */
export function statusMetrics(service: string, status: RunStatus, totals = false): string {
  const { lastRun, lagMs, waiting, skipped, late, revisable, matters, closed, isBalanced } = status
  const label = `service="${service}"`
  const gauges: readonly (readonly [string, string, number | undefined])[] = [
    ['comptage_well', '1 if there is nothing to look at.', matters.length === 0 ? 1 : 0],
    ['comptage_last_run_timestamp_seconds', 'Start of the last run.', seconds(lastRun?.started)],
    ['comptage_last_run_exit_code', 'How the last run ended.', lastRun?.exitCode ?? undefined],
    ['comptage_lag_seconds', 'Since a run ended well.', seconds(lagMs)],
    ['comptage_files_waiting', 'Files that were found and not read.', waiting.length],
    ['comptage_files_skipped', 'Files that were given up and are still there.', skipped.length],
    ['comptage_days_late', 'Days for which lines came late.', new Set(late.map(({ day }) => day)).size],
    ['comptage_periods_to_revise', 'Periods of which a revision would count late lines.', revisable.length],
    [
      'comptage_spans_held',
      'Spans of periods that are open though later ones are closed.',
      closed.flatMap(({ held }) => held).length,
    ],
    ['comptage_balanced', '1 if every line that was read has one fate.', isBalanced ? 1 : 0],
  ]
  const blocks = gauges.flatMap(([name, help, value]) =>
    value === undefined ? [] : [head(name, help), `${name}{${label}} ${value}`],
  )
  const problems = problemsIn(matters).map(([code, count]) => `comptage_problems{${label},code="${code}"} ${count}`)
  if (problems.length > 0)
    blocks.push(head('comptage_problems', 'What is wrong, by the code of docs/errors.md.'), ...problems)
  return `${[...blocks, ...linesByFate(label, status, totals)].join('\n')}\n`
}

function linesByFate(label: string, { linesRead, fates }: RunStatus, totals: boolean): readonly string[] {
  const read = totals ? [head('comptage_lines_read', 'Lines read.'), `comptage_lines_read{${label}} ${linesRead}`] : []
  const shown = totals ? FATES : OF_NO_FEATURE
  const lines = shown.map((fate) => `comptage_lines{${label},fate="${fate}"} ${fates[fate]}`)
  return [...read, head('comptage_lines', 'Lines by fate.'), ...lines]
}

// Late ones are those that a revision would give to tables.
const OF_FEATURES: readonly Fate[] = [...FATES_OF_FEATURES, 'late']
const OF_NO_FEATURE = FATES.filter((fate) => !OF_FEATURES.includes(fate))

function problemsIn(matters: RunStatus['matters']): readonly (readonly [code: string, count: number])[] {
  const counts = new Map<string, number>()
  for (const matter of matters)
    if (matter.what === 'problem') counts.set(matter.problem.code, (counts.get(matter.problem.code) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
}

function head(name: string, help: string): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge`
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms / 1000)
}
