import type { Field } from '../../domain/contracts.ts'
import type { CountPlan, ExplainedLine } from '../../pipeline/index.ts'
import { say } from '../language/language.ts'
import { FATE_MEANINGS, REASON_WORDS } from '../words/lists/line-words.ts'
import { DROPPED } from './request-text.ts'

type Row = readonly [label: string, words: string]

/** What is kept of each field of a line, and what becomes of it. */
export function lineReport(line: ExplainedLine, plan: CountPlan): string {
  const rows = rowsOf(line, plan).map(([label, words]) => `  ${label.padEnd(9)}  ${words}\n`)
  return `${rows.join('')}   → ${verdictOf(line)}\n`
}

function rowsOf(line: ExplainedLine, plan: CountPlan): readonly Row[] {
  if (line.fate === 'too-long' || line.fate === 'not-a-request') return []
  const format: Row = ['format', formatWords(line)]
  return line.misfit?.reason === 'bad-line' ? [format] : [format, ...fieldRows(line, plan), ...decisionRows(line)]
}

/** The decision alone. */
export function lineVerdict(line: ExplainedLine): string {
  return `${verdictOf(line)}\n`
}

function formatWords({ format, isFormatSure }: ExplainedLine): string {
  return isFormatSure ? format : `no known one reads this line; nearest is ${format} (name yours with --format)`
}

function fieldRows({ fields, read }: ExplainedLine, plan: CountPlan): readonly Row[] {
  const inFormat = (...names: readonly Field[]): boolean => names.some((name) => fields.has(name))
  const row = (label: string, words: string | undefined): Row => [label, words ?? UNREAD]
  return [
    row('time', timeWords(read, plan.configuration.timezone)),
    row('method', inFormat('request', 'method') ? read.method : 'not in this format: taken for GET'),
    ...(inFormat('host') ? [row('host', `${DROPPED}, once compared with those of patterns`)] : []),
    row('path', read.path),
    row('query', queryWords(plan)),
    row('status', read.status),
    row('bytes', inFormat('bytes') ? (read.hasBytes ? 'a number, not shown' : UNREAD) : NOT_LOGGED),
    row('referrer', inFormat('referrer') ? read.referrer : NOT_LOGGED),
    row('agent', inFormat('agent') ? agentWords(read.agent) : NOT_LOGGED),
    row('the rest', `${DROPPED}: address, user and all else`),
  ]
}

const UNREAD = 'not read'
const NOT_LOGGED = 'not in this format'

function timeWords({ day, hour }: ExplainedLine['read'], zone: string): string | undefined {
  return day === undefined || hour === undefined ? undefined : `${day}, hour ${hour} (${zone})`
}

function queryWords({ patterns: { conditions } }: CountPlan): string {
  const keys = [...new Set(conditions.map(({ key }) => key))]
  return keys.length === 0 ? DROPPED : `${DROPPED}, once compared with what patterns ask of ${keys.join(', ')}`
}

function agentWords(agent: ExplainedLine['read']['agent']): string | undefined {
  const [client, ...families] = agent
  // Nobody sat in front of a robot or a script.
  const isKnown = families.some((family) => family !== 'unknown')
  return isKnown ? `${client ?? ''}: ${families.join(', ')}` : client
}

function decisionRows({ winner, feature }: ExplainedLine): readonly Row[] {
  return [
    ...(winner === undefined
      ? []
      : [['pattern', `"${winner.value}" (${winner.place.file}:${winner.place.line})`] as const]),
    ...(feature === undefined ? [] : [['feature', feature.id] as const]),
  ]
}

function verdictOf({ fate, misfit, feature }: ExplainedLine): string {
  if (misfit !== undefined)
    return `malformed (${misfit.reason}), at column ${misfit.column}: ${say(REASON_WORDS[misfit.reason])}`
  if (fate === 'counted' && feature !== undefined) return `counted for ${feature.id}`
  return `${fate}: ${say(FATE_MEANINGS[fate])}`
}
