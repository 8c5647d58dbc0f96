import type { Problem } from '../../domain/problem.ts'
import type { ProposedLog } from '../reading/server-logs/propose-logs.ts'
import type { LearnRequest } from './learn-logs.ts'

/** An entry of `logs:` for what was read, and what it tells. */
export type LogsDraft = {
  readonly logs: readonly ProposedLog[]
  /** In which it tells the time: `+0100`, `UTC`. */
  readonly zones: readonly string[]
  /** Whether it says where a request came from, as entries need it. */
  readonly hasReferrer: boolean
}

/** The logs as the operator named them, each with its format; none for a pipe, nor for one whose format nobody knows. */
export function draftLogs({ logs, proposed, format }: LearnRequest, problems: readonly Problem[]): LogsDraft {
  const detected = problems.flatMap((problem) => (problem.code === 'FORMAT_DETECTED' ? [problem] : []))
  const zones = new Set(detected.flatMap((found) => found.zones).filter((zone) => /^(?:[+-]\d{4}|UTC)$/.test(zone)))
  const unknown = new Set(problems.flatMap((problem) => (problem.code === 'FORMAT_NOT_DETECTED' ? problem.file : [])))
  const named = logs.filter((log) => log !== '-' && !unknown.has(log))
  const formatOf = (path: string): string => {
    const formats = new Set(
      detected.flatMap((found) => (found.file === path ? [found.layout?.string ?? found.format] : [])),
    )
    const [first = 'auto'] = formats
    return format ?? (formats.size === 1 ? first : 'auto')
  }
  const entries = groupsOf(named).map(({ path, members }) => {
    const formats = new Set(members.map(formatOf))
    return { path, format: formats.size === 1 ? [...formats].join('') : 'auto' }
  })
  const hasReferrer = !detected.some(({ lacks }) => lacks.includes('referrer'))
  return { logs: logs.length === 0 ? proposed : entries, zones: [...zones].sort(), hasReferrer }
}

type Group = { readonly path: string; readonly members: readonly string[] }

/** A shell hands over `access.log access.log.1 access.log.2.gz`: one log and its rotations, `access.log*`. */
function groupsOf(paths: readonly string[]): readonly Group[] {
  const groups = new Map<string, string[]>()
  for (const path of paths.toSorted()) {
    const base = [...groups.keys()].find((known) => path.startsWith(known) && /^[-.]/.test(path.slice(known.length)))
    groups.set(base ?? path, [...(groups.get(base ?? path) ?? []), path])
  }
  return [...groups].map(([base, members]) => ({ path: members.length > 1 ? `${base}*` : base, members }))
}
